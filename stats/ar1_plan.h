/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_AR1_PLAN_H
#define LEDA_STATS_AR1_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/contrasts.h"

/* What ar1.h and contrasts.h do, without season, in one pass of length n and without a matrix: the step
 * contrast at k needs only the sums of c_i a_i over i > k, where c is the whitened constant. For the
 * scan over very many series; may be filled again and again for other positions. */
typedef struct {
  size_t n;
  size_t capacity;
  bool plain;  /* phi = 0: the arithmetic of leda_contrasts_run, bit for bit */
  double *own; /* e_i = own_i y_i - carry_i y_{i-1} */
  double *carry;
  double *constant; /* c: the constant whitened */
  double *project;  /* c'x_k / c'c for the step x_k */
  double *scale;    /* 1 / standard deviation of the step contrast under permutation */
  double *drift;    /* standardised; a contrast is its product with the scores */
  double per_cc;    /* 1 / c'c */
} leda_ar1_plan;

/* For up to n_max values. GSL_SUCCESS or GSL_ENOMEM. Free with leda_ar1_plan_clear. */
int leda_ar1_plan_init(leda_ar1_plan *plan, size_t n_max);
void leda_ar1_plan_clear(leda_ar1_plan *plan);

/* For positions t[0..n-1] (NULL: 0, 1, 2...; strictly increasing), 4 <= n <= capacity, 0 <= phi < 1, and
 * scores with the given sum of squares. */
void leda_ar1_plan_fill(leda_ar1_plan *plan, const int *t, size_t n, double phi,
                        double sum_squares);

/* Residuals r = e - c c'e / c'c of y; those of whitened noise e. out must not be y (may be e). Plain:
 * a copy. */
void leda_ar1_plan_residuals(const leda_ar1_plan *plan, const double *y, double *out);
void leda_ar1_plan_project(const leda_ar1_plan *plan, const double *e, double *out);

/* All contrasts of the scores. */
leda_contrasts_scan leda_ar1_plan_run(const leda_ar1_plan *plan, const double *scores);

#endif
