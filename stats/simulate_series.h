/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SIMULATE_SERIES_H
#define LEDA_STATS_SIMULATE_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/simulate.h"

/* Series with a known answer: level, noise, and for some series a change.
 *     y_t = level + season sin(2 pi (season_first + t) / season_length) + change_t + sd noise_t
 * for measured values; for counts the same sum without noise is the rate or the probability, and the count
 * is drawn from it. Noise is sqrt(common) of a shock that all series of an indicator share and
 * sqrt(1 - common) of the series' own. Everything depends on (seed, series) alone. Another change, share
 * of missing values or season leaves the noise as it was. */

typedef enum {
  LEDA_SIMULATE_NO_CHANGE,
  LEDA_SIMULATE_SHIFT, /* a new level from one period on */
  LEDA_SIMULATE_DRIFT  /* a straight line from the first period to the last */
} leda_simulate_change;

typedef struct {
  size_t periods;
  size_t indicators; /* series number s is unit s / indicators, indicator s % indicators */
  leda_simulate_noise noise;
  double phi;
  double phi_sd; /* between series */
  double level;
  double sd; /* of measured values; counts have their own */
  double shift;
  size_t shift_index;  /* first period of the new level */
  bool shift_anywhere; /* each series has its own shift_index, from 2 to periods - 2 */
  double drift;        /* total change from the first period to the last */
  double share;        /* of series that change; where shift and drift are set, half of them each */
  double season;       /* amplitude */
  int season_length;
  int season_first;
  double
      denominator_low; /* each unit's denominator, constant over time, log-uniform between the two */
  double denominator_high; /* 0: no denominators */
  double missing;          /* share of values */
  double common;           /* share of variance */
  uint64_t seed;
} leda_simulate_model;

/* What a series was made with. */
typedef struct {
  double phi;
  leda_simulate_change change;
  size_t index;       /* first period of a shift's new level */
  double size;        /* of the shift, or the drift's total; 0 for none */
  double denominator; /* NaN where there are none */
} leda_simulate_truth;

/* The shock of one indicator: shock[0..periods-1], mean 0 and sd 1. */
void leda_simulate_common(const leda_simulate_model *model, size_t indicator, double *shock);

/* Fills y[0..periods-1] of series number `series`: values, or counts where the noise is one of counts;
 * NaN where missing. shock comes from leda_simulate_common for the series' indicator. */
void leda_simulate_series(const leda_simulate_model *model, size_t series, const double *shock,
                          double *y, leda_simulate_truth *truth);

#endif
