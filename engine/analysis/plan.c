/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/plan.h"

#include <math.h>

#include "engine/analysis/plan_internal.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"
#include "stats/power.h"
#include "stats/verdict.h"

enum { SHORTEST = LEDA_VERDICT_MIN_N, SIDE = LEDA_CONTRASTS_SIDE };

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

static leda_status trial_init(trial *t, const leda_plan *plan, size_t n, leda_error *err) {
  const leda_plan_options *o = &plan->given;
  leda_power_options options = {
      .alpha = o->alpha, .phi = o->phi, .seed = o->seed, .threads = leda_threads(o->threads)};
  *t = (trial){0};
  if (leda_progress_report(&o->progress, 0, 0))
    return leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("stopped"));
  if (o->phi > 0.0)
    return leda_fail(err, LEDA_ERR_USAGE, "%s",
                     _("the verdict does not reckon with autocorrelation yet: leave --phi out"));
  t->power = leda_power_alloc(n, &options);
  t->shape = leda_calloc(n, sizeof *t->shape);
  if (t->power && t->shape) return LEDA_OK;
  trial_clear(t);
  return leda_fail_memory(err);
}

/* Power of the plan's shift, else of its slope, with n values. */
static leda_status power_at(const leda_plan *plan, size_t n, double *power, leda_error *err) {
  trial t;
  leda_status status = trial_init(&t, plan, n, err);
  if (status) return status;
  shape_kind kind = isnan(plan->shift) ? SHAPE_SLOPE : SHAPE_SHIFT;
  fill_shape(&plan->given, kind, n, t.shape);
  *power = leda_power_of(t.power, t.shape,
                         (kind == SHAPE_SHIFT ? plan->shift : plan->slope) / plan->given.sd);
  trial_clear(&t);
  return LEDA_OK;
}

/* The smallest number of values with the power asked for: in growing strides, then by halves. */
static leda_status find_points(leda_plan *plan, leda_error *err) {
  const leda_plan_options *o = &plan->given;
  size_t base = o->baseline, low = base + SIDE > SHORTEST ? base + SIDE : SHORTEST;
  size_t most = base + LEDA_PLAN_MOST, below = low - 1, n = low;
  double power = 0.0, reached = NAN;
  leda_status status = power_at(plan, n, &power, err);
  while (!status && power < o->power && n < most) {
    below = n;
    n = n + (n - base) / 2 + 1;
    if (n > most) n = most;
    status = power_at(plan, n, &power, err);
  }
  plan->found = !status && power >= o->power;
  reached = power;
  while (plan->found && !status && n - below > 1) {
    size_t middle = below + (n - below) / 2;
    status = power_at(plan, middle, &power, err);
    if (power < o->power) {
      below = middle;
    } else {
      n = middle;
      reached = power;
    }
  }
  plan->points = n;
  plan->power = reached;
  return status;
}

static leda_status find_sizes(leda_plan *plan, leda_error *err) {
  const leda_plan_options *o = &plan->given;
  trial t;
  leda_status status = trial_init(&t, plan, o->points, err);
  if (status) return status;
  fill_shape(o, SHAPE_SHIFT, o->points, t.shape);
  plan->shift = o->sd * leda_power_size(t.power, t.shape, o->power);
  if (!o->by.kind) {
    fill_shape(o, SHAPE_SLOPE, o->points, t.shape);
    plan->slope = o->sd * leda_power_size(t.power, t.shape, o->power);
  }
  plan->points = o->points;
  plan->power = o->power;
  plan->found = isfinite(plan->shift);
  trial_clear(&t);
  return LEDA_OK;
}

/* Numbers of values worth a row, ascending: round ones about the answer, and the answer. */
static size_t choose_rows(const leda_plan *plan, size_t *rows) {
  static const size_t steps[] = {2,  3,  4,  5,  6,  8,  10, 12, 15,  18,  21,
                                 24, 30, 36, 42, 48, 60, 72, 96, 120, 180, 240};
  size_t base = plan->given.baseline, answer = plan->points - base, n = 0;
  size_t lowest = answer / 3, highest = plan->found ? 2 * answer : answer;
  bool placed = false;
  for (size_t i = 0; i < sizeof steps / sizeof *steps && n + 2 < LEDA_PLAN_CURVE; i++) {
    if (base + steps[i] < SHORTEST || steps[i] < lowest || steps[i] > highest) continue;
    if (!placed && steps[i] >= answer) {
      rows[n++] = plan->points;
      placed = true;
    }
    if (steps[i] != answer) rows[n++] = base + steps[i];
  }
  if (!placed) rows[n++] = plan->points;
  return n;
}

static leda_status draw_curve(leda_plan *plan, leda_error *err) {
  size_t rows[LEDA_PLAN_CURVE];
  size_t n = choose_rows(plan, rows);
  for (size_t i = 0; i < n; i++) {
    leda_plan_step *step = &plan->curve[i];
    step->points = rows[i];
    step->after = rows[i] - leda_plan_change_index(&plan->given, rows[i]);
    if (power_at(plan, rows[i], &step->power, err)) return err->status;
    plan->n_curve = i + 1;
  }
  return LEDA_OK;
}

static void warn(leda_plan *plan) {
  const leda_place nowhere = {0};
  if (plan->found) return;
  if (plan->question == LEDA_PLAN_POINTS)
    leda_messages_note(&plan->warnings, LEDA_WARNING, nowhere,
                       _("not even %zu values show this change that often"), plan->points);
  else
    leda_messages_note(&plan->warnings, LEDA_WARNING, nowhere,
                       _("with %zu values no shift, however large, is found that often"),
                       plan->points);
}

leda_status leda_plan_run(leda_plan *plan, const leda_plan_options *options, leda_error *err) {
  leda_status status = leda_plan_resolve(plan, options, err);
  const leda_plan_options *o = &plan->given;
  plan->shift = o->shift;
  plan->slope = o->slope;
  plan->points = o->points;
  plan->found = true;
  if (!status && plan->question == LEDA_PLAN_POINTS) status = find_points(plan, err);
  if (!status && plan->question == LEDA_PLAN_SIZE) status = find_sizes(plan, err);
  if (!status && plan->question == LEDA_PLAN_POWER)
    status = power_at(plan, plan->points, &plan->power, err);
  if (!status) {
    plan->after = plan->points - leda_plan_change_index(o, plan->points);
    if (o->start.kind && plan->found)
      plan->known = (leda_period){o->start.kind, o->start.ordinal + (int32_t)plan->after - 1};
    warn(plan);
    if (plan->found || plan->question == LEDA_PLAN_POINTS) status = draw_curve(plan, err);
  }
  if (status) leda_plan_clear(plan);
  return status;
}

void leda_plan_clear(leda_plan *plan) {
  if (!plan) return;
  leda_messages_clear(&plan->warnings);
  *plan = (leda_plan){0};
}
