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
 * Rejected when either reaches its limit. The limits share the level evenly and are set so that the pair
 * has level alpha under permutation, exactly but for LEDA_STEP_LIMITS_DRAWS random orders. They depend
 * on (n, k) alone, so one set serves every series. Compare Siegmund (1988), who tests k by the
 * likelihood ratio against the best other period. */
typedef struct leda_step_limits leda_step_limits;

#define LEDA_STEP_LIMITS_DRAWS 5000

/* Limits at level alpha for the null's n. Above 64 candidates they are made for 33 of them and the
 * larger of the neighbours' limits is used between. The same for any number of threads. NULL when
 * memory is short. Free with leda_step_limits_free. */
leda_step_limits *leda_step_limits_alloc(const leda_null *null, double alpha, uint64_t seed,
                                         int threads);

/* NULL is accepted. */
void leda_step_limits_free(leda_step_limits *limits);

/* Smallest |z_k| and smallest U_k that reject, INFINITY where none can;
 * LEDA_CONTRASTS_SIDE <= k <= n - LEDA_CONTRASTS_SIDE. */
double leda_step_limits_level(const leda_step_limits *limits, size_t k);
double leda_step_limits_segment(const leda_step_limits *limits, size_t k);

#endif
