/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_LINEAR_MIXED_H
#define LEDA_STATS_LINEAR_MIXED_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/fit_state.h"

/* The linear model with normal effects of groups,
 *     y_i = beta_0 + x_i' beta + u_g + w_gt + e_i,
 * g the group (municipality) and gt the group at an occasion (wave), with variances sd[0]^2, sd[1]^2 and
 * sd_residual^2. */

typedef struct {
  const double *y; /* n; NaN: missing, the row is left out */
  const double *x; /* n x p, row by row, without constant; finite. NULL when p = 0 */
  size_t n;
  size_t p;
  const size_t *cluster; /* n group numbers, 0..clusters-1 */
  size_t clusters;
  const size_t *occasion; /* n numbers; NULL: effects of groups alone */
} leda_linear_data;

typedef struct {
  leda_fit_state state;
  size_t rows;
  size_t groups;  /* with rows */
  size_t effects; /* 1, or 2 when data->occasion is given */
  size_t p;
  double *estimate;   /* p + 1: constant first */
  double *se;         /* from (X' V^-1 X)^-1 at the estimated variances, as lme4 */
  double *df;         /* Satterthwaite, as lmerTest (Fai & Cornelius 1996) */
  double *se_kr;      /* Kenward & Roger (1997): allows for the variances being estimated */
  double *df_kr;      /* both NaN when not restricted */
  double *covariance; /* square of p + 1: of se */
  double sd[2];       /* of groups, of groups at an occasion; exactly 0 at the boundary */
  double sd_residual;
  double log_likelihood; /* restricted when `restricted` */
  int iterations;
} leda_linear_mixed_fit;

/* Restricted maximum likelihood (REML; Patterson & Thompson 1971), or maximum likelihood when not
 * `restricted`, by Newton and Fisher steps in the variances on sums per group: a step costs groups x p^2,
 * whatever the number of rows. A variance whose estimate is 0 is left out and state is LEDA_FIT_BOUNDARY
 * (lme4: "singular fit"). Where no group has two occasions, or each row is a cell of its own, the second
 * effect is left out (effects = 1).
 *
 * GSL_SUCCESS with fit->state: OK, BOUNDARY, EMPTY, COLLINEAR, FEW_GROUPS, NO_NOISE, NOT_CONVERGED.
 * GSL_EINVAL: x or y infinite, group number too large, no cluster. GSL_ENOMEM. Adding a constant to y
 * changes the constant alone. Free with leda_linear_mixed_clear in every case. */
int leda_linear_mixed(const leda_linear_data *data, bool restricted, leda_linear_mixed_fit *fit);

void leda_linear_mixed_clear(leda_linear_mixed_fit *fit);

#endif
