/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_COHEN_KAPPA_H
#define LEDA_STATS_COHEN_KAPPA_H

#include <stddef.h>

#include "stats/rating_levels.h"

/* Cohen's kappa of two raters, or of a rater against a known standard: agreement beyond what chance would give.
 *     kappa = (po - pe) / (1 - pe), po = sum w_ij p_ij, pe = sum w_ij p_i. p_.j
 * Sources: Cohen (1960); weighted Cohen (1968); standard error Fleiss, Cohen & Everitt (1969), Psychological
 * Bulletin 72 (R's psych::cohen.kappa has it so without weights; with weights its 2.2.9 sums the wrong margin).
 * Weights by the distance d of the values over the widest distance among the categories used, so code the steps
 * of a scale as 1, 2, 3 ...:
 *     nominal w = 1 where equal, else 0;  linear w = 1 - d;  quadratic w = 1 - d^2
 * Kappa is low where nearly all subjects are of one kind, however well raters agree (Feinstein & Cicchetti 1990):
 * show the plain agreement beside it. */
typedef enum { LEDA_KAPPA_NOMINAL, LEDA_KAPPA_LINEAR, LEDA_KAPPA_QUADRATIC } leda_kappa_weights;

typedef struct {
  const double *x; /* n ratings by the one */
  const double *y; /* n by the other, or the standard */
  size_t n;
} leda_rating_pairs;

typedef struct {
  size_t n;             /* pairs used: both ratings there */
  size_t agreed;        /* pairs that are equal */
  leda_agreement share; /* agreed / n with its exact (Clopper-Pearson) interval */
  double expected;      /* pe */
  leda_agreement kappa; /* value -+ z se, cut at -1 and 1 */
  double se;
} leda_cohen_kappa_result;

/* A pair with NaN is left out. All pairs agree: se 0, and the interval is leda_agreement_full_lower .. 1. Only one
 * category used by both: kappa NaN (po = pe = 1). No pairs: NaN. An infinite value is a category in nominal
 * weights and gives NaN in others. GSL_SUCCESS; GSL_EINVAL (weights, level); GSL_ENOMEM (categories squared). */
int leda_cohen_kappa(const leda_rating_pairs *pairs, leda_kappa_weights weights, double level,
                     leda_cohen_kappa_result *out);

#endif
