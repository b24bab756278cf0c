/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PARETO_H
#define LEDA_STATS_PARETO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/proportions.h"

/* Which few causes make most of the trouble, and how sure is their order? Causes by size, shares and cumulative
 * shares; the vital few are the smallest number of largest causes whose shares reach `goal` (0.8).
 *
 * Certainty: the true shares given the counts have the Dirichlet distribution with count + 1/2 for each cause
 * (multinomial counts, Jeffreys' prior; Gelman et al., Bayesian Data Analysis, 3.4). `draws` shares are drawn from
 * it and each is ordered as the counts were: how often is a cause among the vital few, first, of which rank?
 * Whether a cause is truly larger than the next in the list has a closed form: P(Beta(a, b) > 1/2). Single events are
 * taken as independent; where they come in clusters (one bad day, one person) the order is less sure than this. */
typedef struct {
  const double *count; /* n causes */
  size_t n;
  double goal;  /* 0 < goal <= 1 */
  double level; /* of the intervals of share, rank and number of vital few */
  size_t draws; /* 0: none, and all that needs them is NaN or 0 */
  uint64_t seed;
} leda_pareto_plan;

typedef struct {
  size_t cause; /* index in the plan */
  double count;
  leda_share share; /* Clopper & Pearson's interval, of this cause alone */
  double cumulative;
  bool vital;
  double p_vital;    /* probability that it truly is among the vital few */
  double p_first;    /* ... that it truly is the largest */
  size_t rank_least; /* interval of its true rank, 1 the largest */
  size_t rank_most;
  double p_above_next; /* that it truly is larger than the next in the list; NaN in the last row */
} leda_pareto_row;

typedef struct {
  leda_pareto_row *row; /* n, largest first; equal counts in the order of the plan */
  size_t n;
  double total;
  bool counted;       /* all counts are whole numbers: false, and nothing is said of certainty */
  size_t vital;       /* how many causes make `goal` */
  size_t vital_least; /* interval of that number */
  size_t vital_most;
} leda_pareto_result;

/* Amounts that are not counts (costs, minutes) are ordered without certainty. total 0: shares NaN, no cause is
 * vital. n = 0: no rows. GSL_SUCCESS; GSL_EINVAL (goal, level); GSL_EDOM (a count below 0, infinite or NaN);
 * GSL_ENOMEM (n x n ranks). Free with the function below, also after an error. Equal causes take the draws in the
 * order of the plan: sort them for a result that does not depend on it. */
int leda_pareto(const leda_pareto_plan *plan, leda_pareto_result *out);
void leda_pareto_clear(leda_pareto_result *result);

#endif
