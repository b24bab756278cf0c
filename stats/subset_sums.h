/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SUBSET_SUMS_H
#define LEDA_STATS_SUBSET_SUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sums over any subset of units, many times over: units are cut into groups of 4 or 8, the sums of all
 * subsets of a group are made once, and a subset then costs one look-up and one addition for each group
 * and column ("four Russians"; Arlazarov et al. 1970). */
typedef struct leda_subset_sums leda_subset_sums;

/* Columns are padded with zeros to a multiple of this, so that loops over them have no rest. */
#define LEDA_SUBSET_LANES 4

/* unit: units x columns, row by row, no NaN; copied. signs: a unit that is not chosen is subtracted instead
 * of left out. NULL when memory is short. Free with leda_subset_sums_free. */
leda_subset_sums *leda_subset_sums_alloc(const double *unit, size_t units, size_t columns,
                                         bool signs);

/* NULL is accepted. */
void leda_subset_sums_free(leda_subset_sums *s);

/* Columns with padding. */
size_t leda_subset_sums_lanes(const leda_subset_sums *s);

/* sum[0..lanes-1] over the chosen units, always added in the same order. Unit u is bit u % 64 of
 * chosen[u / 64]; bits beyond the units are ignored. */
void leda_subset_sums_add(const leda_subset_sums *s, const uint64_t *chosen, double *sum);

#endif
