/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CLUSTER_OLS_INTERNAL_H
#define LEDA_STATS_CLUSTER_OLS_INTERNAL_H

#include "stats/cluster_ols.h"

/* What a fit keeps, all in the coordinates of Q (r numbers instead of as many as there are rows). Used by
 * cluster_*.c and wild_cluster.c. */
struct leda_cluster_ols {
  size_t columns;
  size_t rank;        /* r */
  size_t rows;        /* that took part */
  size_t clusters;    /* G, with rows that took part */
  size_t absorbed;    /* levels taken out beside the columns */
  size_t *kept;       /* r: columns of X behind the columns of Q */
  double *r;          /* columns x columns, row by row: rows 0..r-1 are R, for all columns of X */
  double *scale;      /* columns: lengths of X's columns */
  double *qy;         /* r: Q'y */
  double *eigen;      /* G x r: eigenvalues of K_g */
  double *vectors;    /* G x r x r: eigenvectors of K_g, one in each row */
  double *response;   /* G x r: Q_g'y_g */
  double *score;      /* G x r: Q_g'e_g */
  double sum_squares; /* of e */
  bool exact;         /* nothing but rounding is left in e */
};

/* u = R^-T c, so that c'b = u'Q'y. False when the rows do not tell c'b. */
bool leda_cluster_direction(const leda_cluster_ols *fit, const double *contrast, double *u);

/* The factor of A_g on a direction with eigenvalue `eigen` of K_g: (1 - eigen) to the power of `kind`. */
double leda_cluster_power(leda_cluster_kind kind, double eigen);

/* weight = A_g u and both = K_g A_g u in Q's coordinates (r numbers each). */
/* NOLINTNEXTLINE(readability-function-size): a direction of one cluster, and its two images */
void leda_cluster_turn(const leda_cluster_ols *fit, size_t g, leda_cluster_kind kind,
                       const double *u, double *weight, double *both);

/* f of the header; not positive or infinite where it is not defined. */
double leda_cluster_factor(const leda_cluster_ols *fit, leda_cluster_kind kind);

double leda_cluster_dot(const double *a, const double *b, size_t n);

#endif
