/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_VERDICT_SETTING_H
#define LEDA_STATS_VERDICT_SETTING_H

#include <stddef.h>
#include <stdint.h>

#include "stats/null.h"
#include "stats/null_draws.h"
#include "stats/null_store.h"
#include "stats/step_limits.h"

/* All that a verdict's estimates need and that depends on positions, noise and level alone: contrasts,
 * the limits for the interval of a shift, what could have been detected, and the limit of
 * autocorrelation. Immutable, so threads may share it. Limits and the rest cost about 30 ms at n = 24 and
 * are borrowed from the store where leda_verdict_prepare put them. */
typedef struct leda_verdict_setting leda_verdict_setting;

#define LEDA_VERDICT_POWER 0.8

/* For independent noise at positions t[0..n-1], strictly increasing, n >= LEDA_VERDICT_MIN_N (8), and a
 * level. Only the seed and the threads of the plan count. The same for any number of threads. NULL when
 * memory is short or the input is not allowed. Free with leda_verdict_setting_free. */
leda_verdict_setting *leda_verdict_setting_alloc(const int *t, size_t n, double alpha,
                                                 const leda_null_draws_plan *plan);

/* On any ground, with the store that judges: it must be prepared for the ground's n, this noise and
 * season, and outlive the setting. */
leda_verdict_setting *leda_verdict_setting_alloc_ground(const leda_null_ground *ground,
                                                        const leda_noise *noise,
                                                        const leda_null_store *store, double alpha,
                                                        const leda_null_draws_plan *plan);

/* Prepares a store not only for screening but for the estimates of leda_verdict_run too: for many series
 * of the same length and noise. Series with gaps borrow the limits of n values without. As
 * leda_null_store_prepare, also in not being for use while others read. plan: seed and threads. */
int leda_verdict_prepare(leda_null_store *store, const leda_null_ground *ground,
                         const leda_noise *noise, double alpha, const leda_null_draws_plan *plan);

/* NULL is accepted. */
void leda_verdict_setting_free(leda_verdict_setting *setting);

double leda_verdict_setting_alpha(const leda_verdict_setting *setting);

/* Both belong to the setting. */
const leda_null *leda_verdict_setting_null(const leda_verdict_setting *setting);
const leda_step_limits *leda_verdict_setting_limits(const leda_verdict_setting *setting);

/* The store that judges; belongs to the setting or to whoever handed it in. */
const leda_null_store *leda_verdict_setting_store(const leda_verdict_setting *setting);

/* leda_detectable_shift at power LEDA_VERDICT_POWER. */
double leda_verdict_setting_detectable(const leda_verdict_setting *setting);

/* leda_lag1_limit; NaN where the positions give too few neighbours. */
double leda_verdict_setting_lag1_limit(const leda_verdict_setting *setting);

#endif
