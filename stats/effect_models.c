/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/effect_models.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SD_ZERO 1e-4   /* of the first start */
#define GAIN_REAL 1e-9 /* in log-likelihood */
#define GAIN_MISSED 1e-6

int leda_effect_search_init(leda_effect_search *search) {
  size_t most = search->fixed + 2, size = most + most * most;
  static const bool active[LEDA_EFFECT_MODELS][2] = {
      [LEDA_EFFECT_GROUPS] = {true, false},
      [LEDA_EFFECT_CELLS] = {false, true},
      [LEDA_EFFECT_BOTH] = {true, true},
  };

  search->memory = calloc(LEDA_EFFECT_MODELS * size, sizeof *search->memory);
  if (search->memory == NULL) return GSL_ENOMEM;
  search->best = &search->models[LEDA_EFFECT_NONE];
  search->iterations = 0;
  for (size_t k = 0; k < LEDA_EFFECT_MODELS; k++) {
    leda_effect_model *model = &search->models[k];

    memset(model, 0, sizeof *model);
    memcpy(model->active, active[k], sizeof model->active);
    model->value = -INFINITY;
    model->end = LEDA_NEWTON_STUCK;
    model->parameter = search->memory + k * size;
    model->hessian = model->parameter + most;
  }
  return GSL_SUCCESS;
}

void leda_effect_search_clear(leda_effect_search *search) {
  free(search->memory);
  search->memory = NULL;
}

size_t leda_effect_model_count(const leda_effect_model *model) {
  return (model->active[0] ? 1U : 0U) + (model->active[1] ? 1U : 0U);
}

/* From the parameters as they stand. Signs of the sds are free. */
static int climb(leda_effect_search *s, leda_effect_model *model) {
  size_t m = s->fixed + leda_effect_model_count(model);
  leda_newton_target target = {.value = s->value, .data = s->data, .m = m};
  leda_newton_result result;
  int status;

  memcpy(s->active, model->active, sizeof model->active);
  status = leda_newton_maximise(&target, model->parameter, model->hessian, &result);
  if (status != GSL_SUCCESS) return status;
  s->iterations += result.iterations;
  model->end = result.end;
  model->found = result.end == LEDA_NEWTON_FOUND;
  model->value = result.value;
  model->max_gradient = result.max_gradient;
  for (size_t k = s->fixed; k < m; k++) {
    model->parameter[k] = fabs(model->parameter[k]);
    model->found = model->found && model->parameter[k] > SD_ZERO * s->starts[0];
  }
  return GSL_SUCCESS;
}

/* The maximum of this model, from fixed parameters of another and from these sds. */
static int seek(leda_effect_search *s, const leda_effect_model *from, const double sds[2],
                leda_effect_model *model) {
  size_t next = s->fixed;

  memcpy(model->parameter, from->parameter, s->fixed * sizeof *model->parameter);
  for (int k = 0; k < 2; k++)
    if (model->active[k]) model->parameter[next++] = sds[k];
  return climb(s, model);
}

/* One effect: from where a search with both lost the other, else from the first start, else the second. */
static int seek_single(leda_effect_search *s, int k) {
  const leda_effect_model *both = &s->models[LEDA_EFFECT_BOTH];
  leda_effect_model *model = &s->models[LEDA_EFFECT_GROUPS + k];
  double found = both->end == LEDA_NEWTON_FOUND ? both->parameter[s->fixed + (size_t)k] : 0.0;
  int status = GSL_SUCCESS;

  if (found > SD_ZERO * s->starts[0]) status = seek(s, both, (double[]){found, found}, model);
  for (int start = 0; start < 2 && !model->found && status == GSL_SUCCESS; start++) {
    const double sds[2] = {s->starts[start], s->starts[start]};

    status = seek(s, &s->models[LEDA_EFFECT_NONE], sds, model);
  }
  return status;
}

/* The simpler model stays best unless the other gains something. */
static void consider(leda_effect_search *s, const leda_effect_model *model) {
  if (model->found && model->value > s->best->value + GAIN_REAL) s->best = model;
}

/* Both effects, from the sds that each has alone, or where it has not been sought from two that fit most. */
static int seek_both(leda_effect_search *s) {
  double sds[2];

  for (int k = 0; k < 2; k++) {
    const leda_effect_model *alone = &s->models[LEDA_EFFECT_GROUPS + k];

    sds[k] = alone->found ? 0.7 * alone->parameter[s->fixed] : (k == 0 ? 0.8 : 0.4) * s->starts[0];
  }
  return seek(s, s->best, sds, &s->models[LEDA_EFFECT_BOTH]);
}

static leda_fit_state state_of(const leda_effect_search *s) {
  for (size_t k = LEDA_EFFECT_GROUPS; k < LEDA_EFFECT_MODELS; k++)
    if (!s->models[k].found && s->models[k].value > s->best->value + GAIN_MISSED)
      return s->models[k].end == LEDA_NEWTON_FLAT ? LEDA_FIT_SEPARATED : LEDA_FIT_NOT_CONVERGED;
  return leda_effect_model_count(s->best) < s->effects ? LEDA_FIT_BOUNDARY : LEDA_FIT_OK;
}

int leda_effect_search_run(leda_effect_search *search, leda_fit_state *state) {
  leda_effect_model *both = &search->models[LEDA_EFFECT_BOTH];
  int status = GSL_SUCCESS;

  /* A maximum inside is above those with an effect left out: then these need not be sought. */
  if (search->effects == 2) status = seek_both(search);
  for (int k = 0; k < (int)search->effects && !both->found && status == GSL_SUCCESS; k++) {
    status = seek_single(search, k);
    consider(search, &search->models[LEDA_EFFECT_GROUPS + k]);
  }
  /* Once more from there, unless the first search ended at the best of them. */
  if (search->effects == 2 && !both->found && status == GSL_SUCCESS &&
      !(both->end == LEDA_NEWTON_FOUND && both->value > search->best->value - GAIN_MISSED))
    status = seek_both(search);
  consider(search, both);
  *state = state_of(search);
  return status;
}
