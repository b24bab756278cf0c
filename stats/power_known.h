/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_POWER_KNOWN_H
#define LEDA_STATS_POWER_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The test of a known change (known_change.h) for very many series of one length, without estimates: the
 * null distribution is made once, since series without ties share it. Immutable. */
typedef struct leda_power_known leda_power_known;

typedef struct {
  size_t n;
  size_t index; /* first value after the change; LEDA_KNOWN_SIDE or more on each side */
  double phi;   /* given; 0: independent */
  double alpha;
  uint64_t seed;
  int threads;
} leda_power_known_setup;

/* NULL when memory is short or the input is not allowed. Free with leda_power_known_free. */
leda_power_known *leda_power_known_alloc(const leda_power_known_setup *setup);

/* NULL is accepted. */
void leda_power_known_free(leda_power_known *known);

/* Whether p <= alpha for y[0..n-1], all different. work holds 2 n doubles, order n numbers. */
bool leda_power_known_finds(const leda_power_known *known, const double *y, double *work,
                            size_t *order);

#endif
