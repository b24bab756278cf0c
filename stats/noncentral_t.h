/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NONCENTRAL_T_H
#define LEDA_STATS_NONCENTRAL_T_H

/* Noncentral t distribution, which GSL has not: T = (Z + delta) / sqrt(V / df), Z standard
 * normal, V chi-square. By the trapezoidal rule over ln sqrt(V / df), where it converges
 * exponentially, so that small tails are good to a relative 1e-11 (R's pt: 1e-12 absolute). Any
 * df > 0 (above 1e10 and INFINITY: normal), any delta. NaN for NaN or df not above 0. */

/* P(T <= t), P(T > t). */
double leda_noncentral_t_lower(double t, double df, double delta);
double leda_noncentral_t_upper(double t, double df, double delta);

/* The delta for which P(T <= t) = p, 0 < p < 1: falls as p rises. NaN outside. */
double leda_noncentral_t_delta(double t, double df, double p);

/* Power of the two-sided two-sample t test at level alpha when the standardised difference is d:
 * 1 - beta = P(|T| > t_{1 - alpha/2}), delta = d sqrt(nx ny / (nx + ny)), both tails counted. */
double leda_noncentral_t_power(double d, double nx, double ny, double alpha);

#endif
