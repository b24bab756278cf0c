/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_STORE_H
#define LEDA_STATS_NULL_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/noise.h"

/* Null distributions by length and noise, shared by all series and threads. Prepare every length and
 * noise that will occur, in one thread; from then on the store is only read, by any number of threads.
 * Lengths 8..60 with given or estimated phi come from the built-in tables (benchmarks/make_null_tables.c)
 * in well under a millisecond; longer series and seasons are
 * simulated once, with a seed; panels whose units differ in phi get a mixture of built-in tails. The table of (n, phi) serves series with missing periods too
 * (docs/verdict.md says what that costs). */
typedef struct leda_null_store leda_null_store;

/* threads: for simulations in prepare; never changes a result. NULL when memory is short. Free with
 * leda_null_store_free. */
leda_null_store *leda_null_store_alloc(uint64_t seed, int threads);

/* NULL is accepted. */
void leda_null_store_free(leda_null_store *store);

/* The season that can be taken out of n values: season_length, or 0 (none) where it is below 2 or n is
 * below 2 * season_length or season_length + 8. The store, the screen and the verdict all go by it. */
int leda_season_usable(size_t n, int season_length);

/* Makes what a series of n values (n >= 4) under `noise` needs; does nothing if it is there. Independent
 * noise, or AR1_GIVEN: one entry. AR1_SERIES: all values of the estimate. AR1_PANEL: the entry of
 * (phi, phi_sd), both rounded: call it for each unit, which is cheap when the entry is there.
 * season_length >= 2: the season's means are removed; below 2: none.
 * GSL_SUCCESS, GSL_EINVAL (n < 4) or GSL_ENOMEM. Not to be called while others read. */
int leda_null_store_prepare(leda_null_store *store, size_t n, const leda_noise *noise,
                            int season_length);

/* The same in two steps, so that many entries can be made by many threads: reserve as prepare is called, then
 * fill each 0 <= k < leda_null_store_reserved(store), different k by any threads at once, then filled().
 * Until then, and when one of them failed, the store may only be freed. GSL_SUCCESS, GSL_EINVAL (n < 4)
 * or GSL_ENOMEM. */
int leda_null_store_reserve(leda_null_store *store, size_t n, const leda_noise *noise,
                            int season_length);
size_t leda_null_store_reserved(const leda_null_store *store);
int leda_null_store_fill(const leda_null_store *store, size_t k);
void leda_null_store_filled(leda_null_store *store);

/* For one series with a season whose phi is estimated: simulating all values of the estimate would
 * cost seconds. prepare_base makes all but those; leda_verdict_screen then fails with GSL_EINVAL and
 * leaves the estimate in its result's phi; prepare_season makes what that estimate needs. */
int leda_null_store_prepare_base(leda_null_store *store, size_t n, const leda_noise *noise,
                                 int season_length);
int leda_null_store_prepare_season(leda_null_store *store, size_t n, int season_length, double phi);

#endif
