/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_KRUSKAL_WALLIS_H
#define LEDA_STATS_KRUSKAL_WALLIS_H

#include <stddef.h>
#include <stdint.h>

/* Kruskal & Wallis (1952): do values of several groups (strata) stand at different heights? With mid-ranks of all n
 * values, R_i the sum and n_i the number of group i:
 *     H = (12 / (n (n + 1)) sum R_i^2 / n_i - 3 (n + 1)) / (1 - sum (t^3 - t) / (n^3 - n))
 * t the sizes of ties. Source: Hollander, Wolfe & Chicken, Nonparametric Statistical Methods (2014), 6.1. p is
 * exact over all ways to hand the ranks to the groups, ties as they are, up to most_arrangements of them; beyond, from
 * random rearrangements with the p-value (1 + as large) / (1 + draws); with draws 0 chi-square with groups - 1
 * degrees of freedom, which is right when every group has about 5 values or more. */
#define LEDA_KRUSKAL_ARRANGEMENTS 3e6

typedef enum { LEDA_RANK_EXACT, LEDA_RANK_DRAWN, LEDA_RANK_CHI_SQUARE } leda_rank_method;

typedef struct {
  const double *value; /* n; NaN is left out */
  const size_t *group; /* n numbers 0 .. groups - 1 */
  size_t n;
  size_t groups;
  double most_arrangements; /* 0: LEDA_KRUSKAL_ARRANGEMENTS; below 0: none */
  size_t draws;             /* 0: none */
  uint64_t seed;
} leda_kruskal_plan;

typedef struct {
  size_t n;      /* values used */
  size_t groups; /* with values */
  double h;
  double df;
  double p_chi_square;
  double p; /* by `method` */
  leda_rank_method method;
  double p_se;    /* of a drawn p: sqrt(p (1 - p) / draws); else 0 */
  double epsilon; /* share of the ranks' spread that lies between groups: H / (n - 1) */
} leda_kruskal_result;

/* Fewer than two groups with values: NaN. All values equal: H and epsilon NaN, p 1. GSL_SUCCESS; GSL_EINVAL for a
 * group out of range; GSL_ENOMEM. */
int leda_kruskal_wallis(const leda_kruskal_plan *plan, leda_kruskal_result *out);

/* Which groups differ: Dunn's test (1964, Technometrics 6) of each pair, with the ranks of all groups,
 *     z = (mean rank a - mean rank b) / sqrt(V (1 / n_a + 1 / n_b)),  V = n (n + 1) / 12 - sum (t^3 - t) / (12 (n - 1))
 * two-sided normal p, adjusted by Holm (adjust.h) over all pairs of groups with values. */
typedef struct {
  size_t a; /* a < b */
  size_t b;
  double mean_rank_a; /* NaN for an empty group, and then z and p too */
  double mean_rank_b;
  double z; /* > 0: a stands higher; NaN when all values are equal */
  double p;
  double p_holm;
} leda_dunn_pair;

/* pair: room for groups (groups - 1) / 2, filled in the order (0,1), (0,2) ... Errors as above. */
int leda_dunn(const leda_kruskal_plan *plan, leda_dunn_pair *pair);

#endif
