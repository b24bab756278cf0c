/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Analyze: what causes the problem, by counts and comparisons rather than opinions? */
#include "engine/analysis/dmaic_internal.h"

static void tell_ideas(leda_dmaic_work *work) {
  const leda_project_dmaic *dmaic = &work->in->project->dmaic;
  size_t causes = 0;
  for (size_t i = 0; i < dmaic->n_bones; i++) causes += dmaic->bones[i].causes.n;
  if (causes + dmaic->whys.n == 0) return;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_ANALYZE, LEDA_FINDING_IDEAS, LEDA_STATE_CANNOT_TELL);
  finding->n = causes;
  finding->m = dmaic->whys.n;
}

leda_status leda_dmaic_analyze(leda_dmaic_work *work, leda_error *err) {
  const leda_study *const *studies = work->in->studies;
  leda_status status = LEDA_OK;
  if (!work->in->project->dmaic.given[LEDA_SECTION_ANALYZE]) return LEDA_OK;
  if (studies[LEDA_STUDY_CAUSES]) status = leda_dmaic_pareto_judge(work, err);
  if (!status && studies[LEDA_STUDY_STRATA]) status = leda_dmaic_strata(work, err);
  if (!status && studies[LEDA_STUDY_PAIRS]) status = leda_dmaic_scatter(work, err);
  tell_ideas(work);
  return status;
}
