/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SIMULATE_H
#define LEDA_STATS_SIMULATE_H

#include <stddef.h>

#include "stats/stream.h"

/* Noise with a known law, to test what judges noise. Everything is drawn from the stream handed in, so
 * a series depends on its stream alone. */

typedef enum {
  LEDA_SIMULATE_NORMAL,
  LEDA_SIMULATE_LOGNORMAL, /* log normal with sigma 0.5, moved and scaled to mean 0 and sd 1 */
  LEDA_SIMULATE_T3,        /* Student's t with 3 degrees of freedom over sqrt(3): sd 1 */
  LEDA_SIMULATE_POISSON,   /* counts, see leda_simulate_poisson */
  LEDA_SIMULATE_BINOMIAL   /* counts out of a denominator, see leda_simulate_binomial */
} leda_simulate_noise;

/* One value of the noise with mean 0 and sd 1. The two laws of counts have a normal law behind them and
 * give that one. */
double leda_simulate_draw(leda_stream *stream, leda_simulate_noise noise);

/* Fills x[0..n-1] with stationary AR(1) noise of mean 0 and sd 1:
 *     x_t = phi x_(t-1) + sqrt(1 - phi^2) e_t,   e_t by leda_simulate_draw, |phi| < 1,
 * so that the lag-1 autocorrelation is phi for every law of e (Box & Jenkins, Time Series Analysis, 3.2).
 * Normal noise starts from its stationary law, other noise after steps that leave less than 1e-6 of the
 * start's variance. phi = 1: a random walk, x_0 = e_0, x_t = x_(t-1) + e_t. */
void leda_simulate_ar1(leda_stream *stream, leda_simulate_noise noise, double phi, double *x,
                       size_t n);

/* A unit's own phi: normal about phi with the given sd, cut at +-LEDA_SIMULATE_PHI_MOST by inversion.
 * Always takes one number from the stream. sd = 0 gives phi itself. */
#define LEDA_SIMULATE_PHI_MOST 0.98
double leda_simulate_phi(leda_stream *stream, double phi, double sd);

/* The smallest count k with P(K <= k) >= Phi(z), for Poisson counts of the given mean and for binomial
 * counts of `size` trials with probability p. With z standard normal the counts have exactly that
 * law; with z an AR(1) process neighbours are alike, a little less than the z are. mean <= 0 or p <= 0
 * give 0, p >= 1 gives size. */
double leda_simulate_poisson(double mean, double z);
double leda_simulate_binomial(double size, double p, double z);

#endif
