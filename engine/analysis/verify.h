/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_VERIFY_H
#define LEDA_ANALYSIS_VERIFY_H

#include <stdint.h>

#include "engine/analysis/published.h"
#include "engine/data/published_waves.h"
#include "stats/grimmer.h"

/* Can these published numbers be right? (docs/verify.md) */

enum { LEDA_VERIFY_OTHER_N = 5, LEDA_VERIFY_EXAMPLES = 100 };

/* One published mean. grim: can so many whole answers on the scale have it (stats/grim.h)? grimmer: this
   sd, too (stats/grimmer.h)? Unknown where n, or the sd, is not given. */
typedef struct {
  const leda_published_mean *mean;
  leda_grim_verdict grim;
  leda_grim_verdict grimmer;
  bool possible_by_n; /* grimmer is impossible, but would not be if the sd divided by n */
  /* The smallest and the largest sd (n - 1) that the mean allows; NaN without n, for n < 2 or an
     impossible mean. */
  double sd_min;
  double sd_max;
  /* Of an impossible mean: the largest numbers of answers below n from which it is possible, falling. */
  long long other_n[LEDA_VERIFY_OTHER_N];
  size_t n_other;
  /* Sets of answers that are printed like this (stats/sprite.h): n_examples times how many gave each step
     of the scale, from the lowest. Owned by the result. */
  long long *examples;
  size_t n_examples;
} leda_verified_mean;

typedef struct {
  leda_answer_scale scale;
  size_t examples; /* to draw for each mean that is possible, at most LEDA_VERIFY_EXAMPLES */
  uint64_t seed;
  const char
      *from; /* the waves whose change claims are held against; NULL where there are no claims */
  const char *to;
} leda_verify_options;

/* Both lists in the order of the contract: statement (whole numbers as numbers, before other labels),
   wave or from and to (likewise), role, cohort, source, by bytes; claims in the order of the file. Texts
   and rows belong to *published, which must outlive it. */
typedef struct {
  leda_verify_options options;
  leda_verified_mean *means;
  size_t n_means;
  leda_difference_check *differences;
  size_t n_differences;
  leda_claim_check *claims;
  size_t n_claims;
  leda_published_change change; /* what claims were held against */
} leda_verify;

/* The means lie on the scale (leda_published_check_scale). Errors: LEDA_ERR_DATA where there are claims
   and no statement has a mean, without role and cohort, in both waves; LEDA_ERR_MEMORY. *verify need not be
   initialised; free with leda_verify_clear. */
leda_status leda_verify_run(leda_verify *verify, const leda_published *published,
                            const leda_verify_options *options, leda_error *err);

void leda_verify_clear(leda_verify *verify);

/* "possible", "impossible", "uninformative"; NULL for unknown. */
const char *leda_verify_token(leda_grim_verdict verdict);

#endif
