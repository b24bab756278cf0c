/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_MODIFIED_LARGE_SAMPLE_H
#define LEDA_STATS_MODIFIED_LARGE_SAMPLE_H

#include <stddef.h>

/* Intervals for sums and differences of variances: g = sum of c_i E(S_i^2), where S_i^2 are independent mean
 * squares with df_i degrees of freedom, as the ANOVA of random effects gives them.
 *     lower = estimate - sqrt(V_L), upper = estimate + sqrt(V_U)
 * All coefficients of one sign: Graybill & Wang (1980). Both signs: Ting, Burdick, Graybill, Jeyaratnam & Lu
 * (1990), with all their cross terms. Both are in Burdick & Graybill, Confidence Intervals on Variance
 * Components (1992), 3.2-3.3, and Burdick, Borror & Montgomery (2003), Journal of Quality Technology 35(4).
 * One term alone gives the exact chi-square interval; a difference of two keeps its level exactly where the
 * F test of equal mean squares does (an end is 0 just where that test turns). Elsewhere coverage is near
 * the level (measured in tests/oracle/gauge.R). */
typedef struct {
  double coefficient;
  double mean_square;
  double df;
} leda_mean_square_term;

typedef struct {
  double value;
  double lower;
  double upper;
} leda_mean_square_interval;

/* Terms with coefficient 0 are passed over. Nothing is cut at 0: a difference and its ends may be negative.
 * count 0: the value is 0 and so are its ends. NaN for a mean square below 0, df not above 0, level not between
 * 0 and 1, or NaN. */
leda_mean_square_interval leda_modified_large_sample(const leda_mean_square_term *terms,
                                                     size_t count, double level);

#endif
