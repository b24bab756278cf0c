/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_DETECTABLE_H
#define LEDA_STATS_DETECTABLE_H

#include <stdint.h>

#include "stats/null.h"

/* The smallest shift in the middle of the series (new level from index n / 2) that the verdict flags at
 * level alpha with the given power, in standard deviations of independent normal noise. Simulated with
 * the same noise for every size, so that it is a smooth answer; 120,000 / n series, at least 300 and
 * at most 4,000, which leaves an error of about 0.02 for n <= 40. INFINITY where no shift, however
 * large, reaches the power; NaN when memory is short. */
double leda_detectable_sigmas(const leda_null *null, double alpha, double power, uint64_t seed,
                              int threads);

#endif
