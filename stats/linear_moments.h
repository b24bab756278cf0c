/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_LINEAR_MOMENTS_H
#define LEDA_STATS_LINEAR_MOMENTS_H

#include "stats/design_columns.h"
#include "stats/grouping.h"

/* What a linear model with effects of groups and of cells needs to know of its data. With
 *     V = phi_0 I + phi_1 sum over groups of 1 1' + phi_2 sum over cells of 1 1'
 * deviations from a cell's mean have variance phi_0 alone, so that they enter by one matrix of products; each
 * cell is one row more: its mean times the root of its size, with variance phi_0 + phi_2 n_c, and phi_1
 * sqrt(n_c n_d) between two cells of a group. */
typedef struct {
  size_t rows;
  size_t columns;        /* p + 2: constant, x (standardised), y (standardised) */
  double *within;        /* columns x columns: products of deviations */
  double *means;         /* cells x columns: cell means times sqrt(n_c) */
  double *root;          /* cells: sqrt(n_c) */
  leda_design_columns x; /* means and scales of x */
  leda_grouping grouping;
  double y_mean;
  double y_scale; /* 0: y is constant */
} leda_linear_rows;

#define LEDA_LINEAR_VARIANCES 3

/* Moments at one V; square matrices of `columns` rows, M the constant, x and y:
 * plain = M' V^-1 M, once[k] = M' V^-1 V_k V^-1 M, twice[k][l] = M' V^-1 V_k V^-1 V_l V^-1 M, V_k = dV / dphi_k. */
typedef struct {
  double *plain;
  double *once[LEDA_LINEAR_VARIANCES];
  double *twice[LEDA_LINEAR_VARIANCES][LEDA_LINEAR_VARIANCES];
  double trace[LEDA_LINEAR_VARIANCES];                         /* of V^-1 V_k */
  double traces[LEDA_LINEAR_VARIANCES][LEDA_LINEAR_VARIANCES]; /* of V^-1 V_k V^-1 V_l */
  double log_det;                                              /* of V */
  double *memory;
  double *work; /* of the largest group */
} leda_linear_moments;

typedef struct {
  const double *y;
  const double *x;
  size_t p;
} leda_linear_values;

/* Takes over grouping (which is cleared in every case). GSL_SUCCESS, GSL_EINVAL (y or x not finite),
 * GSL_ENOMEM. Free with leda_linear_rows_clear. */
int leda_linear_rows_init(leda_linear_rows *rows, leda_linear_values values,
                          leda_grouping *grouping, bool *collinear);
void leda_linear_rows_clear(leda_linear_rows *rows);

/* GSL_SUCCESS or GSL_ENOMEM. Free with leda_linear_moments_clear. */
int leda_linear_moments_init(leda_linear_moments *moments, const leda_linear_rows *rows);
void leda_linear_moments_clear(leda_linear_moments *moments);

/* At variances phi: the first above 0, the others not below. derivatives false: plain and log_det alone. */
void leda_linear_moments_set(leda_linear_moments *moments, const leda_linear_rows *rows,
                             const double phi[LEDA_LINEAR_VARIANCES], bool derivatives);

#endif
