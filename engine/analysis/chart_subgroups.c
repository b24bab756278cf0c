/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of one period as a subgroup. */
#include <gsl/gsl_sort.h>
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/core/memory.h"

size_t leda_chart_periods(const leda_series *series) {
  size_t n = 0;
  for (size_t i = 0; i < series->n; i++)
    n += i == 0 || series->observations[i].period != series->observations[i - 1].period;
  return n;
}

void leda_chart_rows(leda_chart_work *work) {
  const leda_series *series = work->chart->series;
  size_t point = 0;
  for (size_t i = 0; i < series->n; i++) {
    bool starts = i == 0 || series->observations[i].period != series->observations[i - 1].period;
    if (starts && i > 0) point++;
    if (starts) work->first_row[point] = i;
    work->rows[point]++;
  }
}

static size_t largest_group(const leda_chart_work *work) {
  size_t largest = 1;
  for (size_t i = 0; i < work->chart->n; i++)
    if (work->rows[i] > largest) largest = work->rows[i];
  return largest;
}

/* Values in order of size, so that the order of the rows does not matter to the last bit. */
static leda_subgroup group_of(const leda_chart_work *work, size_t i, double *room) {
  size_t n = 0;
  for (size_t k = 0; k < work->rows[i]; k++) {
    double value = work->chart->series->observations[work->first_row[i] + k].value;
    if (!isnan(value)) room[n++] = value;
  }
  gsl_sort(room, 1, n);
  return leda_subgroup_of(room, n);
}

static double shown(leda_chart_type type, const leda_subgroup *group) {
  return type == LEDA_CHART_R ? group->range : type == LEDA_CHART_S ? group->sd : group->mean;
}

leda_status leda_chart_subgroups(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  size_t largest = largest_group(work);
  int decimals = work->options->d2_decimals > 0 ? work->options->d2_decimals : -1;
  double *room = leda_calloc(largest, sizeof *room);
  work->groups = leda_calloc(chart->n, sizeof *work->groups);
  work->constants = leda_size_constants_alloc(largest, decimals);
  leda_status status = LEDA_OK;
  if (!room || !work->groups || !work->constants) status = leda_fail_memory(err);
  for (size_t i = 0; i < chart->n && !status; i++) {
    work->groups[i] = group_of(work, i, room);
    chart->points[i].size = work->groups[i].n;
    work->observed[i] = shown(chart->type, &work->groups[i]);
    work->numerator[i] = work->observed[i];
    work->denominator[i] = NAN;
  }
  leda_free(room);
  return status;
}
