/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/html.h"
#include "engine/output/html_escape.h"
#include "engine/output/report.h"
#include "engine/output/report_style.h"

void leda_report_add_text(leda_report *report, leda_report_texts *list, leda_text *text,
                          size_t most) {
  if (!list->items) list->items = leda_keep_array(&report->keeper, most, sizeof *list->items);
  if (list->items && list->n < most && (text->length > 0 || text->failed))
    list->items[list->n++] = leda_keep_text(&report->keeper, text);
  leda_text_clear(text);
}

/* The page may load nothing at all; what is drawn stands inside it. */
static const char POLICY[] =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:\">\n";

static void add_head(const leda_report *report, leda_text *html) {
  leda_text_addf(html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                 leda_language_code(report->language));
  leda_text_add(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  leda_text_add(html, POLICY);
  leda_html_element(html, "title", NULL, report->title);
  leda_text_add(html, "<meta name=\"generator\" content=\"leda " LEDA_VERSION "\">\n");
  leda_report_style(html, report->theme);
  leda_text_add(html, "</head>\n");
}

static void add_banner(const leda_report *report, leda_text *html) {
  leda_text_add(html, "<body>\n");
  leda_html_element(html, "a", "class=\"skip\" href=\"#main\"", _("To the content"));
  leda_text_add(html, "<header class=\"top\">\n<div class=\"wrap\">\n");
  if (report->logo[0]) leda_text_addf(html, "<img alt=\"\" src=\"%s\">\n", report->logo);
  leda_html_element(html, "h1", NULL, report->title);
  if (report->subtitle[0]) leda_html_element(html, "p", "class=\"subtitle\"", report->subtitle);
  if (report->author[0]) leda_html_element(html, "p", "class=\"byline\"", report->author);
  leda_text_add(html, "</div>\n</header>\n<main id=\"main\" class=\"wrap\">\n");
}

static void add_texts(const leda_report_texts *texts, const char *attributes, leda_text *html) {
  for (size_t i = 0; i < texts->n; i++) leda_html_element(html, "p", attributes, texts->items[i]);
}

static void add_summary(const leda_report *report, leda_text *html) {
  leda_text_add(html, "<div class=\"summary\" role=\"region\" aria-labelledby=\"summary\">\n");
  leda_html_element(html, "h2", "id=\"summary\"", _("What matters most"));
  leda_text_add(html, "<ol>\n");
  for (size_t i = 0; i < report->sentences.n; i++)
    leda_html_element(html, "li", NULL, report->sentences.items[i]);
  leda_text_add(html, "</ol>\n</div>\n");
}

static void add_contents(const leda_report *report, leda_text *html) {
  leda_text_add(html, "<nav aria-label=\"");
  leda_html_escape(html, _("Contents"));
  leda_text_add(html, "\">\n<ul>\n");
  for (size_t i = 0; i < report->n_sections; i++) {
    leda_text_addf(html, "<li><a href=\"#s%zu\">", i + 1);
    leda_html_escape(html, report->sections[i].title);
    leda_text_add(html, "</a></li>\n");
  }
  leda_text_add(html, "<li><a href=\"#method\">");
  leda_html_escape(html, _("How this was made"));
  if (report->n_terms > 0) {
    leda_text_add(html, "</a></li>\n<li><a href=\"#words\">");
    leda_html_escape(html, _("Words"));
  }
  leda_text_add(html, "</a></li>\n</ul>\n</nav>\n");
}

static void add_figure(const leda_report_item *item, leda_text *html) {
  leda_text_add(html,
                "<figure>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
  leda_html_escape(html, item->title);
  leda_text_add(html, "\">\n");
  leda_text_add(html, item->svg ? item->svg : "");
  leda_text_add(html, "</div>\n</figure>\n");
}

static void add_item(const leda_report_item *item, leda_text *html) {
  leda_html_element(html, "h3", NULL, item->title);
  if (item->figure) add_figure(item, html);
  add_texts(&item->notes, "class=\"note\"", html);
  if (item->grid.n_rows == 0) return;
  if (!item->figure) {
    leda_html_table(html, &item->grid, NULL);
    return;
  }
  leda_text_add(html, "<details>\n");
  leda_html_element(html, "summary", NULL, _("The numbers of the figure"));
  leda_html_table(html, &item->grid, NULL);
  leda_text_add(html, "</details>\n");
}

static void add_warnings(const leda_report_texts *warnings, leda_text *html) {
  for (size_t i = 0; i < warnings->n; i++) {
    leda_text_add(html, "<p class=\"warning\"><strong>");
    leda_html_escape(html, _("Note:"));
    leda_text_add(html, "</strong> ");
    leda_html_escape(html, warnings->items[i]);
    leda_text_add(html, "</p>\n");
  }
}

static void add_section(const leda_report *report, size_t at, leda_text *html) {
  const leda_report_section *section = &report->sections[at];
  leda_text_addf(html, "<section aria-labelledby=\"s%zu\">\n<h2 id=\"s%zu\">", at + 1, at + 1);
  leda_html_escape(html, section->title);
  leda_text_add(html, "</h2>\n<div class=\"lead\">\n");
  add_texts(&section->lead, NULL, html);
  leda_text_add(html, "</div>\n");
  add_warnings(&section->warnings, html);
  for (size_t i = 0; i < section->n_items; i++) add_item(&section->items[i], html);
  if (section->source[0]) {
    leda_text source = {0};
    leda_text_addf(&source, "%s %s", _("Source:"), section->source);
    leda_html_element(html, "p", "class=\"source\"", leda_text_str(&source));
    if (source.failed) html->failed = true;
    leda_text_clear(&source);
  }
  leda_text_add(html, "</section>\n");
}

static void add_method(const leda_report *report, leda_text *html) {
  leda_text_add(html, "<section aria-labelledby=\"method\">\n");
  leda_html_element(html, "h2", "id=\"method\"", _("How this was made"));
  add_texts(&report->method, NULL, html);
  leda_html_element(html, "h3", NULL, _("What was read"));
  leda_text_add(html, "<ul>\n");
  for (size_t i = 0; i < report->n_inputs; i++) {
    leda_text_add(html, "<li><code>");
    leda_html_escape(html, report->inputs[i].path);
    leda_text_addf(html, "</code> <code>SHA-256 %.16s</code></li>\n", report->inputs[i].hash);
  }
  leda_text_add(html, "</ul>\n</section>\n");
}

static void add_glossary(const leda_report *report, leda_text *html) {
  if (report->n_terms == 0) return;
  leda_text_add(html, "<section aria-labelledby=\"words\">\n");
  leda_html_element(html, "h2", "id=\"words\"", _("Words"));
  leda_text_add(html, "<dl>\n");
  for (size_t i = 0; i < report->n_terms; i++) {
    const leda_report_term *term = &report->terms[i];
    const char *other = report->language == LEDA_SV ? "en" : "sv";
    leda_text_add(html, "<dt>");
    leda_html_escape(html, term->term);
    leda_text_addf(html, " <span lang=\"%s\">(", other);
    leda_html_escape(html, term->other);
    leda_text_add(html, ")</span></dt>\n");
    leda_html_element(html, "dd", NULL, term->meaning);
  }
  leda_text_add(html, "</dl>\n</section>\n");
}

static void add_foot(const leda_report *report, leda_text *html) {
  leda_text_add(html, "</main>\n<footer class=\"wrap\">\n");
  leda_text line = {0};
  if (report->source[0]) leda_text_addf(&line, "%s %s. ", _("Source:"), report->source);
  leda_text_addf(&line, _("Processing: leda %s."), LEDA_VERSION);
  leda_html_element(html, "p", NULL, leda_text_str(&line));
  if (line.failed) html->failed = true;
  leda_text_clear(&line);
  leda_text_add(html, "</footer>\n</body>\n</html>\n");
}

leda_status leda_report_html(const leda_report *report, leda_text *html, leda_error *err) {
  add_head(report, html);
  add_banner(report, html);
  add_summary(report, html);
  add_contents(report, html);
  for (size_t i = 0; i < report->n_sections; i++) add_section(report, i, html);
  add_method(report, html);
  add_glossary(report, html);
  add_foot(report, html);
  return leda_text_status(html, err);
}
