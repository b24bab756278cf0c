/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_LINEAR_VARIANCE_H
#define LEDA_STATS_LINEAR_VARIANCE_H

#include "stats/linear_moments.h"

/* The restricted (or plain) log-likelihood of the variances of a linear mixed model, coefficients put at their
 * best, and its derivatives (Searle, Casella & McCulloch 1992, chapter 6). With P = V^-1 - V^-1 X Phi X' V^-1, Phi =
 * (X' V^-1 X)^-1 and r = y - X beta:
 *     d l / d phi_k = (- tr(P V_k) + r' V^-1 V_k V^-1 r) / 2,
 *     d2 l / d phi_k d phi_l = tr(P V_k P V_l) / 2 - r' V^-1 V_k P V_l V^-1 r;
 * not restricted: V^-1 for P in the traces. */
typedef struct {
  const leda_linear_rows *rows;
  bool restricted;
  bool active[2]; /* groups, cells */
  leda_linear_moments moments;
  double *phi;   /* (X' V^-1 X)^-1, square of the coefficients */
  double *beta;  /* constant and coefficients, all standardised */
  double *moved; /* LEDA_LINEAR_VARIANCES x coefficients: X' V^-1 V_k V^-1 r */
  double *memory;
  double quadratic[LEDA_LINEAR_VARIANCES];                       /* r' V^-1 V_k V^-1 r */
  double trace[LEDA_LINEAR_VARIANCES];                           /* tr(P V_k), or tr(V^-1 V_k) */
  double traces[LEDA_LINEAR_VARIANCES][LEDA_LINEAR_VARIANCES];   /* tr(P V_k P V_l), alike */
  double products[LEDA_LINEAR_VARIANCES][LEDA_LINEAR_VARIANCES]; /* r' V^-1 V_k P V_l V^-1 r */
} leda_linear_variance;

/* GSL_SUCCESS or GSL_ENOMEM. Free with leda_linear_variance_clear. */
int leda_linear_variance_init(leda_linear_variance *variance, const leda_linear_rows *rows);
void leda_linear_variance_clear(leda_linear_variance *variance);

/* Sets all of it at variances phi; derivatives false: no more than the value needs. Returns the
 * log-likelihood of y in its own units, -INFINITY where X' V^-1 X has no inverse. */
double leda_linear_variance_set(leda_linear_variance *variance,
                                const double phi[LEDA_LINEAR_VARIANCES], bool derivatives);

/* A leda_newton_value of the residual sd and the sd of each active effect; data is a leda_linear_variance.
 * Even in each. */
double leda_linear_variance_value(void *data, const double *sd, double *gradient, double *hessian);

#endif
