/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_LABEL_SWAP_H
#define LEDA_STATS_LABEL_SWAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/max_t.h"

/* Did answers change between two waves, statement by statement, with the family-wise error kept? The
 * wave labels of whole municipalities are swapped: if nothing changed, a municipality's two sets of
 * answers might as well have come in the other order, however much its people move together.
 *
 * Statistic. The answers of a statement are freed of a level for each municipality and of `adjust` (role) by
 * least squares over both waves, which gives r. A municipality g with n1 and n2 answers in the waves gives
 *     D_g = sum of r in the second wave
 *         = n1 n2 / (n1 + n2) (mean of the second wave - mean of the first), without `adjust`,
 *     T = sum_g D_g / sqrt(sum_g D_g^2),
 * and a swap turns the sign of D_g: the numerator of the least squares wave difference with municipality
 * levels and role (Frisch & Waugh) over its exact standard deviation under all swaps. That is the efficient
 * score with signs flipped (Hemerik, Goeman & Finos 2020). The scale is the same for every swap, so a swap
 * costs additions only; and T is a rising function of Student's t of the D_g, the same for all statements with
 * equally many municipalities, so maxT orders swaps as studentising each would. The levels are taken out
 * because a level times n2 - n1 would else be noise in D_g, much of it where one wave is the smaller.
 * A municipality with answers in one wave only cannot be swapped: it takes part in the adjustment for
 * role and adds nothing to T.
 *
 * With S municipalities to swap, a pattern and its opposite give the same |T|: when the 2^(S-1) are no
 * more than `replicates`, all are gone through, p = share with |T*| >= |T|, never below 1 / 2^(S-1).
 * Else p = (1 + b) / (1 + B) of B random patterns. */

#define LEDA_LABEL_SWAP_REPLICATES 99999

typedef struct {
  size_t rows;
  size_t statements;
  const double *answers;      /* statements x rows, one statement after the other; NaN: missing */
  const unsigned char *wave;  /* rows: 0 first, 1 second */
  const size_t *municipality; /* rows: 0..municipalities-1 */
  size_t municipalities;
  const double
      *adjust; /* rows x adjust_columns, row by row, no constant; NULL: none. NaN: row out */
  size_t adjust_columns;
  bool unscaled;     /* T = sum_g D_g: statements with more spread weigh more in the maximum */
  size_t replicates; /* 0: LEDA_LABEL_SWAP_REPLICATES */
  uint64_t seed;
  int threads; /* never changes a result */
} leda_label_swap_plan;

typedef struct {
  size_t swapped;      /* municipalities that could be swapped in at least one statement */
  size_t fixed;        /* municipalities with answers in one wave only, in every statement */
  uint64_t rearranged; /* patterns gone through or drawn */
  bool enumerated;
  double p_smallest; /* the smallest p that could have come out */
} leda_label_swap_summary;

/* Fills out[0..statements-1] and *summary (may be NULL). A statement in which no municipality can be
 * swapped, or that has the same answer everywhere: all NaN. GSL_SUCCESS; GSL_EINVAL (a wave above 1, a
 * municipality out of range, no statements); GSL_ENOMEM. */
int leda_label_swap_run(const leda_label_swap_plan *plan, leda_max_t *out,
                        leda_label_swap_summary *summary);

#endif
