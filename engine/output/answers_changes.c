/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/answers_output.h"
#include "engine/output/assess_output.h"
#include "engine/output/assess_words.h"

/* ---- which rows: statements that the view shows, in its order ---- */

static const size_t *subjects_of(const leda_answers_view *view, leda_keeper *keeper,
                                 const size_t **statements, size_t *n) {
  const leda_assess *assess = view->assess;
  size_t shown = 0;
  *n = 0;
  *statements = leda_answers_rows(view, keeper, &shown);
  size_t *subjects = leda_keep_array(keeper, shown, sizeof *subjects);
  if (!subjects || !*statements) return NULL;
  for (size_t i = 0; i < shown; i++)
    for (size_t s = 0; s < assess->n_statements; s++)
      if (assess->subjects[s].item.index == (*statements)[i]) subjects[(*n)++] = s;
  return *n == shown ? subjects : NULL;
}

static void set_range(leda_figure_dot_plot *plot, const double *lower, const double *upper,
                      size_t n) {
  double least = 0, most = 0;
  for (size_t i = 0; i < n; i++) {
    if (!isnan(lower[i])) least = fmin(least, lower[i]);
    if (!isnan(upper[i])) most = fmax(most, upper[i]);
  }
  plot->axis_from = floor(least * 5) / 5;
  plot->axis_to = ceil(most * 5) / 5;
}

static const char *axis_title(const leda_answers_view *view, leda_keeper *keeper) {
  leda_text level = {0}, text = {0};
  leda_assess_level(view->assess, view->language, &level);
  leda_text_addf(&text, _("Change in scale steps, with its %s interval"), leda_text_str(&level));
  leda_text_clear(&level);
  return leda_keep_text(keeper, &text);
}

/* The words that a reader hears: *text, after what says that answers are synthetic. */
static const char *alt_text(const leda_answers_view *view, const leda_text *text,
                            leda_keeper *keeper) {
  leda_text alt = {0};
  leda_answers_synthetic(view->survey, &alt);
  if (alt.length) leda_text_add(&alt, " ");
  leda_text_add(&alt, leda_text_str(text));
  return leda_keep_text(keeper, &alt);
}

static void write_verdict(leda_grid_pen *pen, const char *words, const char *token) {
  leda_grid_cell *cell = leda_grid_write(pen, words);
  if (cell) cell->token = token;
}

static void write_number(leda_grid_pen *pen, const leda_answers_view *view, double value) {
  leda_grid_write_number(pen, value, 2, view->language);
}

/* ---- change with its interval ---- */

const leda_figure *leda_answers_changes_figure(const leda_answers_view *view, size_t pair,
                                               leda_keeper *keeper) {
  const size_t *statements = NULL;
  size_t n = 0;
  const size_t *subjects = subjects_of(view, keeper, &statements, &n);
  leda_figure *figure = subjects ? leda_answers_dot_plot(view, keeper, statements, n, true) : NULL;
  leda_figure_dots *dots = leda_keep_array(keeper, 1, sizeof *dots);
  double *values = leda_keep_array(keeper, n, sizeof *values);
  double *lower = leda_keep_array(keeper, n, sizeof *lower);
  double *upper = leda_keep_array(keeper, n, sizeof *upper);
  if (!figure || !dots || !values || !lower || !upper) return NULL;
  for (size_t i = 0; i < n; i++) {
    const leda_assess_estimate *change = &view->assess->subjects[subjects[i]].deltas[pair].change;
    values[i] = change->estimate;
    lower[i] = change->lower;
    upper[i] = change->upper;
  }
  *dots = (leda_figure_dots){.name = "", .values = values, .lower = lower, .upper = upper};
  leda_text headline = {0};
  leda_assess_headline(view->assess, pair, view->language, &headline);
  figure->texts.alt = alt_text(view, &headline, keeper);
  figure->texts.subtitle = leda_answers_subtitle(view, &headline, keeper);
  figure->texts.x_title = axis_title(view, keeper);
  figure->as.dot_plot.series = dots;
  figure->as.dot_plot.n_series = 1;
  figure->as.dot_plot.reference = 0;
  set_range(&figure->as.dot_plot, lower, upper, n);
  return keeper->failed ? NULL : figure;
}

/* "< 0.001" for people, the number for programs. */
static void write_p(leda_grid_pen *pen, double p, leda_language language) {
  leda_text label = {0};
  char machine[LEDA_NUMBER_SIZE] = "";
  if (!isnan(p)) leda_number_label_p(p, language, &label);
  if (!isnan(p)) leda_number_format(p, machine);
  leda_grid_cell *cell = leda_grid_write(pen, leda_text_str(&label));
  if (cell) cell->token = leda_keep_copy(pen->keeper, machine);
  leda_text_clear(&label);
}

leda_grid leda_answers_changes_grid(const leda_answers_view *view, size_t pair,
                                    leda_keeper *keeper) {
  const size_t *statements = NULL;
  size_t n = 0;
  const size_t *subjects = subjects_of(view, keeper, &statements, &n);
  const leda_grid_column columns[] = {
      {_("No."), "statement", true, false},
      {_("Statement"), "label", false, true},
      {_("Change"), "estimate", true, false},
      {_("From"), "lower", true, false},
      {_("To"), "upper", true, false},
      {_("p, all statements together"), "p_adjusted", true, false},
      {_("Verdict"), "verdict", false, false},
  };
  if (!subjects) return (leda_grid){0};
  leda_grid grid = leda_grid_make(keeper, columns, 7, n);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t i = 0; i < grid.n_rows; i++) {
    const leda_assess_delta *delta = &view->assess->subjects[subjects[i]].deltas[pair];
    leda_text words = {0};
    leda_answers_write_statement(&pen, view, statements[i]);
    write_number(&pen, view, delta->change.estimate);
    write_number(&pen, view, delta->change.lower);
    write_number(&pen, view, delta->change.upper);
    write_p(&pen, delta->p_adjusted, view->language);
    leda_assess_verdict_words(delta->verdict, view->assess->options.margin, view->language, &words);
    write_verdict(&pen, leda_text_str(&words), leda_assess_verdict_token(delta->verdict));
    leda_text_clear(&words);
  }
  return grid;
}

/* ---- the gain, and what was left of it ---- */

static const leda_assess_fade *fade_of(const leda_assess *assess, size_t subject) {
  for (size_t i = 0; i < assess->n_fade; i++)
    if (assess->fade[i].subject == subject) return &assess->fade[i];
  return NULL;
}

typedef struct {
  double *values, *lower, *upper;
} arrays;

static arrays make_arrays(leda_keeper *keeper, size_t n) {
  return (arrays){leda_keep_array(keeper, n, sizeof(double)),
                  leda_keep_array(keeper, n, sizeof(double)),
                  leda_keep_array(keeper, n, sizeof(double))};
}

static void take(arrays *a, size_t i, const leda_assess_estimate *estimate) {
  a->values[i] = estimate ? estimate->estimate : NAN;
  a->lower[i] = estimate ? estimate->lower : NAN;
  a->upper[i] = estimate ? estimate->upper : NAN;
}

const leda_figure *leda_answers_fade_figure(const leda_answers_view *view, leda_keeper *keeper) {
  const size_t *statements = NULL;
  size_t n = 0;
  if (view->assess->n_fade == 0) return NULL;
  const size_t *subjects = subjects_of(view, keeper, &statements, &n);
  leda_figure *figure = subjects ? leda_answers_dot_plot(view, keeper, statements, n, true) : NULL;
  leda_figure_dots *dots = leda_keep_array(keeper, 2, sizeof *dots);
  arrays gain = make_arrays(keeper, n), total = make_arrays(keeper, n);
  if (!figure || !dots || keeper->failed) return NULL;
  for (size_t i = 0; i < n; i++) {
    const leda_assess_fade *fade = fade_of(view->assess, subjects[i]);
    take(&gain, i, fade ? &fade->gain : NULL);
    take(&total, i, fade ? &fade->total : NULL);
  }
  dots[0] =
      (leda_figure_dots){leda_answers_wave(view, 1, keeper), gain.values, gain.lower, gain.upper};
  dots[1] = (leda_figure_dots){leda_answers_wave(view, 2, keeper), total.values, total.lower,
                               total.upper};
  leda_text subtitle = {0};
  leda_text_addf(&subtitle,
                 _("Change since %s, in the %zu municipalities that answered the last time too"),
                 leda_answers_wave(view, 0, keeper), view->assess->fade_municipalities);
  figure->texts.alt = alt_text(view, &subtitle, keeper);
  figure->texts.subtitle = leda_answers_subtitle(view, &subtitle, keeper);
  figure->texts.x_title = axis_title(view, keeper);
  figure->as.dot_plot.series = dots;
  figure->as.dot_plot.n_series = 2;
  figure->as.dot_plot.reference = 0;
  figure->as.dot_plot.axis_from = NAN;
  figure->as.dot_plot.axis_to = NAN;
  return keeper->failed ? NULL : figure;
}

leda_grid leda_answers_fade_grid(const leda_answers_view *view, leda_keeper *keeper) {
  const size_t *statements = NULL;
  size_t n = 0;
  const size_t *subjects = subjects_of(view, keeper, &statements, &n);
  const leda_grid_column columns[] = {
      {_("No."), "statement", true, false},
      {_("Statement"), "label", false, true},
      {_("Gain to the second time"), "gain", true, false},
      {_("Left the third time"), "total", true, false},
      {_("Change since the second time"), "later", true, false},
      {_("From"), "lower", true, false},
      {_("To"), "upper", true, false},
      {_("Verdict"), "verdict", false, false},
  };
  if (!subjects) return (leda_grid){0};
  leda_grid grid = leda_grid_make(keeper, columns, 8, n);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t i = 0; i < grid.n_rows; i++) {
    const leda_assess_fade *fade = fade_of(view->assess, subjects[i]);
    leda_answers_write_statement(&pen, view, statements[i]);
    write_number(&pen, view, fade ? fade->gain.estimate : NAN);
    write_number(&pen, view, fade ? fade->total.estimate : NAN);
    write_number(&pen, view, fade ? fade->later.estimate : NAN);
    write_number(&pen, view, fade ? fade->later.lower : NAN);
    write_number(&pen, view, fade ? fade->later.upper : NAN);
    leda_fade_verdict verdict = fade ? fade->verdict : LEDA_FADE_CANNOT_TELL;
    write_verdict(&pen, leda_fade_verdict_words(verdict), leda_fade_verdict_token(verdict));
  }
  return grid;
}
