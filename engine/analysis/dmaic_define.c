/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Define: is the problem told, and is the goal specific, measured, larger than noise and dated? */
#include <math.h>

#include "engine/analysis/dmaic_internal.h"
#include "engine/analysis/plan.h"

static const leda_setting EMPTY = {.text = ""};

static void ask_for_words(leda_dmaic_work *work) {
  const leda_project_dmaic *dmaic = &work->in->project->dmaic;
  const leda_project_measure *measure = work->measure;
  leda_setting target = EMPTY, date = EMPTY, better = EMPTY;
  if (measure) {
    if (!isnan(measure->target)) target.text = "given";
    date = measure->target_date;
    better = measure->better;
  }
  leda_dmaic_need(work, LEDA_PHASE_DEFINE, dmaic->problem,
                  (leda_dmaic_key){"define", "problem", true});
  leda_dmaic_need(work, LEDA_PHASE_DEFINE, dmaic->goal, (leda_dmaic_key){"define", "goal", true});
  if (!measure)
    leda_dmaic_need(work, LEDA_PHASE_DEFINE, EMPTY, (leda_dmaic_key){"measure NAME", "file", true});
  leda_dmaic_need(work, LEDA_PHASE_DEFINE, target, (leda_dmaic_key){"measure", "target", true});
  leda_dmaic_need(work, LEDA_PHASE_DEFINE, better, (leda_dmaic_key){"measure", "better", true});
  leda_dmaic_need(work, LEDA_PHASE_DEFINE, date, (leda_dmaic_key){"measure", "target_date", true});
  leda_dmaic_need(work, LEDA_PHASE_DEFINE, dmaic->team, (leda_dmaic_key){"define", "team", false});
  leda_dmaic_need(work, LEDA_PHASE_DEFINE, dmaic->scope,
                  (leda_dmaic_key){"define", "scope", false});
  leda_dmaic_need(work, LEDA_PHASE_DEFINE, dmaic->stakeholders,
                  (leda_dmaic_key){"define", "stakeholders", false});
}

/* Points that will be there between the change (else the last value) and the date of the goal. */
static size_t points_after(const leda_dmaic_work *work) {
  const leda_series *series = work->in->series;
  int32_t begin = series->observations[series->n - 1].period + 1, end, ignored;
  if (work->dmaic->change)
    (void)leda_dmaic_range(work, work->dmaic->change->period, &begin, &ignored);
  if (!leda_dmaic_range(work, work->measure->target_period, &ignored, &end)) return 0;
  int32_t from = leda_calendar_position(work->in->panel->calendar, begin);
  int32_t to = leda_calendar_position(work->in->panel->calendar, end);
  return to >= from ? (size_t)(to - from) + 1 : 0;
}

static leda_status weigh_goal(leda_dmaic_work *work, double distance, leda_error *err) {
  enum { MOST_BEFORE = 60 };
  leda_dmaic *dmaic = work->dmaic;
  size_t after = points_after(work), before = dmaic->baseline.n;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_DEFINE, LEDA_FINDING_GOAL_NOISE, LEDA_STATE_CANNOT_TELL);
  finding->value = distance;
  finding->n = before;
  finding->m = after;
  finding->period = work->measure->target_period;
  finding->line = work->measure->target_date.line;
  if (!(dmaic->baseline.sd > 0.0) || after < 2 || before < 4) return LEDA_OK;
  leda_plan_options options = leda_plan_options_default();
  options.baseline = before < MOST_BEFORE ? before : MOST_BEFORE;
  if (after > LEDA_PLAN_MOST) after = LEDA_PLAN_MOST;
  options.points = options.baseline + after;
  options.known = true;
  options.sd = dmaic->baseline.sd;
  options.alpha = work->check.alpha;
  options.threads = work->check.threads;
  options.seed = work->check.seed;
  options.progress = work->in->progress;
  leda_plan plan;
  leda_status status = leda_plan_run(&plan, &options, err);
  if (status) return status;
  if (plan.found) finding->lower = plan.shift;
  finding->state = plan.found && plan.shift <= distance ? LEDA_STATE_PASSED : LEDA_STATE_NOT_PASSED;
  leda_plan_clear(&plan);
  return LEDA_OK;
}

leda_status leda_dmaic_define(leda_dmaic_work *work, leda_error *err) {
  const leda_dmaic_baseline *baseline = &work->dmaic->baseline;
  ask_for_words(work);
  if (!work->measure || isnan(work->measure->target) || isnan(baseline->level)) return LEDA_OK;
  double distance = work->sign * (work->measure->target - baseline->level);
  leda_finding *ahead = leda_dmaic_add(work, LEDA_PHASE_DEFINE, LEDA_FINDING_GOAL_AHEAD,
                                       distance > 0.0 ? LEDA_STATE_PASSED : LEDA_STATE_NOT_PASSED);
  ahead->value = work->measure->target;
  ahead->lower = baseline->level;
  bool dated = work->measure->target_period.kind != LEDA_PERIOD_NONE;
  return distance > 0.0 && dated ? weigh_goal(work, distance, err) : LEDA_OK;
}
