/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_indicators.h"

#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/chart_summary_output.h"
#include "engine/output/labels.h"

enum { TEXTS = LEDA_ICON_TABLE_TEXTS, COLUMNS = LEDA_ICON_TABLE_TEXTS + 2 };

static const char *unit_text(const leda_series *series, leda_keeper *keeper) {
  leda_text text = {0};
  leda_text_add(&text, series->unit_name[0] ? series->unit_name : series->unit);
  if (series->group[0]) leda_text_addf(&text, text.length ? " (%s)" : "%s", series->group);
  return leda_keep_text(keeper, &text);
}

static const char *value_text(double value, leda_language language, leda_keeper *keeper) {
  leda_text text = {0};
  int decimals = leda_number_exact_decimals(value, 0, 3);
  double off = fabs(value - round(value));
  if (decimals == 0 && off > 1e-9 * fmax(1.0, fabs(value)))
    decimals = leda_number_decimals(&value, 1, 4);
  leda_number_label(value, decimals, language, &text);
  return leda_keep_text(keeper, &text);
}

leda_figure_icon_row leda_chart_indicator_row(const leda_chart *chart, leda_language language,
                                              leda_keeper *keeper) {
  leda_chart_summary summary = leda_chart_summarise(chart);
  leda_figure_icon_row row = {.texts = {leda_keep_copy(keeper, chart->series->indicator),
                                        unit_text(chart->series, keeper), "", "", ""},
                              .variation = leda_variation_icon(&summary),
                              .assurance = leda_assurance_icon(&summary)};
  if (summary.point == chart->n) return row;
  const leda_chart_point *point = &chart->points[summary.point];
  leda_text period = {0}, target = {0};
  leda_period_label(point->period, language, &period);
  row.texts[2] = leda_keep_text(keeper, &period);
  row.texts[3] = value_text(point->value, language, keeper);
  if (!isnan(point->target)) leda_chart_target_label(point->target, language, &target);
  row.texts[4] = leda_keep_text(keeper, &target);
  return row;
}

void leda_chart_indicator_heads(const leda_figure_icon_row *rows, size_t n,
                                const char *heads[COLUMNS]) {
  const char *const words[COLUMNS] = {_("Indicator"), _("Unit"),      _("Latest"),   _("Value"),
                                      _("Target"),    _("Variation"), _("Assurance")};
  for (size_t c = 0; c < COLUMNS; c++) {
    heads[c] = NULL;
    for (size_t r = 0; r < n && !heads[c]; r++) {
      bool filled = c < TEXTS    ? rows[r].texts[c][0] != '\0'
                    : c == TEXTS ? rows[r].variation.kind != LEDA_ICON_NONE
                                 : rows[r].assurance.kind != LEDA_ICON_NONE;
      if (filled) heads[c] = words[c];
    }
  }
}

/* A name from data on one line of its own. */
static char *plain(const char *name) {
  char *copy = leda_strdup(name);
  for (char *c = copy; c && *c; c++)
    if ((unsigned char)*c < 0x20) *c = ' ';
  return copy;
}

static const char *cell_of(const leda_figure_icon_row *row, size_t column) {
  if (column < TEXTS) return row->texts[column];
  return column == TEXTS ? row->variation.words : row->assurance.words;
}

/* Only the columns that have a head. */
static void write_table(const leda_figure_icon_row *rows, size_t n, leda_text *text) {
  const char *heads[COLUMNS];
  char alignment[COLUMNS + 1] = {0};
  size_t columns = 0, k = 0;
  leda_chart_indicator_heads(rows, n, heads);
  for (size_t c = 0; c < COLUMNS; c++)
    if (heads[c]) alignment[columns++] = "lllrrll"[c];
  char **cells = leda_calloc((n + 1) * columns, sizeof *cells);
  bool whole = cells != NULL;
  for (size_t r = 0; r <= n && cells; r++)
    for (size_t c = 0; c < COLUMNS; c++) {
      if (!heads[c]) continue;
      cells[k] = plain(r ? cell_of(&rows[r - 1], c) : heads[c]);
      whole = whole && cells[k++];
    }
  if (whole) leda_table_text(cells, n + 1, alignment, text);
  text->failed = text->failed || !whole;
  for (size_t i = 0; i < k; i++) leda_free(cells[i]);
  leda_free(cells);
}

void leda_chart_indicators_text(const leda_chart *charts, size_t n, leda_language language,
                                leda_text *text) {
  leda_keeper keeper = {0};
  leda_figure_icon_row *rows = leda_keep_array(&keeper, n, sizeof *rows);
  for (size_t i = 0; i < n && rows; i++)
    rows[i] = leda_chart_indicator_row(&charts[i], language, &keeper);
  if (rows && !keeper.failed)
    write_table(rows, n, text);
  else
    text->failed = true;
  leda_keeper_clear(&keeper);
}
