/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PHI_MOMENTS_H
#define LEDA_STATS_PHI_MOMENTS_H

#include <stddef.h>

/* Bias and variance of the estimate of phi from differences (lag1.h) in normal AR(1) noise, by simulation
 * of 200,000 series for each n and phi (benchmarks/make_phi_moments.c), linear between in 1 / n and phi. */

/* The phi whose mean estimate at this n is `raw`. */
double leda_phi_corrected(double raw, size_t n);

/* Variance of the corrected estimate at the true phi; outside 0..0.95 that of the end. */
double leda_phi_variance(double phi, size_t n);

#endif
