/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/calibrated_limits.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/sort_positive.h"

#include "stats/calibrated_limits.inc"

enum { BLOCK = 256 };

double leda_calibrated_limit_known(size_t n, double rate) {
  if (n == 0 || !(rate > 0.0 && rate < 1.0)) return NAN;
  /* 1 - (1 - rate)^(1/n), without losing digits where it is small */
  return gsl_cdf_ugaussian_Qinv(-0.5 * expm1(log1p(-rate) / (double)n));
}

static void widest_block(const leda_false_alarm_plan *plan, const leda_alarm_judge *judge,
                         size_t block, double *room, double *out) {
  size_t from = block * BLOCK;
  size_t to = from + BLOCK < plan->draws ? from + BLOCK : plan->draws;
  size_t n = leda_alarm_judge_n(judge);
  leda_stream stream = leda_stream_start(plan->seed, block);
  for (size_t i = from; i < to; i++) {
    plan->draw(&stream, room, n, plan->draw_data);
    out[i] = leda_alarm_judge_widest(judge, room, room + n);
  }
}

static bool widest_all(const leda_false_alarm_plan *plan, const leda_alarm_judge *judge,
                       double *out) {
  size_t blocks = (plan->draws + BLOCK - 1) / BLOCK;
  size_t need = leda_alarm_judge_n(judge) + leda_alarm_judge_work(judge);
  int failed = 0;
#pragma omp parallel num_threads(plan->threads < 1 ? 1 : plan->threads)
  {
    double *room = malloc(need * sizeof *room);
    if (room == NULL) {
#pragma omp atomic write
      failed = 1;
    }
#pragma omp for schedule(dynamic, 4)
    for (size_t b = 0; b < blocks; b++)
      if (room != NULL) widest_block(plan, judge, b, room, out);
    free(room);
  }
  return !failed;
}

/* NOLINTNEXTLINE(readability-function-size): a list and its length */
int leda_calibrated_limits_simulate(const leda_false_alarm_plan *plan,
                                    const leda_alarm_judge *judge, const double *rates,
                                    size_t n_rates, double *out) {
  int status = GSL_EINVAL;
  double *widest = NULL, *work = NULL;
  for (size_t k = 0; k < n_rates; k++) out[k] = NAN;
  for (size_t k = 0; k < n_rates; k++)
    if (!(rates[k] < 1.0 && rates[k] * (double)plan->draws >= 1.0)) return GSL_EINVAL;
  if (plan->draws == 0) return GSL_EINVAL;

  status = GSL_ENOMEM;
  widest = malloc(plan->draws * sizeof *widest);
  work = malloc(plan->draws * sizeof *work);
  if (widest == NULL || work == NULL || !widest_all(plan, judge, widest)) goto done;
  leda_sort_positive(widest, work, plan->draws);
  for (size_t k = 0; k < n_rates; k++) {
    size_t above = (size_t)floor(rates[k] * (double)plan->draws * (1.0 + 1e-12));
    out[k] = widest[plan->draws - above - 1];
  }
  status = GSL_SUCCESS;
done:
  free(widest);
  free(work);
  return status;
}

int leda_calibrated_limit_simulate(const leda_false_alarm_plan *plan, const leda_alarm_judge *judge,
                                   double rate, double *out) {
  return leda_calibrated_limits_simulate(plan, judge, &rate, 1, out);
}

/* ---- the table ---- */

enum {
  N_LENGTHS = sizeof table_n / sizeof *table_n,
  N_RATES = sizeof table_rate / sizeof *table_rate
};

_Static_assert(sizeof table_ratio / sizeof *table_ratio == N_LENGTHS, "a row for each length");

/* First of the four nodes around x. Nodes rise. */
static size_t four_around(const double *node, size_t count, double x) {
  size_t first = 0;
  while (first + 4 < count && node[first + 2] < x) first++;
  return first;
}

/* Lagrange's polynomial through four points. */
static double cubic(const double *node, const double *value, double x) {
  double sum = 0.0;
  for (int i = 0; i < 4; i++) {
    double weight = 1.0;
    for (int j = 0; j < 4; j++)
      if (j != i) weight *= (x - node[j]) / (node[i] - node[j]);
    sum += weight * value[i];
  }
  return sum;
}

double leda_calibrated_limit(size_t n, double rate) {
  double size = (double)n, log_rate[N_RATES], over_n[4], ratio[4];
  if (!(size >= table_n[0] && size <= table_n[N_LENGTHS - 1])) return NAN;
  if (!(rate >= table_rate[N_RATES - 1] && rate <= table_rate[0])) return NAN;
  for (size_t k = 0; k < N_RATES; k++) log_rate[k] = -log(table_rate[k]);
  size_t row = four_around(table_n, N_LENGTHS, size);
  size_t column = four_around(log_rate, N_RATES, -log(rate));
  for (size_t i = 0; i < 4; i++) {
    over_n[i] = 1.0 / table_n[row + i];
    ratio[i] = cubic(log_rate + column, table_ratio[row + i] + column, -log(rate));
  }
  return cubic(over_n, ratio, 1.0 / size) * leda_calibrated_limit_known(n, rate);
}
