/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_POISSON_RATES_H
#define LEDA_STATS_POISSON_RATES_H

#include <stddef.h>

/* Events per exposure (falls per 1,000 days of care), Poisson counts. Counts that vary more than Poisson's (clusters,
 * different wards) make these too sure: see the charts of dispersion. */
typedef struct {
  double rate;
  double lower;
  double upper;
} leda_rate;

/* Garwood's exact interval (1936): quantiles of chi-square with 2 x and 2 x + 2 degrees of freedom over 2 exposure.
 * NaN for events below 0, exposure not above 0, or a level not between 0 and 1. */
leda_rate leda_poisson_rate(double events, double exposure, double level);

/* Two rates. Given the sum of events, those after are binomial with share
 *     ratio exposure_after / (ratio exposure_after + exposure_before),
 * so the exact test and interval of a share (Clopper-Pearson) give those of the ratio (Przyborowski & Wilenski 1940;
 * R's poisson.test has the same interval). The mid-P interval counts half of the probability of the counts seen
 * (Berry & Armitage 1995, The Statistician 44): closer to the level, where the exact one is too wide for few events.
 * p is twice the smaller tail, at most 1, so that it agrees with the interval; p_likelihood sums the counts no likelier
 * than those seen, as R's poisson.test does. Difference: interval by MOVER from the exact ones (Zou & Donner 2008,
 * Statistics in Medicine 27). */
typedef struct {
  double events_before;
  double exposure_before;
  double events_after;
  double exposure_after;
} leda_two_rates;

typedef struct {
  leda_rate before;
  leda_rate after;
  leda_rate ratio;      /* after / before, exact interval; INFINITY where there was none before */
  leda_rate ratio_mid;  /* mid-P interval */
  leda_rate difference; /* after - before */
  double p;
  double mid_p;
  double p_likelihood;
} leda_rates_compared;

/* Whole events from 0 to 1e15, exposures above 0, else NaN. No events at all: p 1, ratio NaN with 0 .. INFINITY. */
leda_rates_compared leda_poisson_rates_compare(const leda_two_rates *rates, double level);

#endif
