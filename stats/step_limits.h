/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_STEP_LIMITS_H
#define LEDA_STATS_STEP_LIMITS_H

#include <stddef.h>
#include <stdint.h>

#include "stats/null.h"

/* Critical values for testing "there is one shift, at k, of size delta" on w = y - delta * 1(i >= k),
 * which is plain noise when that is true. Two contrasts of the scores of w speak against it:
 *     |z_k|, the step at k itself: delta is wrong;
 *     U_k, the largest |contrast| of the segments that begin or end at k (k' <= i < k or k <= i < k'):
 *     k is wrong, and the segment between k and the true period stands out;
 *     or the largest of all step contrasts, if that is larger: another step is left in w.
 * Rejected when either reaches its limit. Each limit has level alpha under permutation: the first gives
 * a known period its 1 - alpha interval, and the second, which widens the interval by the periods it
 * cannot rule out, makes up for what the first lets slip (coverage measured in docs/verdict.md). A
 * contrast that cannot reach level alpha is limited at its largest value, so that no interval is
 * without end: for the two end points of a series of n that level is 2 / C(n, 2), 7.1 % at n = 8,
 * 5.6 % at 9, below 5 % from 10 on. The limits depend on (n, k) alone, so one set serves every series.
 * From LEDA_STEP_LIMITS_DRAWS random orders. Compare Siegmund (1988), who tests k by the likelihood
 * ratio against the best other period. */
typedef struct leda_step_limits leda_step_limits;

#define LEDA_STEP_LIMITS_DRAWS 5000 /* at most; for long series LEDA_STEP_LIMITS_WORK / n ... */
#define LEDA_STEP_LIMITS_WORK 300000
#define LEDA_STEP_LIMITS_LEAST 1000 /* ... but no fewer than these */

/* Limits at level alpha for the null's n. Above 25 candidates they are made for 25 of them, dense
 * near the ends, and read on a line between. The same for any number of threads. NULL when
 * memory is short. Free with leda_step_limits_free. */
leda_step_limits *leda_step_limits_alloc(const leda_null *null, double alpha, uint64_t seed,
                                         int threads);

/* NULL is accepted. */
void leda_step_limits_free(leda_step_limits *limits);

/* Smallest |z_k| and smallest U_k that reject;
 * LEDA_CONTRASTS_SIDE <= k <= n - LEDA_CONTRASTS_SIDE. */
double leda_step_limits_level(const leda_step_limits *limits, size_t k);
double leda_step_limits_segment(const leda_step_limits *limits, size_t k);

#endif
