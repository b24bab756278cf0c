/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/plan.h"

#include <math.h>

#include "engine/analysis/plan_internal.h"
#include "engine/core/i18n.h"
#include "stats/verdict.h"

/* Numbers of values beyond the baseline that are tried and shown. */
static const size_t steps[] = {2,  3,  4,  5,  6,  8,  10, 12, 15, 18,
                               21, 24, 30, 36, 42, 48, 60, 72, 96, LEDA_PLAN_MOST};

/* A power that prints as the one asked for is enough: simulation leaves as much open. */
#define CLOSE_ENOUGH 0.005

enum { N_STEPS = sizeof steps / sizeof *steps, SHORTEST = LEDA_VERDICT_MIN_N };

static size_t longest(const leda_plan_options *o) {
  return o->phi_unknown ? LEDA_PLAN_TABLES : o->baseline + LEDA_PLAN_MOST;
}

static bool usable(const leda_plan_options *o, size_t points) {
  return points >= SHORTEST && points <= longest(o);
}

/* The lengths to try, ascending. */
static size_t list_lengths(const leda_plan_options *o, size_t lengths[N_STEPS]) {
  size_t n = 0;
  for (size_t i = 0; i < N_STEPS; i++)
    if (usable(o, o->baseline + steps[i])) lengths[n++] = o->baseline + steps[i];
  return n;
}

/* The smallest number of values with the power asked for: through the list in growing strides, then by
   halves. `below` is the longest series known to be too short. */
static leda_status find_points(leda_plan *plan, leda_plan_powers *powers, leda_error *err) {
  size_t lengths[N_STEPS], count = list_lengths(&plan->given, lengths), at = 0;
  size_t below = count ? lengths[0] - 1 : 0;
  double wanted = plan->given.power - CLOSE_ENOUGH, power = 0.0;
  leda_status status = leda_plan_power_at(powers, lengths[0], &power, err);
  for (size_t stride = 1; !status && power < wanted && at + 1 < count; stride *= 2) {
    below = lengths[at];
    at = at + stride < count ? at + stride : count - 1;
    status = leda_plan_power_at(powers, lengths[at], &power, err);
  }
  plan->points = lengths[at];
  plan->power = power;
  plan->found = power >= wanted;
  while (!status && plan->found && plan->points - below > 1) {
    size_t middle = below + (plan->points - below) / 2;
    status = leda_plan_power_at(powers, middle, &power, err);
    if (power < wanted) {
      below = middle;
    } else {
      plan->points = middle;
      plan->power = power;
    }
  }
  return status;
}

static leda_status find_sizes(leda_plan *plan, leda_error *err) {
  plan->power = plan->given.power;
  leda_status status = leda_plan_sizes(plan, &plan->shift, &plan->slope, err);
  plan->found = isfinite(plan->shift);
  return status;
}

/* Numbers of values worth a row, ascending: round ones about the answer, and the answer. Long series take
   seconds each, so of them only those that were computed before. */
static size_t choose_rows(const leda_plan *plan, const leda_plan_powers *powers, size_t *rows) {
  const leda_plan_options *o = &plan->given;
  size_t answer = plan->points - o->baseline, n = 0;
  size_t lowest = answer / 3, highest = plan->found ? 2 * answer : answer;
  bool placed = false;
  for (size_t i = 0; i < N_STEPS && n + 2 < LEDA_PLAN_CURVE; i++) {
    size_t points = o->baseline + steps[i];
    if (!usable(o, points) || steps[i] < lowest || steps[i] > highest) continue;
    if (points > LEDA_PLAN_TABLES && !leda_plan_power_kept(powers, points)) continue;
    if (!placed && steps[i] >= answer) {
      rows[n++] = plan->points;
      placed = true;
    }
    if (steps[i] != answer) rows[n++] = points;
  }
  if (!placed) rows[n++] = plan->points;
  return n;
}

static leda_status draw_curve(leda_plan *plan, leda_plan_powers *powers, leda_error *err) {
  size_t rows[LEDA_PLAN_CURVE];
  size_t n = choose_rows(plan, powers, rows);
  for (size_t i = 0; i < n; i++) {
    leda_plan_step *step = &plan->curve[i];
    step->points = rows[i];
    step->after = rows[i] - leda_plan_change_index(&plan->given, rows[i]);
    if (leda_plan_power_at(powers, rows[i], &step->power, err)) return err->status;
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

static leda_status answer(leda_plan *plan, leda_plan_powers *powers, leda_error *err) {
  switch (plan->question) {
  case LEDA_PLAN_POINTS:
    return find_points(plan, powers, err);
  case LEDA_PLAN_SIZE:
    return find_sizes(plan, err);
  default:
    return leda_plan_power_at(powers, plan->points, &plan->power, err);
  }
}

static void find_period(leda_plan *plan) {
  const leda_plan_options *o = &plan->given;
  plan->after = plan->points - leda_plan_change_index(o, plan->points);
  if (o->start.kind && plan->found)
    plan->known = (leda_period){o->start.kind, o->start.ordinal + (int32_t)plan->after - 1};
}

leda_status leda_plan_run(leda_plan *plan, const leda_plan_options *options, leda_error *err) {
  leda_plan_powers powers = {.plan = plan};
  leda_status status = leda_plan_resolve(plan, options, err);
  plan->shift = plan->given.shift;
  plan->slope = plan->given.slope;
  plan->points = plan->given.points;
  plan->found = true;
  if (!status) status = answer(plan, &powers, err);
  if (!status) find_period(plan);
  if (!status) warn(plan);
  if (!status && (plan->found || plan->question == LEDA_PLAN_POINTS))
    status = draw_curve(plan, &powers, err);
  bool learnable = !plan->given.phi_unknown && !plan->given.known;
  if (!status && plan->found && learnable && plan->points <= LEDA_PLAN_TABLES)
    status = leda_plan_power_unknown(plan, &plan->power_unknown_phi, err);
  if (status) leda_plan_clear(plan);
  return status;
}

void leda_plan_clear(leda_plan *plan) {
  if (!plan) return;
  leda_messages_clear(&plan->warnings);
  *plan = (leda_plan){0};
}
