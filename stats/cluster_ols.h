/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CLUSTER_OLS_H
#define LEDA_STATS_CLUSTER_OLS_H

#include <stdbool.h>
#include <stddef.h>

/* Least squares with errors that allow rows of the same cluster (people of the same municipality) to be
 * alike in any way. With X = Q R, cluster g's rows Q_g, K_g = Q_g'Q_g, residuals e and scores
 * s_g = Q_g'e_g, the estimate of c'b is u'Q'y with u = R^-T c, and
 *     var(c'b) = f sum_g (u' A_g s_g)^2 .
 *     CR0   A = I                   f = 1
 *     CR1   A = I                   f = G / (G - 1)
 *     CR1S  A = I                   f = G (n - 1) / ((G - 1)(n - p))   (Stata's)
 *     CR1P  A = I                   f = G / (G - p)
 *     CR2   A = (I - K_g)^-1/2      f = 1   Bell & McCaffrey (2002)
 *     CR3   A = (I - K_g)^-1        f = 1   close to the jackknife over clusters
 * Powers are Moore-Penrose: eigenvalues of I - K_g up to 1e-12 give 0, as in clubSandwich (Pustejovsky &
 * Tipton 2018), so a cluster that a coefficient belongs to alone adds nothing. The working model of CR2
 * and of the degrees of freedom is: all rows independent with one variance.
 *
 * (I - Q_g Q_g')^-1/2, of as many rows as people, is never formed: its effect on Q_g'e_g is that of the
 * p x p power above, so a fit costs O(n p^2 + G p^3) whatever the sizes of the clusters. */

typedef enum {
  LEDA_CR0,
  LEDA_CR1,
  LEDA_CR1S,
  LEDA_CR1P,
  LEDA_CR2, /* what leda reports */
  LEDA_CR3
} leda_cluster_kind;

/* The rows and what is asked of them. All statements of an instrument can share one design: answers that
 * are missing are left out in each fit. */
typedef struct {
  size_t rows;
  size_t columns;
  const double *x;       /* rows x columns, row by row; a row with a NaN is left out */
  const size_t *cluster; /* rows: 0..clusters-1, in any order; a cluster may be empty */
  size_t clusters;
  bool
      absorb; /* each cluster has a level of its own (fixed effects), removed by subtracting cluster
                  means; same coefficients, CR2 errors and degrees of freedom as with dummies */
} leda_cluster_design;

/* A fit. Depends on nothing that was handed in afterwards. */
typedef struct leda_cluster_ols leda_cluster_ols;

/* How a contrast came out. Anything but LEDA_CLUSTER_OK leaves se, t, df and p NaN. */
typedef enum {
  LEDA_CLUSTER_OK,
  LEDA_CLUSTER_NOT_ESTIMABLE, /* the rows do not tell this contrast (estimate NaN too) */
  LEDA_CLUSTER_NO_SPREAD,     /* nothing is left unexplained in any cluster: the error would be 0 */
  LEDA_CLUSTER_TOO_FEW        /* fewer than two clusters, or f above is not positive */
} leda_cluster_state;

typedef struct {
  leda_cluster_state state;
  double estimate; /* c'b, in units of y */
  double se;
  double t;
  double
      df; /* Satterthwaite's (Bell & McCaffrey 2002), of this kind of error; may be far below G - 1 */
  double p;        /* two-sided, Student's t with df */
  size_t rows;     /* that took part */
  size_t clusters; /* with at least one row that took part */
} leda_cluster_estimate;

typedef struct {
  leda_cluster_state state;
  double f;   /* Hotelling's T^2 scaled to F */
  size_t df1; /* contrasts */
  double df2; /* eta - df1 + 1; where it is not positive f and p are NaN (state TOO_FEW) */
  double p;
} leda_cluster_wald;

/* Fits y[0..rows-1] (NaN: missing). Columns that are linear combinations of earlier ones are set aside;
 * contrasts that need them are LEDA_CLUSTER_NOT_ESTIMABLE. NULL when it fails; *code (may be NULL) is then
 * GSL_EDOM (no row without a missing value), GSL_EINVAL (a cluster number out of range) or GSL_ENOMEM, else
 * GSL_SUCCESS. Free with leda_cluster_ols_free. */
leda_cluster_ols *leda_cluster_ols_alloc(const leda_cluster_design *design, const double *y,
                                         int *code);

/* NULL is accepted. */
void leda_cluster_ols_free(leda_cluster_ols *fit);

/* Coefficients in the order of the columns; NaN for those set aside (their contrast is taken as 0 by the
 * others, as R does). */
void leda_cluster_ols_coefficients(const leda_cluster_ols *fit, double *coefficients);

/* Rank of the design without absorbed levels. */
size_t leda_cluster_ols_rank(const leda_cluster_ols *fit);

/* Estimate, error, degrees of freedom and p of contrast[0..columns-1]. GSL_SUCCESS or GSL_ENOMEM;
 * what the numbers cannot give is told by out->state. */
int leda_cluster_ols_contrast(const leda_cluster_ols *fit, leda_cluster_kind kind,
                              const double *contrast, leda_cluster_estimate *out);

/* All `count` contrasts (row by row) at once zero? HTZ: Hotelling's T^2 with the degrees of freedom eta
 * of Pustejovsky & Tipton (2018), F = (eta - q + 1) / (eta q) Q with (q, eta - q + 1) degrees of freedom.
 * One contrast gives t^2 and Satterthwaite's. Contrasts that depend on each other: NOT_ESTIMABLE.
 * GSL_SUCCESS, GSL_EINVAL (count 0) or GSL_ENOMEM. */
int leda_cluster_ols_wald(const leda_cluster_ols *fit, leda_cluster_kind kind,
                          const double *contrasts, size_t count, leda_cluster_wald *out);

/* One contrast of each of `statements` outcomes: answers is statements x rows, one statement after the
 * other, NaN where missing. A statement that nobody answered: state NOT_ESTIMABLE, rows 0.
 * GSL_SUCCESS, GSL_EINVAL (a cluster number out of range) or GSL_ENOMEM. */
int leda_cluster_ols_each(const leda_cluster_design *design, const double *answers,
                          size_t statements, const double *contrast, leda_cluster_estimate *out);

/* The interval estimate -+ t(df; (1 + level) / 2) se, level 0.95 as a rule; NaN where the state is not
 * LEDA_CLUSTER_OK. */
void leda_cluster_interval(const leda_cluster_estimate *e, double level, double *lower,
                           double *upper);

#endif
