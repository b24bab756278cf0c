/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/joint_permutation.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/screen.h"
#include "stats/stream.h"
#include "stats/verdict.h"

/* Work space of one thread. */
typedef struct {
  leda_screen_work *screen;
  double *values;
  double *order; /* of the periods */
} bench;

static bool bench_init(bench *b, const leda_joint_plan *plan) {
  leda_screen_options options = {.alpha = plan->p_limit, .seed = plan->seed};

  b->screen = leda_screen_work_alloc(plan->periods, &options);
  b->values = malloc((plan->periods + 1) * sizeof *b->values);
  b->order = malloc((plan->periods + 1) * sizeof *b->order);
  return b->screen && b->values && b->order;
}

static void bench_clear(bench *b) {
  leda_screen_work_free(b->screen);
  free(b->values);
  free(b->order);
}

static size_t count_tested(const leda_joint_plan *plan) {
  size_t tested = 0;

  for (size_t u = 0; u < plan->units; u++) {
    size_t n = 0;

    for (size_t i = 0; i < plan->periods; i++)
      n += isnan(plan->residuals[u * plan->periods + i]) ? 0 : 1;
    tested += n >= LEDA_VERDICT_MIN_N;
  }
  return tested;
}

/* Flags in one joint order; negative on an error. */
static double count_flags(const leda_null_store *store, const leda_joint_plan *plan, bench *b,
                          size_t draw) {
  leda_stream stream = leda_stream_start(plan->seed, draw);
  leda_noise noise = {.model = LEDA_NOISE_INDEPENDENT};
  double flags = 0.0;

  for (size_t i = 0; i < plan->periods; i++) b->order[i] = (double)i;
  leda_stream_shuffle(&stream, b->order, plan->periods);
  for (size_t u = 0; u < plan->units; u++) {
    const double *row = plan->residuals + u * plan->periods;
    leda_screen_result result;
    size_t n = 0;

    for (size_t i = 0; i < plan->periods; i++)
      if (!isnan(row[(size_t)b->order[i]])) b->values[n++] = row[(size_t)b->order[i]];
    if (n < LEDA_VERDICT_MIN_N) continue;
    if (leda_verdict_screen(store, &noise, b->values, NULL, n, b->screen, &result) != GSL_SUCCESS)
      return -1.0;
    flags += result.p <= plan->p_limit ? 1.0 : 0.0;
  }
  return flags;
}

static int count_all(const leda_null_store *store, const leda_joint_plan *plan, size_t draws,
                     double *flags) {
  int failed = 0;

#pragma omp parallel num_threads(plan->threads < 1 ? 1 : plan->threads)
  {
    bench b;
    bool made = bench_init(&b, plan);

#pragma omp for schedule(dynamic)
    for (size_t draw = 0; draw < draws; draw++) {
      flags[draw] = made ? count_flags(store, plan, &b, draw) : -1.0;
      if (flags[draw] < 0.0) {
#pragma omp atomic write
        failed = 1;
      }
    }
    bench_clear(&b);
  }
  return failed;
}

int leda_joint_permutation(const leda_null_store *store, const leda_joint_plan *plan,
                           leda_joint_flags *out) {
  size_t draws = plan->draws > 0 ? plan->draws : LEDA_JOINT_DRAWS;
  size_t tested = count_tested(plan);
  double *flags = malloc(draws * sizeof *flags);
  int status = GSL_SUCCESS;

  *out = (leda_joint_flags){0.0, 0.0, 0.0, 0.0};
  if (flags == NULL) return GSL_ENOMEM;
  if (tested == 0) goto done;
  if (count_all(store, plan, draws, flags)) {
    status = GSL_EINVAL;
    goto done;
  }
  gsl_sort(flags, 1, draws);
  out->mean = gsl_stats_mean(flags, 1, draws);
  out->lower = gsl_stats_quantile_from_sorted_data(flags, 1, draws, 0.05);
  out->upper = gsl_stats_quantile_from_sorted_data(flags, 1, draws, 0.95);
  out->share_of_units = out->mean / (double)tested;
done:
  free(flags);
  return status;
}
