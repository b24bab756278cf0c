/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_REARRANGE_H
#define LEDA_STATS_REARRANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/max_t.h"
#include "stats/stream.h"
#include "stats/whole_sums.h"

/* The rearranging that label_swap.h and person_permutation.h have in common: a rearrangement chooses
 * some units, and a statement's T* is the sum of its column over them. */
typedef struct {
  size_t units;
  size_t statements;
  const double *unit;           /* units x statements, row by row; columns without T are ignored */
  const leda_whole_plan *whole; /* the same in whole numbers, quicker; NULL: there is none */
  bool signs;                   /* units that are not chosen count with minus */
  bool all; /* rearrangements number 0..total-1 are all there are; else they are drawn */
  uint64_t total;
  uint64_t seed;
  int threads; /* never changes a result */
  /* Writes rearrangement `index` (all) or the next one of `stream` (drawn) into chosen[0..words-1]. */
  void (*choose)(const void *data, leda_stream *stream, uint64_t index, uint64_t *chosen);
  const void *data;
} leda_rearrange_plan;

/* out[].statistic is set (T of the data, NaN: left out); the p-values are filled in. GSL_SUCCESS or
 * GSL_ENOMEM. */
int leda_rearrange_run(const leda_rearrange_plan *plan, leda_max_t *out);

#endif
