/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_VERDICT_JUDGE_H
#define LEDA_STATS_VERDICT_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/contrasts.h"
#include "stats/null.h"

/* The fast inner part of the verdict: scores, scan, p. Allocates nothing, so a scan over very many
 * series costs a rank, a pass and two look-ups for each; leda_verdict_run adds the rest. */

/* Work space for n values, owned by the caller; one for each thread. */
typedef struct {
  size_t *order;
  double *scores;
} leda_judge_work;

/* GSL_SUCCESS or GSL_ENOMEM. Free with leda_judge_work_clear. */
int leda_judge_work_init(leda_judge_work *work, size_t n);
void leda_judge_work_clear(leda_judge_work *work);

typedef struct {
  leda_contrasts_scan scan;
  leda_null_p p;
  double p_floor;
  size_t tied;      /* values that share theirs with another */
  bool constant;    /* all values equal: scan is 0 and every p is 1 */
  bool conditional; /* p is from permutations of the actual tied scores */
  bool exact;
} leda_judgement;

/* Judges y[0..n-1], n = leda_null_n(null), by the table without ties: exact in distribution where no
 * values are tied, a screen otherwise. y must be finite. */
void leda_judge_screen(const leda_null *null, const double *y, leda_judge_work *work,
                       leda_judgement *out);

typedef struct {
  double alpha;
  size_t draws; /* for the last stage; 0: default */
  uint64_t seed;
  int threads;
  bool always; /* conditional whenever values are tied, with all draws at once */
} leda_judge_plan;

/* Replaces the p of a screened judgement of tied values by the conditional p where that could matter.
 * always: whenever values are tied. Otherwise, with L the share of the sum of squares that the scores
 * lost to ties before they were stretched:
 *     not when the screen has p > LEDA_JUDGE_DOUBT * alpha (at most 0.5), and not when n is at least
 *     LEDA_JUDGE_SHORT and L <= LEDA_JUDGE_LIGHT: there the screen flags 4.9-5.3 % of unchanged series
 *     (docs/verdict.md), against 5.5-7 % in shorter series and up to 6 % with heavier ties;
 *     else in stages of LEDA_JUDGE_FIRST and LEDA_JUDGE_SECOND draws, which end once p is clearly above
 *     what matters, and all draws only for p < alpha / 10; n <= LEDA_NULL_EXACT_MAX: all orders.
 * work must be as the screen left it. GSL_SUCCESS or GSL_ENOMEM. */
int leda_judge_ties(const leda_null *null, const leda_judge_work *work, const leda_judge_plan *plan,
                    leda_judgement *out);

#define LEDA_JUDGE_LIGHT 0.1
#define LEDA_JUDGE_SHORT 14
#define LEDA_JUDGE_DOUBT 4.0
#define LEDA_JUDGE_FIRST 2000
#define LEDA_JUDGE_SECOND 20000

#endif
