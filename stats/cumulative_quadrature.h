/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CUMULATIVE_QUADRATURE_H
#define LEDA_STATS_CUMULATIVE_QUADRATURE_H

#include "stats/cumulative_shift.h"

/* The marginal log-likelihood of the cumulative logit with one normal effect of groups,
 *     sum over g of log integral of exp(h_g(v)) dv / sqrt(2 pi),  h_g(v) = sum log p_i(sd v) - v^2 / 2,
 * by Gauss-Hermite quadrature about the mode of h_g, scaled by its curvature there (Liu & Pierce 1994; Pinheiro &
 * Bates 1995). Derivatives are those of the integral: the mean of the complete data's score over the
 * effect given the answers (Fisher's identity), and Louis's (1982) information. Parameters: thresholds,
 * coefficients, sd; the value is even in sd. Where sd is large, a group whose answers are all at one end has an
 * integrand with a steep step, which these points miss; equally spaced ones converge exponentially there too (the
 * trapezoidal rule of an analytic function; Trefethen & Weideman 2014). */
#define LEDA_QUADRATURE_EVEN 201

typedef struct {
  const leda_ordinal_rows *rows;
  size_t nodes;
  bool even;          /* equally spaced points */
  double *node;       /* sqrt(2) t_q */
  double *log_weight; /* log w_q + t_q^2 */
  double *mode;       /* groups: where the search for it starts */
  leda_cumulative_shift shift;
  double *v;      /* nodes: this group's values of the effect in units of sd */
  double *share;  /* nodes: of the group's integral */
  double *score;  /* nodes x m */
  double *factor; /* nodes x 2 */
  double *mean;   /* m */
} leda_cumulative_quadrature;

/* nodes: 1..100, or 0: LEDA_QUADRATURE_EVEN equally spaced ones. GSL_SUCCESS, GSL_EINVAL or GSL_ENOMEM. Free with leda_cumulative_quadrature_clear. */
int leda_cumulative_quadrature_init(leda_cumulative_quadrature *quadrature,
                                    const leda_ordinal_rows *rows, size_t nodes);
void leda_cumulative_quadrature_clear(leda_cumulative_quadrature *quadrature);

/* A leda_newton_value; data is a leda_cumulative_quadrature. */
double leda_cumulative_quadrature_value(void *data, const double *parameter, double *gradient,
                                        double *hessian);

#endif
