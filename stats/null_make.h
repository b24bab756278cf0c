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
#define LEDA_MAKE_WORK 20000000 /* values drawn at most, but at least 20,000 series */
#define LEDA_MAKE_LEAST 20000   /* and with a season */

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

/* The built-in law where there is one, else one simulated with the tail of the nearest built-in one.
 * n >= LEDA_TABLES_FIRST_LENGTH. NULL when memory is short. Free with leda_null_law_free. */
leda_null_law *leda_null_make_law(const leda_null_recipe *recipe);

/* The law for series whose own estimate of phi is near number * LEDA_TABLES_SERIES_STEP. Beyond
 * LEDA_TABLES_LAST_LENGTH that of phi given, since the estimate is then nearly exact: simulated with phi
 * spread about it with standard deviation sqrt((1 - phi^2) / n). */
leda_null_law *leda_null_make_series_law(size_t n, int number, uint64_t seed, int threads);

#endif
