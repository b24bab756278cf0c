/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts whose sigma comes from within subgroups: means, ranges, standard deviations, and means with a memory. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/core/memory.h"
#include "stats/range_distribution.h"

/* The baseline's subgroups of points from..to-1, closed up; NULL: no memory. */
static leda_subgroup *baseline_groups(const leda_chart_work *work, size_t from, size_t to,
                                      size_t *n) {
  leda_subgroup *groups = leda_calloc(to - from, sizeof *groups);
  *n = 0;
  for (size_t i = from; i < to && groups; i++)
    if (work->in_baseline[i]) groups[(*n)++] = work->groups[i];
  return groups;
}

static leda_within_plan plan_of(const leda_chart_work *work) {
  leda_sigma_method method = work->chart->sigma_method;
  return (leda_within_plan){.method = method == LEDA_SIGMA_RANGE ? LEDA_WITHIN_RANGE
                                      : method == LEDA_SIGMA_SD  ? LEDA_WITHIN_SD
                                                                 : LEDA_WITHIN_POOLED,
                            .weights = work->options->optimal_weights ? LEDA_WEIGHTS_OPTIMAL
                                                                      : LEDA_WEIGHTS_EQUAL};
}

/* Mean and standard deviation of what the chart shows of a subgroup of n values, in sigmas. */
typedef struct {
  double centre;
  double spread;
} expected;

static expected expected_of(leda_chart_work *work, size_t n) {
  if (work->chart->type == LEDA_CHART_R)
    return (expected){leda_size_d2(work->constants, n), leda_size_d3(work->constants, n)};
  double c4 = leda_size_c4(work->constants, n);
  return (expected){c4, sqrt(1.0 - c4 * c4)};
}

/* The quantile of a range or a standard deviation of n values, in sigmas. */
static double quantile_of(leda_chart_type type, double p, size_t n) {
  if (type == LEDA_CHART_R) return leda_range_quantile(p, (unsigned)n);
  return sqrt(gsl_cdf_chisq_Pinv(p, (double)n - 1.0) / ((double)n - 1.0));
}

/* Where the limits of a range or a standard deviation stand. A size met before has been worked out. */
static void spread_limits(leda_chart_work *work, size_t i, size_t like, double sigma) {
  leda_chart *chart = work->chart;
  leda_chart_point *point = &chart->points[i];
  double equal = chart->phases[point->phase].equal_size;
  size_t n = equal > 0.0 ? (size_t)equal : point->size;
  if (n < 2 || point->size < 2) return;
  expected e = expected_of(work, n);
  point->centre = e.centre * sigma;
  point->sigma = e.spread * sigma;
  if (like != i) {
    point->lower = chart->points[like].lower;
    point->upper = chart->points[like].upper;
  } else if (chart->limits == LEDA_LIMITS_PROBABILITY) {
    point->lower = sigma * quantile_of(chart->type, chart->limit_rate / 2.0, n);
    point->upper = sigma * quantile_of(chart->type, 1.0 - chart->limit_rate / 2.0, n);
  } else {
    double width = leda_chart_limit_sigmas(chart) * point->sigma;
    point->lower = fmax(0.0, point->centre - width);
    point->upper = point->centre + width;
  }
}

static void mean_limits(leda_chart *chart, size_t i, const leda_chart_phase *phase) {
  leda_chart_point *point = &chart->points[i];
  point->centre = phase->centre;
  if (point->size == 0) return;
  double size = phase->equal_size > 0.0 ? phase->equal_size : (double)point->size;
  point->sigma = phase->sigma / sqrt(size);
  point->lower = point->centre - leda_chart_limit_sigmas(chart) * point->sigma;
  point->upper = point->centre + leda_chart_limit_sigmas(chart) * point->sigma;
}

static void fill_points(leda_chart_work *work, size_t from, size_t to,
                        const leda_chart_phase *phase) {
  leda_chart *chart = work->chart;
  bool spread = chart->type == LEDA_CHART_R || chart->type == LEDA_CHART_S;
  for (size_t i = from; i < to; i++) {
    chart->points[i].value = work->observed[i];
    if (!spread) {
      mean_limits(chart, i, phase);
      continue;
    }
    size_t like = from;
    while (chart->points[like].size != chart->points[i].size) like++;
    spread_limits(work, i, like, phase->sigma);
  }
}

/* The commonest size, the smaller of two: what the phase's centre of an R or S chart is told for. */
static double phase_spread_centre(leda_chart_work *work, size_t from, size_t to, double sigma) {
  size_t best = 0, most = 0;
  for (size_t i = from; i < to; i++) {
    size_t n = work->groups[i].n, count = 0;
    for (size_t k = from; k < to; k++) count += work->groups[k].n == n;
    if (n < 2 || count < most || (count == most && n >= best)) continue;
    best = n;
    most = count;
  }
  return best ? sigma * expected_of(work, best).centre : (double)NAN;
}

leda_status leda_chart_within(leda_chart_work *work, size_t k, leda_error *err) {
  leda_chart *chart = work->chart;
  leda_chart_phase *phase = &chart->phases[k];
  size_t from, to, n;
  leda_chart_phase_span(chart, k, &from, &to);
  leda_subgroup *groups = baseline_groups(work, from, to, &n);
  if (!groups) return leda_fail_memory(err);
  phase->sigma = chart->sigma_method == LEDA_SIGMA_KNOWN
                     ? work->options->known_sigma
                     : leda_subgroups_sigma(groups, n, plan_of(work), work->constants);
  phase->centre = chart->centre_kind == LEDA_CENTRE_KNOWN ? work->options->known_centre
                                                          : leda_subgroups_mean(groups, n);
  if (chart->type == LEDA_CHART_R || chart->type == LEDA_CHART_S)
    phase->centre = phase->equal_size > 0.0
                        ? phase->sigma * expected_of(work, (size_t)phase->equal_size).centre
                        : phase_spread_centre(work, from, to, phase->sigma);
  leda_free(groups);
  if (leda_chart_kind_of(chart->type)->memory) return leda_chart_memory_points(work, k, err);
  fill_points(work, from, to, phase);
  return LEDA_OK;
}
