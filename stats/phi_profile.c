/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/phi_profile.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The likelihood of phi = 0 is wanted in the whitened form too. */
#define ALMOST_ZERO 1e-9
/* A line of slope 1 is as long as a mid-series step of n / sqrt(3). */
#define LINE_TO_STEP 0.57735026918962576
#define RSS_LEAST 1e-12
#define ROUNDING 1e-28
#define COARSE 0x1p20

int leda_phi_profile_init(leda_phi_profile *profile, size_t n_max) {
  int status = GSL_SUCCESS;

  memset(profile, 0, sizeof *profile);
  profile->capacity = n_max;
  profile->steps = malloc(LEDA_PHI_GRID * (n_max + 1) * sizeof *profile->steps);
  profile->lines = malloc(LEDA_PHI_GRID * (n_max + 1) * sizeof *profile->lines);
  profile->work = malloc((n_max + 1) * sizeof *profile->work);
  if (profile->steps == NULL || profile->lines == NULL || profile->work == NULL)
    status = GSL_ENOMEM;
  for (size_t g = 0; g < LEDA_PHI_GRID && status == GSL_SUCCESS; g++)
    status = leda_ar1_plan_init(&profile->plans[g], n_max);
  if (status != GSL_SUCCESS) leda_phi_profile_clear(profile);
  return status;
}

void leda_phi_profile_clear(leda_phi_profile *profile) {
  for (size_t g = 0; g < LEDA_PHI_GRID; g++) leda_ar1_plan_clear(&profile->plans[g]);
  free(profile->steps);
  free(profile->lines);
  free(profile->work);
  memset(profile, 0, sizeof *profile);
}

static double squares_of(const double *x, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += x[i] * x[i];
  return sum;
}

/* |x_k - c (c'x_k) / c'c|^2 for all steps, and the line less what c explains. */
static void fill_norms(leda_phi_profile *profile, size_t g, const int *t) {
  const leda_ar1_plan *plan = &profile->plans[g];
  double *norm = profile->steps + g * (profile->capacity + 1);
  double *line = profile->lines + g * (profile->capacity + 1), squares = 0.0;
  size_t n = plan->n;

  for (size_t k = n; k-- > LEDA_CONTRASTS_SIDE;) {
    norm[k] =
        plan->own[k] * plan->own[k] + squares - plan->project[k] * plan->project[k] / plan->per_cc;
    squares += plan->constant[k] * plan->constant[k];
  }
  for (size_t i = n; i-- > 0;) {
    double here = t != NULL ? (double)t[i] - (double)t[0] : (double)i;
    double before = i == 0 ? 0.0 : t != NULL ? (double)t[i - 1] - (double)t[0] : (double)i - 1.0;

    line[i] = plan->own[i] * here - plan->carry[i] * before;
  }
  leda_ar1_plan_project(plan, line, line);
}

void leda_phi_profile_fill(leda_phi_profile *profile, const int *t, size_t n, double sum_squares) {
  for (size_t g = 0; g < LEDA_PHI_GRID; g++) {
    double phi = g > 0 ? (double)g * LEDA_PHI_GRID_STEP : ALMOST_ZERO;

    leda_ar1_plan_fill(&profile->plans[g], t, n, phi, sum_squares);
    fill_norms(profile, g, t);
  }
}

/* ln of the model's share beyond that of the constant, where it explains along^2 / norm of rss. */
static double model_weight(double along, double norm, double rss, size_t n) {
  double left = 1.0 - along * along / norm / rss;

  return exp(-0.5 * (double)(n - 2) * log(fmax(left, RSS_LEAST))) / sqrt(norm);
}

static double log_likelihood(leda_phi_profile *profile, size_t g, const double *y) {
  const leda_ar1_plan *plan = &profile->plans[g];
  size_t n = plan->n;
  const double *line = profile->lines + g * (profile->capacity + 1);
  double *r = profile->work, rss, after = 0.0, along = 0.0, sum, log_weights = 0.0;

  leda_ar1_plan_residuals(plan, y, r);
  rss = squares_of(r, n);
  if (!(rss > ROUNDING * squares_of(y, n))) return -INFINITY;
  for (size_t i = 0; i < n; i++) along += line[i] * r[i];
  sum = LINE_TO_STEP * (double)n * model_weight(along, squares_of(line, n), rss, n);
  for (size_t k = n; k-- > LEDA_CONTRASTS_SIDE;) {
    if (k <= n - LEDA_CONTRASTS_SIDE)
      sum += model_weight(plan->own[k] * r[k] + after,
                          profile->steps[g * (profile->capacity + 1) + k], rss, n);
    after += plan->constant[k] * r[k];
  }
  for (size_t i = 0; i < n; i++) log_weights += log(plan->own[i]);
  return log_weights + 0.5 * log(plan->per_cc) - 0.5 * (double)(n - 2) * log(rss) + log(sum);
}

double leda_phi_profile_estimate(leda_phi_profile *profile, const double *y) {
  double value[LEDA_PHI_GRID], largest = -INFINITY, sum = 0.0, mean = 0.0;

  for (size_t g = 0; g < LEDA_PHI_GRID; g++) {
    value[g] = log_likelihood(profile, g, y);
    largest = fmax(largest, value[g]);
  }
  if (!isfinite(largest)) return 0.0;
  for (size_t g = 0; g < LEDA_PHI_GRID; g++) {
    double weight = exp(value[g] - largest);

    sum += weight;
    mean += weight * (double)g * LEDA_PHI_GRID_STEP;
  }
  /* Values in another unit must have the same estimate to the last bit. */
  return nearbyint(mean / sum * COARSE) / COARSE;
}

size_t leda_phi_grid_index(double phi) {
  double place = floor(phi / LEDA_PHI_GRID_STEP + 0.5);

  if (!(place > 0.0)) return 0;
  return place < LEDA_PHI_GRID ? (size_t)place : LEDA_PHI_GRID - 1;
}
