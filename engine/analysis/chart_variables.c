/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_variables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

/* The observations of one variable in one period. */
typedef struct {
  const leda_observation *o;
  size_t n;
} stretch;

static stretch find(const leda_series *series, int32_t period) {
  size_t from = 0, to = series->n;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    if (series->observations[middle].period < period)
      from = middle + 1;
    else
      to = middle;
  }
  while (to < series->n && series->observations[to].period == period) to++;
  return (stretch){series->observations + from, to - from};
}

static int compare_periods(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

static leda_status collect_periods(leda_variable_rows *rows, const leda_series *const *variables,
                                   leda_error *err) {
  size_t total = 0, k = 0;
  for (size_t j = 0; j < rows->p; j++) total += variables[j]->n;
  rows->periods = leda_calloc(total, sizeof *rows->periods);
  if (!rows->periods) return leda_fail_memory(err);
  for (size_t j = 0; j < rows->p; j++)
    for (size_t i = 0; i < variables[j]->n; i++)
      rows->periods[k++] = variables[j]->observations[i].period;
  qsort(rows->periods, total, sizeof *rows->periods, compare_periods);
  for (size_t i = 0; i < total; i++)
    if (i == 0 || rows->periods[i] != rows->periods[rows->n - 1])
      rows->periods[rows->n++] = rows->periods[i];
  return LEDA_OK;
}

static leda_place place_of(const leda_panel *panel, const leda_observation *o) {
  return (leda_place){.file = panel->files[o->file], .line = o->line};
}

/* The most rows that a period has: the size of the subgroups. */
static size_t most_rows(const leda_variable_rows *rows, const leda_series *const *variables) {
  size_t most = 1;
  for (size_t i = 0; i < rows->n; i++)
    for (size_t j = 0; j < rows->p; j++) {
      size_t n = find(variables[j], rows->periods[i]).n;
      if (n > most) most = n;
    }
  return most;
}

static const leda_observation *same_line(stretch rows, const leda_observation *like) {
  const leda_observation *end = rows.o + rows.n;
  for (const leda_observation *o = rows.o; o < end; o++)
    if (o->line == like->line && o->file == like->file) return o;
  return NULL;
}

static leda_status not_together(const leda_panel *panel, const leda_observation *o,
                                leda_error *err) {
  leda_fail_at(err, place_of(panel, o), "%s",
               _("a period has several rows, and nothing tells which values belong together"));
  leda_error_hint(
      err, "%s", _("put the variables side by side in one row, with --column value=NAME for each"));
  return LEDA_ERR_DATA;
}

/* Row k of a period: the values that stand beside the k-th of the first variable. Periods of one row need not share
   a line: a long table has them apart. */
static bool fill_row(const leda_variable_rows *rows, const stretch *found, size_t k, double *x) {
  for (size_t j = 0; j < rows->p; j++) {
    const leda_observation *o = rows->size == 1 ? found[j].o : same_line(found[j], &found[0].o[k]);
    if (!o) return false;
    x[j] = isnan(o->denominator) ? o->value : o->value / o->denominator;
  }
  return true;
}

static bool is_before(const double *a, const double *b, size_t p) {
  size_t j = 0;
  while (j < p && a[j] == b[j]) j++;
  return j < p && a[j] < b[j];
}

/* Rows in order of their values, so that their order in the file does not matter to the last bit. */
static void sort_rows(double *x, size_t n, size_t p) {
  for (size_t i = 1; i < n; i++)
    for (size_t k = i; k > 0 && is_before(x + k * p, x + (k - 1) * p, p); k--)
      for (size_t j = 0; j < p; j++) {
        double moved = x[k * p + j];
        x[k * p + j] = x[(k - 1) * p + j];
        x[(k - 1) * p + j] = moved;
      }
}

static leda_status fill_period(leda_variable_rows *rows, const leda_panel *panel,
                               const stretch *found, size_t i, leda_error *err) {
  double *x = rows->x + i * rows->size * rows->p;
  bool complete = true;
  for (size_t j = 0; j < rows->p; j++) complete = complete && found[j].n == rows->size;
  for (size_t k = 0; k < rows->size * rows->p; k++) x[k] = NAN;
  if (!complete) return LEDA_OK;
  for (size_t k = 0; k < rows->size; k++)
    if (!fill_row(rows, found, k, x + k * rows->p)) return not_together(panel, &found[0].o[k], err);
  rows->whole[i] = true;
  for (size_t k = 0; k < rows->size * rows->p; k++)
    rows->whole[i] = rows->whole[i] && isfinite(x[k]);
  sort_rows(x, rows->size, rows->p);
  return LEDA_OK;
}

leda_status leda_variable_rows_make(leda_variable_rows *rows, const leda_panel *panel,
                                    const leda_series *const *variables, size_t n,
                                    leda_error *err) {
  *rows = (leda_variable_rows){.p = n};
  leda_status status = collect_periods(rows, variables, err);
  stretch *found = leda_calloc(n, sizeof *found);
  if (!status) {
    rows->size = most_rows(rows, variables);
    rows->first_row = leda_calloc(rows->n, sizeof *rows->first_row);
    rows->whole = leda_calloc(rows->n, sizeof *rows->whole);
    rows->x = leda_calloc(rows->n * rows->size * n, sizeof *rows->x);
    if (!found || !rows->first_row || !rows->whole || !rows->x) status = leda_fail_memory(err);
  }
  for (size_t i = 0; i < rows->n && !status; i++) {
    for (size_t j = 0; j < n; j++) found[j] = find(variables[j], rows->periods[i]);
    if (found[0].n) rows->first_row[i] = (size_t)(found[0].o - variables[0]->observations);
    status = fill_period(rows, panel, found, i, err);
  }
  leda_free(found);
  if (status) leda_variable_rows_clear(rows);
  return status;
}

void leda_variable_rows_clear(leda_variable_rows *rows) {
  leda_free(rows->periods);
  leda_free(rows->first_row);
  leda_free(rows->whole);
  leda_free(rows->x);
  *rows = (leda_variable_rows){0};
}
