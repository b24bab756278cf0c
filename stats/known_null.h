/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_KNOWN_NULL_H
#define LEDA_STATS_KNOWN_NULL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/ar1.h"

/* Null distribution of |z| of one step contrast at a known index, as sorted values. */
typedef struct {
  size_t n;
  size_t count;
  double *sorted;
  bool exact; /* all choices of the values before */
} leda_known_null;

typedef struct {
  const leda_ar1 *frame;
  const leda_contrasts *contrasts; /* of the frame */
  const double *scores;            /* any order; ties allowed */
  size_t index;
  bool permute;  /* independent noise: orders of these scores; else normal noise, ranked */
  double phi_sd; /* spread of the true phi about that of the frame */
  size_t exact_most;
  size_t draws;
  uint64_t seed;
  int threads;
} leda_known_recipe;

/* GSL_SUCCESS or GSL_ENOMEM. Free with leda_known_null_clear. */
int leda_known_null_make(const leda_known_recipe *recipe, leda_known_null *out);
void leda_known_null_clear(leda_known_null *null);

/* p of |z|, never 0; beyond LEDA_CELL_ENOUGH draws the tail falls as that of beta_tail.h. */
double leda_known_null_p(const leda_known_null *null, double z);

/* Smallest |z| with p <= alpha; INFINITY where none has. */
double leda_known_null_critical(const leda_known_null *null, double alpha);

#endif
