/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_STRATIFIED_PERMUTATION_H
#define LEDA_STATS_STRATIFIED_PERMUTATION_H

#include <stdbool.h>
#include <stddef.h>

/* Exact permutation test of a sum of scores: is group 1's sum too large or too small when the group
 * labels are handed round, inside strata? Every arrangement is counted by dynamic programming over
 * (labels given, sum), stratum by stratum, and the strata's distributions are folded together
 * (Streitberg & Roehmel 1986). Ties cost nothing. With the values themselves as scores it is the
 * permutation test of means, with mid-ranks the exact Mann-Whitney test. */
typedef struct {
  const double *score; /* n; NaN: left out. Whole numbers, or decimals of up to 6 places */
  const int *group;    /* n; 1: the group summed; all else the other group */
  const int *stratum;  /* n, any numbers; NULL: one stratum */
  size_t n;
  double most_steps; /* cost allowed, in additions; 0: LEDA_PERMUTATION_STEPS */
} leda_permutation_plan;

/* About two seconds. Memory stays under 8 bytes * LEDA_PERMUTATION_CELLS for each of two tables. */
#define LEDA_PERMUTATION_STEPS 2e9
#define LEDA_PERMUTATION_CELLS 8e6

typedef struct {
  size_t n;         /* scores used */
  double statistic; /* group 1's sum */
  double expected;
  double variance;     /* under permutation */
  double z;            /* NaN where the variance is 0 */
  double p;            /* two-sided: P(|T - expected| >= |statistic - expected|) */
  double mid_p;        /* half of the probability of equally extreme sums; NaN unless exact */
  double p_lower;      /* P(T <= statistic) */
  double p_upper;      /* P(T >= statistic) */
  double p_asymptotic; /* normal, two-sided */
  bool exact; /* false: scores have too many decimals or the cost is too high; p, p_lower and
                          p_upper are then the normal ones */
} leda_permutation_result;

/* Strata in which one group is empty, and constant scores, add nothing to the variance; when
 * nothing is left p is 1 and exact. n = 0: statistic 0, p 1. Relative error of p about n *
 * 1e-16. GSL_SUCCESS or GSL_ENOMEM. */
int leda_stratified_permutation(const leda_permutation_plan *plan, leda_permutation_result *out);

#endif
