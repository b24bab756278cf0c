/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CAPABILITY_H
#define LEDA_STATS_CAPABILITY_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/normality.h"

/* Process capability: how the spread of a stable process compares with what is asked for. Sources:
 * Montgomery, Introduction to Statistical Quality Control, chapter 8; Bissell (1990), Applied Statistics
 * 39(3); Kushler & Hurley (1992), Journal of Quality Technology 24(4).
 *
 * Indices of one sigma, mean m, limits L and U:
 *   two-sided (Cp, Pp)     (U - L) / (6 sigma)
 *   lower     (CpL, PpL)   (m - L) / (3 sigma)
 *   upper     (CpU, PpU)   (U - m) / (3 sigma)
 *   worst     (Cpk, Ppk)   the smaller of those that exist
 * Short term (C) by the sigma of the control chart, long term (P) by the sample's sd. An index that needs a
 * limit that is not there is NaN; so is everything where sigma is not above 0 (constant values). */

typedef struct {
  double value;
  double lower; /* two-sided interval at the level asked for; NaN where value is or df is missing */
  double upper;
} leda_capability_index;

/* Intervals. two_sided: sigma's chi-square interval with df degrees of freedom. low, high: exact from the
 * noncentral t where sigma is the sample's own sd (long term); for sigmas of a chart, and for worst, the
 * normal approximation value +- z sqrt(1 / (9 n) + value^2 / (2 df)) (Bissell 1990). */
typedef struct {
  double sigma;
  double df;
  leda_capability_index two_sided;
  leda_capability_index low;
  leda_capability_index high;
  leda_capability_index worst;
  double share_below; /* expected outside by the normal distribution with this sigma: 0..1 */
  double share_above;
  double dpmo; /* 10^6 times their sum */
  /* Interval of their sum, overall only: one limit, that of low or high; two, the sums of both sides' intervals
   * at half the risk each (Bonferroni), so that it holds at least as often as it says. */
  double share_lower;
  double share_upper;
} leda_capability_term;

typedef struct {
  size_t n;
  double mean;
  leda_capability_term within;  /* Cp, CpL, CpU, Cpk */
  leda_capability_term overall; /* Pp, PpL, PpU, Ppk */
  double cpm;     /* (U - L) / (6 sqrt(s^2 + (mean - target)^2)): NaN without target, L and U */
  size_t n_below; /* observed outside: strictly beyond the limits */
  size_t n_above;
  double share_outside;       /* (n_below + n_above) / n */
  double share_outside_lower; /* exact binomial (Clopper-Pearson) interval */
  double share_outside_upper;
  double dpmo; /* 10^6 share_outside */
  leda_normality anderson_darling;
  leda_normality shapiro_wilk;
} leda_capability;

typedef struct {
  const double *y; /* n values, none NaN */
  size_t n;
  double lower; /* specification limits; NaN: none */
  double upper;
  double target;       /* NaN: none */
  double within_sigma; /* the chart's, e.g. mean moving range / d2; NaN: no short-term indices */
  double within_df;    /* its degrees of freedom; NaN: no short-term intervals */
  bool
      within_unbiased; /* E within_sigma = sigma (a range / d2, s / c4); false: E of its square (pooled sd) */
  double level; /* of the intervals, e.g. 0.95 */
} leda_capability_plan;

/* Units: those of y; shares are of 1. n = 0: mean and everything NaN (counts 0); n = 1 or constant values: the
 * mean and the observed share stand, the rest is NaN. GSL_SUCCESS; GSL_EDOM for a NaN or infinite value, for
 * neither limit given, lower not below upper, or level not between 0 and 1; GSL_ENOMEM. *out is NaN on failure. */
int leda_capability_assess(const leda_capability_plan *plan, leda_capability *out);

/* Degrees of freedom of a mean of n - 1 overlapping moving ranges of n values: those of the chi
 * distribution with the same coefficient of variation (Patnaik 1950), from the exact variance of the mean
 * range of independent normal values; about 0.6 n. n = 2: 1. NaN for n < 2. */
double leda_capability_moving_range_df(size_t n);

/* The same from any estimate's squared coefficient of variation (that of a chi with df degrees of freedom is
 * 1 / c4(df + 1)^2 - 1); NaN unless above 0. */
double leda_capability_df_of_cv2(double cv2);

#endif
