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

/* Fills replicate[] and then jackknife[]; every value in its own place whoever computes it. */
static int run_all(const leda_bootstrap_plan *plan, double *replicate, double *jackknife) {
  int no_memory = 0, wrong = 0;

#pragma omp parallel num_threads(plan->threads < 1 ? 1 : plan->threads)
  {
    size_t *index = malloc(plan->n * sizeof *index);

#pragma omp for schedule(static)
    for (size_t b = 0; b < plan->replicates; b++) {
      replicate[b] = GSL_NAN;
      if (index == NULL) continue;
      if (draw(plan, b, index)) {
        replicate[b] = plan->statistic(index, plan->n, plan->data);
      } else {
#pragma omp atomic write
        wrong = 1;
      }
    }
#pragma omp for schedule(static)
    for (size_t i = 0; i < plan->n; i++) {
      if (index == NULL) continue;
      for (size_t j = 0; j + 1 < plan->n; j++) index[j] = j + (j >= i);
      jackknife[i] = plan->n > 1 ? plan->statistic(index, plan->n - 1, plan->data) : GSL_NAN;
    }
    if (index == NULL) {
#pragma omp atomic write
      no_memory = 1;
    }
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

int leda_bootstrap_run(const leda_bootstrap_plan *plan, leda_bootstrap *out) {
  double *jackknife = NULL;
  size_t *all = NULL;
  int status;

  *out = (leda_bootstrap){GSL_NAN, NULL, 0, GSL_NAN, GSL_NAN, GSL_NAN, 0};
  if (!plan_is_right(plan)) return GSL_EINVAL;
  out->replicate = malloc(plan->replicates * sizeof *out->replicate);
  jackknife = malloc(plan->n * sizeof *jackknife);
  all = malloc(plan->n * sizeof *all);
  if (out->replicate == NULL || jackknife == NULL || all == NULL) {
    status = GSL_ENOMEM;
    goto done;
  }
  out->count = plan->replicates;
  for (size_t i = 0; i < plan->n; i++) all[i] = i;
  out->estimate = plan->statistic(all, plan->n, plan->data);
  status = run_all(plan, out->replicate, jackknife);
  if (status != GSL_SUCCESS) goto done;
  summarise_replicates(out);
  summarise_jackknife(jackknife, plan->n, out);
done:
  free(jackknife);
  free(all);
  return status;
}

void leda_bootstrap_clear(leda_bootstrap *bootstrap) {
  free(bootstrap->replicate);
  bootstrap->replicate = NULL;
  bootstrap->count = 0;
}
