/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/verdict_fit.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define RATE 0.05

static bool counts(const bool *skip, size_t i) { return skip == NULL || !skip[i]; }

/* Mean of y[from..to-1] and how many count. */
static size_t level(const double *y, const bool *skip, size_t from, size_t to, double *mean) {
  double sum = 0.0;
  size_t used = 0;

  for (size_t i = from; i < to; i++)
    if (counts(skip, i)) {
      sum += y[i];
      used++;
    }
  *mean = used > 0 ? sum / (double)used : NAN;
  return used;
}

static void fit_level(const double *y, const bool *skip, size_t from, size_t to, double *residual,
                      double *leverage) {
  double mean;
  size_t used = level(y, skip, from, to, &mean);

  for (size_t i = from; i < to; i++) {
    residual[i] = y[i] - mean;
    leverage[i] = 1.0 / (double)used;
  }
}

static void fit_line(const double *y, const int *t, size_t n, const bool *skip, double *residual,
                     double *leverage) {
  double mean, middle = 0.0, ty = 0.0, tt = 0.0;
  size_t used = level(y, skip, 0, n, &mean);

  for (size_t i = 0; i < n; i++)
    if (counts(skip, i)) middle += ((double)t[i] - (double)t[0]) / (double)used;
  for (size_t i = 0; i < n; i++) {
    double u = (double)t[i] - (double)t[0] - middle;

    if (!counts(skip, i)) continue;
    ty += u * (y[i] - mean);
    tt += u * u;
  }
  for (size_t i = 0; i < n; i++) {
    double u = (double)t[i] - (double)t[0] - middle;

    residual[i] = y[i] - mean - (tt > 0.0 ? u * ty / tt : 0.0);
    leverage[i] = 1.0 / (double)used + (tt > 0.0 ? u * u / tt : 0.0);
  }
}

double leda_fit_residuals(const double *y, const int *t, size_t n, leda_fit_shape shape,
                          const bool *skip, double *residual, double *leverage) {
  double ignored, squares = 0.0;
  bool sides = shape.kind == LEDA_FIT_STEP && level(y, skip, 0, shape.index, &ignored) > 0 &&
               level(y, skip, shape.index, n, &ignored) > 0;

  if (shape.kind == LEDA_FIT_LINE) {
    fit_line(y, t, n, skip, residual, leverage);
  } else if (sides) {
    fit_level(y, skip, 0, shape.index, residual, leverage);
    fit_level(y, skip, shape.index, n, residual, leverage);
  } else {
    fit_level(y, skip, 0, n, residual, leverage);
  }
  for (size_t i = 0; i < n; i++)
    if (counts(skip, i)) squares += residual[i] * residual[i];
  return squares;
}

static size_t parameters(leda_fit_shape shape) { return shape.kind == LEDA_FIT_MEAN ? 1 : 2; }

size_t leda_fit_outliers(const double *y, const int *t, size_t n, leda_fit_shape shape,
                         double *work, bool *outliers) {
  double *residual = work, *leverage = work + n;
  double squares = leda_fit_residuals(y, t, n, shape, NULL, residual, leverage);
  double df = (double)n - (double)parameters(shape) - 1.0;
  double limit = gsl_cdf_tdist_Qinv(RATE / (2.0 * (double)n), df);
  size_t marked = 0;

  for (size_t i = 0; i < n; i++) {
    double left = 1.0 - leverage[i];
    double own = left > 1e-9 ? residual[i] * residual[i] / left : 0.0;

    /* own / ((squares - own) / df) > limit^2, without dividing by a rest that may be 0. The rest of
         * a fit that is perfect but for rounding marks nothing. */
    outliers[i] = own * df > limit * limit * fmax(squares - own, 1e-14 * squares) &&
                  fabs(residual[i]) > 1e-12 * fabs(y[i]);
    marked += outliers[i];
  }
  return marked;
}

double leda_fit_sd(const double *y, const int *t, size_t n, leda_fit_shape shape, const bool *skip,
                   double *work) {
  double squares = leda_fit_residuals(y, t, n, shape, skip, work, work + n);
  size_t used = 0;

  for (size_t i = 0; i < n; i++) used += counts(skip, i);
  if (used <= parameters(shape)) return NAN;
  return sqrt(squares / (double)(used - parameters(shape)));
}
