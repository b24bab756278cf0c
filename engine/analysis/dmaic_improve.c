/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Improve: what was done, is the change real, and is the goal reached? */
#include <math.h>
#include <stdint.h>

#include "engine/analysis/dmaic_internal.h"

static void list_changes(leda_dmaic_work *work) {
  const leda_project *project = work->in->project;
  for (size_t i = 0; i < project->n_changes; i++) {
    const leda_project_change *change = &project->changes[i];
    if (change->measure != project->dmaic.measure) continue;
    leda_finding *finding =
        leda_dmaic_add(work, LEDA_PHASE_IMPROVE, LEDA_FINDING_CHANGE, LEDA_STATE_NOT_BEGUN);
    finding->text = change->text.text;
    finding->period = change->period;
    finding->line = change->line;
  }
  if (project->dmaic.pilot.text[0] == '\0') return;
  leda_finding *pilot =
      leda_dmaic_add(work, LEDA_PHASE_IMPROVE, LEDA_FINDING_PILOT, LEDA_STATE_NOT_BEGUN);
  pilot->text = project->dmaic.pilot.text;
  pilot->line = project->dmaic.pilot.line;
}

/* An improvement passes. Noise is a failure only where the interval leaves out the change that the goal asks for. */
static leda_dmaic_state effect_state(const leda_dmaic_work *work, const leda_check *check) {
  const leda_verdict_result *v = &check->verdict;
  if (v->verdict == LEDA_VERDICT_TOO_SHORT || v->verdict == LEDA_VERDICT_CANNOT_TELL)
    return LEDA_STATE_CANNOT_TELL;
  if (check->direction == LEDA_DIRECTION_IMPROVEMENT) return LEDA_STATE_PASSED;
  if (check->direction == LEDA_DIRECTION_DETERIORATION) return LEDA_STATE_NOT_PASSED;
  if (check->direction == LEDA_DIRECTION_CHANGE) return LEDA_STATE_CANNOT_TELL;
  double wanted = work->measure->target - v->before;
  bool missed = work->sign > 0 ? v->shift.upper < wanted : v->shift.lower > wanted;
  return work->sign != 0 && missed ? LEDA_STATE_NOT_PASSED : LEDA_STATE_CANNOT_TELL;
}

static void tell_effect(leda_dmaic_work *work) {
  const leda_check *check = &work->dmaic->effect;
  const leda_verdict_result *v = &check->verdict;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_IMPROVE, LEDA_FINDING_EFFECT, effect_state(work, check));
  finding->n = check->n;
  finding->line = work->dmaic->change->line;
  if (v->verdict == LEDA_VERDICT_TOO_SHORT) return;
  finding->value = v->shift.estimate;
  finding->lower = v->shift.lower;
  finding->upper = v->shift.upper;
  if (v->verdict != LEDA_VERDICT_CANNOT_TELL) finding->p = v->p;
  finding->n = check->n - v->change_index;
  finding->m = check->direction != LEDA_DIRECTION_NONE;
}

/* The level after with the interval of the shift about it; a goal is missed only when its date has passed. */
static void tell_goal(leda_dmaic_work *work) {
  const leda_check *check = &work->dmaic->effect;
  const leda_verdict_result *v = &check->verdict;
  const leda_project_measure *measure = work->measure;
  if (isnan(measure->target) || work->sign == 0 || v->verdict == LEDA_VERDICT_TOO_SHORT) return;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_IMPROVE, LEDA_FINDING_GOAL, LEDA_STATE_CANNOT_TELL);
  finding->value = v->after;
  finding->lower = v->before + v->shift.lower;
  finding->upper = v->before + v->shift.upper;
  finding->target = measure->target;
  finding->period = measure->target_period;
  finding->line = measure->target_date.line;
  finding->state =
      leda_dmaic_by_interval(finding->lower, finding->upper, measure->target, work->sign);
  int32_t from, to;
  bool dated = leda_dmaic_range(work, measure->target_period, &from, &to);
  bool due = dated && check->periods[check->n - 1].ordinal >= to;
  if (finding->state == LEDA_STATE_NOT_PASSED && !due) finding->state = LEDA_STATE_CANNOT_TELL;
}

leda_status leda_dmaic_improve(leda_dmaic_work *work, leda_error *err) {
  leda_dmaic *dmaic = work->dmaic;
  list_changes(work);
  if (!dmaic->change) {
    if (work->in->project->dmaic.given[LEDA_SECTION_IMPROVE])
      leda_dmaic_need(work, LEDA_PHASE_IMPROVE, (leda_setting){.text = ""},
                      (leda_dmaic_key){"change NAME", "period", true});
    return LEDA_OK;
  }
  int32_t from = INT32_MIN, change, ignored;
  if (work->measure->baseline_given)
    (void)leda_dmaic_range(work, work->measure->baseline_first, &from, &ignored);
  (void)leda_dmaic_range(work, dmaic->change->period, &change, &ignored);
  leda_series part = leda_dmaic_part(work->in->series, from, INT32_MAX);
  leda_series after = leda_dmaic_part(work->in->series, change, INT32_MAX);
  if (dmaic->baseline.n == 0 || leda_dmaic_count(&after) == 0) {
    leda_dmaic_add(work, LEDA_PHASE_IMPROVE, LEDA_FINDING_EFFECT, LEDA_STATE_CANNOT_TELL)->line =
        dmaic->change->line;
    return LEDA_OK;
  }
  leda_check_options options = work->check;
  options.known = (leda_known_choice){LEDA_KNOWN_CHANGE, dmaic->change->period, {0}};
  leda_status status = leda_check_run(&dmaic->effect, work->in->panel, &part, &options, err);
  if (status) return status;
  dmaic->has_effect = true;
  tell_effect(work);
  tell_goal(work);
  return LEDA_OK;
}
