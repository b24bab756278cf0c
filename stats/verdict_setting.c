/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/verdict_setting.h"

#include <math.h>
#include <stdlib.h>

#include "stats/detectable.h"
#include "stats/lag1.h"

/* Replicates of different purpose must not share their random numbers. */
enum { SEED_LIMITS = 1, SEED_DETECTABLE, SEED_LAG1 };

struct leda_verdict_setting {
  double alpha;
  leda_null *null;
  leda_step_limits *limits;
  double detectable;
  double lag1_limit;
};

leda_verdict_setting *leda_verdict_setting_alloc(const int *t, size_t n, double alpha,
                                                 const leda_null_draws_plan *plan) {
  uint64_t seed = plan->seed;
  int threads = plan->threads;
  leda_verdict_setting *s;

  if (!(alpha > 0.0 && alpha < 1.0)) return NULL;
  s = calloc(1, sizeof *s);
  if (s == NULL) return NULL;
  s->alpha = alpha;
  s->null = leda_null_alloc(t, n, plan->draws, seed, threads);
  if (s->null == NULL) goto fail;
  s->limits = leda_step_limits_alloc(s->null, alpha, seed + SEED_LIMITS, threads);
  if (s->limits == NULL) goto fail;
  s->detectable =
      leda_detectable_sigmas(s->null, alpha, LEDA_VERDICT_POWER, seed + SEED_DETECTABLE, threads);
  s->lag1_limit = leda_lag1_limit(t, n, seed + SEED_LAG1);
  if (!isnan(s->detectable)) return s;
fail:
  leda_verdict_setting_free(s);
  return NULL;
}

void leda_verdict_setting_free(leda_verdict_setting *setting) {
  if (setting == NULL) return;
  leda_null_free(setting->null);
  leda_step_limits_free(setting->limits);
  free(setting);
}

double leda_verdict_setting_alpha(const leda_verdict_setting *setting) { return setting->alpha; }

const leda_null *leda_verdict_setting_null(const leda_verdict_setting *setting) {
  return setting->null;
}

const leda_step_limits *leda_verdict_setting_limits(const leda_verdict_setting *setting) {
  return setting->limits;
}

double leda_verdict_setting_detectable(const leda_verdict_setting *setting) {
  return setting->detectable;
}

double leda_verdict_setting_lag1_limit(const leda_verdict_setting *setting) {
  return setting->lag1_limit;
}
