/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CORRELATION_H
#define LEDA_STATS_CORRELATION_H

#include <stdbool.h>
#include <stddef.h>

/* Correlations of pairs; a pair with NaN is left out. */
typedef struct {
  size_t n; /* pairs used */
  double r;
  double p;     /* two-sided, of no association */
  bool exact;   /* p counts all orders */
  double lower; /* Fisher's z interval (Spearman with variance (1 + r^2/2)/(n - 3), Bonett & Wright
                   2000; Kendall 0.437/(n - 4), Fieller, Hartley & Pearson 1957); NaN for short n */
  double upper;
} leda_correlation;

/* Pearson: p from t with n - 2 degrees of freedom. Fewer than 3 pairs or a constant column: r (NaN
 * when constant), the rest NaN. GSL_SUCCESS or GSL_ENOMEM. */
int leda_correlation_pearson(const double *x, const double *y, size_t n, double level,
                             leda_correlation *out);

/* Spearman: Pearson's r of mid-ranks. p exact over all orders, ties as they are, to n = 9;
 * beyond from t with n - 2 degrees of freedom. */
int leda_correlation_spearman(const double *x, const double *y, size_t n, double level,
                              leda_correlation *out);

/* Kendall's tau-b. p exact without ties to n = 60 (Kendall's counting recursion), else normal with
 * the variance for ties (Kendall 1970). */
int leda_correlation_kendall(const double *x, const double *y, size_t n, double level,
                             leda_correlation *out);

/* Mid-ranks 1..n of x; none may be NaN. GSL_SUCCESS or GSL_ENOMEM. */
int leda_correlation_ranks(const double *x, size_t n, double *rank);

#endif
