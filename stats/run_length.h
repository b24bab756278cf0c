/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_RUN_LENGTH_H
#define LEDA_STATS_RUN_LENGTH_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>

/* How long until a chart signals. Values are independent normal with variance 1 about `shift` (0: the
 * process is in control); all limits are in sigmas and known, not estimated. The average run length
 * (ARL) counts the point that signals: 370.4 for 3 sigma limits and no shift.
 *
 * Functions that return int give GSL_SUCCESS; GSL_EDOM where an argument is out of range (NaN too);
 * GSL_ENOMEM; GSL_EMAXITER where no limit gives the ARL asked for. On a failure *out is NaN. */

/* Chance that the mean of a subgroup of n values stays inside -limit..limit standard errors: the
 * operating characteristic, Phi(limit - shift sqrt n) - Phi(-limit - shift sqrt n). NaN unless limit > 0
 * and n >= 1. */
double leda_shewhart_inside(double limit, double shift, unsigned n);

/* 1 / (1 - that). */
double leda_shewhart_arl(double limit, double shift, unsigned n);

typedef struct {
  double k;     /* reference value, > 0 */
  double h;     /* decision interval, > 0 */
  double start; /* head start, 0 <= start < h */
  bool two_sided;
} leda_cusum_design;

/* ARL of the tabular CUSUM S_i = max(0, S_(i-1) + x_i - k), signal where S_i > h, by Gauss-Legendre
 * solution of its integral equation (Page 1954; Goel & Wu 1971; Vance 1986). Two-sided: the two one-sided
 * charts joined as in Kemp (1961) and, with a head start, Lucas & Crosier (1982). */
int leda_cusum_arl(leda_cusum_design design, double shift, double *out);

/* Chance of a signal in the first n points (n >= 1), by the density of S_i among charts that have not signalled.
 * Two-sided: both sides' chances less that of both, which is simulated (100,000 series) unless one of them is below
 * 1e-6: the standard error of the result is sqrt(both / 100000), at most 0.0016. */
int leda_cusum_within(leda_cusum_design design, double shift, size_t n, gsl_rng *rng, double *out);

/* The h with which a design has this ARL without a shift; design.h is not read. arl must be above 1.5. */
int leda_cusum_h(leda_cusum_design design, double arl, double *out);

typedef struct {
  double lambda; /* weight of the newest value, 0 < lambda <= 1 */
  double width;  /* limits at width times the EWMA's standard deviation */
  bool exact; /* limits that widen with i as the variance does; else the asymptotic ones at once */
} leda_ewma_design;

/* ARL of the two-sided EWMA z_i = (1 - lambda) z_(i-1) + lambda x_i, z_0 = 0, by Gauss-Legendre
 * solution of its integral equation (Crowder 1987); exact limits by the density of z_i until the limits
 * have settled (Knoth 2003). */
int leda_ewma_arl(leda_ewma_design design, double shift, double *out);

/* Chance of a signal in the first n points (n >= 1), by the density of z_i among charts that have not signalled. */
int leda_ewma_within(leda_ewma_design design, double shift, size_t n, double *out);

/* The width with which a design has this ARL without a shift; design.width is not read. */
int leda_ewma_width(leda_ewma_design design, double arl, double *out);

#endif
