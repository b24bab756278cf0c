/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CUMULATIVE_MIXED_H
#define LEDA_STATS_CUMULATIVE_MIXED_H

#include <stddef.h>

#include "stats/cumulative_logit.h"

/* Proportional odds with normal effects of groups (Hedeker & Gibbons 1994):
 *     P(y_i <= j) = F(theta_j - x_i' beta - u_g - w_gt),   u_g ~ N(0, sd[0]^2), w_gt ~ N(0, sd[1]^2),
 * F logistic, g the group (municipality) and gt the group at an occasion (wave). Coefficients are those
 * within a group, a little larger than the ones of leda_cumulative_logit. */

#define LEDA_MIXED_NODES 21

typedef struct {
  leda_fit_state state;
  size_t rows;
  size_t groups;  /* with rows */
  size_t effects; /* 1, or 2 when data->occasion is given */
  size_t used;
  size_t dropped;
  size_t thresholds;
  size_t p;
  int nodes;        /* 1: Laplace's approximation */
  int *category;    /* as in leda_cumulative_fit */
  double *estimate; /* thresholds, then p coefficients */
  double
      *se; /* alike: observed information of the marginal likelihood, the sds estimated with them */
  double *covariance; /* square of thresholds + p */
  double sd[2];       /* exactly 0 at the boundary */
  double sd_se[2];    /* NaN at the boundary */
  double log_likelihood;
  double log_likelihood_fixed; /* leda_cumulative_logit's: without effects of groups */
  double max_gradient;
  int iterations;
} leda_cumulative_mixed_fit;

/* Maximum likelihood. data->cluster is needed. Without data->occasion: one effect, adaptive Gauss-Hermite
 * quadrature with `nodes` points (0: 21; 1: Laplace; else 5..100), full Newton steps from Louis's (1982)
 * information; 201 equally spaced points instead where sd comes out above 2.5 or the nodes do not settle.
 * With it: two effects by Laplace's approximation (nodes is not used), as ordinal::clmm does: analytic
 * gradient, Hessian from its central differences. Laplace's approximation is rough where sd is above 3 or so:
 * groups that all but agree.
 *
 * Where no group has two occasions the second effect cannot be told from the first and is left out
 * (effects = 1).
 *
 * A variance whose estimate is 0 is left out of the model, and state is LEDA_FIT_BOUNDARY; with all of them 0
 * the estimates are those of leda_cumulative_logit. GSL_SUCCESS with fit->state as there, and FEW_GROUPS.
 * GSL_EINVAL, GSL_ENOMEM. Numbering of groups and order of rows change the last digits only.
 * Free with leda_cumulative_mixed_clear in every case. */
int leda_cumulative_mixed(const leda_ordinal_data *data, int nodes, leda_cumulative_mixed_fit *fit);

void leda_cumulative_mixed_clear(leda_cumulative_mixed_fit *fit);

#endif
