/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_DETECTABLE_H
#define LEDA_STATS_DETECTABLE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/ar1.h"
#include "stats/null_store.h"

typedef struct {
  const leda_null_store *store; /* prepared for n, noise and season */
  leda_noise noise;             /* phi is the true one, also where the verdict estimates it */
  const int *t;                 /* positions; NULL: 0, 1, 2... */
  size_t n;
  int season_length;
  double alpha;
  double power;
  uint64_t seed;
  int threads;           /* never changes the result */
  const leda_ar1 *frame; /* of these positions, phi and season; NULL: made where it is needed */
} leda_detectable_plan;

/* The smallest shift in the middle of the series (new level from index n / 2) that the verdict flags at
 * level alpha with the given power, in standard deviations of the noise, normal and AR(1) with
 * noise.phi. At level 0.05 and power 0.8 from built-in numbers: the noncentrality that the contrast of that step
 * needs (by n and phi, benchmarks/make_detectable.c), moved by as much as a phi not quite known moves the limit
 * of S, over the length of the whitened step on these positions (gaps, season). Within 4 % of simulation. Else,
 * and for fewer than 12 values under a phi not quite known, simulated as below. INFINITY where no shift, however large, reaches the power; NaN when memory is
 * short. */
double leda_detectable_shift(const leda_detectable_plan *plan);

/* Length of the whitened step from n / 2 on, less what is removed from it, for noise of sd 1: a shift times
 * this is the noncentrality of its contrast. */
double leda_detectable_length(const leda_ar1 *frame);

/* The shift by simulation, with the same noise for every size, so that it is a smooth answer; begins at the
 * guess. series 0: 120,000 / n of them, at least 300 and at most 4,000, which leaves an error of about 0.02
 * for n <= 40 (300 where phi is estimated from each or a season is taken out, about 0.07). */
double leda_detectable_simulated(const leda_detectable_plan *plan, double guess, size_t series);

#endif
