/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PERMUTATION_LAW_H
#define LEDA_STATS_PERMUTATION_LAW_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/stratified_permutation.h"

/* The distribution of a sum of whole numbers drawn without replacement, stratum by stratum.
 * Inner part of stratified_permutation.h. */
typedef struct {
  double *p;       /* p[j] = P(sum = least + j * unit) */
  size_t length;   /* of p */
  double least;    /* smallest sum possible */
  double expected; /* of the sum */
  double observed; /* set by the caller */
  double unit;     /* largest number that divides all differences of scores inside strata */
  double steps;    /* cost so far */
  double most_steps;
  double span;   /* length of the law when all strata are in */
  bool possible; /* false: too dear */
} leda_permutation_law;

/* For scores whole[0..n-1]. */
void leda_permutation_law_start(leda_permutation_law *law, const double *whole, size_t n,
                                double most_steps);

/* Counts what a stratum of n scores (ascending) with m in the group will cost, before any work
 * is done: all strata must be announced so, and leda_permutation_law_add then called for each. */
void leda_permutation_law_size(leda_permutation_law *law, const double *whole, size_t n, size_t m);

/* Folds a stratum in. GSL_SUCCESS or GSL_ENOMEM. */
int leda_permutation_law_add(leda_permutation_law *law, const double *whole, size_t n, size_t m);

/* Fills p, mid_p, p_lower, p_upper and exact. */
void leda_permutation_law_tails(const leda_permutation_law *law, leda_permutation_result *out);

/* A cleared or zeroed law is accepted. */
void leda_permutation_law_clear(leda_permutation_law *law);

#endif
