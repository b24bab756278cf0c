/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PHI_MOMENTS_H
#define LEDA_STATS_PHI_MOMENTS_H

#include <stddef.h>

/* Bias and variance of the estimate of phi from differences (lag1.h) in normal AR(1) noise, by simulation
 * of 200,000 series for each n and phi (benchmarks/make_phi_moments.c), linear between in 1 / n and phi. */

/* The estimate stretched in a straight line, so that its mean is right for phi = 0 and 0.6; nearer to 1 it
 * stays below (0.74 for 0.8 at n = 9): a curve that mended this for one series would be biased by the
 * estimate's own spread. */
double leda_phi_corrected(double raw, size_t n);

/* What the mean of many corrected estimates at this n stands for: the phi that has this mean. Beyond the
 * table's 0.95 the last slope goes on. */
double leda_phi_of_mean(double corrected, size_t n);

/* Variance of the corrected estimate at the true phi; outside 0..0.95 that of the end. */
double leda_phi_variance(double phi, size_t n);

#endif
