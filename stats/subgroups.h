/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SUBGROUPS_H
#define LEDA_STATS_SUBGROUPS_H

#include <stddef.h>

/* Rational subgroups: a few values of each period, whose spread about their own mean tells how much values vary
 * when nothing changes. Sources: Montgomery, Introduction to Statistical Quality Control, sections 6.2 and 6.3;
 * Burr (1969), Journal of Quality Technology 1(3), for weights. */

typedef struct {
  size_t n;     /* values; 0: a period without any */
  double mean;  /* NaN for n = 0 */
  double range; /* largest less smallest; NaN for n < 2 */
  double sd;    /* divisor n - 1; NaN for n < 2 */
} leda_subgroup;

/* y[0..n-1], none NaN; the caller's order decides the last bits, so hand them in sorted. */
leda_subgroup leda_subgroup_of(const double *y, size_t n);

typedef enum {
  LEDA_WITHIN_RANGE, /* R_i / d2(n_i) */
  LEDA_WITHIN_SD,    /* s_i / c4(n_i) */
  LEDA_WITHIN_POOLED /* sqrt(sum (n_i - 1) s_i^2 / df) / c4(df + 1), df = sum (n_i - 1) */
} leda_within_method;

typedef enum {
  LEDA_WEIGHTS_EQUAL,  /* plain mean over the subgroups */
  LEDA_WEIGHTS_OPTIMAL /* by the precision of each: (d2 / d3)^2 or c4^2 / (1 - c4^2) */
} leda_within_weights;

/* Constants by size, worked out when first asked for: d3 takes milliseconds. Not for two threads at once. */
typedef struct leda_size_constants leda_size_constants;

/* For sizes up to `largest`. d2_decimals: d2 is rounded to so many, as in printed tables; negative: exact. NULL: no memory.
 * Free with leda_size_constants_free. */
leda_size_constants *leda_size_constants_alloc(size_t largest, int d2_decimals);
void leda_size_constants_free(leda_size_constants *constants);

/* control_constants.h; NaN for n < 2 and above `largest`. */
double leda_size_d2(leda_size_constants *constants, size_t n);
double leda_size_d3(leda_size_constants *constants, size_t n);
double leda_size_c4(leda_size_constants *constants, size_t n);

/* Standard deviation of single values from subgroups g[0..m-1]; those with fewer than two values tell nothing
 * and are passed over. Weights do not matter to POOLED. NaN when none is left. */
typedef struct {
  leda_within_method method;
  leda_within_weights weights;
} leda_within_plan;
double leda_subgroups_sigma(const leda_subgroup *g, size_t m, leda_within_plan plan,
                            leda_size_constants *constants);

/* Mean of all values: sum n_i mean_i / sum n_i. NaN without any. */
double leda_subgroups_mean(const leda_subgroup *g, size_t m);

#endif
