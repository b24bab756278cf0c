/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_SIMULATE_H
#define LEDA_STATS_NULL_SIMULATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/ar1_plan.h"

/* S and |D| of unchanged series, from normal noise: what the tables are made from and tested against. */

#define LEDA_SIMULATE_BLOCK 1000

typedef struct {
  const leda_ar1_plan *plan; /* positions and the phi that whitens */
  const double *scores;      /* leda_scores_table of its n */
  double phi_sd; /* > 0: the true phi differs from it, with this standard deviation (normal,
                                kept within 0..LEDA_NOISE_MOST); needs phi */
  double phi;
  uint64_t seed;
  int threads; /* never changes a result */
  bool orders; /* phi = 0: shuffle the scores, which is the same and quicker */
} leda_simulate_plan;

/* draws values of S into s[] and of |D| into d[]. GSL_SUCCESS or GSL_ENOMEM. */
int leda_null_simulate(const leda_simulate_plan *plan, size_t draws, double *s, double *d);

/* One of them, from whitened noise e[0..n-1]: residuals, scores, contrasts. work holds 2 n values,
 * order n. */
leda_contrasts_scan leda_null_simulate_one(const leda_ar1_plan *plan, const double *scores,
                                           const double *e, double *work, size_t *order);

#endif
