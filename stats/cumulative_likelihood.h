/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CUMULATIVE_LIKELIHOOD_H
#define LEDA_STATS_CUMULATIVE_LIKELIHOOD_H

#include "stats/cumulative_term.h"
#include "stats/newton.h"
#include "stats/ordinal_rows.h"

/* The log-likelihood of a cumulative model and its derivatives. Parameters: thresholds x q, then the
 * coefficients. q = 1; with `nominal` q = 2 and the last column has no coefficient but acts on each threshold
 * by itself: theta_j + gamma_j z. */
typedef struct {
  const leda_ordinal_rows *rows;
  leda_cumulative_link link;
  bool nominal;
} leda_cumulative_likelihood;

/* Number of parameters. */
size_t leda_cumulative_size(const leda_cumulative_likelihood *likelihood);

/* A leda_newton_value; data is a leda_cumulative_likelihood. */
double leda_cumulative_value(void *data, const double *parameter, double *gradient,
                             double *hessian);

/* Seeks the maximum from the null model; parameter and hessian (its square) receive it. GSL_SUCCESS or
 * GSL_ENOMEM. */
int leda_cumulative_maximise(leda_cumulative_likelihood *likelihood, double *parameter,
                             double *hessian, leda_newton_result *end);

/* What that end of a search means. */
leda_fit_state leda_cumulative_state(leda_newton_end end);

/* Sum over groups of s_g s_g', s_g the sum of the gradients of its rows: what errors that hold between
 * groups rest on. s: as many values as parameters, meat: their square. */
void leda_cumulative_meat(const leda_cumulative_likelihood *likelihood, const double *parameter,
                          double *s, double *meat);

/* One row's share in the derivatives: its term, answer, what multiplies the q parameters of a threshold, and
 * its p columns, whose coefficients stand from thresholds x q on. */
typedef struct {
  leda_cumulative_term term;
  int y;
  size_t thresholds;
  size_t q;
  const double *on_threshold;
  size_t p;
  const double *z;
} leda_cumulative_row;

/* Adds weight times them; the lower triangle alone of the m x m second derivatives. */
void leda_cumulative_add_gradient(const leda_cumulative_row *row, double weight, double *gradient);
void leda_cumulative_add_hessian(const leda_cumulative_row *row, double weight, double *hessian,
                                 size_t m);

/* Copies the lower triangle of an m x m matrix into the upper one. */
void leda_mirror_lower(double *matrix, size_t m);

#endif
