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

static void fit_level(const leda_fit_points *p, const bool *skip, size_t from, size_t to,
                      double *work) {
  double mean;
  size_t used = level(p->y, skip, from, to, &mean);

  for (size_t i = from; i < to; i++) {
    work[i] = p->y[i] - mean;
    work[p->n + i] = 1.0 / (double)used;
  }
}

static void fit_line(const leda_fit_points *p, const bool *skip, double *work) {
  const double *y = p->y;
  const int *t = p->t;
  size_t n = p->n;
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

    work[i] = y[i] - mean - (tt > 0.0 ? u * ty / tt : 0.0);
    work[n + i] = 1.0 / (double)used + (tt > 0.0 ? u * u / tt : 0.0);
  }
}

double leda_fit_residuals(const leda_fit_points *points, leda_fit_shape shape, const bool *skip,
                          double *work) {
  size_t n = points->n;
  double ignored, squares = 0.0;
  bool sides = shape.kind == LEDA_FIT_STEP &&
               level(points->y, skip, 0, shape.index, &ignored) > 0 &&
               level(points->y, skip, shape.index, n, &ignored) > 0;

  if (shape.kind == LEDA_FIT_LINE) {
    fit_line(points, skip, work);
  } else if (sides) {
    fit_level(points, skip, 0, shape.index, work);
    fit_level(points, skip, shape.index, n, work);
  } else {
    fit_level(points, skip, 0, n, work);
  }
  for (size_t i = 0; i < n; i++)
    if (counts(skip, i)) squares += work[i] * work[i];
  return squares;
}

static size_t parameters(leda_fit_shape shape) { return shape.kind == LEDA_FIT_MEAN ? 1 : 2; }

size_t leda_fit_outliers(const leda_fit_points *points, leda_fit_shape shape, double *work,
                         bool *outliers) {
  size_t n = points->n;
  double squares = leda_fit_residuals(points, shape, NULL, work);
  double df = (double)n - (double)parameters(shape) - 1.0;
  double limit = gsl_cdf_tdist_Qinv(RATE / (2.0 * (double)n), df);
  size_t marked = 0;

  for (size_t i = 0; i < n; i++) {
    double left = 1.0 - work[n + i];
    double own = left > 1e-9 ? work[i] * work[i] / left : 0.0;

    /* own / ((squares - own) / df) > limit^2, without dividing by a rest that may be 0. The rest of
         * a fit that is perfect but for rounding marks nothing. */
    outliers[i] = own * df > limit * limit * fmax(squares - own, 1e-14 * squares) &&
                  fabs(work[i]) > 1e-12 * fabs(points->y[i]);
    marked += outliers[i];
  }
  return marked;
}

double leda_fit_sd(const leda_fit_points *points, leda_fit_shape shape, const bool *skip,
                   double *work) {
  double squares = leda_fit_residuals(points, shape, skip, work);
  size_t used = 0;

  for (size_t i = 0; i < points->n; i++) used += counts(skip, i);
  if (used <= parameters(shape)) return NAN;
  return sqrt(squares / (double)(used - parameters(shape)));
}
