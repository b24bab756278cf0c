/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_HODGES_LEHMANN_H
#define LEDA_STATS_HODGES_LEHMANN_H

#include <stdbool.h>

#include "stats/two_sample.h"

/* Shift between two independent samples: the median of all differences x - y (Hodges & Lehmann 1963), with the
 * interval that goes with the Mann-Whitney test: the differences of rank k and nx ny + 1 - k, k - 1 being the largest
 * count with P(U <= k - 1) <= (1 - level) / 2, at least k = 1. Source: Hollander, Wolfe & Chicken (2014), 4.2-4.3;
 * R's wilcox.test(conf.int = TRUE) without ties. U exact (without ties) while both samples have at most
 * LEDA_HODGES_EXACT values, else normal. With ties the level is kept (the interval is closed and a little wide).
 * Samples so small that even the whole range of differences falls short of the level are told by `reached`. */
#define LEDA_HODGES_EXACT 100

typedef struct {
  double shift;
  double lower;
  double upper;
  double
      reached; /* level of the interval without ties, exact; by the normal law where samples are larger */
  bool exact;
} leda_hodges_lehmann_shift;

/* NaN is left out; an empty sample, an infinite value or a level not between 0 and 1: all NaN. Time grows as
 * nx + ny, not as their product. GSL_SUCCESS or GSL_ENOMEM. */
int leda_hodges_lehmann(const leda_two_samples *samples, double level,
                        leda_hodges_lehmann_shift *out);

#endif
