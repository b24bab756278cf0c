/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_DRAWS_H
#define LEDA_STATS_NULL_DRAWS_H

#include <stddef.h>
#include <stdint.h>

#include "stats/contrasts.h"

/* Largest |step contrast| and |drift contrast| of permuted scores: by full enumeration of all n!
 * orders, or of random orders. Random draws come in blocks of LEDA_NULL_BLOCK with a stream each, so
 * the number of threads changes nothing. */

#define LEDA_NULL_BLOCK 1000

typedef struct {
  size_t draws; /* random orders; not used in an enumeration */
  uint64_t seed;
  int threads; /* below 1: 1 */
} leda_null_draws_plan;

/* n! for n <= 12. */
size_t leda_null_draws_orders(size_t n);

/* All n! orders of scores[0..n-1], n = leda_contrasts_n(c) <= 12: s[] and d[] hold n! values.
 * GSL_SUCCESS or GSL_ENOMEM. */
int leda_null_draws_enumerate(const leda_contrasts *c, const double *scores, int threads, double *s,
                              double *d);

/* plan->draws random orders: s[] and d[] hold plan->draws values. GSL_SUCCESS or GSL_ENOMEM. */
int leda_null_draws_sample(const leda_contrasts *c, const double *scores,
                           const leda_null_draws_plan *plan, double *s, double *d);

#endif
