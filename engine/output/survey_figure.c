/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/survey_output.h"

static leda_figure_row *make_rows(const leda_survey_view *view, leda_keeper *keeper, bool grouped,
                                  const leda_statement_change **items, size_t n) {
  leda_figure_row *rows = leda_keep_array(keeper, n, sizeof *rows);
  for (size_t i = 0; rows && i < n; i++) {
    const leda_statement *found =
        leda_instrument_find(view->instrument, items[i]->statement.number);
    leda_text label = {0};
    leda_survey_statement(view, items[i]->statement, &label);
    rows[i].label = leda_keep_text(keeper, &label);
    rows[i].group = grouped && found ? found->area[view->language] : NULL;
  }
  return rows;
}

static const char *caption(const leda_survey_view *view, leda_keeper *keeper) {
  const leda_published_change *change = view->change;
  leda_text text = {0};
  if (view->source[0]) leda_text_addf(&text, "%s %s\n", _("Source:"), view->source);
  leda_text_addf(&text, _("Processing: leda %s."), LEDA_VERSION);
  long long from = change->items[0].from->n, to = change->items[0].to->n;
  for (size_t i = 1; i < change->n; i++)
    if (change->items[i].from->n != from || change->items[i].to->n != to) from = 0;
  if (from > 0 && to > 0) {
    leda_text first = {0}, second = {0};
    leda_survey_wave(change->options.from, view->language, &first);
    leda_survey_wave(change->options.to, view->language, &second);
    leda_text_add(&text, " ");
    leda_text_addf(&text, _("Answers: %lld in %s, %lld in %s."), from, leda_text_str(&first), to,
                   leda_text_str(&second));
    leda_text_clear(&first);
    leda_text_clear(&second);
  }
  return leda_keep_text(keeper, &text);
}

/* What both figures have in common; NULL when memory ran out. */
static leda_figure *begin_figure(const leda_survey_view *view, leda_keeper *keeper) {
  leda_figure *figure = leda_keep_array(keeper, 1, sizeof *figure);
  if (!figure) return NULL;
  leda_text alt = {0};
  leda_survey_sentence_change(view, &alt);
  figure->kind = LEDA_FIGURE_DOT_PLOT;
  figure->texts.language = view->language;
  figure->texts.title = view->title;
  figure->texts.caption = caption(view, keeper);
  figure->texts.alt = leda_keep_text(keeper, &alt);
  return figure;
}

static double value_of(const leda_statement_change *item, size_t column) {
  if (column == LEDA_COLUMN_FROM) return leda_decimal_value(item->from->mean);
  if (column == LEDA_COLUMN_TO) return leda_decimal_value(item->to->mean);
  return leda_decimal_value(item->difference);
}

static const double *column_values(leda_keeper *keeper, size_t column,
                                   const leda_statement_change **items, size_t n) {
  double *values = leda_keep_array(keeper, n, sizeof *values);
  for (size_t i = 0; values && i < n; i++) values[i] = value_of(items[i], column);
  return values;
}

const leda_figure *leda_survey_statements_figure(const leda_survey_view *view,
                                                 leda_keeper *keeper) {
  size_t n = 0;
  const leda_statement_change **items = leda_survey_rows(view, keeper, false, &n);
  leda_figure *figure = begin_figure(view, keeper);
  leda_figure_dots *series = leda_keep_array(keeper, 2, sizeof *series);
  if (!items || !figure || !series) return NULL;
  for (size_t i = 0; i < 2; i++) {
    leda_text name = {0};
    const char *wave = i == 0 ? view->change->options.from : view->change->options.to;
    leda_survey_wave(wave, view->language, &name);
    series[i].name = leda_keep_text(keeper, &name);
    series[i].values = column_values(keeper, i, items, n);
  }
  leda_text subtitle = {0}, axis = {0};
  leda_text_addf(&subtitle, _("Mean of each statement, on a scale from %d to %d"),
                 view->instrument->scale_low, view->instrument->scale_high);
  leda_text_addf(&axis, _("Mean, %d–%d"), view->instrument->scale_low,
                 view->instrument->scale_high);
  figure->texts.subtitle = leda_keep_text(keeper, &subtitle);
  figure->texts.x_title = leda_keep_text(keeper, &axis);
  figure->as.dot_plot = (leda_figure_dot_plot){
      .rows = make_rows(view, keeper, true, items, n),
      .n_rows = n,
      .series = series,
      .n_series = 2,
      .axis_from = view->instrument->scale_low,
      .axis_to = view->instrument->scale_high,
      .reference = NAN,
      .join = true,
      .decimals = 0,
  };
  return keeper->failed ? NULL : figure;
}

const leda_figure *leda_survey_differences_figure(const leda_survey_view *view,
                                                  leda_keeper *keeper) {
  size_t n = 0;
  const leda_statement_change **items = leda_survey_rows(view, keeper, true, &n);
  leda_figure *figure = begin_figure(view, keeper);
  leda_figure_dots *series = leda_keep_array(keeper, 1, sizeof *series);
  double *lower = leda_keep_array(keeper, n, sizeof *lower);
  double *upper = leda_keep_array(keeper, n, sizeof *upper);
  if (!items || !figure || !series || !lower || !upper) return NULL;
  double least = 0, most = 0;
  for (size_t i = 0; i < n; i++) {
    lower[i] = items[i]->lower;
    upper[i] = items[i]->upper;
    least = fmin(least, lower[i]);
    most = fmax(most, upper[i]);
  }
  *series = (leda_figure_dots){.name = "",
                               .values = column_values(keeper, LEDA_COLUMN_DIFFERENCE, items, n),
                               .lower = lower,
                               .upper = upper};
  leda_text subtitle = {0}, from = {0}, to = {0};
  leda_survey_wave(view->change->options.from, view->language, &from);
  leda_survey_wave(view->change->options.to, view->language, &to);
  leda_text_addf(&subtitle, _("Change from %s to %s; the bar shows what rounding leaves open"),
                 leda_text_str(&from), leda_text_str(&to));
  leda_text_clear(&from);
  leda_text_clear(&to);
  figure->texts.subtitle = leda_keep_text(keeper, &subtitle);
  figure->texts.x_title = _("Change in scale steps");
  figure->as.dot_plot = (leda_figure_dot_plot){
      .rows = make_rows(view, keeper, false, items, n),
      .n_rows = n,
      .series = series,
      .n_series = 1,
      .axis_from = floor(least * 10) / 10,
      .axis_to = ceil(most * 10) / 10,
      .reference = 0,
      .print_values = true,
      .decimals = 2,
  };
  return keeper->failed ? NULL : figure;
}
