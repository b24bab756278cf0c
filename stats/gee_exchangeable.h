/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_GEE_EXCHANGEABLE_H
#define LEDA_STATS_GEE_EXCHANGEABLE_H

#include "stats/linear_mixed.h"

typedef struct {
  leda_fit_state state;
  size_t rows;
  size_t groups;
  size_t p;
  double *estimate; /* p + 1: constant first */
  double *se;       /* alike: sandwich between groups, without a factor for few of them (CR0) */
  double alpha;     /* correlation of two people of a group; may be below 0 */
  double phi;       /* variance */
  int iterations;
} leda_gee_fit;

/* Generalised estimating equations for means (Liang & Zeger 1986): y on x where any two rows of a group have
 * correlation alpha, by least squares with that working correlation and moments of the residuals,
 *     phi = sum r_i^2 / n,   alpha = sum over pairs within groups of r_i r_j / (phi x number of pairs),
 * in turn until no estimate moves by more than 1e-12 of its size (geepack::geeglm, corstr = "exchangeable", stops at
 * 1e-4). Errors hold whatever the true correlation, with many groups; for few see CR2. data->occasion is not
 * used.
 *
 * GSL_SUCCESS with fit->state: OK, EMPTY, COLLINEAR, FEW_GROUPS, NO_NOISE, NOT_CONVERGED (also where alpha has no
 * working matrix). GSL_EINVAL, GSL_ENOMEM as leda_linear_mixed. Free with leda_gee_clear in every case. */
int leda_gee_exchangeable(const leda_linear_data *data, leda_gee_fit *fit);

void leda_gee_clear(leda_gee_fit *fit);

#endif
