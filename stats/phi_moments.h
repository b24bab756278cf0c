/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PHI_MOMENTS_H
#define LEDA_STATS_PHI_MOMENTS_H

#include <stddef.h>

/* Bias and variance of the estimate of phi from differences (lag1.h) in normal AR(1) noise, by simulation
 * of 200,000 series for each n and phi (benchmarks/make_phi_moments.c), linear between in 1 / n and phi. */

/* What depends on n alone: made once for many series of one length. */
typedef struct {
  size_t n;
  size_t below;   /* row of the table */
  double share;   /* of the next row */
  double mean;    /* of the raw estimate where phi is 0 */
  double stretch; /* phi per unit of the raw estimate */
} leda_phi_length;

leda_phi_length leda_phi_length_of(size_t n);

/* The estimate stretched in a straight line, so that its mean is right for phi = 0 and 0.6; nearer to 1 it
 * stays below (0.74 for 0.8 at n = 9): a curve that mended this for one series would be biased by the
 * estimate's own spread. */
double leda_phi_corrected(double raw, const leda_phi_length *length);

/* What the mean of many corrected estimates at this n stands for: the phi that has this mean. Beyond the
 * table's 0.95 the last slope goes on. */
double leda_phi_of_mean(double corrected, const leda_phi_length *length);

/* Variance of the corrected estimate at the true phi; outside 0..0.95 that of the end. */
double leda_phi_variance(double phi, const leda_phi_length *length);

#endif
