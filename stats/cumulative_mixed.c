/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cumulative_mixed.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cumulative_laplace.h"
#include "stats/cumulative_likelihood.h"
#include "stats/cumulative_quadrature.h"
#include "stats/newton.h"
#include "stats/small_matrix.h"

#define NODES_LEAST 5
#define SD_ZERO 1e-4
#define GAIN_REAL 1e-9
/* On the logit scale, where the answers themselves have a sd of 1.8. */
static const double sd_starts[] = {0.5, 2.0};

/* A model: which effects it has, and the best parameters found for it on the scale of the rows. */
typedef struct {
  bool active[2];
  bool found; /* a maximum where every sd is above 0 */
  leda_newton_end end;
  double value;
  double max_gradient;
  double *parameter; /* thresholds, coefficients, sd of each active effect */
  double *hessian;
} candidate;

typedef struct {
  const leda_ordinal_rows *rows;
  size_t fixed;                           /* thresholds + p */
  leda_cumulative_quadrature *quadrature; /* NULL: Laplace */
  leda_cumulative_laplace *laplace;
  int iterations;
} fitter;

static size_t effects_of(const candidate *c) {
  return (c->active[0] ? 1U : 0U) + (c->active[1] ? 1U : 0U);
}

/* From the parameters as they stand. Signs of the sds are free. */
static int climb(fitter *f, candidate *c) {
  size_t m = f->fixed + effects_of(c);
  leda_newton_target target = {.value = leda_cumulative_laplace_value, .data = f->laplace, .m = m};
  leda_newton_result result;
  int status;

  if (f->quadrature != NULL) {
    target.value = leda_cumulative_quadrature_value;
    target.data = f->quadrature;
  } else {
    memcpy(f->laplace->active, c->active, sizeof c->active);
  }
  status = leda_newton_maximise(&target, c->parameter, c->hessian, &result);
  if (status != GSL_SUCCESS) return status;
  f->iterations += result.iterations;
  c->end = result.end;
  c->found = result.end == LEDA_NEWTON_FOUND;
  c->value = result.value;
  c->max_gradient = result.max_gradient;
  for (size_t k = f->fixed; k < m; k++) {
    c->parameter[k] = fabs(c->parameter[k]);
    c->found = c->found && c->parameter[k] > SD_ZERO;
  }
  return GSL_SUCCESS;
}

/* The maximum of this model, from thresholds and coefficients of another and from these sds. */
static int seek(fitter *f, const candidate *from, const double sds[2], candidate *c) {
  size_t next = f->fixed;

  memcpy(c->parameter, from->parameter, f->fixed * sizeof *c->parameter);
  for (int k = 0; k < 2; k++)
    if (c->active[k]) c->parameter[next++] = sds[k];
  return climb(f, c);
}

static int seek_single(fitter *f, const candidate *none, candidate *c) {
  int status = GSL_SUCCESS;

  for (size_t s = 0; s < sizeof sd_starts / sizeof *sd_starts && !c->found; s++) {
    const double sds[2] = {sd_starts[s], sd_starts[s]};

    status = seek(f, none, sds, c);
    if (status != GSL_SUCCESS) return status;
  }
  return status;
}

/* The better of two models; the second has to gain something. */
static const candidate *better(const candidate *a, const candidate *b) {
  return b->found && b->value > a->value + GAIN_REAL ? b : a;
}

enum { NONE, GROUPS, CELLS, BOTH, MODELS };

/* The best model: with both effects, one or none. */
static int fit_models(fitter *f, size_t effects, candidate *models, const candidate **best) {
  double sds[2] = {0.2, 0.2};
  int status = seek_single(f, &models[NONE], &models[GROUPS]);

  *best = better(&models[NONE], &models[GROUPS]);
  if (status != GSL_SUCCESS || effects < 2) return status;
  status = seek_single(f, &models[NONE], &models[CELLS]);
  if (status != GSL_SUCCESS) return status;
  *best = better(*best, &models[CELLS]);
  for (int k = 0; k < 2; k++)
    if (models[GROUPS + k].found) sds[k] = 0.7 * models[GROUPS + k].parameter[f->fixed];
  status = seek(f, *best, sds, &models[BOTH]);
  *best = better(*best, &models[BOTH]);
  return status;
}

/* How the fit ended, all models seen. */
static leda_fit_state state_of(const candidate *models, const candidate *best, size_t effects) {
  for (size_t k = GROUPS; k < MODELS; k++)
    if (!models[k].found && models[k].value > best->value + 1e-6)
      return models[k].end == LEDA_NEWTON_FLAT ? LEDA_FIT_SEPARATED : LEDA_FIT_NOT_CONVERGED;
  return effects_of(best) < effects ? LEDA_FIT_BOUNDARY : LEDA_FIT_OK;
}

/* Estimates and errors of the best model into fit. work: twice the square of its parameters. */
static int set_fit(leda_cumulative_mixed_fit *fit, const fitter *f, const candidate *best,
                   double *work) {
  size_t m = f->fixed + effects_of(best), next = f->fixed;
  double *inverse = work + m * m;
  int status;

  for (size_t k = 0; k < m * m; k++) work[k] = -best->hessian[k];
  if (!leda_cholesky(work, m, 1e-14)) {
    fit->state = LEDA_FIT_NOT_CONVERGED;
    return GSL_SUCCESS;
  }
  leda_cholesky_inverse(work, m, inverse);
  memcpy(fit->estimate, best->parameter, f->fixed * sizeof *fit->estimate);
  for (size_t i = 0; i < f->fixed; i++)
    memcpy(fit->covariance + i * f->fixed, inverse + i * m, f->fixed * sizeof *inverse);
  status = leda_ordinal_rows_unscale(f->rows, fit->estimate, fit->covariance);
  for (size_t k = 0; k < f->fixed; k++) fit->se[k] = sqrt(fit->covariance[k * f->fixed + k]);
  for (size_t k = 0; k < fit->effects; k++) {
    fit->sd[k] = best->active[k] ? best->parameter[next] : 0.0;
    if (best->active[k]) fit->sd_se[k] = sqrt(inverse[next * m + next]);
    next += best->active[k] ? 1 : 0;
  }
  return status;
}

/* The model without effects: where the others start. */
static int fit_none(const fitter *f, candidate *none, leda_cumulative_mixed_fit *fit) {
  leda_cumulative_likelihood likelihood = {.rows = f->rows, .link = LEDA_LINK_LOGIT};
  leda_newton_result end;
  int status = leda_cumulative_maximise(&likelihood, none->parameter, none->hessian, &end);

  if (status != GSL_SUCCESS) return status;
  fit->state = leda_cumulative_state(end.end);
  fit->log_likelihood = fit->log_likelihood_fixed = none->value = end.value;
  none->max_gradient = end.max_gradient;
  none->found = true;
  return GSL_SUCCESS;
}

static int fit_rows(leda_cumulative_mixed_fit *fit, fitter *f, double *work) {
  size_t most = f->fixed + 2;
  candidate models[MODELS] = {[GROUPS] = {.active = {true, false}},
                              [CELLS] = {.active = {false, true}},
                              [BOTH] = {.active = {true, true}}};
  const candidate *best = NULL;
  int status;

  for (size_t k = 0; k < MODELS; k++) {
    models[k].value = -INFINITY;
    models[k].parameter = work + k * (most + most * most);
    models[k].hessian = models[k].parameter + most;
  }
  status = fit_none(f, &models[NONE], fit);
  if (status != GSL_SUCCESS || fit->state != LEDA_FIT_OK) return status;
  status = fit_models(f, fit->effects, models, &best);
  if (status != GSL_SUCCESS) return status;
  fit->log_likelihood = best->value;
  fit->max_gradient = best->max_gradient;
  fit->iterations = f->iterations;
  fit->state = state_of(models, best, fit->effects);
  if (!leda_fit_usable(fit->state)) return GSL_SUCCESS;
  return set_fit(fit, f, best, work + MODELS * (most + most * most));
}

static int fit_with(leda_cumulative_mixed_fit *fit, const leda_ordinal_rows *rows) {
  leda_cumulative_quadrature quadrature;
  leda_cumulative_laplace laplace;
  size_t most = rows->thresholds + rows->p + 2;
  double *work = calloc(MODELS * (most + most * most) + 2 * most * most, sizeof *work);
  fitter f = {.rows = rows, .fixed = rows->thresholds + rows->p};
  int status = GSL_ENOMEM;

  if (work == NULL) return status;
  if (fit->nodes > 1) {
    status = leda_cumulative_quadrature_init(&quadrature, rows, (size_t)fit->nodes);
    if (status == GSL_SUCCESS) f.quadrature = &quadrature;
  } else {
    status = leda_cumulative_laplace_init(&laplace, rows);
    if (status == GSL_SUCCESS) f.laplace = &laplace;
  }
  if (status == GSL_SUCCESS) status = fit_rows(fit, &f, work);
  if (f.quadrature != NULL) leda_cumulative_quadrature_clear(f.quadrature);
  if (f.laplace != NULL) leda_cumulative_laplace_clear(f.laplace);
  free(work);
  return status;
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

static void set_unknown(leda_cumulative_mixed_fit *fit) {
  size_t m = fit->thresholds + fit->p;

  for (size_t k = 0; k < m; k++) fit->estimate[k] = fit->se[k] = NAN;
  for (size_t k = 0; k < m * m; k++) fit->covariance[k] = NAN;
  for (int k = 0; k < 2; k++) fit->sd[k] = fit->sd_se[k] = NAN;
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
