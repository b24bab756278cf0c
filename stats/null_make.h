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

/* The built-in law where there is one; where the units differ in phi that of null_mixture.h; else one
 * simulated (longer series, seasons), with the tail of the nearest built-in one.
 * n >= LEDA_TABLES_FIRST_LENGTH. NULL when memory is short. Free with leda_null_law_free. */
leda_null_law *leda_null_make_law(const leda_null_recipe *recipe);

/* The law for series whose own estimate of phi is near number * LEDA_TABLES_SERIES_STEP. Beyond
 * LEDA_TABLES_LAST_LENGTH the ratios to the beta tail are those of that length: the estimate gets better
 * and the looks get more, and both change slowly (docs/verdict.md has the size at 100). */
leda_null_law *leda_null_make_series_law(size_t n, int number);

#endif
