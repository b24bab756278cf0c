/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/linear_variance.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/small_matrix.h"

#define RESIDUAL_LEAST 1e-7 /* of the sd of y */

enum { K = LEDA_LINEAR_VARIANCES };

int leda_linear_variance_init(leda_linear_variance *variance, const leda_linear_rows *rows) {
  size_t c = rows->columns - 1;
  int status;

  memset(variance, 0, sizeof *variance);
  variance->rows = rows;
  variance->restricted = true;
  status = leda_linear_moments_init(&variance->moments, rows);
  if (status != GSL_SUCCESS) return status;
  /* phi, beta, moved; then room for a factor and a matrix for each variance. */
  variance->memory = calloc((2 + K) * c * c + (1 + K) * c, sizeof *variance->memory);
  if (variance->memory == NULL) {
    leda_linear_moments_clear(&variance->moments);
    return GSL_ENOMEM;
  }
  variance->beta = variance->memory;
  variance->moved = variance->beta + c;
  variance->phi = variance->moved + K * c;
  return GSL_SUCCESS;
}

void leda_linear_variance_clear(leda_linear_variance *variance) {
  leda_linear_moments_clear(&variance->moments);
  free(variance->memory);
  memset(variance, 0, sizeof *variance);
}

static size_t coefficients(const leda_linear_variance *v) { return v->rows->columns - 1; }

/* Phi and beta; the log of the determinant of X' V^-1 X, or NaN where it has no inverse. */
static double set_coefficients(leda_linear_variance *v) {
  size_t c = coefficients(v), q = c + 1;
  double *factor = v->phi + c * c;

  for (size_t i = 0; i < c; i++) {
    v->beta[i] = v->moments.plain[i * q + c];
    for (size_t j = 0; j < c; j++) factor[i * c + j] = v->moments.plain[i * q + j];
  }
  if (!leda_cholesky(factor, c, 1e-14)) return NAN;
  leda_cholesky_solve(factor, c, v->beta);
  leda_cholesky_inverse(factor, c, v->phi);
  return leda_cholesky_log_det(factor, c);
}

/* r' m r, m of the columns constant, x, y. */
static double of_residuals(const leda_linear_variance *v, const double *m) {
  size_t c = coefficients(v), q = c + 1;
  double sum = m[c * q + c];

  for (size_t i = 0; i < c; i++) {
    double row = -m[i * q + c] - m[c * q + i];

    for (size_t j = 0; j < c; j++) row += m[i * q + j] * v->beta[j];
    sum += v->beta[i] * row;
  }
  return sum;
}

static double trace_with_phi(const leda_linear_variance *v, const double *m) {
  size_t c = coefficients(v);
  double sum = 0.0;

  for (size_t i = 0; i < c; i++)
    for (size_t j = 0; j < c; j++) sum += v->phi[i * c + j] * m[j * (c + 1) + i];
  return sum;
}

/* phi times the part of once[k] that belongs to X. */
static double *scaled(leda_linear_variance *v, int k) {
  size_t c = coefficients(v), q = c + 1;
  double *out = v->phi + (2 + (size_t)k) * c * c;

  for (size_t i = 0; i < c; i++)
    for (size_t j = 0; j < c; j++) {
      double sum = 0.0;

      for (size_t l = 0; l < c; l++) sum += v->phi[i * c + l] * v->moments.once[k][l * q + j];
      out[i * c + j] = sum;
    }
  return out;
}

static void set_first(leda_linear_variance *v) {
  size_t c = coefficients(v), q = c + 1;

  for (int k = 0; k < K; k++) {
    const double *once = v->moments.once[k];

    v->quadratic[k] = of_residuals(v, once);
    v->trace[k] = v->moments.trace[k] - (v->restricted ? trace_with_phi(v, once) : 0.0);
    for (size_t i = 0; i < c; i++) {
      double sum = once[i * q + c];

      for (size_t j = 0; j < c; j++) sum -= once[i * q + j] * v->beta[j];
      v->moved[(size_t)k * c + i] = sum;
    }
    scaled(v, k);
  }
}

static double trace_of_product(const double *a, const double *b, size_t m) {
  double sum = 0.0;

  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < m; j++) sum += a[i * m + j] * b[j * m + i];
  return sum;
}

static void set_second(leda_linear_variance *v) {
  size_t c = coefficients(v);

  for (size_t k = 0; k < K; k++)
    for (size_t l = 0; l < K; l++) {
      const double *twice = v->moments.twice[k][l];
      const double *left = v->phi + (2 + k) * c * c, *right = v->phi + (2 + l) * c * c;

      v->products[k][l] =
          of_residuals(v, twice) - leda_bilinear(v->moved + k * c, v->phi, v->moved + l * c, c);
      v->traces[k][l] = v->moments.traces[k][l];
      if (v->restricted)
        v->traces[k][l] += trace_of_product(left, right, c) - 2.0 * trace_with_phi(v, twice);
    }
}

double leda_linear_variance_set(leda_linear_variance *variance,
                                const double phi[LEDA_LINEAR_VARIANCES], bool derivatives) {
  const leda_linear_rows *rows = variance->rows;
  double n = (double)rows->rows, c = (double)coefficients(variance), sum;
  double log_det_x, used = variance->restricted ? n - c : n;

  leda_linear_moments_set(&variance->moments, rows, phi, derivatives);
  log_det_x = set_coefficients(variance);
  if (!isfinite(log_det_x)) return -INFINITY;
  if (derivatives) {
    set_first(variance);
    set_second(variance);
  }
  sum = variance->moments.log_det + of_residuals(variance, variance->moments.plain) +
        used * log(2.0 * M_PI) + 2.0 * used * log(rows->y_scale);
  if (!variance->restricted) return -0.5 * sum;
  sum += log_det_x;
  for (size_t k = 0; k < rows->x.p; k++) sum += 2.0 * log(rows->x.scale[k]);
  return -0.5 * sum;
}

double leda_linear_variance_value(void *data, const double *sd, double *gradient, double *hessian) {
  leda_linear_variance *v = data;
  double phi[K] = {sd[0] * sd[0], 0.0, 0.0}, value;
  size_t of[K] = {0}, m = 1; /* variance of each parameter */

  for (size_t k = 0; k < 2; k++)
    if (v->active[k]) {
      phi[k + 1] = sd[m] * sd[m];
      of[m++] = k + 1;
    }
  if (!(fabs(sd[0]) > RESIDUAL_LEAST)) return -INFINITY;
  value = leda_linear_variance_set(v, phi, gradient != NULL);
  if (gradient == NULL || !isfinite(value)) return value;
  for (size_t i = 0; i < m; i++) {
    double slope = 0.5 * (v->quadratic[of[i]] - v->trace[of[i]]);

    gradient[i] = 2.0 * sd[i] * slope;
    for (size_t j = 0; j < m; j++)
      hessian[i * m + j] =
          4.0 * sd[i] * sd[j] * (0.5 * v->traces[of[i]][of[j]] - v->products[of[i]][of[j]]) +
          (i == j ? 2.0 * slope : 0.0);
  }
  return value;
}
