/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control: who watches, does the new level stand, and how much of the gain is kept? */
#include <math.h>
#include <stdint.h>

#include "engine/analysis/dmaic_internal.h"
#include "engine/core/memory.h"

enum { NEW_BASELINE = 12, FEWEST_AFTER = 8 };

static void ask_for_words(leda_dmaic_work *work) {
  const leda_project_dmaic *dmaic = &work->in->project->dmaic;
  leda_dmaic_need(work, LEDA_PHASE_CONTROL, dmaic->plan, (leda_dmaic_key){"control", "plan", true});
  leda_dmaic_need(work, LEDA_PHASE_CONTROL, dmaic->reaction,
                  (leda_dmaic_key){"control", "reaction", true});
  leda_dmaic_need(work, LEDA_PHASE_CONTROL, work->measure->owner,
                  (leda_dmaic_key){"measure", "owner", true});
  if (dmaic->plan.text[0] == '\0') return;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_CONTROL, LEDA_FINDING_PLAN, LEDA_STATE_PASSED);
  finding->text = dmaic->plan.text;
  finding->line = dmaic->plan.line;
}

/* The chart of the project: limits of the baseline, and new ones from each change on, by the first values after the
   last of them, so that a fall back shows against the level that was won. */
static leda_status make_chart(leda_dmaic_work *work, leda_error *err) {
  const leda_project *project = work->in->project;
  leda_dmaic *dmaic = work->dmaic;
  leda_chart_options options = *work->in->chart;
  leda_phase_choice *phases = leda_calloc(project->n_changes + 1, sizeof *phases);
  if (!phases) return leda_fail_memory(err);
  int32_t latest = INT32_MIN;
  size_t last = 0;
  for (size_t i = 0; i < project->n_changes; i++) {
    const leda_project_change *change = &project->changes[i];
    int32_t from, to;
    if (change->measure != project->dmaic.measure) continue;
    if (!leda_dmaic_range(work, change->period, &from, &to)) continue;
    leda_series rest = leda_dmaic_part(work->in->series, from, INT32_MAX);
    if (rest.n == 0) continue; /* it is still to come */
    leda_period begin = {dmaic->periods, rest.observations[0].period};
    if (from > latest) last = options.n_phases;
    if (from > latest) latest = from;
    phases[options.n_phases++] = (leda_phase_choice){begin, change->text.text, 0};
  }
  leda_series after = leda_dmaic_part(work->in->series, latest, INT32_MAX);
  if (options.n_phases > 0 && leda_dmaic_count(&after) > NEW_BASELINE)
    phases[last].baseline_points = NEW_BASELINE;
  options.phases = phases;
  options.better = dmaic->better;
  leda_status status =
      leda_chart_run(&dmaic->chart, work->in->panel, work->in->series, &options, err);
  leda_free(phases);
  dmaic->has_chart = !status;
  return status;
}

static bool worse(const leda_dmaic_work *work, const leda_chart_point *point) {
  return point->signals != 0 && work->sign * (point->value - point->centre) < 0.0;
}

static void tell_new_baseline(leda_dmaic_work *work) {
  const leda_chart *chart = &work->dmaic->chart;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_CONTROL, LEDA_FINDING_NEW_BASELINE, LEDA_STATE_CANNOT_TELL);
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    if (point->phase + 1 != chart->n_phases || isnan(point->value)) continue;
    finding->n++;
    if (!worse(work, point)) continue;
    finding->m++;
    finding->period = point->period;
  }
  if (finding->m > 0)
    finding->state = LEDA_STATE_NOT_PASSED;
  else if (finding->n >= FEWEST_AFTER)
    finding->state = LEDA_STATE_PASSED;
}

leda_status leda_dmaic_control(leda_dmaic_work *work, leda_error *err) {
  const leda_project *project = work->in->project;
  if (!work->measure) return LEDA_OK;
  leda_status status = make_chart(work, err);
  if (status || !project->dmaic.given[LEDA_SECTION_CONTROL]) return status;
  ask_for_words(work);
  if (!work->dmaic->change) return LEDA_OK;
  tell_new_baseline(work);
  leda_dmaic_sustain(work);
  return LEDA_OK;
}
