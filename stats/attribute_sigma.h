/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_ATTRIBUTE_SIGMA_H
#define LEDA_STATS_ATTRIBUTE_SIGMA_H

/* Standard deviations that a model of counting gives. Source: Montgomery, Introduction to Statistical
   Quality Control, 7th ed., sections 7.2, 7.3 and 7.5. NaN for rate < 0, rate > 1 (binomial) or
   size <= 0. */

/* Of a share of `size` cases: sqrt(rate (1 - rate) / size). */
double leda_sigma_binomial(double rate, double size);

/* Of a count per unit of `size` units: sqrt(rate / size). */
double leda_sigma_poisson(double rate, double size);

/* Of the number of cases between events whose mean is `mean`: sqrt(mean (mean + 1)). */
double leda_sigma_geometric(double mean);

/* A time between events that is exponential is nearly normal to the power 1 / 3.6 (Nelson 1994,
   Journal of Quality Technology 26(3)). leda_time_back(x) is 0 for x < 0. */
double leda_time_normal(double time);
double leda_time_back(double x);

/* The moving range |difference| of two neighbouring ratios with denominators a and b as if both stood
   on one unit, so that its mean over d2 is the standard deviation of a value with denominator 1:
   |difference| / sqrt((1 / a + 1 / b) / 2). With a = b = 1 the plain moving range. Source: Taylor,
   Normalized I chart; Anhoej's I'. */
double leda_range_of_ratios(double difference, double a, double b);

#endif
