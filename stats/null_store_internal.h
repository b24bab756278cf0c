/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_STORE_INTERNAL_H
#define LEDA_STATS_NULL_STORE_INTERNAL_H

#include "stats/ar1.h"
#include "stats/ar1_plan.h"
#include "stats/null_law.h"
#include "stats/null_store.h"

/* What the store holds, for the verdict's own files. */

/* One length under one noise. */
typedef struct leda_null_entry {
  size_t n;
  long phi_step; /* phi / LEDA_NOISE_STEP */
  long sd_step;
  int season_length; /* below 2: 0 */
  double phi;
  leda_ar1_plan plan;        /* of consecutive positions, without season */
  leda_ar1 *frame;           /* of consecutive positions with season; NULL without */
  leda_contrasts *contrasts; /* of the frame; NULL without season */
  leda_null_law *law;
  struct leda_null_entry *next;
} leda_null_entry;

/* One length. */
typedef struct {
  size_t n;
  double *scores; /* of ranks 1..n */
  double sum_squares;
  leda_null_entry *entries;
  leda_null_law *series[LEDA_TABLES_SERIES]; /* by the estimate of phi; NULL until prepared */
} leda_null_length;

/* NULL where the length was not prepared. */
const leda_null_length *leda_null_store_length(const leda_null_store *store, size_t n);

/* The entry for the noise; season_length below 2: none. AR1_SERIES: that of phi 0, which serves where
 * the estimate is 0. NULL where it was not prepared. */
const leda_null_entry *leda_null_store_entry(const leda_null_length *length,
                                             const leda_noise *noise, int season_length);

/* p under the laws of estimated phi, between the two nearest of them. */
leda_null_p leda_null_series_p(const leda_null_length *length, double estimate, double s, double d);

#endif
