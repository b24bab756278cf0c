/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PERSON_PERMUTATION_H
#define LEDA_STATS_PERSON_PERMUTATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/max_t.h"

/* The same question as label_swap.h with persons put in random order over two groups, as most programs
 * do: FOR REFERENCE ONLY, since it takes the people of a municipality for strangers and then finds a
 * change that is none in 12-21 % of surveys where municipalities move together.
 *
 * Statistic: U = sum of the second group's answers, centred in each stratum, missing ones 0;
 *     T = U / sqrt(var U), var U = sum over strata of n1 n2 / (n (n - 1)) sum (y - mean)^2,
 * the exact variance under permutation (Strasser & Weber 1999, as in the R package coin). Without
 * strata and missing answers T is a rising function of the pooled t, the same for every statement.
 * Labels are permuted inside strata (roles). `unscaled`: T = U (1/n1 + 1/n2), with one stratum and no
 * missing answers the difference of the means.
 *
 * All ways to choose the second group are gone through when they are no more than `replicates`
 * (p = share with |T*| >= |T|), else p = (1 + b) / (1 + B). */

#define LEDA_PERSON_REPLICATES 9999

typedef struct {
  size_t rows;
  size_t statements;
  const double *answers;       /* statements x rows, one statement after the other; NaN: missing */
  const unsigned char *second; /* rows: 0 first group, 1 second */
  const size_t *stratum;       /* rows: 0..strata-1; NULL: one stratum */
  size_t strata;
  bool unscaled;
  size_t replicates; /* 0: LEDA_PERSON_REPLICATES */
  uint64_t seed;
  int threads; /* never changes a result */
} leda_person_plan;

typedef struct {
  uint64_t rearranged;
  bool enumerated;
} leda_person_summary;

/* Fills out[0..statements-1] and *summary (may be NULL). A statement without spread, or a plan with an
 * empty group: NaN. GSL_SUCCESS; GSL_EINVAL (label above 1, stratum out of range, no statements);
 * GSL_ENOMEM. */
int leda_person_permutation_run(const leda_person_plan *plan, leda_max_t *out,
                                leda_person_summary *summary);

#endif
