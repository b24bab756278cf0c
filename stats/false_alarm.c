/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/false_alarm.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/gauss.h"

enum { BLOCK = 256, MOST_SETS = 32 };

void leda_false_alarm_normal(leda_stream *stream, double *y, size_t n, const void *data) {
  (void)data;
  leda_gauss_fill(stream, y, n);
}

void leda_false_alarm_permuted(leda_stream *stream, double *y, size_t n, const void *data) {
  memcpy(y, data, n * sizeof *y);
  leda_stream_shuffle(stream, y, n);
}

void leda_false_alarm_ar1(leda_stream *stream, double *y, size_t n, const void *data) {
  double phi = *(const double *)data, sd = sqrt(1.0 - phi * phi);
  leda_gauss_fill(stream, y, n);
  for (size_t i = 1; i < n; i++) y[i] = phi * y[i - 1] + sd * y[i];
}

static void count_block(const leda_false_alarm_plan *plan, size_t block, double *room,
                        size_t *signals) {
  size_t from = block * BLOCK;
  size_t to = from + BLOCK < plan->draws ? from + BLOCK : plan->draws;
  leda_stream stream = leda_stream_start(plan->seed, block);
  for (size_t i = from; i < to; i++) {
    plan->draw(&stream, room, plan->n, plan->draw_data);
    unsigned found = plan->judge(room, plan->n, room + plan->n, plan->judge_data);
    for (size_t k = 0; k < plan->n_sets; k++) signals[k] += found >> k & 1U;
  }
}

/* Sums of whole numbers: the order in which threads add them does not matter. */
static bool count_all(const leda_false_alarm_plan *plan, size_t *total) {
  size_t blocks = (plan->draws + BLOCK - 1) / BLOCK;
  int failed = 0;
#pragma omp parallel num_threads(plan->threads < 1 ? 1 : plan->threads)
  {
    size_t signals[MOST_SETS] = {0};
    double *room = malloc((plan->n + plan->work) * sizeof *room);
    if (room == NULL) {
#pragma omp atomic write
      failed = 1;
    }
#pragma omp for schedule(dynamic, 4)
    for (size_t b = 0; b < blocks; b++)
      if (room != NULL) count_block(plan, b, room, signals);
#pragma omp critical(leda_false_alarm)
    for (size_t k = 0; k < plan->n_sets; k++) total[k] += signals[k];
    free(room);
  }
  return !failed;
}

int leda_false_alarm_simulate(const leda_false_alarm_plan *plan, double *rate) {
  size_t total[MOST_SETS] = {0};
  if (plan->n_sets <= MOST_SETS)
    for (size_t k = 0; k < plan->n_sets; k++) rate[k] = NAN;
  if (plan->n == 0 || plan->draws == 0 || plan->n_sets == 0 || plan->n_sets > MOST_SETS)
    return GSL_EINVAL;
  if (!count_all(plan, total)) return GSL_ENOMEM;
  for (size_t k = 0; k < plan->n_sets; k++) rate[k] = (double)total[k] / (double)plan->draws;
  return GSL_SUCCESS;
}

static unsigned run_judge(const double *y, size_t n, double *work, const void *data) {
  (void)n;
  return leda_alarm_judge_run(data, y, work);
}

int leda_false_alarm_chart(const leda_false_alarm_plan *plan, const leda_alarm_judge *judge,
                           double *rate) {
  leda_false_alarm_plan own = *plan;
  own.n = leda_alarm_judge_n(judge);
  own.judge = run_judge;
  own.judge_data = judge;
  own.work = leda_alarm_judge_work(judge);
  own.n_sets = leda_alarm_judge_sets(judge);
  return leda_false_alarm_simulate(&own, rate);
}
