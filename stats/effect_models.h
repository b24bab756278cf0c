/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_EFFECT_MODELS_H
#define LEDA_STATS_EFFECT_MODELS_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/fit_state.h"
#include "stats/newton.h"

/* The search for the best of the models with effects of groups and of cells within them, or without. A
 * likelihood that is even in the sds of the effects has a maximum inside, where each sd is above 0, or with an
 * effect left out: both are looked for, so that an estimate of 0 is exactly that. */

typedef struct {
  bool active[2]; /* effects of groups, of cells */
  bool found;     /* a maximum where every sd of them is above 0 */
  leda_newton_end end;
  double value;
  double max_gradient;
  double *parameter; /* fixed ones, then the sd of each active effect, not below 0 */
  double *hessian;   /* of their square */
} leda_effect_model;

enum {
  LEDA_EFFECT_NONE,
  LEDA_EFFECT_GROUPS,
  LEDA_EFFECT_CELLS,
  LEDA_EFFECT_BOTH,
  LEDA_EFFECT_MODELS
};

typedef struct {
  size_t fixed;            /* parameters before the sds */
  size_t effects;          /* 1: groups alone, 2: cells too */
  leda_newton_value value; /* of the parameters of a model */
  void *data;
  bool *active;     /* two, set to the model's before value is called */
  double starts[2]; /* sds to start from, in the unit of the fixed parameters */
  leda_effect_model models[LEDA_EFFECT_MODELS];
  const leda_effect_model *best;
  int iterations;
  double *memory;
} leda_effect_search;

/* Makes room; fixed and effects are set. GSL_SUCCESS or GSL_ENOMEM. Free with leda_effect_search_clear. */
int leda_effect_search_init(leda_effect_search *search);
void leda_effect_search_clear(leda_effect_search *search);

/* Sets best and *state (OK, BOUNDARY, SEPARATED, NOT_CONVERGED). The model without effects
 * (models[LEDA_EFFECT_NONE]) has been fitted: it is where the others start. GSL_SUCCESS or GSL_ENOMEM. */
int leda_effect_search_run(leda_effect_search *search, leda_fit_state *state);

/* Number of active effects. */
size_t leda_effect_model_count(const leda_effect_model *model);

#endif
