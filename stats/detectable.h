/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_DETECTABLE_H
#define LEDA_STATS_DETECTABLE_H

#include <stddef.h>
#include <stdint.h>

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
  int threads; /* never changes the result */
} leda_detectable_plan;

/* The smallest shift in the middle of the series (new level from index n / 2) that the verdict flags at
 * level alpha with the given power, in standard deviations of the noise, normal and AR(1) with
 * noise.phi. Simulated with the same noise for every size, so that it is a smooth answer; 120,000 / n
 * series, at least 300 and at most 4,000, which leaves an error of about 0.02 for n <= 40 (300 where
 * phi is estimated from each or a season is taken out, about 0.07). INFINITY where no shift, however large, reaches the power;
 * NaN when memory is short. */
double leda_detectable_shift(const leda_detectable_plan *plan);

#endif
