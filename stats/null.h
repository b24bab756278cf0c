/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_H
#define LEDA_STATS_NULL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Null distribution of the verdict's statistics at given positions: S (largest step contrast), D
 * (drift contrast) and M = min(p_S, p_D), under permutation of normal scores. Immutable once made,
 * so any number of series and threads may share one. */

#define LEDA_NULL_EXACT_MAX 9 /* full enumeration up to here: 9! = 362,880 */
#define LEDA_NULL_DRAWS 200000

typedef struct leda_null leda_null;

/* Null for n values without ties at positions t[0..n-1], strictly increasing. draws 0: the default
 * LEDA_NULL_DRAWS, less for n > 200 (4e7 / n, at least 20,000). The same
 * (t, n, draws, seed) gives the same table for any number of threads. NULL when memory is short, n <
 * 4 or t does not increase. Free with leda_null_free. */
leda_null *leda_null_alloc(const int *t, size_t n, size_t draws, uint64_t seed, int threads);

/* NULL is accepted. */
void leda_null_free(leda_null *null);

#endif
