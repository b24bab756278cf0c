/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/core/memory.h"
#include "stats/runs.h"
#include "stats/zone_rules.h"

/* The points of one phase that rules look at: neither missing nor excluded. */
typedef struct {
  size_t n;
  size_t *index; /* into leda_chart.points */
  double *value;
  double *centre;
  double *z;
  bool *fires;
} sequence;

static void sequence_clear(sequence *s) {
  leda_free(s->index);
  leda_free(s->value);
  leda_free(s->centre);
  leda_free(s->z);
  leda_free(s->fires);
}

static leda_status sequence_make(const leda_chart *chart, size_t phase, sequence *s,
                                 leda_error *err) {
  size_t from, to;
  leda_chart_phase_span(chart, phase, &from, &to);
  size_t length = to - from;
  *s = (sequence){.index = leda_calloc(length, sizeof *s->index),
                  .value = leda_calloc(length, sizeof *s->value),
                  .centre = leda_calloc(length, sizeof *s->centre),
                  .z = leda_calloc(length, sizeof *s->z),
                  .fires = leda_calloc(length, sizeof *s->fires)};
  if (!s->index || !s->value || !s->centre || !s->z || !s->fires) return leda_fail_memory(err);
  for (size_t i = from; i < to; i++) {
    const leda_chart_point *point = &chart->points[i];
    if (point->excluded || isnan(point->value)) continue;
    s->index[s->n] = i;
    s->value[s->n] = point->value;
    s->centre[s->n] = point->centre;
    s->z[s->n] = point->sigma > 0.0 ? (point->value - point->centre) / point->sigma : 0.0;
    s->n++;
  }
  return LEDA_OK;
}

static void mark(leda_chart *chart, const sequence *s, unsigned signal) {
  for (size_t i = 0; i < s->n; i++)
    if (s->fires[i]) chart->points[s->index[i]].signals |= signal;
}

/* A limit is passed when the value lies outside it by more than rounding of the arithmetic, so that
   a constant series, whose limits stand at its centre, signals nothing. */
static bool is_beyond(const leda_chart_point *point) {
  double slack = 1e-12 * fmax(fabs(point->centre), fabs(point->value));
  return point->value > point->upper + slack || point->value < point->lower - slack;
}

static void mark_beyond(leda_chart *chart) {
  for (size_t i = 0; i < chart->n; i++) {
    leda_chart_point *point = &chart->points[i];
    if (point->excluded || isnan(point->value)) continue;
    if (is_beyond(point)) point->signals |= LEDA_SIGNAL_BEYOND_LIMITS;
  }
}

static void western_electric(leda_chart *chart, const sequence *s, size_t run) {
  leda_rule_beyond(s->z, s->n, (leda_zone_rule){2.0, 2, 3}, s->fires);
  mark(chart, s, LEDA_SIGNAL_TWO_OF_THREE);
  leda_rule_beyond(s->z, s->n, (leda_zone_rule){1.0, 4, 5}, s->fires);
  mark(chart, s, LEDA_SIGNAL_FOUR_OF_FIVE);
  leda_rule_run(s->z, s->n, run ? run : 8, s->fires);
  mark(chart, s, LEDA_SIGNAL_RUN);
}

static void anhoej(leda_chart *chart, const sequence *s, size_t phase) {
  leda_runs runs = leda_runs_analyse(s->value, s->centre, s->n);
  chart->runs[chart->n_runs++] = (leda_chart_runs){.phase = phase,
                                                   .useful = runs.useful,
                                                   .longest_run = runs.longest_run,
                                                   .longest_run_max = runs.longest_run_max,
                                                   .crossings = runs.crossings,
                                                   .crossings_min = runs.crossings_min,
                                                   .signal = runs.signal};
  if (!runs.signal || !(chart->rules & LEDA_RULES_ANHOEJ)) return;
  leda_runs_mark_long(s->value, s->centre, s->n, runs.longest_run_max, s->fires);
  mark(chart, s, LEDA_SIGNAL_LONG_RUN);
  if (runs.crossings < runs.crossings_min)
    chart->points[s->index[s->n - 1]].signals |= LEDA_SIGNAL_FEW_CROSSINGS;
}

leda_status leda_chart_signals(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  mark_beyond(chart);
  /* Neighbouring moving ranges share a value: rules on their sequence would alarm by construction. */
  bool rules_apply = chart->type != LEDA_CHART_MR;
  for (size_t phase = 0; phase < chart->n_phases && rules_apply; phase++) {
    sequence s = {0};
    leda_status status = sequence_make(chart, phase, &s, err);
    if (!status) anhoej(chart, &s, phase);
    if (!status && (chart->rules & LEDA_RULES_WESTERN_ELECTRIC))
      western_electric(chart, &s, work->options->rule_run);
    sequence_clear(&s);
    if (status) return status;
  }
  for (size_t i = 0; i < chart->n; i++) chart->n_signals += chart->points[i].signals != 0;
  return LEDA_OK;
}
