/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/verdict_whitened.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define RATE 0.05
#define LEAST 1e-12

static double dot(const double *a, const double *b, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

/* Sum of squares that x takes from r. */
static double explained(const double *x, const double *r, size_t n) {
  double norm = dot(x, x, n), along = dot(x, r, n);

  return norm > 0.0 ? along * along / norm : 0.0;
}

static double log_ratio(double line, double step, size_t n) {
  return 0.5 * (double)n * (log(fmax(line, LEAST)) - log(fmax(step, LEAST)));
}

double leda_whitened_log_ratio(const leda_ar1 *frame, const double *residuals,
                               const leda_contrasts_scan *scan) {
  size_t n = leda_ar1_n(frame);
  double all = dot(residuals, residuals, n), best = 0.0, line, of_values, of_scores;

  for (size_t k = LEDA_CONTRASTS_SIDE; k <= n - LEDA_CONTRASTS_SIDE; k++)
    best = fmax(best, explained(leda_ar1_step(frame, k), residuals, n));
  line = explained(leda_ar1_time(frame), residuals, n);
  of_values = all > 0.0 ? log_ratio(1.0 - line / all, 1.0 - best / all, n) : 0.0;
  of_scores = log_ratio(1.0 - scan->d * scan->d / (double)(n - 1),
                        1.0 - scan->s * scan->s / (double)(n - 1), n);
  return 0.5 * (of_values + of_scores);
}

double leda_whitened_step(const leda_ar1 *frame, const double *residuals, size_t index) {
  const double *x = leda_ar1_step(frame, index);
  size_t n = leda_ar1_n(frame);

  return dot(x, residuals, n) / dot(x, x, n);
}

/* Residuals about the shape into work[0..n-1], leverages into work[n..2n-1]; returns their sum of squares
 * without the skipped ones. The fit itself holds all points. */
static double fit(const leda_ar1 *frame, const double *residuals, leda_fit_shape shape,
                  const bool *skip, double *work) {
  size_t n = leda_ar1_n(frame);
  const double *x = NULL;
  double norm = 1.0, size = 0.0, squares = 0.0;

  if (shape.kind == LEDA_FIT_STEP) x = leda_ar1_step(frame, shape.index);
  if (shape.kind == LEDA_FIT_LINE) x = leda_ar1_time(frame);
  if (x != NULL) {
    norm = dot(x, x, n);
    size = norm > 0.0 ? dot(x, residuals, n) / norm : 0.0;
  }
  for (size_t i = 0; i < n; i++) {
    work[i] = residuals[i] - (x != NULL ? size * x[i] : 0.0);
    work[n + i] = leda_ar1_leverage(frame, i) + (x != NULL ? x[i] * x[i] / norm : 0.0);
    if (skip == NULL || !skip[i]) squares += work[i] * work[i];
  }
  return squares;
}

static double freedom(const leda_ar1 *frame, leda_fit_shape shape) {
  return (double)leda_ar1_n(frame) - (double)leda_ar1_removed(frame) -
         (shape.kind == LEDA_FIT_MEAN ? 0.0 : 1.0);
}

size_t leda_whitened_outliers(const leda_ar1 *frame, const double *residuals, leda_fit_shape shape,
                              double *work, bool *outliers) {
  size_t n = leda_ar1_n(frame), marked = 0;
  double squares = fit(frame, residuals, shape, NULL, work);
  double df = freedom(frame, shape) - 1.0;
  double limit = df >= 1.0 ? gsl_cdf_tdist_Qinv(RATE / (2.0 * (double)n), df) : INFINITY;

  for (size_t i = 0; i < n; i++) {
    double left = 1.0 - work[n + i];
    double own = left > 1e-9 ? work[i] * work[i] / left : 0.0;
    bool trace = i > 0 && outliers[i - 1] && (work[i] > 0.0) != (work[i - 1] > 0.0);

    outliers[i] =
        own * df > limit * limit * fmax(squares - own, 1e-14 * squares) && own > 0.0 && !trace;
    marked += outliers[i];
  }
  return marked;
}

double leda_whitened_sd(const leda_ar1 *frame, const double *residuals, leda_fit_shape shape,
                        const bool *skip, double *work) {
  double squares = fit(frame, residuals, shape, skip, work);
  double df = freedom(frame, shape), phi = leda_ar1_phi(frame);

  for (size_t i = 0; i < leda_ar1_n(frame); i++) df -= skip != NULL && skip[i] ? 1.0 : 0.0;
  if (!(df > 0.0)) return NAN;
  return sqrt(squares / df / (1.0 - phi * phi));
}
