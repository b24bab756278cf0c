/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_MAX_T_H
#define LEDA_STATS_MAX_T_H

#include <stddef.h>
#include <stdint.h>

/* p-values of many statements tested at once by the same rearrangements of the data, with the
 * family-wise error kept (Westfall & Young 1993, algorithm 4.1, step-down maxT): statements in falling
 * order of |T|; the j-th is compared with the largest |T*| over itself and all below it, and no p may be
 * smaller than that of a statement before it. */
typedef struct {
  double statistic; /* T, signed; NaN: nobody to compare (p NaN, left out of the others) */
  double raw;       /* of this statement alone */
  double single;    /* against the largest |T*| over all */
  double adjusted;  /* step-down: what a verdict uses */
} leda_max_t;

/* Relative difference below which |T*| and |T| are the same number: both are sums of the same terms in
 * different order. */
#define LEDA_MAX_T_TIE 1e-9

/* Fills raw, single and adjusted of out[0..count-1] from numbers of rearrangements with |T*| >= |T|:
 * `raw`, `single`, `step` (each count long, in the order of out; steps as counted, not yet made
 * monotone), p = (extra + b) / (extra + total): extra 1 for drawn, 0 for all rearrangements.
 * `order`: the statements in falling order of |T|, those without a statistic last.
 */
typedef struct {
  const uint64_t *raw;
  const uint64_t *single;
  const uint64_t *step;
  const size_t *order;
  uint64_t total;
  uint64_t extra;
} leda_max_t_counts;

void leda_max_t_finish(const leda_max_t_counts *counts, leda_max_t *out, size_t count);

/* order[0..count-1]: indices of out by falling |statistic|, NaN last, ties by index. */
void leda_max_t_order(const leda_max_t *out, size_t count, size_t *order);

#endif
