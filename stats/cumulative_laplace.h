/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CUMULATIVE_LAPLACE_H
#define LEDA_STATS_CUMULATIVE_LAPLACE_H

#include "stats/cumulative_shift.h"

/* The marginal log-likelihood of the cumulative logit with normal effects of groups and of cells within them, by
 * Laplace's approximation: with b the standard normal effects of a group and its cells,
 *     log L_g = h_g(b) - log det(-h_g''(b)) / 2   at the mode of h_g(b) = sum log p_i(sd_0 b_0 + sd_1 b_c) - b'b / 2.
 * -h'' is an arrow: all is solved cell by cell. The gradient is exact (the mode moves with the parameters);
 * second derivatives are central differences of it. Parameters: thresholds, coefficients, sd of each active
 * effect; the value is even in each sd. */
typedef struct {
  const leda_ordinal_rows *rows;
  bool active[2]; /* groups, cells: effects in the model */
  leda_cumulative_shift shift;
  double *b_group; /* groups: modes, where the next search starts */
  double *b_cell;  /* cells */
  void *cells;     /* sums of the group at work */
  double *work;    /* 3 m */
} leda_cumulative_laplace;

/* GSL_SUCCESS or GSL_ENOMEM. active may be changed between searches. Free with
 * leda_cumulative_laplace_clear. */
int leda_cumulative_laplace_init(leda_cumulative_laplace *laplace, const leda_ordinal_rows *rows);
void leda_cumulative_laplace_clear(leda_cumulative_laplace *laplace);

size_t leda_cumulative_laplace_size(const leda_cumulative_laplace *laplace);

/* A leda_newton_value; data is a leda_cumulative_laplace. */
double leda_cumulative_laplace_value(void *data, const double *parameter, double *gradient,
                                     double *hessian);

#endif
