/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/assess_page.h"

#include <math.h>
#include <string.h>

#include "engine/core/number.h"
#include "engine/output/answers_output.h"
#include "engine/output/assess_words.h"
#include "engine/output/html.h"
#include "engine/output/html_escape.h"
#include "engine/output/report_style.h"

enum { MOST_TEXTS = 12 };

/* A dash where something is hidden; nothing where there was nothing. */
static const char HIDDEN[] = "–";

static const char *label_of(const leda_assess_page_view *view) {
  return view->whole->survey->municipality_labels[view->own->municipality];
}

static bool shows(const leda_assess_page_view *view, size_t subject, size_t wave) {
  return leda_disclosure_shows(view->disclosure, subject, wave, view->own->municipality);
}

static double own_mean(const leda_assess_page_view *view, size_t subject, size_t wave) {
  return view->own->assess.subjects[subject].waves[wave].mean;
}

static const char *wave_name(const leda_assess_page_view *view, size_t wave, leda_keeper *keeper) {
  leda_text text = {0};
  leda_assess_wave_name(view->whole, wave, view->language, &text);
  return leda_keep_text(keeper, &text);
}

/* ---- sentences ---- */

static void say_wave(const leda_assess_page_view *view, size_t wave, leda_report *report) {
  leda_text text = {0};
  size_t here = view->own->assess.wave_n[wave];
  const char *name = wave_name(view, wave, &report->keeper);
  if (here == 0)
    leda_text_addf(&text, _("In %s nobody answered here."), name);
  else if (here < LEDA_DISCLOSURE_LEAST)
    leda_text_addf(&text,
                   _("In %s fewer than %d people answered here; their answers are not shown."),
                   name, LEDA_DISCLOSURE_LEAST);
  else
    leda_text_addf(&text, _("In %s %zu people answered here, of %zu in all municipalities."), name,
                   here, view->whole->wave_n[wave]);
  leda_report_add_text(report, &report->sentences, &text, MOST_TEXTS);
}

static size_t count_shown(const leda_assess_page_view *view, size_t pair,
                          leda_assess_verdict verdict) {
  size_t n = 0;
  for (size_t s = 0; s < view->whole->n_statements; s++)
    n += leda_municipality_shows_change(view->own, view->disclosure, s, pair) &&
         view->own->assess.subjects[s].deltas[pair].verdict == verdict;
  return n;
}

static size_t count_comparable(const leda_assess_page_view *view, size_t pair) {
  size_t n = 0;
  for (size_t s = 0; s < view->whole->n_subjects; s++)
    n += leda_municipality_shows_change(view->own, view->disclosure, s, pair);
  return n;
}

static void say_pair(const leda_assess_page_view *view, size_t pair, leda_report *report) {
  leda_text text = {0};
  const leda_assess *own = &view->own->assess;
  const leda_assess_pair *waves = &own->pairs[pair];
  if (own->wave_n[waves->from] == 0 || own->wave_n[waves->to] == 0) return;
  if (leda_municipality_shows_change(view->own, view->disclosure, own->n_subjects - 1, pair)) {
    leda_assess_headline(own, pair, view->language, &text);
    leda_text_addf(&text,
                   _(" Statements that improved: %zu; that became worse: %zu. The others show no "
                     "change that can be told from noise."),
                   count_shown(view, pair, LEDA_ASSESS_IMPROVED),
                   count_shown(view, pair, LEDA_ASSESS_WORSE));
  } else {
    leda_text_addf(&text,
                   _("Whether anything changed here from %s to %s cannot be shown: too few people "
                     "answered."),
                   wave_name(view, waves->from, &report->keeper),
                   wave_name(view, waves->to, &report->keeper));
  }
  leda_report_add_text(report, &report->sentences, &text, MOST_TEXTS);
}

/* ---- tables ---- */

static void write_name(leda_grid_pen *pen, const leda_assess_page_view *view, size_t subject) {
  leda_text name = {0};
  leda_assess_subject_name(view->whole, &view->whole->subjects[subject], view->language, &name);
  leda_grid_write(pen, leda_text_str(&name));
  leda_text_clear(&name);
}

static void write_mean(leda_grid_pen *pen, const leda_assess_page_view *view, double mean,
                       bool shown) {
  if (shown)
    leda_grid_write_number(pen, mean, 2, view->language);
  else
    leda_grid_write(pen, HIDDEN);
}

static leda_grid means_grid(const leda_assess_page_view *view, leda_keeper *keeper) {
  size_t waves = view->whole->survey->n_waves, n = 0;
  leda_grid_column *columns = leda_keep_array(keeper, 1 + 2 * waves, sizeof *columns);
  if (!columns) return (leda_grid){0};
  columns[n++] = (leda_grid_column){_("Statement"), "statement", false, true};
  for (size_t k = 0; k < 2 * waves; k++) {
    leda_text title = {0};
    const char *name = wave_name(view, k % waves, keeper);
    leda_text_addf(&title, k < waves ? _("Here, %s") : _("All, %s"), name);
    columns[n++] = (leda_grid_column){leda_keep_text(keeper, &title), "mean", true, false};
  }
  leda_grid grid = leda_grid_make(keeper, columns, n, view->whole->n_subjects);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t s = 0; s < grid.n_rows; s++) {
    write_name(&pen, view, s);
    for (size_t k = 0; k < waves; k++)
      write_mean(&pen, view, own_mean(view, s, k), shows(view, s, k));
    for (size_t k = 0; k < waves; k++)
      write_mean(&pen, view, view->whole->subjects[s].waves[k].mean,
                 leda_disclosure_shows_total(view->disclosure, s, k));
  }
  return grid;
}

static void write_signed(leda_grid_pen *pen, const leda_assess_page_view *view, double value) {
  leda_text text = {0};
  if (!isnan(value)) leda_assess_signed(value, view->language, &text);
  leda_grid_write(pen, leda_text_str(&text));
  leda_text_clear(&text);
}

static void write_change(leda_grid_pen *pen, const leda_assess_page_view *view, size_t subject,
                         size_t pair) {
  const leda_assess_delta *delta = &view->own->assess.subjects[subject].deltas[pair];
  leda_text range = {0}, verdict = {0};
  if (!leda_municipality_shows_change(view->own, view->disclosure, subject, pair)) {
    for (int i = 0; i < 3; i++) leda_grid_write(pen, HIDDEN);
    return;
  }
  leda_assess_range(delta->change.lower, delta->change.upper, view->language, &range);
  leda_assess_verdict_words(delta->verdict, view->whole->options.margin, view->language, &verdict);
  write_signed(pen, view, delta->change.estimate);
  leda_grid_write(pen, leda_text_str(&range));
  leda_grid_write(pen, leda_text_str(&verdict));
  leda_text_clear(&range);
  leda_text_clear(&verdict);
}

static leda_grid change_grid(const leda_assess_page_view *view, size_t pair, leda_keeper *keeper) {
  leda_text interval = {0}, level = {0};
  leda_assess_level(view->whole, view->language, &level);
  leda_text_addf(&interval, _("%s interval"), leda_text_str(&level));
  leda_text_clear(&level);
  const leda_grid_column columns[] = {
      {_("Statement"), "statement", false, true},
      {_("Change here"), "change", true, false},
      {leda_keep_text(keeper, &interval), "interval", false, false},
      {_("Verdict here"), "verdict", false, false},
      {_("Change of all"), "change_all", true, false},
  };
  leda_grid grid =
      leda_grid_make(keeper, columns, sizeof columns / sizeof *columns, view->whole->n_subjects);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t s = 0; s < grid.n_rows; s++) {
    const leda_assess_delta *all = &view->whole->subjects[s].deltas[pair];
    bool known = leda_disclosure_shows_total(view->disclosure, s, all->from) &&
                 leda_disclosure_shows_total(view->disclosure, s, all->to);
    write_name(&pen, view, s);
    write_change(&pen, view, s, pair);
    write_signed(&pen, view, known ? all->change.estimate : NAN);
  }
  return grid;
}

/* ---- figure ---- */

/* The last wave of which a statement may be shown; n_waves: none. */
static size_t last_shown(const leda_assess_page_view *view) {
  size_t waves = view->whole->survey->n_waves;
  for (size_t k = waves; k-- > 0;)
    for (size_t s = 0; s < view->whole->n_statements; s++)
      if (shows(view, s, k) && !isnan(own_mean(view, s, k))) return k;
  return waves;
}

static void fill_dots(const leda_assess_page_view *view, size_t wave, double *here, double *all) {
  for (size_t s = 0; s < view->whole->n_statements; s++) {
    here[s] = shows(view, s, wave) ? own_mean(view, s, wave) : NAN;
    all[s] = leda_disclosure_shows_total(view->disclosure, s, wave)
                 ? view->whole->subjects[s].waves[wave].mean
                 : NAN;
  }
}

static const leda_figure *make_figure(const leda_assess_page_view *view, leda_keeper *keeper) {
  const leda_survey *survey = view->whole->survey;
  leda_answers_view look = leda_answers_view_of(survey, view->language);
  size_t wave = last_shown(view), n = view->whole->n_statements, rows_n = 0;
  look.title = label_of(view);
  if (wave == survey->n_waves) return NULL;
  const size_t *rows = leda_answers_rows(&look, keeper, &rows_n);
  double *here = leda_keep_array(keeper, n, sizeof *here);
  double *all = leda_keep_array(keeper, n, sizeof *all);
  leda_figure_dots *dots = leda_keep_array(keeper, 2, sizeof *dots);
  leda_figure *figure = rows ? leda_answers_dot_plot(&look, keeper, rows, n, true) : NULL;
  if (!here || !all || !dots || !figure || rows_n != n) return NULL;
  fill_dots(view, wave, here, all);
  dots[0] = (leda_figure_dots){.name = label_of(view), .values = here};
  dots[1] = (leda_figure_dots){.name = _("All municipalities"), .values = all};
  leda_text subtitle = {0}, alt = {0};
  leda_text_addf(&subtitle, _("Mean of each statement in %s, here and in all municipalities"),
                 wave_name(view, wave, keeper));
  leda_text_addf(&alt, _("The mean of each statement, with a mark for %s and one for all."),
                 label_of(view));
  figure->texts.subtitle = leda_answers_subtitle(&look, &subtitle, keeper);
  figure->texts.alt = leda_keep_text(keeper, &alt);
  figure->as.dot_plot.series = dots;
  figure->as.dot_plot.n_series = 2;
  figure->as.dot_plot.axis_from = survey->instrument->scale_low;
  figure->as.dot_plot.axis_to = survey->instrument->scale_high;
  figure->as.dot_plot.join = true;
  return figure;
}

/* ---- sections ---- */

static void add_means(const leda_assess_page_view *view, leda_report *report) {
  leda_report_section *section = &report->sections[report->n_sections++];
  leda_report_item *item = leda_keep_array(&report->keeper, 1, sizeof *item);
  leda_text note = {0};
  section->title = _("Our answers beside those of all");
  section->source = "";
  if (!item) return;
  item->slug = "";
  item->title = _("Mean of each statement");
  item->figure = make_figure(view, &report->keeper);
  item->grid = means_grid(view, &report->keeper);
  leda_text_addf(&note,
                 _("A dash (–) is shown where fewer than %d people answered, and where the answers "
                   "of so few could be worked out from what is shown elsewhere."),
                 LEDA_DISCLOSURE_LEAST);
  leda_report_add_text(report, &item->notes, &note, 1);
  section->items = item;
  section->n_items = 1;
}

/* Where roles answer differently and their shares differ from time to time, the change is another number
   than the difference of the two means, even of another sign. */
static void add_role_note(leda_report *report, leda_report_item *item) {
  leda_text note = {0};
  leda_text_add(&note, _("The change compares people of the same role, and leaves out those who "
                         "stated none. It can therefore differ from the difference of the two "
                         "means above, when more of one role answered the second time."));
  leda_report_add_text(report, &item->notes, &note, 1);
}

static void add_changes(const leda_assess_page_view *view, leda_report *report) {
  size_t pairs = view->whole->n_pairs;
  leda_report_section *section = &report->sections[report->n_sections];
  leda_report_item *items = leda_keep_array(&report->keeper, pairs, sizeof *items);
  section->title = _("What changed here");
  section->source = "";
  for (size_t k = 0; items && k < pairs; k++) {
    leda_text title = {0};
    if (count_comparable(view, k) == 0) continue;
    leda_text_addf(&title, _("Change from %s to %s"),
                   wave_name(view, view->whole->pairs[k].from, &report->keeper),
                   wave_name(view, view->whole->pairs[k].to, &report->keeper));
    leda_report_item *item = &items[section->n_items++];
    *item = (leda_report_item){.slug = "",
                               .title = leda_keep_text(&report->keeper, &title),
                               .grid = change_grid(view, k, &report->keeper)};
    if (view->whole->role_adjusted) add_role_note(report, item);
  }
  section->items = items;
  if (section->n_items > 0) report->n_sections++;
}

static void add_method(leda_report *report) {
  const char *const paragraphs[] = {
      _("Answers are anonymous, so no person can be followed: the people of one time are compared "
        "with the people of another."),
      _("What changed here is judged for this municipality alone, its people taken as answering "
        "independently of each other. A statement is called improved or worse only where so large "
        "a difference would hardly come about by chance in any of the statements. With few "
        "people only large changes can be told: \"cannot tell\" is no failure and does not mean "
        "that nothing happened."),
  };
  for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
    leda_text text = {0};
    leda_text_add(&text, paragraphs[i]);
    leda_report_add_text(report, &report->method, &text, MOST_TEXTS);
  }
}

static void add_input(const leda_assess_page_view *view, leda_report *report) {
  report->inputs = leda_keep_array(&report->keeper, 1, sizeof *report->inputs);
  if (!report->inputs || !view->hash) return;
  report->inputs[0].path = leda_keep_copy(&report->keeper, view->source);
  memcpy(report->inputs[0].hash, view->hash, strnlen(view->hash, 64));
  report->n_inputs = 1;
}

static void say_synthetic(const leda_assess_page_view *view, leda_report *report) {
  leda_text text = {0};
  leda_answers_synthetic(view->whole->survey, &text);
  leda_report_add_text(report, &report->sentences, &text, MOST_TEXTS);
}

leda_status leda_assess_page(const leda_assess_page_view *view, leda_report *report,
                             leda_error *err) {
  *report = (leda_report){.language = view->language,
                          .title = label_of(view),
                          .subtitle = view->whole->survey->instrument->name[view->language],
                          .author = "",
                          .source = "",
                          .theme = "",
                          .logo = "",
                          .project = ""};
  report->sections = leda_keep_array(&report->keeper, 2, sizeof *report->sections);
  if (!report->sections) return leda_keeper_status(&report->keeper, err);
  say_synthetic(view, report);
  for (size_t k = 0; k < view->whole->survey->n_waves; k++) say_wave(view, k, report);
  for (size_t k = 0; k < view->whole->n_pairs; k++) say_pair(view, k, report);
  add_means(view, report);
  add_changes(view, report);
  add_method(report);
  add_input(view, report);
  return leda_keeper_status(&report->keeper, err);
}

/* ---- the list of pages ---- */

/* NOLINTNEXTLINE(readability-function-size): two lists are three arguments */
leda_status leda_assess_page_index(const leda_assess *whole, leda_language language,
                                   const char *const *names, const char *const *files, size_t n,
                                   leda_text *html, leda_error *err) {
  const char *title = whole->survey->instrument->name[language];
  leda_text_addf(html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                 leda_language_code(language));
  leda_text_add(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  leda_html_element(html, "title", NULL, title);
  leda_report_style(html, "");
  leda_text_add(html, "</head>\n<body>\n<header class=\"top\">\n<div class=\"wrap\">\n");
  leda_html_element(html, "h1", NULL, title);
  leda_text_add(html, "</div>\n</header>\n<main class=\"wrap\">\n");
  leda_html_element(html, "p", NULL, _("A page for each municipality:"));
  leda_text_add(html, "<ul>\n");
  for (size_t i = 0; i < n; i++) {
    leda_text_add(html, "<li><a href=\"");
    leda_html_escape(html, files[i]);
    leda_text_add(html, "\">");
    leda_html_escape(html, names[i]);
    leda_text_add(html, "</a></li>\n");
  }
  leda_text_add(html, "</ul>\n</main>\n</body>\n</html>\n");
  return leda_text_status(html, err);
}
