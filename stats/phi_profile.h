/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PHI_PROFILE_H
#define LEDA_STATS_PHI_PROFILE_H

#include <stddef.h>

#include "stats/ar1_plan.h"

/* phi of one series that may hold a shift or a drift: the mean of phi under its restricted likelihood,
 * summed over all models with one change,
 *     L(phi) = sum over x of |W| |X'X|^(-1/2) RSS_x(phi)^(-(n - 2) / 2),   X = [c, x] whitened by phi,
 * x the steps at 2..n-2 and the line (whose weight is brought to the steps' scale), phi on the grid 0,
 * 0.04 .. 0.96 with equal weight (a posterior mean with a flat prior; Harville 1974 for the restricted
 * likelihood). Compared by simulation with differences, REML of a constant and of a line, and the best
 * single model (docs/verdict.md): hardly inflated by a shift (0.12 against 0.08 for 2 sd at n = 24,
 * where REML of a constant gives 0.50), and of the least variance. */

#define LEDA_PHI_GRID 25
#define LEDA_PHI_GRID_STEP 0.04

typedef struct {
  leda_ar1_plan plans[LEDA_PHI_GRID];
  double *steps; /* LEDA_PHI_GRID x (n_max + 1): squared norms of the projected steps */
  double *lines; /* LEDA_PHI_GRID x (n_max + 1): the projected line */
  double *work;  /* residuals */
  size_t capacity;
} leda_phi_profile;

/* For up to n_max values. GSL_SUCCESS or GSL_ENOMEM. Free with leda_phi_profile_clear. */
int leda_phi_profile_init(leda_phi_profile *profile, size_t n_max);
void leda_phi_profile_clear(leda_phi_profile *profile);

/* For positions t[0..n-1] (NULL: 0, 1, 2...) and scores with this sum of squares. */
void leda_phi_profile_fill(leda_phi_profile *profile, const int *t, size_t n, double sum_squares);

/* The estimate for y, in [0, 0.96]; 0 where all values lie on one level. Allocates nothing. */
double leda_phi_profile_estimate(leda_phi_profile *profile, const double *y);

/* Number of the grid value nearest to phi: plans[that] whitens with it. */
size_t leda_phi_grid_index(double phi);

#endif
