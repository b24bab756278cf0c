/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PATTERN_RULES_H
#define LEDA_STATS_PATTERN_RULES_H

#include <stdbool.h>
#include <stddef.h>

/* Further rules on the points of one phase, without missing values. Like those of zone_rules.h each
   marks the points at which its pattern is complete. A z of NaN (no sigma) takes part in no pattern.
   Sources: Nelson (1984), Journal of Quality Technology 16(4); NHS England, Making data count. */

/* `length` values in a row, each above the one before, or each below: length - 1 steps one way. Equal
   neighbours end a trend. length 0 or 1 fires everywhere. */
void leda_rule_trend(const double *y, size_t n, size_t length, bool *fires);

/* `length` values in a row that go up and down by turns: length - 1 steps, no two neighbours of which
   have the same direction. Equal neighbours end the pattern. */
void leda_rule_alternating(const double *y, size_t n, size_t length, bool *fires);

/* `length` values in a row with |z| < limit. */
void leda_rule_inside(const double *z, size_t n, size_t length, double limit, bool *fires);

/* `length` values in a row with |z| > limit, of which some lie above and some below. */
void leda_rule_outside(const double *z, size_t n, size_t length, double limit, bool *fires);

/* Making data count's two of three: three values in a row on one side, two or three of them with
   2 < |z| <= 3. Marks those that lie so far out, not the third. Needs three values. */
void leda_rule_near_limit(const double *z, size_t n, bool *fires);

/* Marks from where a pattern ends to all of its `length` points, in place. */
void leda_rule_whole(bool *fires, size_t n, size_t length);

#endif
