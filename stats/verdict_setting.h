/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_VERDICT_SETTING_H
#define LEDA_STATS_VERDICT_SETTING_H

#include <stddef.h>
#include <stdint.h>

#include "stats/null.h"
#include "stats/null_draws.h"
#include "stats/step_limits.h"

/* All that a verdict needs and that depends on positions and level alone: the null distribution, the
 * limits for the interval of a shift, what could have been detected, and the limit of
 * autocorrelation. Made once for all series that have the same positions; immutable, so threads may
 * share it. Costs about 0.1 s at n = 24. */
typedef struct leda_verdict_setting leda_verdict_setting;

#define LEDA_VERDICT_POWER 0.8

/* For positions t[0..n-1], strictly increasing, n >= LEDA_NULL_MIN_N, and a level. plan->draws 0:
 * leda_null_default_draws(n). The same for any number of threads. NULL when memory is short or the input
 * is not allowed. Free with leda_verdict_setting_free. */
leda_verdict_setting *leda_verdict_setting_alloc(const int *t, size_t n, double alpha,
                                                 const leda_null_draws_plan *plan);

/* NULL is accepted. */
void leda_verdict_setting_free(leda_verdict_setting *setting);

double leda_verdict_setting_alpha(const leda_verdict_setting *setting);

/* Both belong to the setting. */
const leda_null *leda_verdict_setting_null(const leda_verdict_setting *setting);
const leda_step_limits *leda_verdict_setting_limits(const leda_verdict_setting *setting);

/* leda_detectable_sigmas at power LEDA_VERDICT_POWER. */
double leda_verdict_setting_detectable(const leda_verdict_setting *setting);

/* leda_lag1_limit; NaN where the positions give too few neighbours. */
double leda_verdict_setting_lag1_limit(const leda_verdict_setting *setting);

#endif
