/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/dmaic_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/memory.h"

bool leda_dmaic_wanted(const leda_project *project) {
  for (size_t k = 0; k < 5; k++)
    if (project->dmaic.given[k]) return true;
  return false;
}

leda_finding *leda_dmaic_add(leda_dmaic_work *work, leda_phase phase, leda_finding_kind kind,
                             leda_dmaic_state state) {
  leda_gate *gate = &work->dmaic->gates[phase];
  leda_finding *findings = leda_realloc_array(gate->findings, gate->n + 1, sizeof *findings);
  if (!findings) {
    work->failed = true;
    return &work->spare;
  }
  gate->findings = findings;
  findings[gate->n] = (leda_finding){.kind = kind,
                                     .state = state,
                                     .text = "",
                                     .subject = "",
                                     .value = NAN,
                                     .lower = NAN,
                                     .upper = NAN,
                                     .p = NAN,
                                     .target = NAN};
  return &findings[gate->n++];
}

/* Where a missing key belongs: the line of its section; 0 where the file has no such section. */
static size_t section_line(const leda_dmaic_work *work, const char *kind) {
  const leda_ini *ini = &work->in->project->ini;
  if (work->measure && strcmp(kind, "measure") == 0) return work->measure->line;
  for (size_t i = 0; i < ini->n; i++)
    if (strcmp(ini->sections[i].kind, kind) == 0) return ini->sections[i].line;
  return 0;
}

void leda_dmaic_need(leda_dmaic_work *work, leda_phase phase, leda_setting setting,
                     leda_dmaic_key key) {
  if (setting.text[0] != '\0') return;
  leda_finding *finding = leda_dmaic_add(work, phase, LEDA_FINDING_KEY,
                                         key.needed ? LEDA_STATE_NOT_PASSED : LEDA_STATE_NOT_BEGUN);
  finding->text = key.key;
  finding->subject = key.section;
  finding->line = section_line(work, key.section);
}

leda_dmaic_state leda_dmaic_by_interval(double lower, double upper, double bound, int sign) {
  if (sign < 0) return leda_dmaic_by_interval(-upper, -lower, -bound, 1);
  if (lower >= bound) return LEDA_STATE_PASSED;
  return upper < bound ? LEDA_STATE_NOT_PASSED : LEDA_STATE_CANNOT_TELL;
}

static void decide(leda_gate *gate, bool one_is_enough) {
  bool any[LEDA_STATE_NOT_PASSED + 1] = {false};
  for (size_t i = 0; i < gate->n; i++) any[gate->findings[i].state] = true;
  bool settled = one_is_enough && any[LEDA_STATE_PASSED];
  if (any[LEDA_STATE_PASSED]) gate->state = LEDA_STATE_PASSED;
  if (any[LEDA_STATE_CANNOT_TELL] && !settled) gate->state = LEDA_STATE_CANNOT_TELL;
  if (any[LEDA_STATE_NOT_PASSED] && !settled) gate->state = LEDA_STATE_NOT_PASSED;
}

leda_status leda_dmaic_run(leda_dmaic *dmaic, const leda_dmaic_inputs *inputs, leda_error *err) {
  static leda_status (*const PHASES[])(leda_dmaic_work *, leda_error *) = {
      leda_dmaic_define,  leda_dmaic_measure, leda_dmaic_analyze,
      leda_dmaic_improve, leda_dmaic_control, leda_dmaic_spread};
  *dmaic = (leda_dmaic){0};
  leda_dmaic_work work = {.dmaic = dmaic, .in = inputs};
  leda_status status = leda_dmaic_prepare(&work, err);
  for (size_t k = 0; k < LEDA_PHASE_COUNT && !status; k++) {
    status = PHASES[k](&work, err);
    decide(&dmaic->gates[k], k == LEDA_PHASE_ANALYZE);
  }
  if (!status && work.failed) status = leda_fail_memory(err);
  if (status) leda_dmaic_clear(dmaic);
  return status;
}

void leda_dmaic_clear(leda_dmaic *dmaic) {
  if (!dmaic) return;
  for (size_t k = 0; k < LEDA_PHASE_COUNT; k++) leda_free(dmaic->gates[k].findings);
  leda_free(dmaic->causes);
  if (dmaic->has_stability) leda_check_clear(&dmaic->stability);
  if (dmaic->has_effect) leda_check_clear(&dmaic->effect);
  if (dmaic->has_chart) leda_chart_clear(&dmaic->chart);
  *dmaic = (leda_dmaic){0};
}

const char *leda_gate_token(leda_dmaic_state state) {
  static const char *const WORDS[] = {"not-begun", "passed", "cannot-tell", "not-passed"};
  return WORDS[state];
}

const char *leda_phase_token(leda_phase phase) {
  static const char *const WORDS[] = {"define",  "measure", "analyze",
                                      "improve", "control", "spread"};
  return WORDS[phase];
}

const char *leda_finding_token(leda_finding_kind kind) {
  static const char *const WORDS[] = {"key",
                                      "goal-ahead",
                                      "goal-noise",
                                      "baseline-length",
                                      "baseline-stable",
                                      "gauge",
                                      "raters",
                                      "no-study",
                                      "outside",
                                      "pareto",
                                      "strata",
                                      "scatter",
                                      "ideas",
                                      "change",
                                      "pilot",
                                      "effect",
                                      "goal",
                                      "comparison",
                                      "plan",
                                      "new-baseline",
                                      "kept",
                                      "spread-ready",
                                      "spread-unit"};
  return WORDS[kind];
}
