/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_HOTELLING_H
#define LEDA_STATS_HOTELLING_H

#include <stddef.h>

/* Hotelling's T2 of several variables at once. Sources: Montgomery, Introduction to Statistical Quality
 * Control, section 11.3; Tracy, Young & Mason (1992), Journal of Quality Technology 24(2), for the beta
 * limit of single observations. As qcc's mqcc. All matrices row by row.
 *
 * Functions that return int give GSL_SUCCESS; GSL_EDOM where an argument is out of range; GSL_ENOMEM;
 * GSL_ESING where the covariance matrix is singular: a constant variable, one that others determine, or
 * too few observations. On a failure what they fill is NaN. A NaN in x makes everything NaN (GSL_EDOM):
 * leave such rows out before. */

/* Single observations x[m x p], m >= p + 1, p >= 1. Fills centre[p] (means), covariance[p x p] (divisor
 * m - 1) and t2[m], T2_i = (x_i - centre)' S^-1 (x_i - centre). */
/* NOLINTNEXTLINE(readability-function-size): one matrix in, three things out */
int leda_hotelling_single(const double *x, size_t m, size_t p, double *centre, double *covariance,
                          double *t2);

/* m subgroups of n values each, x[m x n x p]: subgroup, then observation, then variable; n >= 2 and
 * m (n - 1) >= p. Fills centre[p] (mean of all), covariance[p x p] (mean of the m covariance matrices
 * within subgroups) and t2[m], T2_j = n (mean_j - centre)' S^-1 (mean_j - centre). */
typedef struct {
  const double *x;
  size_t m;
  size_t n;
  size_t p;
} leda_hotelling_subgroups;
int leda_hotelling_grouped(const leda_hotelling_subgroups *data, double *centre, double *covariance,
                           double *t2);

/* T2 of m further rows x[m x p] about a given centre and covariance: frozen limits, and excluded points.
 * n: values behind each row, 1 where rows are observations. */
typedef struct {
  const double *centre;
  const double *covariance;
  size_t p;
  size_t n;
} leda_hotelling_frame;
int leda_hotelling_distances(const leda_hotelling_frame *frame, const double *x, size_t m,
                             double *t2);

/* Upper limits (the lower one is 0) that a point of an unchanged normal process passes with chance
 * alpha. m: observations or subgroups behind the centre; n: values of a subgroup (1: single
 * observations); p variables.
 *   own, n = 1:    (m-1)^2 / m  Beta^-1(1 - alpha; p/2, (m-p-1)/2)
 *   own, n > 1:    p (m-1)(n-1) / (mn-m-p+1)  F^-1(1 - alpha; p, mn-m-p+1)
 *   future, n = 1: p (m+1)(m-1) / (m (m-p))  F^-1(1 - alpha; p, m-p)
 *   future, n > 1: p (m+1)(n-1) / (mn-m-p+1)  F^-1(1 - alpha; p, mn-m-p+1)
 *   known:         chi2^-1(1 - alpha; p), the large-sample limit
 * `own`: the points the centre was estimated from; `future`: later ones. NaN where degrees of freedom
 * are below 1 (own, n = 1: m <= p + 1), p = 0, or alpha is not between 0 and 1. */
typedef struct {
  double own;
  double future;
  double known;
} leda_hotelling_limits;
leda_hotelling_limits leda_hotelling_limits_at(size_t m, size_t n, size_t p, double alpha);

#endif
