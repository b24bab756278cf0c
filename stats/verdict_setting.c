/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/verdict_setting.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/detectable.h"
#include "stats/lag1.h"
#include "stats/null_store_internal.h"

/* Replicates of different purpose must not share their random numbers. */
enum { SEED_LIMITS = 1, SEED_DETECTABLE, SEED_LAG1 };

#define SHORTEST 8.0
#define LONG_ENOUGH 12.0
#define LARGER 0.6

struct leda_verdict_setting {
  double alpha;
  leda_null *null;
  const leda_null_store *store;
  leda_null_store *own_store;
  const leda_step_limits *limits;
  leda_step_limits *own_limits; /* NULL where they are borrowed */
  double detectable;
  double lag1_limit;
};

/* Level of the two tests whose region is projected on the size. At alpha itself it would cover 97-99.5 % where
 * 95 are promised, since every period left open widens it; at this level 95-97 % where a shift is large, more
 * where it is small (docs/verdict.md). In 8 values few levels can be had, and alpha is the right one. */
static double region_level(double alpha, size_t n) {
  double grown = fmin(1.0, ((double)n - SHORTEST) / (LONG_ENOUGH - SHORTEST));

  return fmin(alpha * (1.0 + LARGER * grown), 0.5);
}

static bool make_limits(leda_verdict_setting *s, const leda_null_ground *ground,
                        const leda_noise *noise, const leda_null_draws_plan *plan) {
  leda_detectable_plan power = {.store = s->store,
                                .noise = *noise,
                                .t = ground->t,
                                .n = ground->n,
                                .season_length = ground->season_length,
                                .alpha = s->alpha,
                                .power = LEDA_VERDICT_POWER,
                                .seed = plan->seed + SEED_DETECTABLE,
                                .threads = plan->threads,
                                .frame = leda_null_frame(s->null)};

  power.noise.phi = ground->phi;
  s->own_limits = leda_step_limits_alloc(s->null, region_level(s->alpha, ground->n),
                                         plan->seed + SEED_LIMITS, plan->threads);
  s->limits = s->own_limits;
  if (s->limits == NULL) return false;
  s->detectable = leda_detectable_shift(&power);
  s->lag1_limit = leda_lag1_limit(ground->t, ground->n, plan->seed + SEED_LAG1);
  return !isnan(s->detectable);
}

static bool borrow_limits(leda_verdict_setting *s, const leda_null_ground *ground,
                          const leda_noise *noise) {
  const leda_null_length *length = leda_null_store_length(s->store, ground->n);
  const leda_verdict_setting *kept =
      length != NULL ? leda_null_store_setting(length, noise, ground) : NULL;

  if (kept == NULL || fabs(kept->alpha - s->alpha) > 0.0) return false;
  s->limits = kept->limits;
  s->detectable = kept->detectable;
  s->lag1_limit = kept->lag1_limit;
  return true;
}

leda_verdict_setting *leda_verdict_setting_alloc_ground(const leda_null_ground *ground,
                                                        const leda_noise *noise,
                                                        const leda_null_store *store, double alpha,
                                                        const leda_null_draws_plan *plan) {
  leda_verdict_setting *s;

  if (!(alpha > 0.0 && alpha < 1.0)) return NULL;
  s = calloc(1, sizeof *s);
  if (s == NULL) return NULL;
  s->alpha = alpha;
  s->store = store;
  s->null = leda_null_alloc_ground(ground);
  if (s->null != NULL && (borrow_limits(s, ground, noise) || make_limits(s, ground, noise, plan)))
    return s;
  leda_verdict_setting_free(s);
  return NULL;
}

leda_verdict_setting *leda_verdict_setting_alloc(const int *t, size_t n, double alpha,
                                                 const leda_null_draws_plan *plan) {
  leda_noise noise = {.model = LEDA_NOISE_INDEPENDENT};
  leda_null_ground ground = {.t = t, .n = n};
  leda_null_store *store = leda_null_store_alloc(plan->seed, plan->threads);
  leda_verdict_setting *s = NULL;

  if (store != NULL && leda_null_store_prepare(store, n, &noise, 0) == GSL_SUCCESS)
    s = leda_verdict_setting_alloc_ground(&ground, &noise, store, alpha, plan);
  if (s != NULL)
    s->own_store = store;
  else
    leda_null_store_free(store);
  return s;
}

/* The setting of one phi, for n values without gaps. */
static int prepare_one(leda_null_store *store, const leda_null_ground *ground,
                       const leda_noise *noise, double alpha, const leda_null_draws_plan *plan) {
  leda_verdict_setting *s;
  int status;

  if (leda_null_store_setting(leda_null_store_length(store, ground->n), noise, ground) != NULL)
    return GSL_SUCCESS;
  s = leda_verdict_setting_alloc_ground(ground, noise, store, alpha, plan);
  if (s == NULL) return GSL_ENOMEM;
  status = leda_null_store_keep(store, noise, ground, s);
  if (status != GSL_SUCCESS) leda_verdict_setting_free(s);
  return status;
}

static int prepare_all(leda_null_store *store, leda_null_ground ground, const leda_noise *noise,
                       double alpha, const leda_null_draws_plan *plan) {
  int status = GSL_SUCCESS;

  if (noise->model != LEDA_NOISE_AR1_SERIES) return prepare_one(store, &ground, noise, alpha, plan);
  for (int i = 0; i < LEDA_STORE_SETTINGS && status == GSL_SUCCESS; i++) {
    ground.phi = i * LEDA_STORE_SETTINGS_STEP;
    ground.phi_sd = sqrt((1.0 - ground.phi * ground.phi) / (double)ground.n);
    status = prepare_one(store, &ground, noise, alpha, plan);
  }
  return status;
}

int leda_verdict_prepare(leda_null_store *store, const leda_null_ground *ground,
                         const leda_noise *noise, double alpha, const leda_null_draws_plan *plan) {
  leda_null_ground regular = *ground;
  int status = leda_null_store_prepare(store, ground->n, noise, ground->season_length);
  int *t;

  if (status != GSL_SUCCESS || ground->n < LEDA_TABLES_FIRST_LENGTH) return status;
  t = malloc(ground->n * sizeof *t);
  if (t == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < ground->n; i++) t[i] = (int)i;
  regular.t = t;
  regular.phi = leda_noise_phi(noise);
  regular.phi_sd = noise->model == LEDA_NOISE_AR1_PANEL ? noise->phi_sd : 0.0;
  status = prepare_all(store, regular, noise, alpha, plan);
  free(t);
  return status;
}

void leda_verdict_setting_free(leda_verdict_setting *setting) {
  if (setting == NULL) return;
  leda_null_free(setting->null);
  leda_null_store_free(setting->own_store);
  leda_step_limits_free(setting->own_limits);
  free(setting);
}

double leda_verdict_setting_alpha(const leda_verdict_setting *setting) { return setting->alpha; }

const leda_null *leda_verdict_setting_null(const leda_verdict_setting *setting) {
  return setting->null;
}

const leda_step_limits *leda_verdict_setting_limits(const leda_verdict_setting *setting) {
  return setting->limits;
}

const leda_null_store *leda_verdict_setting_store(const leda_verdict_setting *setting) {
  return setting->store;
}

double leda_verdict_setting_detectable(const leda_verdict_setting *setting) {
  return setting->detectable;
}

double leda_verdict_setting_lag1_limit(const leda_verdict_setting *setting) {
  return setting->lag1_limit;
}
