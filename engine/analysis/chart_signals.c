/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/core/memory.h"
#include "stats/attribute_sigma.h"

static void sequence_clear(leda_chart_sequence *s) {
  leda_free(s->index);
  leda_free(s->value);
  leda_free(s->centre);
  leda_free(s->deviation);
  leda_free(s->z);
  leda_free(s->fires);
}

/* How many sigmas a point lies off its centre; NaN where rules in sigmas do not hold. */
static double sigmas_off(leda_chart_type type, const leda_chart_point *point, double deviation) {
  if (!leda_chart_kind_of(type)->zones || !(point->sigma > 0.0)) return NAN;
  if (type == LEDA_CHART_T && deviation != 0.0)
    deviation = leda_time_normal(point->value) - leda_time_normal(point->centre);
  return deviation / point->sigma;
}

static void sequence_add(leda_chart_sequence *s, const leda_chart *chart, size_t index) {
  const leda_chart_point *point = &chart->points[index];
  double deviation = point->value - point->centre;
  double slack = 1e-12 * fmax(fabs(point->centre), fabs(point->value));
  if (fabs(deviation) <= slack) deviation = 0.0;
  s->index[s->n] = index;
  s->value[s->n] = deviation == 0.0 ? point->centre : point->value;
  s->centre[s->n] = point->centre;
  s->deviation[s->n] = deviation;
  s->z[s->n] = sigmas_off(chart->type, point, deviation);
  s->n++;
}

static leda_status sequence_make(const leda_chart *chart, size_t phase, leda_chart_sequence *s,
                                 leda_error *err) {
  size_t from, to;
  leda_chart_phase_span(chart, phase, &from, &to);
  size_t length = to - from;
  *s = (leda_chart_sequence){.index = leda_calloc(length, sizeof *s->index),
                             .value = leda_calloc(length, sizeof *s->value),
                             .centre = leda_calloc(length, sizeof *s->centre),
                             .deviation = leda_calloc(length, sizeof *s->deviation),
                             .z = leda_calloc(length, sizeof *s->z),
                             .fires = leda_calloc(length, sizeof *s->fires)};
  if (!s->index || !s->value || !s->centre || !s->deviation || !s->z || !s->fires)
    return leda_fail_memory(err);
  for (size_t i = from; i < to; i++)
    if (!chart->points[i].excluded && !isnan(chart->points[i].value)) sequence_add(s, chart, i);
  return LEDA_OK;
}

/* A limit is passed when the value lies outside it by more than rounding of the arithmetic, so that
   a constant series, whose limits stand at its centre, signals nothing. */
static bool is_beyond(leda_chart_type type, const leda_chart_point *point) {
  if (type == LEDA_CHART_CUSUM)
    return point->cusum_upper > point->upper || point->cusum_lower < point->lower;
  double slack = 1e-12 * fmax(fabs(point->centre), fabs(point->value));
  return point->value > point->upper + slack || point->value < point->lower - slack;
}

static void mark_beyond(leda_chart *chart) {
  for (size_t i = 0; i < chart->n; i++) {
    leda_chart_point *point = &chart->points[i];
    if (point->excluded || isnan(point->value)) continue;
    if (is_beyond(chart->type, point)) point->signals |= LEDA_SIGNAL_BEYOND_LIMITS;
  }
}

leda_status leda_chart_signals(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  mark_beyond(chart);
  bool rules_apply = leda_chart_kind_of(chart->type)->rules;
  for (size_t phase = 0; phase < chart->n_phases && rules_apply; phase++) {
    leda_chart_sequence s = {0};
    leda_status status = sequence_make(chart, phase, &s, err);
    if (!status) {
      leda_chart_anhoej(chart, work->options->anhoej, &s, phase);
      leda_chart_rules_apply(chart, work->options, &s);
    }
    sequence_clear(&s);
    if (status) return status;
  }
  for (size_t i = 0; i < chart->n; i++) {
    leda_chart_point *point = &chart->points[i];
    for (size_t k = 0; k < LEDA_RULE_SETS; k++) point->signals |= point->broken[k];
    chart->n_signals += point->signals != 0;
  }
  return LEDA_OK;
}
