/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_markdown.h"

#include <string.h>

/* What begins a heading, a list or a line below a heading only there; a number does with the mark after it. */
static size_t opening(const char *string) {
  if (string[0] && strchr("#+-=", string[0])) return 1;
  size_t digits = strspn(string, "0123456789");
  return digits > 0 && (string[digits] == '.' || string[digits] == ')') ? digits + 1 : 0;
}

void leda_markdown_escape(leda_text *text, const char *string) {
  size_t first = opening(string);
  const char *mark = first > 0 ? string + first - 1 : NULL;
  for (const char *c = string; *c; c++) {
    bool blank = *c == '\n' || *c == '\r' || *c == '\t';
    if (!blank && (c == mark || strchr("\\`*_[]<>|~&", *c))) leda_text_add_char(text, '\\');
    leda_text_add_char(text, blank ? ' ' : *c);
  }
}

static void add_block(leda_text *text, const char *mark, const char *string) {
  leda_text_add(text, mark);
  leda_markdown_escape(text, string);
  leda_text_add(text, "\n\n");
}

static void add_texts(leda_text *text, const char *mark, const leda_report_texts *texts) {
  for (size_t i = 0; i < texts->n; i++) add_block(text, mark, texts->items[i]);
}

static void add_cell(leda_text *text, const leda_grid_cell *cell) {
  const char *mark = cell->style & LEDA_CELL_STRONG     ? "**"
                     : cell->style & LEDA_CELL_EMPHASIS ? "*"
                                                        : "";
  if (!cell->text[0]) mark = "";
  leda_text_addf(text, " %s", mark);
  leda_markdown_escape(text, cell->text);
  leda_text_addf(text, "%s |", mark);
}

static void add_table(leda_text *text, const leda_grid *grid) {
  leda_text_add_char(text, '|');
  for (size_t k = 0; k < grid->n_columns; k++) {
    leda_text_add_char(text, ' ');
    leda_markdown_escape(text, grid->columns[k].title);
    leda_text_add(text, " |");
  }
  leda_text_add(text, "\n|");
  for (size_t k = 0; k < grid->n_columns; k++)
    leda_text_add(text, grid->columns[k].numeric ? " ---: |" : " --- |");
  for (size_t row = 0; row < grid->n_rows; row++) {
    leda_text_add(text, "\n|");
    for (size_t k = 0; k < grid->n_columns; k++) add_cell(text, leda_grid_at(grid, row, k));
  }
  leda_text_add(text, "\n\n");
}

static void add_item(leda_text *text, const leda_report_item *item) {
  add_block(text, "### ", item->title);
  if (item->figure) {
    leda_text_add(text, "![");
    leda_markdown_escape(text, item->title);
    leda_text_addf(text, "](figures/%s.svg)\n\n", item->slug);
  }
  add_texts(text, "", &item->notes);
  if (item->grid.n_rows > 0) add_table(text, &item->grid);
}

static void add_section(leda_text *text, const leda_report_section *section) {
  add_block(text, "## ", section->title);
  add_texts(text, "", &section->lead);
  add_texts(text, "> ", &section->warnings);
  for (size_t i = 0; i < section->n_items; i++) add_item(text, &section->items[i]);
  if (!section->source[0]) return;
  leda_text_addf(text, "%s ", _("Source:"));
  add_block(text, "", section->source);
}

static void add_glossary(leda_text *text, const leda_report *report) {
  if (report->n_terms > 0) add_block(text, "## ", _("Words"));
  for (size_t i = 0; i < report->n_terms; i++) {
    leda_text_add(text, "- **");
    leda_markdown_escape(text, report->terms[i].term);
    leda_text_add(text, "** (");
    leda_markdown_escape(text, report->terms[i].other);
    leda_text_add(text, "): ");
    leda_markdown_escape(text, report->terms[i].meaning);
    leda_text_add_char(text, '\n');
  }
  if (report->n_terms > 0) leda_text_add_char(text, '\n');
}

leda_status leda_report_markdown(const leda_report *report, leda_text *text, leda_error *err) {
  add_block(text, "# ", report->title);
  if (report->subtitle[0]) add_block(text, "", report->subtitle);
  if (report->author[0]) add_block(text, "", report->author);
  add_block(text, "## ", _("What matters most"));
  for (size_t i = 0; i < report->sentences.n; i++) {
    leda_text_addf(text, "%zu. ", i + 1);
    leda_markdown_escape(text, report->sentences.items[i]);
    leda_text_add_char(text, '\n');
  }
  if (report->sentences.n > 0) leda_text_add_char(text, '\n');
  for (size_t i = 0; i < report->n_sections; i++) add_section(text, &report->sections[i]);
  add_block(text, "## ", _("How this was made"));
  add_texts(text, "", &report->method);
  for (size_t i = 0; i < report->n_inputs; i++) {
    leda_text_add(text, "- ");
    leda_markdown_escape(text, report->inputs[i].path);
    leda_text_addf(text, " (SHA-256 %s)\n", report->inputs[i].hash);
  }
  leda_text_add_char(text, '\n');
  add_glossary(text, report);
  leda_text line = {0};
  leda_text_addf(&line, _("Processing: leda %s."), LEDA_VERSION);
  add_block(text, "", leda_text_str(&line));
  if (line.failed) text->failed = true;
  leda_text_clear(&line);
  while (text->length > 1 && text->data[text->length - 2] == '\n')
    text->data[--text->length] = '\0';
  return leda_text_status(text, err);
}
