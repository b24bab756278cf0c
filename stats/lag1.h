/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_LAG1_H
#define LEDA_STATS_LAG1_H

#include <stddef.h>
#include <stdint.h>

/* Lag-1 autocorrelation of the noise from differences d_i = y_{i+1} - y_i of neighbouring periods:
 *     phi = 1 + 2 rho_d,   rho_d = mean of d_i d_{i+1} / mean of d_i^2,
 * the differences taken about their mean, so that neither a level nor a drift enters; in AR(1) noise
 * rho_d = -(1 - phi) / 2. break_index > 0: the difference into y[break_index] is left out, so that a
 * shift there does not enter either. Differences over a gap in t are left out. NaN with fewer than 4
 * pairs of differences or when all differences are equal. Can lie outside (-1, 1) in short series. */
double leda_lag1_from_differences(const double *y, const int *t, size_t n, size_t break_index);

/* The limit that phi of independent normal noise at these positions exceeds in 5 % of all series: built in for
 * 8 or more values without gaps, else simulated with 4,000 series. NaN where phi is NaN or memory is short. */
double leda_lag1_limit(const int *t, size_t n, uint64_t seed);

#endif
