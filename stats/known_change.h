/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_KNOWN_CHANGE_H
#define LEDA_STATS_KNOWN_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/noise.h"

/* A change whose period is known beforehand (`--change`; with `--baseline` the first period after it):
 * before against after. One contrast instead of a scan, so more power.
 *
 * Test: the step contrast at `index` of the normal scores of the values (whitened first for AR(1), as
 * in ar1.h), two-sided. Independent noise: exact, by all C(n, index) ways to choose the values before,
 * ties included, up to LEDA_KNOWN_EXACT of them; else by draws. AR(1): by draws from normal noise,
 * with its estimation inside where phi comes from the series.
 * Estimate and interval: the sizes that the same test does not reject (Hodges & Lehmann 1963), closed
 * at the estimate. An end is infinite where no size is too large. */

#define LEDA_KNOWN_EXACT 400000
#define LEDA_KNOWN_DRAWS 100000
#define LEDA_KNOWN_SIDE 2 /* values needed on each side */

typedef struct {
  double alpha;  /* default 0.05 */
  size_t draws;  /* 0: LEDA_KNOWN_DRAWS */
  uint64_t seed; /* default 1 */
  int threads;
  leda_noise noise;
  int season_length; /* >= 2: season means are removed; below 2: none */
} leda_known_options;

typedef struct {
  size_t n;
  size_t index;
  double p;       /* two-sided, never 0; 1 when constant */
  double p_floor; /* the smallest that can come out */
  double z;       /* standardised contrast, > 0: higher after */
  bool exact;
  double before; /* means */
  double after;
  double estimate; /* Hodges-Lehmann estimate of after - before */
  double lower;    /* 1 - alpha interval */
  double upper;
  double phi; /* as used */
  bool persistent;
} leda_known_result;

leda_known_options leda_known_options_default(void);

/* For y[0..n-1] at strictly increasing t (NULL: 0, 1, 2...); index is the first value after the change.
 * opt NULL: defaults. GSL_SUCCESS; GSL_EINVAL (fewer than LEDA_KNOWN_SIDE values on a side, or fewer than
 * 6 in all, or bad input); GSL_ENOMEM. */
int leda_known_change_run(const double *y, const int *t, size_t n, size_t index,
                          const leda_known_options *opt, leda_known_result *out);

#endif
