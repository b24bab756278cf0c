/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_POWER_H
#define LEDA_STATS_POWER_H

#include <stddef.h>
#include <stdint.h>

#include "stats/noise.h"

/* How often the verdict flags a change of a given shape and size, by simulation of the verdict itself
 * on normal noise of sd 1. The same noise for every size, and series of other lengths begin with the
 * same values (common random numbers): answers are smooth in size and length. */

typedef struct {
  double alpha;     /* level of the verdict */
  double phi;       /* lag-1 autocorrelation that the noise has, in [0, 1) */
  leda_noise noise; /* what the verdict takes it to be: independent, given, or from the series */
  /* The verdict is told that the change came here (known_change.h), which does not go with noise from
   * the series; 0: it is not told. */
  size_t known_index;
  size_t series; /* simulated; 0: LEDA_POWER_SERIES, whose standard error is at most 0.5 % */
  uint64_t seed;
  int threads; /* never changes a result */
} leda_power_options;

#define LEDA_POWER_SERIES 10000

/* Null distribution and noise for one length, made once. */
typedef struct leda_power leda_power;

/* For n >= 8 equidistant values. NULL when memory is short or the input is not allowed. Free with
 * leda_power_free. */
leda_power *leda_power_alloc(size_t n, const leda_power_options *options);

/* NULL is accepted. */
void leda_power_free(leda_power *power);

/* Share of series flagged when size * shape[i] is added to value i, i = 0..n-1. Size 0: the share of
 * unchanged series that are flagged. */
double leda_power_of(leda_power *power, const double *shape, double size);

/* The smallest size > 0 flagged with the given power, by bisection to 0.1 %. INFINITY where no size
 * reaches it. */
double leda_power_size(leda_power *power, const double *shape, double wanted);

#endif
