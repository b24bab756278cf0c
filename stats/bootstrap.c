/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bootstrap.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/stream.h"

static bool plan_is_right(const leda_bootstrap_plan *plan) {
  size_t sum = 0;

  if (plan->n == 0 || plan->n > UINT32_MAX || plan->replicates == 0) return false;
  if (plan->strata == NULL) return true;
  for (size_t s = 0; s < plan->strata_count; s++) sum += plan->strata[s];
  return sum == plan->n;
}

/* The units of one replicate. false where a drawn unit lies outside its stratum. */
static bool draw(const leda_bootstrap_plan *plan, size_t replicate, size_t *index) {
  leda_stream stream = leda_stream_start(plan->seed, replicate);
  size_t strata = plan->strata == NULL ? 1 : plan->strata_count;
  size_t first = 0;

  for (size_t s = 0; s < strata; s++) {
    size_t size = plan->strata == NULL ? plan->n : plan->strata[s];

    for (size_t i = first; i < first + size; i++) {
      uint32_t unit = plan->drawn != NULL ? plan->drawn[replicate * plan->n + i]
                                          : leda_stream_below(&stream, (uint32_t)size);

      if (unit >= size) return false;
      index[i] = first + unit;
    }
    first += size;
  }
  return true;
}

typedef struct {
  const leda_bootstrap_plan *plan;
  leda_bootstrap_statistics statistics; /* NULL: the plan's own, alone */
  size_t count;
  leda_bootstrap *out;
  double *jackknife; /* count rows of n */
} job;

static void evaluate(const job *j, const size_t *index, size_t n, double *value) {
  if (j->statistics == NULL)
    value[0] = j->plan->statistic(index, n, j->plan->data);
  else
    j->statistics(index, n, j->plan->data, value);
}

static bool run_replicate(const job *j, size_t b, size_t *index) {
  double value[LEDA_BOOTSTRAP_STATISTICS] = {0.0};
  bool drawn = draw(j->plan, b, index);

  if (drawn) evaluate(j, index, j->plan->n, value);
  for (size_t s = 0; s < j->count; s++) j->out[s].replicate[b] = drawn ? value[s] : GSL_NAN;
  return drawn;
}

static void leave_out(const job *j, size_t unit, size_t *index) {
  double value[LEDA_BOOTSTRAP_STATISTICS] = {0.0};
  size_t n = j->plan->n;

  for (size_t i = 0; i + 1 < n; i++) index[i] = i + (i >= unit);
  if (n > 1) evaluate(j, index, n - 1, value);
  for (size_t s = 0; s < j->count; s++) j->jackknife[s * n + unit] = n > 1 ? value[s] : GSL_NAN;
}

/* Replicates, then the jackknife; every value in its own place whoever computes it. */
static int run_all(const job *j) {
  const leda_bootstrap_plan *plan = j->plan;
  int no_memory = 0, wrong = 0;

#pragma omp parallel num_threads(plan->threads < 1 ? 1 : plan->threads)
  {
    size_t *index = malloc(plan->n * sizeof *index);

    if (index == NULL) {
#pragma omp atomic write
      no_memory = 1;
    }
#pragma omp for schedule(static)
    for (size_t b = 0; b < plan->replicates; b++) {
      if (index != NULL && !run_replicate(j, b, index)) {
#pragma omp atomic write
        wrong = 1;
      }
    }
#pragma omp for schedule(static)
    for (size_t i = 0; i < plan->n; i++)
      if (index != NULL) leave_out(j, i, index);
    free(index);
  }
  if (no_memory) return GSL_ENOMEM;
  return wrong ? GSL_EINVAL : GSL_SUCCESS;
}

static void summarise_jackknife(const double *value, size_t n, leda_bootstrap *out) {
  double mean = 0.0, squares = 0.0, cubes = 0.0;

  for (size_t i = 0; i < n; i++) mean += value[i] / (double)n;
  for (size_t i = 0; i < n; i++) {
    double d = mean - value[i];

    squares += d * d;
    cubes += d * d * d;
  }
  out->acceleration = squares == 0.0 ? 0.0 : cubes / (6.0 * squares * sqrt(squares));
  out->jackknife_se = sqrt(((double)n - 1.0) / (double)n * squares);
}

static void summarise_replicates(leda_bootstrap *out) {
  double mean = 0.0, squares = 0.0;

  for (size_t b = 0; b < out->count; b++)
    if (!isnan(out->replicate[b])) mean += out->replicate[b], out->usable++;
  mean /= (double)out->usable;
  for (size_t b = 0; b < out->count; b++)
    if (!isnan(out->replicate[b]))
      squares += (out->replicate[b] - mean) * (out->replicate[b] - mean);
  out->se = out->usable > 1 ? sqrt(squares / ((double)out->usable - 1.0)) : GSL_NAN;
}

static bool make_room(leda_bootstrap *out, size_t replicates) {
  out->replicate = malloc(replicates * sizeof *out->replicate);
  if (out->replicate == NULL) return false;
  out->count = replicates;
  return true;
}

static int run_job(const job *j) {
  double value[LEDA_BOOTSTRAP_STATISTICS] = {0.0};
  size_t n = j->plan->n;
  size_t *all = malloc(n * sizeof *all);
  int status;

  if (all == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < n; i++) all[i] = i;
  evaluate(j, all, n, value);
  free(all);
  status = run_all(j);
  if (status != GSL_SUCCESS) return status;
  for (size_t s = 0; s < j->count; s++) {
    j->out[s].estimate = value[s];
    summarise_replicates(&j->out[s]);
    summarise_jackknife(j->jackknife + s * n, n, &j->out[s]);
  }
  return GSL_SUCCESS;
}

int leda_bootstrap_run_several(const leda_bootstrap_plan *plan,
                               leda_bootstrap_statistics statistics, size_t count,
                               leda_bootstrap *out) {
  job j = {plan, statistics, count, NULL, NULL};
  int status = GSL_SUCCESS;

  for (size_t s = 0; s < count; s++)
    out[s] = (leda_bootstrap){GSL_NAN, NULL, 0, GSL_NAN, GSL_NAN, GSL_NAN, 0};
  if (count == 0 || count > LEDA_BOOTSTRAP_STATISTICS || !plan_is_right(plan)) return GSL_EINVAL;
  j.out = out;
  j.jackknife = malloc(count * plan->n * sizeof *j.jackknife);
  if (j.jackknife == NULL) return GSL_ENOMEM;
  for (size_t s = 0; s < count; s++)
    if (!make_room(&out[s], plan->replicates)) status = GSL_ENOMEM;
  if (status == GSL_SUCCESS) status = run_job(&j);
  free(j.jackknife);
  return status;
}

int leda_bootstrap_run(const leda_bootstrap_plan *plan, leda_bootstrap *out) {
  return leda_bootstrap_run_several(plan, NULL, 1, out);
}

void leda_bootstrap_clear(leda_bootstrap *bootstrap) {
  free(bootstrap->replicate);
  bootstrap->replicate = NULL;
  bootstrap->count = 0;
}
