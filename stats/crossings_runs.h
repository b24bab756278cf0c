/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CROSSINGS_RUNS_H
#define LEDA_STATS_CROSSINGS_RUNS_H

#include <stddef.h>

/* The joint distribution of C, the changes of side, and L, the longest run on one side, among n independent points
   that each lie above the centre with probability p. Source: Wentzel-Larsen & Anhoej (2019), PLoS ONE 14(10) e0223233,
   whose package crossrun conditions on the first crossing; here on the length of the last run: with no run above l,
   up(n, c) = sum over r = 1..l of p^r down(n - r, c - 1), and likewise down, so that only positive terms are added.
   For all n to n_max and L to run_max at once: n_max^2 run_max^2 / 2 steps. */
typedef struct leda_crossings_runs leda_crossings_runs;

/* NULL without memory, or where n_max or run_max is 0 or p not within 0..1. Free with leda_crossings_runs_free. */
leda_crossings_runs *leda_crossings_runs_alloc(size_t n_max, size_t run_max, double p);
void leda_crossings_runs_free(leda_crossings_runs *law);

/* P(C = c, L <= l) among n points; l above run_max counts as run_max. NaN for n 0 or above n_max. */
double leda_crossings_runs_up_to(const leda_crossings_runs *law, size_t n, size_t c, size_t l);

/* P(C = c, L = l); NaN as above, 0 where no series of n points has c crossings and a longest run of l. */
double leda_crossings_runs_at(const leda_crossings_runs *law, size_t n, size_t c, size_t l);

/* P(C >= c, L <= l): the box. */
double leda_crossings_runs_box(const leda_crossings_runs *law, size_t n, size_t c, size_t l);

#endif
