/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_RANGE_DISTRIBUTION_H
#define LEDA_STATS_RANGE_DISTRIBUTION_H

/* The range of n independent standard normal values.
 * P(R <= w) = n int phi(x) (Phi(x + w) - Phi(x))^(n - 1) dx (Tippett 1925), by Gauss-Legendre to about 1e-13;
 * R's ptukey(w, n, Inf). 0 for w <= 0. NaN for n < 2 or above 1,000, and for a NaN w. */
double leda_range_cdf(double w, unsigned n);

/* The w with P(R <= w) = p, 0 < p < 1, to 1e-11; NaN otherwise. */
double leda_range_quantile(double p, unsigned n);

#endif
