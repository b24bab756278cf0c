/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cumulative_mixed.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cumulative_laplace.h"
#include "stats/cumulative_likelihood.h"
#include "stats/cumulative_quadrature.h"
#include "stats/effect_models.h"
#include "stats/small_matrix.h"

#define NODES_LEAST 5
#define SD_STEEP 2.5 /* from here on 21 nodes are wrong by 1e-4 and more */
static void set_unknown(leda_cumulative_mixed_fit *fit) {
  size_t m = fit->thresholds + fit->p;

  for (size_t k = 0; k < m; k++) fit->estimate[k] = fit->se[k] = NAN;
  for (size_t k = 0; k < m * m; k++) fit->covariance[k] = NAN;
  for (int k = 0; k < 2; k++) fit->sd[k] = fit->sd_se[k] = NAN;
}

/* Estimates and errors of the best model. work: twice the square of its parameters. */
static int set_fit(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows,
                   const leda_effect_model *best, double *work) {
  size_t fixed = fit->thresholds + fit->p, m = fixed + leda_effect_model_count(best), next = fixed;
  double *inverse = work + m * m;
  int status;

  for (size_t k = 0; k < m * m; k++) work[k] = -best->hessian[k];
  if (!leda_cholesky(work, m, 1e-14)) {
    fit->state = LEDA_FIT_NOT_CONVERGED;
    return GSL_SUCCESS;
  }
  leda_cholesky_inverse(work, m, inverse);
  memcpy(fit->estimate, best->parameter, fixed * sizeof *fit->estimate);
  for (size_t i = 0; i < fixed; i++)
    memcpy(fit->covariance + i * fixed, inverse + i * m, fixed * sizeof *inverse);
  status = leda_ordinal_rows_unscale(rows, fit->estimate, fit->covariance);
  for (size_t k = 0; k < fixed; k++) fit->se[k] = sqrt(fit->covariance[k * fixed + k]);
  for (size_t k = 0; k < fit->effects; k++) {
    fit->sd[k] = best->active[k] ? best->parameter[next] : 0.0;
    if (best->active[k]) fit->sd_se[k] = sqrt(inverse[next * m + next]);
    next += best->active[k] ? 1 : 0;
  }
  return status;
}

/* The model without effects: where the others start. */
static int fit_none(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows,
                    leda_effect_model *none) {
  leda_cumulative_likelihood likelihood = {.rows = rows, .link = LEDA_LINK_LOGIT};
  leda_newton_result end;
  int status = leda_cumulative_maximise(&likelihood, none->parameter, none->hessian, &end);

  if (status != GSL_SUCCESS) return status;
  fit->state = leda_cumulative_state(end.end);
  fit->log_likelihood = fit->log_likelihood_fixed = none->value = end.value;
  none->max_gradient = end.max_gradient;
  none->found = true;
  return GSL_SUCCESS;
}

static int fit_rows(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows,
                    leda_effect_search *search) {
  size_t most = search->fixed + 2;
  double *work = NULL;
  int status = leda_effect_search_init(search);

  if (status == GSL_SUCCESS) status = fit_none(fit, rows, &search->models[LEDA_EFFECT_NONE]);
  if (status != GSL_SUCCESS || fit->state != LEDA_FIT_OK) return status;
  status = leda_effect_search_run(search, &fit->state);
  if (status != GSL_SUCCESS) return status;
  fit->log_likelihood = search->best->value;
  fit->max_gradient = search->best->max_gradient;
  fit->iterations = search->iterations;
  if (!leda_fit_usable(fit->state)) return GSL_SUCCESS;
  work = calloc(2 * most * most, sizeof *work);
  if (work == NULL) return GSL_ENOMEM;
  status = set_fit(fit, rows, search->best, work);
  free(work);
  return status;
}

/* On the logit scale, where the answers themselves have a sd of 1.8. */
static leda_effect_search start_search(const leda_ordinal_rows *rows, size_t effects) {
  return (leda_effect_search){
      .fixed = rows->thresholds + rows->p, .effects = effects, .starts = {0.5, 2.0}};
}

/* nodes as of leda_cumulative_quadrature_init. */
static int fit_quadrature(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows,
                          size_t nodes) {
  leda_cumulative_quadrature quadrature;
  leda_effect_search search = start_search(rows, 1);
  bool unused[2];
  int status = leda_cumulative_quadrature_init(&quadrature, rows, nodes);

  if (status != GSL_SUCCESS) return status;
  search.value = leda_cumulative_quadrature_value;
  search.data = &quadrature;
  search.active = unused;
  fit->nodes = (int)quadrature.nodes;
  status = fit_rows(fit, rows, &search);
  leda_effect_search_clear(&search);
  leda_cumulative_quadrature_clear(&quadrature);
  return status;
}

static int fit_laplace(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows) {
  leda_cumulative_laplace laplace;
  leda_effect_search search = start_search(rows, fit->effects);
  int status = leda_cumulative_laplace_init(&laplace, rows);

  if (status != GSL_SUCCESS) return status;
  search.value = leda_cumulative_laplace_value;
  search.data = &laplace;
  search.active = laplace.active;
  status = fit_rows(fit, rows, &search);
  leda_effect_search_clear(&search);
  leda_cumulative_laplace_clear(&laplace);
  return status;
}

static int fit_with(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows) {
  int status;

  if (fit->nodes == 1) return fit_laplace(fit, rows);
  status = fit_quadrature(fit, rows, (size_t)fit->nodes);
  if (status != GSL_SUCCESS || (fit->state != LEDA_FIT_NOT_CONVERGED && !(fit->sd[0] > SD_STEEP)))
    return status;
  set_unknown(fit);
  return fit_quadrature(fit, rows, 0);
}

static int alloc_fit(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows) {
  size_t m = fit->thresholds + fit->p;

  fit->category = calloc(fit->used + 1, sizeof *fit->category);
  fit->estimate = calloc(m + 1, sizeof *fit->estimate);
  fit->se = calloc(m + 1, sizeof *fit->se);
  fit->covariance = calloc(m * m + 1, sizeof *fit->covariance);
  if (!fit->category || !fit->estimate || !fit->se || !fit->covariance) return GSL_ENOMEM;
  memcpy(fit->category, rows->category, rows->used * sizeof *fit->category);
  return GSL_SUCCESS;
}

static void describe(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows,
                     const leda_ordinal_data *data) {
  const leda_grouping *g = &rows->grouping;

  fit->state = rows->state;
  fit->rows = rows->rows;
  fit->groups = g->groups;
  fit->effects = data->occasion != NULL && g->cells > g->groups ? 2 : 1;
  if (fit->effects == 2) fit->nodes = 1;
  fit->used = rows->used;
  fit->dropped = data->categories - rows->used;
  fit->thresholds = rows->thresholds;
  fit->p = rows->p;
  if (fit->state == LEDA_FIT_OK && (g->groups < 2 || g->groups == rows->rows))
    fit->state = LEDA_FIT_FEW_GROUPS;
}

int leda_cumulative_mixed(const leda_ordinal_data *data, int nodes,
                          leda_cumulative_mixed_fit *fit) {
  leda_ordinal_rows rows;
  int status;

  memset(fit, 0, sizeof *fit);
  fit->log_likelihood = fit->log_likelihood_fixed = fit->max_gradient = NAN;
  fit->nodes = nodes == 0 ? LEDA_MIXED_NODES : nodes;
  if (data->cluster == NULL || (fit->nodes != 1 && fit->nodes < NODES_LEAST)) return GSL_EINVAL;
  status = leda_ordinal_rows_init(&rows, data, true);
  if (status != GSL_SUCCESS) return status;
  describe(fit, &rows, data);
  status = alloc_fit(fit, &rows);
  if (status == GSL_SUCCESS) set_unknown(fit);
  if (status == GSL_SUCCESS && fit->state == LEDA_FIT_OK) status = fit_with(fit, &rows);
  if (status != GSL_SUCCESS) leda_cumulative_mixed_clear(fit);
  leda_ordinal_rows_clear(&rows);
  return status;
}

void leda_cumulative_mixed_clear(leda_cumulative_mixed_fit *fit) {
  free(fit->category);
  free(fit->estimate);
  free(fit->se);
  free(fit->covariance);
  memset(fit, 0, sizeof *fit);
}
