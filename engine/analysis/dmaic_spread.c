/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spread: is the gain held, so that others should do the same, and what came of it there? */
#include <math.h>
#include <string.h>

#include "engine/analysis/dmaic_internal.h"

static const leda_series *find_unit(const leda_dmaic_work *work, const char *unit) {
  const leda_panel *panel = work->in->panel;
  for (size_t i = 0; i < panel->n_series; i++) {
    const leda_series *series = &panel->series[i];
    if (strcmp(series->indicator, work->in->series->indicator) != 0) continue;
    if (strcmp(series->group, work->in->series->group) != 0) continue;
    if (strcmp(series->unit, unit) == 0 || strcmp(series->unit_name, unit) == 0) return series;
  }
  return NULL;
}

static leda_dmaic_state state_of(const leda_check *check) {
  if (check->direction == LEDA_DIRECTION_IMPROVEMENT) return LEDA_STATE_PASSED;
  if (check->direction == LEDA_DIRECTION_DETERIORATION) return LEDA_STATE_NOT_PASSED;
  return LEDA_STATE_CANNOT_TELL;
}

/* When the change came to a unit is searched for: the project tells of its own. */
static leda_status judge_unit(leda_dmaic_work *work, const char *unit, leda_error *err) {
  const leda_series *series = find_unit(work, unit);
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_SPREAD, LEDA_FINDING_SPREAD_UNIT, LEDA_STATE_NOT_BEGUN);
  finding->text = unit;
  if (!series) return LEDA_OK;
  leda_check check;
  leda_status status = leda_check_run(&check, work->in->panel, series, &work->check, err);
  if (status) return status;
  const leda_verdict_result *v = &check.verdict;
  finding->state = state_of(&check);
  finding->n = check.n;
  if (v->verdict != LEDA_VERDICT_TOO_SHORT) {
    finding->value = v->change.estimate;
    finding->lower = v->change.lower;
    finding->upper = v->change.upper;
    finding->p = v->p;
    finding->period = check.periods[v->change_index];
  }
  leda_check_clear(&check);
  return LEDA_OK;
}

leda_status leda_dmaic_spread(leda_dmaic_work *work, leda_error *err) {
  const leda_project_dmaic *dmaic = &work->in->project->dmaic;
  if (!work->measure || !dmaic->given[LEDA_SECTION_SPREAD]) return LEDA_OK;
  leda_dmaic_state held = work->dmaic->gates[LEDA_PHASE_CONTROL].state;
  leda_finding *ready =
      leda_dmaic_add(work, LEDA_PHASE_SPREAD, LEDA_FINDING_SPREAD_READY,
                     held == LEDA_STATE_NOT_BEGUN ? LEDA_STATE_CANNOT_TELL : held);
  ready->line = dmaic->lines[LEDA_SECTION_SPREAD];
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < dmaic->spread_units.n && !status; i++)
    status = judge_unit(work, dmaic->spread_units.items[i], err);
  return status;
}
