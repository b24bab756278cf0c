/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CUMULATIVE_LOGIT_H
#define LEDA_STATS_CUMULATIVE_LOGIT_H

#include <stddef.h>

#include "stats/fit_state.h"

/* Answers on an ordered scale: proportional odds (McCullagh 1980),
 *     P(y_i <= j) = F(theta_j - x_i' beta),   F logistic (or normal),
 * so that a positive coefficient means higher answers, and exp(beta) is the ratio of the odds of an
 * answer above any given point of the scale. */

typedef enum { LEDA_LINK_LOGIT, LEDA_LINK_PROBIT } leda_cumulative_link;

typedef struct {
  const int *y;    /* n answers, 0..categories-1; below 0: missing, the row is left out */
  const double *x; /* n x p, row by row, without constant; finite. NULL when p = 0 */
  size_t n;
  size_t p;
  size_t categories;
  const size_t *cluster;  /* n group numbers, 0..clusters-1; NULL: none */
  size_t clusters;        /* numbers that no row bears do no harm */
  const size_t *occasion; /* mixed models only: the wave of each row; NULL: none */
} leda_ordinal_data;

typedef struct {
  leda_fit_state state;
  size_t rows;       /* used */
  size_t groups;     /* clusters with rows; 0 without clusters */
  size_t used;       /* categories that somebody chose; the others are dropped from the scale */
  size_t dropped;    /* categories - used */
  size_t thresholds; /* used - 1 */
  size_t p;
  int *category;      /* used: what they were numbered in y */
  double *estimate;   /* thresholds (of the used categories, ascending), then p coefficients */
  double *se;         /* alike; inverse of the observed information */
  double *se_robust;  /* alike; CR1, see below. NULL without clusters; NaN for one group */
  double *covariance; /* square of thresholds + p, row by row */
  double *covariance_robust; /* alike; NULL without clusters */
  double log_likelihood;
  double log_likelihood_null; /* without coefficients */
  double max_gradient;        /* at the end, for x in units of its standard deviation */
  int iterations;
} leda_cumulative_fit;

/* Maximum likelihood by Newton's method with analytic derivatives, until a step changes no estimate by
 * more than 1e-10. Row order changes the last digits only. Errors that are valid where people of a cluster
 * answer alike: the sandwich H^-1 (sum over g of s_g s_g') H^-1 (Liang & Zeger 1986), times G / (G - 1); the
 * same without that factor is CR0 (sandwich::vcovCL, HC0). Refer it to t with groups - 1 degrees of
 * freedom; with fewer than about 30 groups it is still somewhat too small.
 *
 * GSL_SUCCESS, with fit->state: OK; EMPTY; ONE_CATEGORY; COLLINEAR; SEPARATED, where the likelihood rises
 * for ever as an estimate grows (log_likelihood holds the value approached, estimates are NaN);
 * NOT_CONVERGED. GSL_EINVAL: y not below categories, x not finite, a cluster number too large. GSL_ENOMEM.
 * Free with leda_cumulative_fit_clear in every case. */
int leda_cumulative_logit(const leda_ordinal_data *data, leda_cumulative_link link,
                          leda_cumulative_fit *fit);

void leda_cumulative_fit_clear(leda_cumulative_fit *fit);

typedef struct {
  leda_fit_state state; /* SEPARATED: an estimate of the larger model is infinite; p stands */
  double statistic;     /* 2 (log L of the larger model - of the smaller) */
  double df;
  double p;
} leda_likelihood_ratio;

/* Is the effect of one column the same all along the scale? The proportional-odds model against one in
 * which this column has a coefficient at each threshold (partial proportional odds, Peterson & Harrell
 * 1990; ordinal::nominal_test). df = thresholds - 1; one threshold: df 0, p NaN. Codes as above. */
int leda_cumulative_nominal_test(const leda_ordinal_data *data, size_t column,
                                 leda_cumulative_link link, leda_likelihood_ratio *test);

/* Has this column an effect at all? The model against the one without it; df 1. Assumes independent
 * answers: beside clusters see se_robust. */
int leda_cumulative_drop_test(const leda_ordinal_data *data, size_t column,
                              leda_cumulative_link link, leda_likelihood_ratio *test);

#endif
