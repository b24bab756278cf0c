/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_VERDICT_FIT_H
#define LEDA_STATS_VERDICT_FIT_H

#include <stdbool.h>
#include <stddef.h>

/* The fit that a verdict names, by least squares, and the points that do not belong to it. */

typedef enum { LEDA_FIT_MEAN = 1, LEDA_FIT_STEP, LEDA_FIT_LINE } leda_fit_kind;

typedef struct {
  leda_fit_kind kind;
  size_t index; /* first period of the new level (step) */
} leda_fit_shape;

/* The series, borrowed: n >= 4 values at strictly increasing positions. */
typedef struct {
  const double *y;
  const int *t;
  size_t n;
} leda_fit_points;

/* Residuals about the shape into work[0..n-1] and leverages into work[n..2n-1]. skip[i] true leaves
 * point i out of the fit (its leverage is that of a new point); skip NULL: none. Returns the sum of
 * squares of the residuals that count. A step with no point left on a side falls back on the mean. */
double leda_fit_residuals(const leda_fit_points *points, leda_fit_shape shape, const bool *skip,
                          double *work);

/* Marks outliers[i] where the externally studentised residual
 *     r_i / sqrt(1 - h_i) / s_(i),   s_(i)^2 = (RSS - r_i^2 / (1 - h_i)) / (n - p - 1),
 * lies outside +- t(1 - 0.05 / (2 n)) with n - p - 1 degrees of freedom, p = 1 or 2: under
 * independent normal noise about 5 % of unchanged series have one marked (Bonferroni; Cook &
 * Weisberg 1982, 2.2.2), more where tails are heavy. work holds 2 n values. Returns how many. */
size_t leda_fit_outliers(const leda_fit_points *points, leda_fit_shape shape, double *work,
                         bool *outliers);

/* Standard deviation about the shape fitted without the marked points, n - marked - p degrees of
 * freedom; NaN where none is left. work holds 2 n values. */
double leda_fit_sd(const leda_fit_points *points, leda_fit_shape shape, const bool *skip,
                   double *work);

#endif
