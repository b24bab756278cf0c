/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_MSSD_H
#define LEDA_STATS_MSSD_H

#include <stddef.h>

/* Standard deviation by the mean square of successive differences (von Neumann 1941, Annals of Mathematical Statistics
   12; Minitab's "square root of MSSD"): sqrt(sum d^2 / (2 m)) / c4', d the m differences of neighbours, NaN between
   stretches that do not hang together. c4' is the mean of that root for independent normal values with sigma = 1,
   worked out exactly for the stretches at hand: with k differences a stretch's sum has the moment generating
   function prod (1 + 2 t e_j)^(-1/2), e_j the eigenvalues of the path of k + 1 points, and
   E sqrt(Q) = 1 / sqrt(pi) times the integral over u > 0 of (1 - E exp(-u^2 Q)) / u^2. One difference: sqrt(2 / pi).
   Signs of differences do not matter. NaN where there is no difference. */
double leda_mssd_sigma(const double *difference, size_t n);

/* c4' of one stretch of n values, n - 1 differences; NaN for n < 2. */
double leda_mssd_c4(size_t n);

#endif
