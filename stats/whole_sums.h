/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_WHOLE_SUMS_H
#define LEDA_STATS_WHOLE_SUMS_H

#include <stddef.h>
#include <stdint.h>

/* subset_sums.h for whole numbers: four sums share a word of 64 bits and are added at once, so that the tables
 * are a quarter in size and the sums stay in registers. Each stratum's mean is taken off afterwards, so
 * nothing is rounded before the end. */
typedef struct {
  size_t units; /* a multiple of 64 */
  size_t columns;
  const int16_t *value;         /* units x columns, row by row; 0 where missing */
  const unsigned char *present; /* the same shape; NULL: nothing is missing */
  size_t strata;
  const size_t *start;  /* strata + 1: first unit of each, multiples of 64, and the end */
  const size_t *chosen; /* strata: units that every choice takes from it */
  const double *mean;   /* strata x columns */
  const double *scale;  /* columns */
} leda_whole_plan;

/* No stratum's people times the largest |value| (and 1) may be above this; over all strata together when
 * nothing is missing. */
#define LEDA_WHOLE_MOST 32767

typedef struct leda_whole_sums leda_whole_sums;

/* Column c of the result is column order[c] of the plan, c < columns; everything is copied. NULL when
 * memory is short. Free with leda_whole_sums_free. */
leda_whole_sums *leda_whole_sums_alloc(const leda_whole_plan *plan, const size_t *order,
                                       size_t columns);

/* NULL is accepted. */
void leda_whole_sums_free(leda_whole_sums *s);

/* Words of room that leda_whole_sums_add needs. */
size_t leda_whole_sums_room(const leda_whole_sums *s);

/* sum[c] = scale x (sum over the chosen and present units of value - mean), c < columns; the rest of sum is
 * not touched. Bit u % 64 of chosen[u / 64] is unit u; as many in each stratum as the plan says. */
void leda_whole_sums_add(const leda_whole_sums *s, const uint64_t *chosen, uint64_t *room,
                         double *sum);

#endif
