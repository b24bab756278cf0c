/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cumulative_logit.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cumulative_likelihood.h"
#include "stats/newton.h"
#include "stats/ordinal_rows.h"
#include "stats/small_matrix.h"

static int alloc_fit(leda_cumulative_fit *fit, bool clustered) {
  size_t m = fit->thresholds + fit->p;

  fit->category = calloc(fit->used + 1, sizeof *fit->category);
  fit->estimate = calloc(m + 1, sizeof *fit->estimate);
  fit->se = calloc(m + 1, sizeof *fit->se);
  fit->covariance = calloc(m * m + 1, sizeof *fit->covariance);
  if (!fit->category || !fit->estimate || !fit->se || !fit->covariance) return GSL_ENOMEM;
  if (!clustered) return GSL_SUCCESS;
  fit->se_robust = calloc(m + 1, sizeof *fit->se_robust);
  fit->covariance_robust = calloc(m * m + 1, sizeof *fit->covariance_robust);
  return fit->se_robust && fit->covariance_robust ? GSL_SUCCESS : GSL_ENOMEM;
}

static void fill_nan(double *x, size_t n) {
  for (size_t i = 0; x != NULL && i < n; i++) x[i] = NAN;
}

static void set_unknown(leda_cumulative_fit *fit) {
  size_t m = fit->thresholds + fit->p;

  fill_nan(fit->estimate, m);
  fill_nan(fit->se, m);
  fill_nan(fit->se_robust, m);
  fill_nan(fit->covariance, m * m);
  fill_nan(fit->covariance_robust, m * m);
}

static void set_errors(double *se, const double *covariance, size_t m) {
  for (size_t k = 0; k < m; k++) se[k] = sqrt(covariance[k * m + k]);
}

/* The inverse of the observed information; false where it has none. */
static bool set_covariance(double *covariance, double *hessian, size_t m) {
  for (size_t k = 0; k < m * m; k++) hessian[k] = -hessian[k];
  if (!leda_cholesky(hessian, m, 1e-14)) return false;
  leda_cholesky_inverse(hessian, m, covariance);
  return true;
}

static int set_robust(leda_cumulative_fit *fit, const leda_cumulative_likelihood *likelihood,
                      double *work) {
  size_t m = fit->thresholds + fit->p;
  double *meat = work + m, groups = (double)fit->groups;

  leda_cumulative_meat(likelihood, fit->estimate, work, meat);
  leda_congruence(fit->covariance, meat, fit->covariance_robust, meat + m * m, m);
  for (size_t k = 0; k < m * m; k++)
    fit->covariance_robust[k] *= groups > 1.0 ? groups / (groups - 1.0) : (double)NAN;
  return leda_ordinal_rows_unscale(likelihood->rows, work, fit->covariance_robust);
}

/* work: the square of the number of parameters, three times. */
static int fit_rows(leda_cumulative_fit *fit, const leda_ordinal_rows *rows,
                    leda_cumulative_link link, double *work) {
  size_t m = fit->thresholds + fit->p;
  leda_cumulative_likelihood likelihood = {.rows = rows, .link = link};
  leda_newton_result end = {.end = LEDA_NEWTON_STUCK};
  int status;

  leda_ordinal_rows_null(rows, fit->estimate, &fit->log_likelihood_null);
  status = leda_cumulative_maximise(&likelihood, fit->estimate, work, &end);
  if (status != GSL_SUCCESS) return status;
  fit->state = leda_cumulative_state(end.end);
  fit->log_likelihood = end.value;
  fit->max_gradient = end.max_gradient;
  fit->iterations = end.iterations;
  if (fit->state == LEDA_FIT_OK && !set_covariance(fit->covariance, work, m))
    fit->state = LEDA_FIT_NOT_CONVERGED;
  if (fit->state != LEDA_FIT_OK) {
    set_unknown(fit);
    return GSL_SUCCESS;
  }
  if (fit->se_robust != NULL) {
    status = set_robust(fit, &likelihood, work);
    if (status != GSL_SUCCESS) return status;
    set_errors(fit->se_robust, fit->covariance_robust, m);
  }
  status = leda_ordinal_rows_unscale(rows, fit->estimate, fit->covariance);
  set_errors(fit->se, fit->covariance, m);
  return status;
}

int leda_cumulative_logit(const leda_ordinal_data *data, leda_cumulative_link link,
                          leda_cumulative_fit *fit) {
  leda_ordinal_rows rows;
  double *work = NULL;
  int status;

  memset(fit, 0, sizeof *fit);
  fit->log_likelihood = fit->log_likelihood_null = fit->max_gradient = NAN;
  status = leda_ordinal_rows_init(&rows, data, false);
  if (status != GSL_SUCCESS) return status;
  fit->state = rows.state;
  fit->rows = rows.rows;
  fit->groups = data->cluster != NULL ? rows.grouping.groups : 0;
  fit->used = rows.used;
  fit->dropped = data->categories - rows.used;
  fit->thresholds = rows.thresholds;
  fit->p = rows.p;
  status = alloc_fit(fit, data->cluster != NULL);
  if (status != GSL_SUCCESS) goto done;
  memcpy(fit->category, rows.category, rows.used * sizeof *fit->category);
  set_unknown(fit);
  if (rows.state != LEDA_FIT_OK) goto done;
  status = GSL_ENOMEM;
  work = calloc(4 * (rows.thresholds + rows.p) * (rows.thresholds + rows.p) + 1, sizeof *work);
  if (work != NULL) status = fit_rows(fit, &rows, link, work);
done:
  if (status != GSL_SUCCESS) leda_cumulative_fit_clear(fit);
  free(work);
  leda_ordinal_rows_clear(&rows);
  return status;
}

void leda_cumulative_fit_clear(leda_cumulative_fit *fit) {
  free(fit->category);
  free(fit->estimate);
  free(fit->se);
  free(fit->se_robust);
  free(fit->covariance);
  free(fit->covariance_robust);
  memset(fit, 0, sizeof *fit);
}
