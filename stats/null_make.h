/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_MAKE_H
#define LEDA_STATS_NULL_MAKE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/ar1.h"
#include "stats/ar1_plan.h"
#include "stats/null_law.h"

/* Null distributions at hand or simulated. */

#define LEDA_MAKE_DRAWS 100000
#define LEDA_MAKE_DRAWS_WHITENED 40000
#define LEDA_MAKE_WORK 20000000 /* values drawn at most, but at least 20,000 series */
#define LEDA_MAKE_LEAST 20000   /* and with a season */
#define LEDA_MAKE_SEASON_SHARE 0.25
#define LEDA_MAKE_SEASON_NEAR 40 /* values, for phi up to ... */
#define LEDA_MAKE_SEASON_PHI 0.7 /* ... this; beyond ... */
#define LEDA_MAKE_SEASON_FAR 100 /* ... so many */

typedef struct {
  size_t n;
  double phi;
  double phi_sd; /* > 0: the units differ in phi */
  const leda_ar1_plan *plan;
  const leda_ar1 *frame; /* with season; NULL without */
  const leda_contrasts *contrasts;
  const double *scores;
  uint64_t seed;
  int threads;
} leda_null_recipe;

/* The built-in law where there is one (up to LEDA_TABLES_LONGEST values); where the units differ in phi that
 * of null_mixture.h; with a season that takes at most LEDA_MAKE_SEASON_SHARE of the values the same with
 * Student's t of the contrasts sqrt((n - 1) / (n - removed)) times as large (against simulation 4.7-5.8 % of
 * unchanged series have p <= 5 %, n from LEDA_MAKE_SEASON_NEAR on); else one simulated (longer series, short
 * ones with a season), with the tail of the nearest built-in one.
 * n >= LEDA_TABLES_FIRST_LENGTH. NULL when memory is short. Free with leda_null_law_free. */
leda_null_law *leda_null_make_law(const leda_null_recipe *recipe);

/* The law for series whose own estimate of phi is near number * LEDA_TABLES_SERIES_STEP. Beyond
 * LEDA_TABLES_LONGEST the ratios to the beta tail are those of that length. */
leda_null_law *leda_null_make_series_law(size_t n, int number);

#endif
