/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_JOINT_PERMUTATION_H
#define LEDA_STATS_JOINT_PERMUTATION_H

#include <stddef.h>
#include <stdint.h>

#include "stats/null_store.h"

/* How many units of a panel would be flagged if nothing had changed but the units stay bound together
 * as they are (a common shock makes false flags come in droves): the periods of all units are put in
 * the same random order, again and again, and the flags are counted. Compare Westfall & Young (1993). */
typedef struct {
  size_t units;
  size_t periods;
  const double *residuals; /* units x periods, row by row: whitened residuals (leda_ar1_residuals of
                              ar1.h), or the values themselves when noise is independent; NaN: missing */
  double p_limit;          /* a unit is flagged when its p is at most this */
  size_t draws;            /* orders; 0: LEDA_JOINT_DRAWS */
  uint64_t seed;
  int threads; /* never changes a result */
} leda_joint_plan;

#define LEDA_JOINT_DRAWS 400

typedef struct {
  double mean;  /* flags per draw */
  double lower; /* 5 % and 95 % quantiles over the draws (type 7) */
  double upper;
  double share_of_units; /* mean / units that could be tested */
} leda_joint_flags;

/* Units with fewer than 8 values are not tested. Independent noise is assumed of the residuals, so
 * the store must be prepared for independent noise at every number of values that occurs.
 * GSL_SUCCESS, GSL_EINVAL or GSL_ENOMEM. */
int leda_joint_permutation(const leda_null_store *store, const leda_joint_plan *plan,
                           leda_joint_flags *out);

#endif
