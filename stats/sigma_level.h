/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SIGMA_LEVEL_H
#define LEDA_STATS_SIGMA_LEVEL_H

#include <stddef.h>

#include "stats/proportions.h"

/* Defects per million opportunities, and the sigma level people know from six sigma:
 *     sigma = Phi^-1(1 - dpmo / 10^6) + shift
 * shift 0: the level as seen (long term); LEDA_SIGMA_SHIFT: the custom (Harry 1988) that a process moves 1.5 sigma
 * over time, by which 3.4 DPMO is called six sigma. Always say which. Source: Montgomery, Introduction to
 * Statistical Quality Control, 1.4. */
#define LEDA_SIGMA_SHIFT 1.5

/* INFINITY for 0, -INFINITY for 10^6; NaN outside 0 .. 10^6. */
double leda_sigma_level(double dpmo, double shift);

/* The way back; NaN for NaN. */
double leda_sigma_dpmo(double sigma, double shift);

/* Defects among opportunities, each of which fails at most once. */
typedef struct {
  leda_share dpmo;          /* exact (Clopper-Pearson) interval */
  leda_share yield;         /* 1 - share of defects */
  leda_share sigma;         /* without shift */
  leda_share sigma_shifted; /* with 1.5 */
} leda_sigma_result;

/* NaN unless 0 <= defects <= opportunities, opportunities > 0 and 0 < level < 1. No defects: sigma INFINITY, its
 * lower end finite. */
leda_sigma_result leda_sigma_assess(double defects, double opportunities, double level);

/* Rolled throughput yield: the share that passes all steps without a defect, the product of the steps' yields (steps
 * taken as independent). Interval: the product of the steps' exact intervals, each at level^(1/steps), so that it
 * holds the truth at least as often as `level` says; for one step the exact one. */
typedef struct {
  double defects;
  double units;
} leda_yield_step;

typedef struct {
  leda_share yield;
  double normalised; /* yield^(1/steps): of a step like the average one */
} leda_rolled_yield;

/* NaN for no steps, or as above. */
leda_rolled_yield leda_sigma_rolled_yield(const leda_yield_step *step, size_t steps, double level);

/* Share of units without a defect where a unit can have several: exp(-defects / units) (Poisson), with the exact
 * interval of the rate (poisson_rates.h). NaN for defects below 0, units not above 0, or level. */
leda_share leda_sigma_first_pass(double defects, double units, double level);

#endif
