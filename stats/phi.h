/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PHI_H
#define LEDA_STATS_PHI_H

#include <stddef.h>

#include "stats/noise.h"

/* Estimates of the AR(1) coefficient phi that a shift or a drift does not inflate. */

/* From the differences of neighbouring periods (leda_lag1_from_differences): phi = 1 + 2 rho_d. Small
 * in bias, wide: standard error about 1.4 / sqrt(n). */
typedef struct {
  double phi; /* corrected for its small-sample bias (phi_moments.h); NaN where not computable */
  double variance; /* of phi, given the true one: by n, simulated */
  size_t
      n; /* pairs of neighbouring differences + 2: the length of a series without gaps that tells as
               much */
} leda_phi_estimate;

/* Estimate for y[0..n-1] at positions t (NULL: 0, 1, 2...). NaN and variance INFINITY with fewer than 4
 * pairs of neighbouring differences or when they are all equal. Allocates nothing. */
leda_phi_estimate leda_phi_from_series(const double *y, const int *t, size_t n);

/* What many units of one indicator have in common. */
typedef struct {
  double phi; /* mean over units, weighted by 1 / (variance + between^2), its bias removed */
  double se;  /* its standard error */
  double
      between; /* standard deviation of the units' true phi, by the method of moments (DerSimonian &
                     Laird 1986), never below 0 */
  size_t units; /* with an estimate */
  size_t n; /* mean length of the units, and the variance of an estimate at phi and that length */
  double variance;
} leda_phi_pool;

#define LEDA_PHI_POOL_LEAST 20 /* with fewer units `auto` estimates from each series */

/* Pools estimates; those that are NaN are passed over. No estimate at all: phi and se NaN. */
leda_phi_pool leda_phi_pool_units(const leda_phi_estimate *estimates, size_t count);

/* The noise of one unit: its own estimate shrunk towards the pool by
 *     w = between^2 / (between^2 + variance),   phi = w own + (1 - w) pool,
 * with phi_sd^2 = between^2 (1 - w) + (1 - w)^2 se^2 for what is left unknown. persistent: phi or the
 * pool's upper limit phi + 1.645 se is above LEDA_NOISE_PERSISTENT. own NaN: the pool's. Model AR1_PANEL. */
leda_noise leda_phi_unit(const leda_phi_pool *pool, const leda_phi_estimate *own);

#endif
