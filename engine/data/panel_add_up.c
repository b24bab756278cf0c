/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/panel_add_up.h"

#include <gsl/gsl_sort.h>
#include <math.h>

#include "engine/core/memory.h"

static size_t period_end(const leda_series *series, size_t from) {
  size_t to = from + 1;
  while (to < series->n && series->observations[to].period == series->observations[from].period)
    to++;
  return to;
}

/* In order of size: the last bit must not depend on the order of the rows. */
static double sum_of(double *values, size_t n) {
  double sum = 0.0;
  gsl_sort(values, 1, n);
  for (size_t i = 0; i < n; i++) sum += values[i];
  return sum;
}

static leda_observation added(const leda_observation *rows, size_t n, double *room) {
  leda_observation sum = rows[0];
  double *denominators = room + n;
  size_t used = 0;
  bool whole = true;
  for (size_t i = 0; i < n; i++) {
    bool before = rows[i].file < sum.file || (rows[i].file == sum.file && rows[i].line < sum.line);
    if (before) {
      sum.file = rows[i].file;
      sum.line = rows[i].line;
    }
    if (isnan(rows[i].value)) continue;
    if (used == 0) sum.status = rows[i].status;
    whole = whole && !isnan(rows[i].denominator);
    room[used] = rows[i].value;
    denominators[used++] = rows[i].denominator;
  }
  if (used == 0) return sum;
  sum.value = sum_of(room, used);
  sum.denominator = whole ? sum_of(denominators, used) : (double)NAN;
  return sum;
}

static size_t longest_period(const leda_panel *panel) {
  size_t longest = 1;
  for (size_t k = 0; k < panel->n_series; k++)
    for (size_t from = 0, to; from < panel->series[k].n; from = to) {
      to = period_end(&panel->series[k], from);
      if (to - from > longest) longest = to - from;
    }
  return longest;
}

leda_status leda_panel_add_up(leda_panel *panel, leda_error *err) {
  double *room = leda_calloc(2 * longest_period(panel), sizeof *room);
  if (!room) return leda_fail_memory(err);
  for (size_t k = 0; k < panel->n_series; k++) {
    leda_series *series = &panel->series[k];
    size_t n = 0;
    for (size_t from = 0, to; from < series->n; from = to) {
      to = period_end(series, from);
      series->observations[n++] = added(series->observations + from, to - from, room);
    }
    series->n = n;
  }
  leda_free(room);
  return LEDA_OK;
}
