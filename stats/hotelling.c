/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/hotelling.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/small_matrix.h"

/* A pivot this small beside its diagonal is what rounding leaves of a variable that others determine. */
static const double LEAST_PIVOT = 1e-12;

static void fill_nan(double *x, size_t n) {
  for (size_t i = 0; i < n; i++) x[i] = NAN;
}

static bool all_finite(const double *x, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!isfinite(x[i])) return false;
  return true;
}

static void column_means(const double *x, size_t rows, size_t p, double *mean) {
  for (size_t j = 0; j < p; j++) {
    double sum = 0.0;
    for (size_t i = 0; i < rows; i++) sum += x[i * p + j];
    mean[j] = sum / (double)rows;
  }
}

/* Adds the cross products of the rows about `mean`, divided by `divisor`. */
/* NOLINTNEXTLINE(readability-function-size): a matrix and its two dimensions */
static void add_products(const double *x, size_t rows, size_t p, const double *mean, double divisor,
                         double *out) {
  for (size_t j = 0; j < p; j++)
    for (size_t k = 0; k <= j; k++) {
      double sum = 0.0;
      for (size_t i = 0; i < rows; i++) sum += (x[i * p + j] - mean[j]) * (x[i * p + k] - mean[k]);
      out[j * p + k] += sum / divisor;
      if (j != k) out[k * p + j] += sum / divisor;
    }
}

/* T2 = |L^-1 (x - centre)|^2 n with S = L L'. */
static void distances(const leda_hotelling_frame *f, const double *factor, const double *x,
                      size_t m, double *t2) {
  size_t p = f->p;
  double *solved = t2 + m; /* room behind the results: see the caller */
  for (size_t i = 0; i < m; i++) {
    double sum = 0.0;
    for (size_t j = 0; j < p; j++) solved[j] = x[i * p + j] - f->centre[j];
    leda_cholesky_forward(factor, p, solved);
    for (size_t j = 0; j < p; j++) sum += solved[j] * solved[j];
    t2[i] = (double)f->n * sum;
  }
}

int leda_hotelling_distances(const leda_hotelling_frame *frame, const double *x, size_t m,
                             double *t2) {
  size_t p = frame->p;
  int status = GSL_ENOMEM;
  double *factor = NULL, *room = NULL;
  fill_nan(t2, m);
  if (p == 0 || frame->n == 0 || !all_finite(frame->covariance, p * p) ||
      !all_finite(frame->centre, p) || !all_finite(x, m * p))
    return GSL_EDOM;
  factor = malloc(p * p * sizeof *factor);
  room = malloc((m + p) * sizeof *room);
  if (factor == NULL || room == NULL) goto done;
  memcpy(factor, frame->covariance, p * p * sizeof *factor);
  status = GSL_ESING;
  if (!leda_cholesky(factor, p, LEAST_PIVOT)) goto done;
  distances(frame, factor, x, m, room);
  memcpy(t2, room, m * sizeof *t2);
  status = GSL_SUCCESS;
done:
  free(factor);
  free(room);
  return status;
}

/* NOLINTNEXTLINE(readability-function-size): one matrix in, three things out */
int leda_hotelling_single(const double *x, size_t m, size_t p, double *centre, double *covariance,
                          double *t2) {
  leda_hotelling_frame frame = {centre, covariance, p, 1};
  int status = GSL_EDOM;
  if (p >= 1 && m > p && all_finite(x, m * p)) {
    column_means(x, m, p, centre);
    memset(covariance, 0, p * p * sizeof *covariance);
    add_products(x, m, p, centre, (double)(m - 1), covariance);
    status = leda_hotelling_distances(&frame, x, m, t2);
  }
  if (status == GSL_SUCCESS) return status;
  fill_nan(centre, p);
  fill_nan(covariance, p * p);
  fill_nan(t2, m);
  return status;
}

int leda_hotelling_grouped(const leda_hotelling_subgroups *data, double *centre, double *covariance,
                           double *t2) {
  size_t m = data->m, n = data->n, p = data->p;
  leda_hotelling_frame frame = {centre, covariance, p, n};
  int status = GSL_EDOM;
  double *means = NULL;
  if (p < 1 || n < 2 || m * (n - 1) < p || !all_finite(data->x, m * n * p)) goto done;
  status = GSL_ENOMEM;
  means = malloc(m * p * sizeof *means);
  if (means == NULL) goto done;
  memset(covariance, 0, p * p * sizeof *covariance);
  for (size_t g = 0; g < m; g++) {
    const double *rows = data->x + g * n * p;
    column_means(rows, n, p, means + g * p);
    add_products(rows, n, p, means + g * p, (double)(n - 1) * (double)m, covariance);
  }
  column_means(means, m, p, centre);
  status = leda_hotelling_distances(&frame, means, m, t2);
done:
  free(means);
  if (status == GSL_SUCCESS) return status;
  fill_nan(centre, p);
  fill_nan(covariance, p * p);
  fill_nan(t2, m);
  return status;
}

/* GSL's inverses stop the program on degrees of freedom that are not above 0. */
static double f_limit(double factor, double df1, double df2, double alpha) {
  if (!(df2 >= 1.0)) return NAN;
  return factor / df2 * gsl_cdf_fdist_Qinv(alpha, df1, df2);
}

static leda_hotelling_limits single_limits(double m, double p, double alpha) {
  leda_hotelling_limits limits = {NAN, NAN, NAN};
  if (m - p - 1.0 >= 1.0)
    limits.own = (m - 1.0) * (m - 1.0) / m * gsl_cdf_beta_Qinv(alpha, 0.5 * p, 0.5 * (m - p - 1.0));
  limits.future = f_limit(p * (m + 1.0) * (m - 1.0) / m, p, m - p, alpha);
  return limits;
}

static leda_hotelling_limits grouped_limits(double m, double n, double p, double alpha) {
  leda_hotelling_limits limits = {NAN, NAN, NAN};
  double df = m * n - m - p + 1.0;
  limits.own = f_limit(p * (m - 1.0) * (n - 1.0), p, df, alpha);
  limits.future = f_limit(p * (m + 1.0) * (n - 1.0), p, df, alpha);
  return limits;
}

leda_hotelling_limits leda_hotelling_limits_at(size_t m, size_t n, size_t p, double alpha) {
  leda_hotelling_limits limits = {NAN, NAN, NAN};
  if (m == 0 || n == 0 || p == 0 || !(alpha > 0.0 && alpha < 1.0)) return limits;
  limits = n == 1 ? single_limits((double)m, (double)p, alpha)
                  : grouped_limits((double)m, (double)n, (double)p, alpha);
  limits.known = gsl_cdf_chisq_Qinv(alpha, (double)p);
  return limits;
}
