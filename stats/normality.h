/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NORMALITY_H
#define LEDA_STATS_NORMALITY_H

#include <stddef.h>

/* Tests of whether values come from a normal distribution with unknown mean and sd. They assume
 * independent values, and in large samples rounding alone makes p small. */
typedef struct {
  double statistic;
  double p;
} leda_normality;

/* Anderson-Darling on sorted y[0..n-1]: A2 = -n - 1/n sum (2i-1) (ln Phi(z_i) + ln(1 - Phi(z_(n+1-i)))); p
 * from A2 (1 + 0.75/n + 2.25/n^2) by D'Agostino & Stephens (1986), Goodness-of-Fit Techniques, table 4.9,
 * as R's nortest::ad.test. Statistic NaN for n < 2 or constant values, p NaN for n < 8. */
leda_normality leda_normality_anderson_darling(const double *sorted, size_t n);

/* Shapiro-Wilk on sorted y[0..n-1]: W and p by Royston (1995), Applied Statistics 44(4), algorithm AS R94,
 * as R's shapiro.test. NaN for n < 3 or n > 5000 and for constant values. work: n / 2 values. */
leda_normality leda_normality_shapiro_wilk(const double *sorted, size_t n, double *work);

#endif
