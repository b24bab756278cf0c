/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_BEFORE_AFTER_H
#define LEDA_STATS_BEFORE_AFTER_H

#include <stddef.h>

#include "stats/poisson_rates.h"

/* Before against after, the same answer for means, medians, shares and rates: what it was, what it is, the change with
 * its interval, and p of no change (two-sided). change > 0: it rose. Values are taken as independent: for series over
 * time with memory or season use known_change.h. */
typedef struct {
  double value;
  double lower;
  double upper;
} leda_change_estimate;

typedef struct {
  double before;
  double after;
  leda_change_estimate change; /* after - before */
  leda_change_estimate ratio;  /* after / before; NaN where said below */
  double p;
} leda_before_after;

typedef struct {
  const double *before; /* NaN is left out */
  size_t n_before;
  const double *after;
  size_t n_after;
} leda_before_after_values;

/* Means: Welch's interval and test (two_sample.h); ratio by Fieller's set (fieller.h) with Welch's degrees of freedom at
 * the ratio seen, NaN where that set is no interval. Fewer than two values on a side or no spread at all: NaN but the
 * means and their difference. */
leda_before_after leda_before_after_means(const leda_before_after_values *values, double level);

/* Medians; change is the Hodges-Lehmann shift (hodges_lehmann.h), which need not be their difference, and p is
 * Mann-Whitney's (exact where that is possible). ratio NaN. Empty side: NaN. GSL_SUCCESS or GSL_ENOMEM. */
int leda_before_after_shift(const leda_before_after_values *values, double level,
                            leda_before_after *out);

/* Shares: Newcombe's interval (proportions.h), p of Fisher's exact test. ratio NaN. Whole numbers, 0 <= yes <= n. */
leda_before_after leda_before_after_shares(double yes_before, double n_before, double yes_after,
                                           double n_after, double level);

/* Rates: mid-P interval of the ratio and mid-P test, exact intervals combined for the difference (poisson_rates.h,
 * which has the exact ones too). */
leda_before_after leda_before_after_rates(const leda_two_rates *rates, double level);

#endif
