/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_STORE_INTERNAL_H
#define LEDA_STATS_NULL_STORE_INTERNAL_H

#include "stats/ar1.h"
#include "stats/ar1_plan.h"
#include "stats/null.h"
#include "stats/null_law.h"
#include "stats/null_store.h"

struct leda_verdict_setting;

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
  struct leda_verdict_setting *setting; /* limits for estimates; NULL until prepared */
  struct leda_null_entry *next;
} leda_null_entry;

/* Values that phi takes: 0, LEDA_NOISE_STEP, ... LEDA_NOISE_MOST. */
#define LEDA_STORE_PHIS 49

/* Where phi is estimated from the series, limits are kept for every LEDA_STORE_SETTINGS_STEP of it. */
#define LEDA_STORE_SETTINGS 5
#define LEDA_STORE_SETTINGS_STEP 0.2

/* One length. */
typedef struct {
  size_t n;
  double *scores; /* of ranks 1..n */
  double sum_squares;
  leda_null_entry *entries[LEDA_STORE_PHIS]; /* by phi_step */
  leda_null_law *series[LEDA_TABLES_SERIES]; /* by the estimate of phi; NULL until prepared */
  struct leda_verdict_setting *series_settings[LEDA_STORE_SETTINGS];
} leda_null_length;

/* Where a season is taken out and phi estimated, the law is that of a phi rounded to
 * LEDA_STORE_SETTINGS_STEP, with the estimate's spread about it. */
leda_noise leda_null_season_noise(double phi, size_t n);

/* NULL where the length was not prepared. */
const leda_null_length *leda_null_store_length(const leda_null_store *store, size_t n);

/* The entry for the noise; season_length below 2: none. AR1_SERIES: that of phi 0, which serves where
 * the estimate is 0. NULL where it was not prepared. */
const leda_null_entry *leda_null_store_entry(const leda_null_length *length,
                                             const leda_noise *noise, int season_length);

/* The limits kept for a noise on a ground (series: nearest to the ground's phi); NULL where there are
 * none. */
const struct leda_verdict_setting *leda_null_store_setting(const leda_null_length *length,
                                                           const leda_noise *noise,
                                                           const leda_null_ground *ground);

/* Takes over limits. GSL_SUCCESS, or GSL_EINVAL where the store is not prepared for the noise. */
int leda_null_store_keep(leda_null_store *store, const leda_noise *noise,
                         const leda_null_ground *ground, struct leda_verdict_setting *setting);

/* Smallest |D| with p <= alpha under the noise, phi estimated or not; INFINITY where none has. */
double leda_null_store_drift_critical(const leda_null_length *length, const leda_noise *noise,
                                      const leda_null_ground *ground, double alpha);

/* p under the laws of estimated phi, between the two nearest of them. */
leda_null_p leda_null_series_p(const leda_null_length *length, double estimate, double s, double d);

#endif
