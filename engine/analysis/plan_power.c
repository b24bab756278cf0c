/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/plan_internal.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"
#include "stats/power.h"
#include "stats/verdict.h"

enum { SIDE = LEDA_CONTRASTS_SIDE };

size_t leda_plan_change_index(const leda_plan_options *options, size_t n) {
  size_t index = options->baseline;
  if (!index) index = (size_t)floor(options->at * (double)n + 1e-9);
  if (index < SIDE) index = SIDE;
  return index > n - SIDE ? n - SIDE : index;
}

typedef enum { SHAPE_SHIFT, SHAPE_SLOPE } shape_kind;

/* What a shift of 1, or a slope of 1 a period, adds to each value. */
static void fill_shape(const leda_plan_options *o, shape_kind kind, size_t n, double *shape) {
  size_t index = leda_plan_change_index(o, n);
  double steps = o->by.kind ? (double)(o->by.ordinal - o->start.ordinal + 1) : 1.0;
  for (size_t i = 0; i < n; i++) {
    double into = (double)i - (double)index + 1.0; /* periods since the change began */
    if (kind == SHAPE_SHIFT)
      shape[i] = fmax(0.0, fmin(into / steps, 1.0));
    else
      shape[i] = o->baseline ? fmax(0.0, into) : (double)i;
  }
}

/* The verdict on one length. */
typedef struct {
  leda_power *power;
  double *shape;
} trial;

static void trial_clear(trial *t) {
  leda_power_free(t->power);
  leda_free(t->shape);
}

static leda_noise told_noise(const leda_plan_options *o, bool unknown) {
  if (unknown) return (leda_noise){.model = LEDA_NOISE_AR1_SERIES};
  if (o->phi > 0.0) return (leda_noise){.model = LEDA_NOISE_AR1_GIVEN, .phi = o->phi};
  return (leda_noise){.model = LEDA_NOISE_INDEPENDENT};
}

static leda_status trial_init(trial *t, const leda_plan_options *o, bool unknown, size_t n,
                              leda_error *err) {
  leda_power_options options = {.alpha = o->alpha,
                                .phi = o->phi,
                                .noise = told_noise(o, unknown),
                                .known_index = o->known ? leda_plan_change_index(o, n) : 0,
                                .seed = o->seed,
                                .threads = leda_threads(o->threads)};
  *t = (trial){0};
  if (leda_progress_report(&o->progress, n, 0)) {
    leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("stopped"));
    return LEDA_ERR_CANCELLED;
  }
  t->power = leda_power_alloc(n, &options);
  t->shape = leda_calloc(n, sizeof *t->shape);
  if (t->power && t->shape) return LEDA_OK;
  trial_clear(t);
  return leda_fail_memory(err);
}

static leda_status compute(const leda_plan *plan, bool unknown, size_t n, double *power,
                           leda_error *err) {
  trial t;
  leda_status status = trial_init(&t, &plan->given, unknown, n, err);
  if (status) return status;
  shape_kind kind = isnan(plan->shift) ? SHAPE_SLOPE : SHAPE_SHIFT;
  double size = kind == SHAPE_SHIFT ? plan->shift : plan->slope;
  fill_shape(&plan->given, kind, n, t.shape);
  *power = leda_power_of(t.power, t.shape, size / plan->given.sd);
  trial_clear(&t);
  return LEDA_OK;
}

static size_t find_kept(const leda_plan_powers *powers, size_t n) {
  size_t i = 0;
  while (i < powers->n && powers->points[i] != n) i++;
  return i;
}

bool leda_plan_power_kept(const leda_plan_powers *powers, size_t n) {
  return find_kept(powers, n) < powers->n;
}

leda_status leda_plan_power_at(leda_plan_powers *powers, size_t n, double *power, leda_error *err) {
  size_t kept = find_kept(powers, n);
  if (kept < powers->n) {
    *power = powers->power[kept];
    return LEDA_OK;
  }
  leda_status status = compute(powers->plan, powers->plan->given.phi_unknown, n, power, err);
  if (status || powers->n == LEDA_PLAN_KEPT) return status;
  powers->points[powers->n] = n;
  powers->power[powers->n++] = *power;
  return LEDA_OK;
}

leda_status leda_plan_power_unknown(const leda_plan *plan, double *power, leda_error *err) {
  return compute(plan, true, plan->points, power, err);
}

leda_status leda_plan_sizes(const leda_plan *plan, double *shift, double *slope, leda_error *err) {
  const leda_plan_options *o = &plan->given;
  trial t;
  leda_status status = trial_init(&t, o, o->phi_unknown, o->points, err);
  if (status) return status;
  fill_shape(o, SHAPE_SHIFT, o->points, t.shape);
  *shift = o->sd * leda_power_size(t.power, t.shape, o->power);
  *slope = NAN;
  if (!o->by.kind) {
    fill_shape(o, SHAPE_SLOPE, o->points, t.shape);
    *slope = o->sd * leda_power_size(t.power, t.shape, o->power);
  }
  trial_clear(&t);
  return LEDA_OK;
}
