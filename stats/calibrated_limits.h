/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CALIBRATED_LIMITS_H
#define LEDA_STATS_CALIBRATED_LIMITS_H

#include <stddef.h>

#include "stats/false_alarm.h"

/* Limits at centre +- L sigma such that a chart of n points, its centre and sigma estimated from the same
 * points, has a point beyond them in `rate` of unchanged series: with 3 sigma a chart of 36 points does in
 * 9 of 100. */

/* L for an individuals chart (mean, mean moving range / exact d2) of n independent normal values in one
 * phase. From a table made by benchmarks/make_calibrated_limits.c: cubic interpolation of the ratio to the L
 * of known limits (leda_calibrated_limit_known) over 1 / n and ln rate; from 8 points on right to about 0.3 %
 * of L, at 4 to 7 points to about 1 %. 4 <= n <= 1000 and 0.001 <= rate <= 0.2; NaN outside. */
double leda_calibrated_limit(size_t n, double rate);

/* L where centre and sigma are known: Phi^-1(1 - (1 - (1 - rate)^(1/n)) / 2), exact. NaN for n = 0 and a rate
 * not between 0 and 1. */
double leda_calibrated_limit_known(size_t n, double rate);

/* L for any chart and noise by simulation: the smallest L with at most `rate` of plan->draws series beyond it.
 * plan's judge, judge_data, work, n_sets are not read. GSL_SUCCESS; GSL_EINVAL as in false_alarm.h, for a rate not
 * between 0 and 1 and where rate * draws is below 1; GSL_ENOMEM. *out is NaN on failure. The same for any
 * number of threads. */
int leda_calibrated_limit_simulate(const leda_false_alarm_plan *plan, const leda_alarm_judge *judge,
                                   double rate, double *out);

/* The same for several rates from one simulation. */
/* NOLINTNEXTLINE(readability-function-size): a list and its length */
int leda_calibrated_limits_simulate(const leda_false_alarm_plan *plan,
                                    const leda_alarm_judge *judge, const double *rates,
                                    size_t n_rates, double *out);

#endif
