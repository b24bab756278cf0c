/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_STANDARDISE_H
#define LEDA_STATS_STANDARDISE_H

#include <stddef.h>

/* Proportions and rates on a residual scale, so that a value from few cases does not weigh as one from
 * many: z_i = (x_i / d_i - m) / sqrt(tau^2 + v_i), m = sum x / sum d, and v_i the variance of counting:
 * m (1 - m) / d_i (binomial) or m / d_i (Poisson). tau^2 is the variance beyond counting, from
 * differences of neighbours, which a shift or drift hardly enters:
 *     tau^2 = max(0, mean over i of ((r_i - r_{i-1})^2 - v_i - v_{i-1}) / 2),   r = x / d.
 * In the manner of the p' and u' charts (Laney 2002), whose factor on the binomial error is here a
 * term added to it, so that large denominators do not let tiny wobbles through (Spiegelhalter 2005). */

typedef enum { LEDA_COUNTS_BINOMIAL, LEDA_COUNTS_POISSON } leda_counts_kind;

typedef struct {
  double centre; /* m */
  double tau2;
  double scale; /* sqrt(tau2 + mean v): z times this is back on the scale of the rate, at an average
                   denominator */
} leda_standardised;

/* Fills z[0..n-1] from x (counts) and d > 0. Where every v_i + tau2 is 0 (no events at all), z is 0.
 * GSL_SUCCESS; GSL_EINVAL (n = 0, a d not above 0, x negative or not finite, or binomial x > d). */
int leda_standardise(const double *x, const double *d, size_t n, leda_counts_kind kind, double *z,
                     leda_standardised *out);

#endif
