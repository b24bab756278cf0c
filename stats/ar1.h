/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_AR1_H
#define LEDA_STATS_AR1_H

#include <stddef.h>

#include "stats/contrasts.h"

/* Whitening for AR(1) noise at integer positions with gaps g_i = t_i - t_{i-1}:
 *     e_0 = sqrt(1 - phi^2) y_0,
 *     e_i = (y_i - phi^g y_{i-1}) sqrt((1 - phi^2) / (1 - phi^(2 g))),
 * which for g = 1 is y_i - phi y_{i-1}: all e_i have the variance of the innovations. The regressors
 * (constant, steps, time, season) are whitened alike. What the constant (and the season) explain is
 * removed by least squares on the whitened scale, which is GLS: r = e - Q Q'e. phi = 0 without season:
 * r is y itself, so that ranks are those of y, bit for bit. Source: Prais & Winsten (1954); Gallant &
 * Goebel (1976) for gaps. */
typedef struct leda_ar1 leda_ar1;

/* For n >= 4 positions t (NULL: 0, 1, 2...), 0 <= phi < 1. season_length >= 2: means of
 * (t[i] - t[0]) mod season_length are removed too. NULL when memory is short, n < 4, t does not
 * increase, or the season leaves fewer than 4 degrees of freedom. Free with leda_ar1_free. */
leda_ar1 *leda_ar1_alloc(const int *t, size_t n, double phi, int season_length);

/* NULL is accepted. */
void leda_ar1_free(leda_ar1 *ar1);

size_t leda_ar1_n(const leda_ar1 *ar1);
double leda_ar1_phi(const leda_ar1 *ar1);

/* Columns removed: 1, and with a season one less than its length more, where the positions have them. */
size_t leda_ar1_removed(const leda_ar1 *ar1);

/* r of y[0..n-1] into out[0..n-1]; out may be y. */
void leda_ar1_residuals(const leda_ar1 *ar1, const double *y, double *out);

/* The same from whitened noise: r = e - Q Q'e. out may be e. */
void leda_ar1_project(const leda_ar1 *ar1, const double *e, double *out);

/* Whitened regressors with the same columns removed: of the step at `index` (a new level from there on;
 * LEDA_CONTRASTS_SIDE <= index <= n - LEDA_CONTRASTS_SIDE) and of time. They belong to ar1. */
const double *leda_ar1_step(const leda_ar1 *ar1, size_t index);
const double *leda_ar1_time(const leda_ar1 *ar1);

/* Share of a whitened value that the removed columns take, sum over them of Q_ij^2. */
double leda_ar1_leverage(const leda_ar1 *ar1, size_t index);

/* Contrasts of these regressors, standardised for scores with the given sum of squares; plain ones when
 * phi = 0 and there is no season. Free with leda_contrasts_free. NULL when memory is short. */
leda_contrasts *leda_ar1_contrasts(const leda_ar1 *ar1, double sum_squares);

#endif
