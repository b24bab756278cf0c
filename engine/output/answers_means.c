/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/answers_output.h"

static const double *means_of(const leda_answers_view *view, const leda_answers_series *series,
                              const size_t *rows, size_t n, leda_keeper *keeper) {
  double *values = leda_keep_array(keeper, n, sizeof *values);
  for (size_t i = 0; values && i < n; i++)
    values[i] = leda_answers_mean(view, rows[i], series->people, keeper);
  return values;
}

/* Change from the first wave to the second among the people of a series. */
static const double *changes_of(const leda_answers_view *view, const leda_answers_series *series,
                                const size_t *rows, size_t n, leda_keeper *keeper) {
  double *values = leda_keep_array(keeper, n, sizeof *values);
  leda_people first = series->people, second = series->people;
  first.wave = 0;
  second.wave = 1;
  for (size_t i = 0; values && i < n; i++)
    values[i] = leda_answers_mean(view, rows[i], second, keeper) -
                leda_answers_mean(view, rows[i], first, keeper);
  return values;
}

/* ---- figures ---- */

static const char *alt_text(const leda_answers_view *view, const leda_answers_series *series,
                            size_t n, const char *what, leda_keeper *keeper) {
  leda_text text = {0};
  leda_answers_synthetic(view->survey, &text);
  if (text.length) leda_text_add(&text, " ");
  leda_text_addf(&text, "%s:", what);
  for (size_t k = 0; k < n; k++) leda_text_addf(&text, "%s %s", k ? "," : "", series[k].name);
  leda_text_add(&text, ".");
  return leda_keep_text(keeper, &text);
}

static leda_figure_dots *dots_of(const leda_answers_series *series, const double *const *values,
                                 size_t n, leda_keeper *keeper) {
  leda_figure_dots *dots = leda_keep_array(keeper, n, sizeof *dots);
  for (size_t k = 0; dots && k < n; k++)
    dots[k] = (leda_figure_dots){.name = series[k].name, .values = values[k]};
  return dots;
}

static const leda_figure *means_figure(const leda_answers_view *view,
                                       const leda_answers_series *series, size_t n_series,
                                       leda_keeper *keeper) {
  const leda_instrument *instrument = view->survey->instrument;
  const double *values[LEDA_ANSWERS_WAVES];
  size_t n = 0;
  const size_t *rows = leda_answers_rows(view, keeper, &n);
  leda_figure *figure = rows ? leda_answers_dot_plot(view, keeper, rows, n, true) : NULL;
  if (!figure) return NULL;
  for (size_t k = 0; k < n_series; k++) values[k] = means_of(view, &series[k], rows, n, keeper);
  leda_text subtitle = {0}, axis = {0};
  leda_text_addf(&subtitle, _("Mean of each statement, on a scale from %d to %d"),
                 instrument->scale_low, instrument->scale_high);
  leda_text_addf(&axis, _("Mean, %d–%d"), instrument->scale_low, instrument->scale_high);
  figure->texts.subtitle = leda_answers_subtitle(view, &subtitle, keeper);
  figure->texts.x_title = leda_keep_text(keeper, &axis);
  figure->texts.alt = alt_text(view, series, n_series,
                               _("The mean of each statement, with a mark each for"), keeper);
  figure->as.dot_plot.series = dots_of(series, values, n_series, keeper);
  figure->as.dot_plot.n_series = n_series;
  figure->as.dot_plot.axis_from = instrument->scale_low;
  figure->as.dot_plot.axis_to = instrument->scale_high;
  figure->as.dot_plot.join = n_series > 1;
  return keeper->failed ? NULL : figure;
}

const leda_figure *leda_answers_means_figure(const leda_answers_view *view, leda_keeper *keeper) {
  leda_answers_series series[LEDA_ANSWERS_WAVES];
  size_t n = leda_answers_wave_series(view, keeper, series);
  return means_figure(view, series, n, keeper);
}

const leda_figure *leda_answers_cohorts_figure(const leda_answers_view *view, leda_keeper *keeper) {
  leda_answers_series series[2];
  leda_answers_cohort_series(view, view->wave, series);
  return means_figure(view, series, 2, keeper);
}

const leda_figure *leda_answers_cohort_changes_figure(const leda_answers_view *view,
                                                      leda_keeper *keeper) {
  leda_answers_series series[2];
  const double *values[2];
  size_t n = 0;
  const size_t *rows = leda_answers_rows(view, keeper, &n);
  leda_figure *figure = rows ? leda_answers_dot_plot(view, keeper, rows, n, true) : NULL;
  if (!figure || view->survey->n_waves < 2) return NULL;
  leda_answers_cohort_series(view, 0, series);
  for (size_t k = 0; k < 2; k++) values[k] = changes_of(view, &series[k], rows, n, keeper);
  leda_text subtitle = {0};
  leda_text_addf(&subtitle, _("Change of the mean from %s to %s"),
                 leda_answers_wave(view, 0, keeper), leda_answers_wave(view, 1, keeper));
  figure->texts.subtitle = leda_answers_subtitle(view, &subtitle, keeper);
  figure->texts.x_title = _("Change in scale steps");
  figure->texts.alt =
      alt_text(view, series, 2, _("The change of each statement, with a mark each for"), keeper);
  figure->as.dot_plot.series = dots_of(series, values, 2, keeper);
  figure->as.dot_plot.n_series = 2;
  figure->as.dot_plot.axis_from = NAN;
  figure->as.dot_plot.axis_to = NAN;
  figure->as.dot_plot.reference = 0;
  figure->as.dot_plot.join = true;
  return keeper->failed ? NULL : figure;
}

/* ---- grids ---- */

/* What the grids have in common: number, label, a column for each series, area. */
static leda_grid make_grid(const leda_answers_series *series, size_t n_series, const char *last,
                           size_t n_rows, leda_keeper *keeper) {
  leda_grid_column columns[4 + LEDA_ANSWERS_WAVES] = {{_("No."), "statement", true, false},
                                                      {_("Statement"), "label", false, true}};
  size_t n = 2;
  for (size_t k = 0; k < n_series; k++)
    columns[n++] = (leda_grid_column){series[k].name, series[k].token, true, false};
  if (last) columns[n++] = (leda_grid_column){last, "difference", true, false};
  columns[n++] = (leda_grid_column){_("Area"), "area", false, false};
  return leda_grid_make(keeper, columns, n, n_rows);
}

static leda_grid values_grid(const leda_answers_view *view, const leda_answers_series *series,
                             size_t n_series, bool changes, leda_keeper *keeper) {
  const double *values[LEDA_ANSWERS_WAVES];
  size_t n = 0;
  const size_t *rows = leda_answers_rows(view, keeper, &n);
  if (!rows) return (leda_grid){0};
  const char *last = n_series == 2 ? _("Difference") : NULL;
  leda_grid grid = make_grid(series, n_series, last, n, keeper);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t k = 0; k < n_series; k++)
    values[k] = changes ? changes_of(view, &series[k], rows, n, keeper)
                        : means_of(view, &series[k], rows, n, keeper);
  if (keeper->failed) return (leda_grid){0};
  for (size_t i = 0; i < grid.n_rows; i++) {
    leda_answers_write_statement(&pen, view, rows[i]);
    for (size_t k = 0; k < n_series; k++)
      leda_grid_write_number(&pen, values[k][i], 2, view->language);
    /* From one wave to the next the later less the earlier; of cohorts the chosen less the others. */
    bool cohorts = series[0].people.chosen != series[n_series - 1].people.chosen;
    if (last)
      leda_grid_write_number(&pen,
                             cohorts ? values[0][i] - values[1][i] : values[1][i] - values[0][i], 2,
                             view->language);
    leda_grid_write(&pen, view->survey->instrument->statements[rows[i]].area[view->language]);
  }
  return grid;
}

leda_grid leda_answers_means_grid(const leda_answers_view *view, leda_keeper *keeper) {
  leda_answers_series series[LEDA_ANSWERS_WAVES];
  size_t n = leda_answers_wave_series(view, keeper, series);
  return values_grid(view, series, n, false, keeper);
}

leda_grid leda_answers_cohorts_grid(const leda_answers_view *view, leda_keeper *keeper) {
  leda_answers_series series[2];
  leda_answers_cohort_series(view, view->wave, series);
  return values_grid(view, series, 2, false, keeper);
}

leda_grid leda_answers_cohort_changes_grid(const leda_answers_view *view, leda_keeper *keeper) {
  leda_answers_series series[2];
  leda_answers_cohort_series(view, 0, series);
  return values_grid(view, series, 2, true, keeper);
}
