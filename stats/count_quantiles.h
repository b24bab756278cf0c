/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_COUNT_QUANTILES_H
#define LEDA_STATS_COUNT_QUANTILES_H

/* Smallest count k with P(X <= k) >= q, 0 < q < 1, as R's qbinom, qpois and qgeom: what exact limits are
   made of. NaN outside the parameters named. */

/* X binomial: size >= 0 (rounded to a whole number), 0 <= p <= 1. */
double leda_binomial_quantile(double q, double size, double p);

/* X Poisson, mean >= 0. */
double leda_poisson_quantile(double q, double mean);

/* X geometric from 0 on with this mean (cases between events), mean >= 0. */
double leda_geometric_quantile(double q, double mean);

#endif
