/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_OVERDISPERSION_H
#define LEDA_STATS_OVERDISPERSION_H

#include <stddef.h>

#include "stats/standardise.h"

/* Whether counts vary as much as counting alone makes them: binomial or Poisson counts against their own
 * variance. Sources: Cochran (1954), Biometrics 10(4), variance tests of homogeneity; Wetherill & Brown
 * (1991), Statistical Process Control, sections 10.4 and 10.5 (qcc's qcc.overdispersion.test). */

typedef struct {
  size_t n;         /* counts used */
  double ratio;     /* observed over theoretical variance: statistic / df */
  double statistic; /* chi-square with df degrees of freedom where the model holds */
  double df;
  double p_over;  /* of so much variance or more */
  double p_under; /* of so little or less */
} leda_dispersion;

/* Of all counts about their common rate r = sum(count) / sum(size): the sum of (count - r size)^2 / v, v the
 * count's variance, r (1 - r) size (binomial) or r size (Poisson), on n - 1 degrees of freedom. With equal sizes
 * this is (n - 1) var(count) / v. size NULL: all 1 (Poisson). Pairs with a NaN or a size <= 0 are passed over;
 * fewer than two, or v = 0: all but n NaN. Lasting changes of the rate count as dispersion here. */
leda_dispersion leda_overdispersion(leda_counts_kind model, const double *count, const double *size,
                                    size_t n);

/* The same from neighbours, which a shift or a drift hardly moves: with z = (count - r size) / sqrt(v), the mean
 * of (z_i - z_(i-1))^2 / 2 over the pairs of used neighbours. Its variance under independence is
 * (3 m - 1) / m^2 with m = n - 1 differences (von Neumann 1941), and the chi-square of the same mean and variance
 * has df = 2 m^2 / (3 m - 1); the p values are those, approximate. Fewer than three counts: NaN. */
leda_dispersion leda_overdispersion_local(leda_counts_kind model, const double *count,
                                          const double *size, size_t n);

#endif
