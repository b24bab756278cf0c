/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "engine/output/answers_output.h"
#include "engine/output/survey_output.h"

leda_answers_view leda_answers_view_of(const leda_survey *survey, leda_language language) {
  return (leda_answers_view){.survey = survey,
                             .language = language,
                             .title = survey->instrument->name[language],
                             .source = "",
                             .chosen = LEDA_ANYONE};
}

void leda_answers_synthetic(const leda_survey *survey, leda_text *text) {
  if (survey->n_synthetic == 0) return;
  if (survey->n_synthetic == survey->n)
    leda_text_add(text, _("SYNTHETIC ANSWERS: made by a program, not given by people."));
  else
    leda_text_addf(text, _("%zu of the %zu ANSWERS ARE SYNTHETIC: made by a program."),
                   survey->n_synthetic, survey->n);
}

/* ---- which statements ---- */

static bool wanted(const leda_answers_view *view, size_t statement) {
  const leda_survey *survey = view->survey;
  if (view->statements.n == 0) return survey->asked[statement];
  for (size_t i = 0; i < view->statements.n; i++)
    if (strtol(view->statements.items[i], NULL, 10) ==
        survey->instrument->statements[statement].number)
      return true;
  return false;
}

const size_t *leda_answers_rows(const leda_answers_view *view, leda_keeper *keeper, size_t *n) {
  size_t *rows = leda_keep_array(keeper, view->survey->n_statements, sizeof *rows);
  *n = 0;
  for (size_t s = 0; rows && s < view->survey->n_statements; s++)
    if (wanted(view, s)) rows[(*n)++] = s;
  return rows;
}

/* ---- whose answers ---- */

const char *leda_answers_wave(const leda_answers_view *view, size_t wave, leda_keeper *keeper) {
  leda_text text = {0};
  leda_survey_wave(view->survey->waves[wave], view->language, &text);
  return leda_keep_text(keeper, &text);
}

size_t leda_answers_wave_series(const leda_answers_view *view, leda_keeper *keeper,
                                leda_answers_series out[LEDA_ANSWERS_WAVES]) {
  size_t n =
      view->survey->n_waves < LEDA_ANSWERS_WAVES ? view->survey->n_waves : LEDA_ANSWERS_WAVES;
  for (size_t w = 0; w < n; w++) {
    leda_people people = leda_people_all();
    leda_text token = {0};
    people.wave = (long)w;
    people.chosen = view->chosen;
    leda_text_addf(&token, "wave_%zu", w + 1);
    out[w] = (leda_answers_series){leda_answers_wave(view, w, keeper),
                                   leda_keep_text(keeper, &token), people};
  }
  return n;
}

void leda_answers_cohort_series(const leda_answers_view *view, size_t wave,
                                leda_answers_series out[2]) {
  leda_people people = leda_people_all();
  people.wave = (long)wave;
  people.chosen = 1;
  out[0] =
      (leda_answers_series){view->cohort_name ? view->cohort_name : _("Chosen"), "chosen", people};
  people.chosen = 0;
  out[1] =
      (leda_answers_series){view->others_name ? view->others_name : _("Others"), "others", people};
}

double leda_answers_mean(const leda_answers_view *view, size_t statement, leda_people people,
                         leda_keeper *keeper) {
  leda_description description;
  leda_error err = leda_error_none();
  leda_item item = {LEDA_ITEM_STATEMENT, statement};
  if (!leda_describe(view->survey, item, &people, &description, &err)) return description.mean;
  keeper->failed = true;
  return NAN;
}

/* ---- texts that figures share ---- */

const char *leda_answers_subtitle(const leda_answers_view *view, leda_text *text,
                                  leda_keeper *keeper) {
  leda_text whole = {0};
  if (view->survey->n_synthetic > 0) leda_text_addf(&whole, "%s ", _("SYNTHETIC ANSWERS."));
  leda_text_add(&whole, leda_text_str(text));
  whole.failed = whole.failed || text->failed;
  leda_text_clear(text);
  return leda_keep_text(keeper, &whole);
}

static size_t people_in(const leda_answers_view *view, size_t wave) {
  size_t n = 0;
  leda_people people = leda_people_all();
  people.wave = (long)wave;
  people.chosen = view->chosen;
  for (size_t i = 0; i < view->survey->n; i++)
    n += leda_people_has(&people, &view->survey->respondents[i]);
  return n;
}

const char *leda_answers_caption(const leda_answers_view *view, leda_keeper *keeper) {
  leda_text text = {0};
  leda_answers_synthetic(view->survey, &text);
  if (text.length) leda_text_add(&text, "\n");
  if (view->source[0]) leda_text_addf(&text, "%s %s\n", _("Source:"), view->source);
  leda_text_addf(&text, _("Processing: leda %s."), LEDA_VERSION);
  leda_text_add(&text, " ");
  leda_text_add(&text, _("People who answered:"));
  for (size_t w = 0; w < view->survey->n_waves; w++)
    leda_text_addf(&text, "%s %zu (%s)", w ? "," : "", people_in(view, w),
                   leda_answers_wave(view, w, keeper));
  leda_text_add(&text, ".");
  return leda_keep_text(keeper, &text);
}

static void add_row(const leda_answers_view *view, leda_keeper *keeper, size_t statement,
                    bool grouped, leda_figure_row *row) {
  const leda_statement *found = &view->survey->instrument->statements[statement];
  leda_text label = {0};
  leda_text_addf(&label, "%d %s", found->number, found->label[view->language]);
  row->label = leda_keep_text(keeper, &label);
  row->group = grouped ? found->area[view->language] : NULL;
}

leda_figure *leda_answers_dot_plot(const leda_answers_view *view, leda_keeper *keeper,
                                   const size_t *statements, size_t n, bool grouped) {
  leda_figure *figure = leda_keep_array(keeper, 1, sizeof *figure);
  leda_figure_row *rows = leda_keep_array(keeper, n, sizeof *rows);
  if (!figure || !rows || n == 0) return NULL;
  for (size_t i = 0; i < n; i++) add_row(view, keeper, statements[i], grouped, &rows[i]);
  figure->kind = LEDA_FIGURE_DOT_PLOT;
  figure->texts.language = view->language;
  figure->texts.title = view->title;
  figure->texts.caption = leda_answers_caption(view, keeper);
  figure->as.dot_plot =
      (leda_figure_dot_plot){.rows = rows, .n_rows = n, .reference = NAN, .decimals = 2};
  return figure;
}

void leda_answers_write_statement(leda_grid_pen *pen, const leda_answers_view *view,
                                  size_t statement) {
  const leda_statement *found = &view->survey->instrument->statements[statement];
  leda_text number = {0};
  leda_text_addf(&number, "%d", found->number);
  leda_grid_write(pen, leda_text_str(&number));
  leda_grid_write(pen, found->label[view->language]);
  leda_text_clear(&number);
}
