/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_ZONE_RULES_H
#define LEDA_STATS_ZONE_RULES_H

#include <stdbool.h>
#include <stddef.h>

/* Rules on z_i = (value - centre) / sigma of one phase, without missing values. Each marks the points
   at which its pattern is complete: the pattern ends there and the point itself takes part in it.
   Source: Western Electric, Statistical Quality Control Handbook (1956). */

/* At least `needed` of the last `window` values, this one among them, beyond `limit` on one side.
   With fewer than `window` values before it, what there is counts (two of three fires at the first
   pair). */
typedef struct {
  double limit;
  size_t needed;
  size_t window;
} leda_zone_rule;

void leda_rule_beyond(const double *z, size_t n, leda_zone_rule rule, bool *fires);

/* `length` values in a row on one side; a value on the centre (z = 0) ends a run. */
void leda_rule_run(const double *z, size_t n, size_t length, bool *fires);

#endif
