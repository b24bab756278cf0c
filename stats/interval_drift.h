/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_INTERVAL_DRIFT_H
#define LEDA_STATS_INTERVAL_DRIFT_H

#include "stats/null.h"

/* Slope per period by the drift contrast D(b) of the scores of y - b t, which never rises with b
 * (Jaeckel 1972). Estimate: where D changes sign, the middle of the stretch where it is 0 (the
 * estimator of Hodges & Lehmann 1963, Adichie 1967, with normal scores). Interval: all b with
 * |D(b)| below the critical value of alpha, which covers the true slope in 1 - alpha of all series (rather more in short
 * ones, since |D| has few values). An end is infinite where no slope is too steep. Edges are found by
 * bisection to 1e-13 of the steepest step between neighbours. */
typedef struct {
  double estimate;
  double lower;
  double upper;
} leda_drift_interval;

/* For y[0..n-1], n = leda_null_n(null), finite values; critical: the smallest |D| that is rejected. On
 * the null's ground: whitened residuals and the whitened line. GSL_SUCCESS or GSL_ENOMEM. */
int leda_drift_interval_find(const leda_null *null, const double *y, double critical,
                             leda_drift_interval *out);

#endif
