/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/report_build.h"

/* Of an improvement project: a fall back from the new level, or a gain that is lost. */
static bool fallen_back(const leda_dmaic *dmaic) {
  const leda_gate *gate = &dmaic->gates[LEDA_PHASE_CONTROL];
  for (size_t i = 0; i < gate->n; i++) {
    const leda_finding *finding = &gate->findings[i];
    bool about = finding->kind == LEDA_FINDING_NEW_BASELINE || finding->kind == LEDA_FINDING_KEPT;
    if (about && finding->state == LEDA_STATE_NOT_PASSED) return true;
  }
  return false;
}

bool leda_report_build_fails(const leda_report_build *build, leda_fail_on fail) {
  if (fail == LEDA_FAIL_NEVER) return false;
  for (size_t i = 0; i < build->project.n_measures; i++)
    if (leda_judge_fails(fail, build->measures[i].check.direction)) return true;
  return fallen_back(&build->dmaic);
}
