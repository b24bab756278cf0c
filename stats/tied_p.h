/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_TIED_P_H
#define LEDA_STATS_TIED_P_H

#include <stddef.h>
#include <stdint.h>

#include "stats/null_store_internal.h"
#include "stats/screen.h"

/* p of tied values under independent noise, by permutation of their actual scores, where that could
 * matter. The law without ties, read with scores stretched to the same variance, is the screen. */

typedef struct {
  const leda_null_law *law;
  const leda_ar1_plan *plan;
  const leda_null_length *length;
  const double *scores; /* as leda_scores_fill left them, with their order */
  const size_t *order;
} leda_tied_subject;

/* Share of the sum of squares that ties took: values of one tie have the mean of their scores. plan and law
 * are not read. */
double leda_tied_lost(const leda_tied_subject *x);

#define LEDA_TIED_DOUBT 4.0  /* times alpha: no permutations above, at most at p = 0.5 */
#define LEDA_TIED_LIGHT 0.1  /* share of the sum of squares lost to ties that does no harm ... */
#define LEDA_TIED_SHORT 14   /* ... from this length on */
#define LEDA_TIED_FIRST 2000 /* draws of the stages */
#define LEDA_TIED_SECOND 20000
#define LEDA_TIED_LAST 200000

/* Replaces the p of a screened result: not when p > LEDA_TIED_DOUBT * alpha, nor when n is at least
 * LEDA_TIED_SHORT and ties took at most LEDA_TIED_LIGHT; else in three stages, the second only for
 * p <= 2 alpha, the third for p <= alpha / 10. Where fewer than LEDA_CELL_ENOUGH draws of the last stage
 * lie beyond, the tail goes on as that of the law without ties. Values turned in sign or in time give the
 * same p. GSL_SUCCESS or GSL_ENOMEM. */
int leda_tied_p(const leda_tied_subject *subject, double alpha, uint64_t seed,
                leda_screen_result *out);

#endif
