/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/correlation.h"
#include "stats/describe.h"
#include "stats/stratified_permutation.h"
#include "stats/two_sample.h"

/* The values without NaN, x first, and their mid-ranks. */
typedef struct {
  size_t nx;
  size_t ny;
  double *value;
  double *rank;   /* among all */
  double *inside; /* among its own sample */
} ranked;

static void ranked_clear(ranked *r) {
  free(r->value);
  free(r->rank);
  free(r->inside);
}

static int ranked_make(ranked *r, const leda_two_samples *samples) {
  size_t room = samples->nx + samples->ny + 1;
  int status;

  *r = (ranked){0, 0, malloc(room * sizeof(double)), malloc(room * sizeof(double)),
                malloc(room * sizeof(double))};
  if (r->value == NULL || r->rank == NULL || r->inside == NULL) return GSL_ENOMEM;
  r->nx = leda_describe_present(samples->x, samples->nx, r->value);
  r->ny = leda_describe_present(samples->y, samples->ny, r->value + r->nx);
  status = leda_correlation_ranks(r->value, r->nx + r->ny, r->rank);
  if (status == GSL_SUCCESS) status = leda_correlation_ranks(r->value, r->nx, r->inside);
  if (status == GSL_SUCCESS)
    status = leda_correlation_ranks(r->value + r->nx, r->ny, r->inside + r->nx);
  return status;
}

static int exact_p(const ranked *r, double most_steps, leda_mann_whitney_test *out) {
  size_t n = r->nx + r->ny;
  int *group = malloc(n * sizeof *group);
  leda_permutation_plan plan = {r->rank, group, NULL, n, most_steps};
  leda_permutation_result result;
  int status;

  if (group == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < n; i++) group[i] = i < r->nx;
  status = leda_stratified_permutation(&plan, &result);
  free(group);
  if (status != GSL_SUCCESS) return status;
  out->variance = result.variance;
  out->exact = result.exact;
  out->mid_p = result.mid_p;
  if (result.exact) out->p = result.p;
  return GSL_SUCCESS;
}

static void asymptotic_p(leda_mann_whitney_test *out) {
  double off = out->u - 0.5 * (double)out->nx * (double)out->ny;
  double sd = sqrt(out->variance);

  if (!(sd > 0.0)) {
    out->p = out->p_asymptotic = out->p_corrected = 1.0;
    return;
  }
  out->z = off / sd;
  out->p_asymptotic = 2.0 * gsl_cdf_ugaussian_Q(fabs(out->z));
  out->p_corrected = fmin(1.0, 2.0 * gsl_cdf_ugaussian_Q((fabs(off) - 0.5) / sd));
  if (off == 0.0) out->p_corrected = 1.0;
  if (!out->exact) out->p = out->p_asymptotic;
}

int leda_mann_whitney(const leda_two_samples *samples, double most_steps,
                      leda_mann_whitney_test *out) {
  ranked r;
  int status = ranked_make(&r, samples);

  *out = (leda_mann_whitney_test){r.nx,    r.ny,    GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN,
                                  GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, false};
  if (status == GSL_SUCCESS && r.nx > 0 && r.ny > 0) {
    double nx = (double)r.nx, sum = 0.0;

    for (size_t i = 0; i < r.nx; i++) sum += r.rank[i];
    out->u = sum - 0.5 * nx * (nx + 1.0);
    out->superiority = out->u / (nx * (double)r.ny);
    status = exact_p(&r, most_steps, out);
    if (status == GSL_SUCCESS) asymptotic_p(out);
  }
  ranked_clear(&r);
  return status;
}

/* Mean of the placements (rank among all less rank in the own sample) and their variance. */
static leda_moments placements(const double *rank, const double *inside, size_t n, double *room) {
  for (size_t i = 0; i < n; i++) room[i] = rank[i] - inside[i];
  return leda_describe_moments(room, n);
}

static void brunner_munzel(ranked *r, double level, leda_brunner_munzel_test *out) {
  double nx = (double)r->nx, ny = (double)r->ny, sum, half;
  /* The values are not needed any more. */
  leda_moments x = placements(r->rank, r->inside, r->nx, r->value);
  leda_moments y = placements(r->rank + r->nx, r->inside + r->nx, r->ny, r->value);

  out->superiority = x.mean / ny;
  sum = nx * x.variance + ny * y.variance;
  if (!(sum > 0.0)) return;
  /* Difference of mean ranks / (nx + ny) is superiority - 1/2. */
  out->statistic = nx * ny * (out->superiority - 0.5) / sqrt(sum);
  out->df = sum * sum /
            (nx * nx * x.variance * x.variance / (nx - 1.0) +
             ny * ny * y.variance * y.variance / (ny - 1.0));
  out->p = 2.0 * gsl_cdf_tdist_Q(fabs(out->statistic), out->df);
  half = gsl_cdf_tdist_Pinv(0.5 + 0.5 * level, out->df) *
         sqrt(x.variance / (nx * ny * ny) + y.variance / (ny * nx * nx));
  out->lower = out->superiority - half;
  out->upper = out->superiority + half;
}

int leda_brunner_munzel(const leda_two_samples *samples, double level,
                        leda_brunner_munzel_test *out) {
  ranked r;
  int status = ranked_make(&r, samples);

  *out = (leda_brunner_munzel_test){GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  if (status == GSL_SUCCESS && r.nx > 1 && r.ny > 1) brunner_munzel(&r, level, out);
  ranked_clear(&r);
  return status;
}
