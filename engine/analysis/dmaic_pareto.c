/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which few causes make most of the trouble, and is that more than chance? */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/dmaic_internal.h"
#include "engine/analysis/dmaic_studies.h"
#include "engine/core/memory.h"
#include "stats/pareto.h"

static leda_status keep_rows(leda_dmaic *dmaic, const leda_pareto_result *result,
                             const leda_study_levels *causes, leda_error *err) {
  dmaic->causes = leda_calloc(result->n + 1, sizeof *dmaic->causes);
  if (!dmaic->causes) return leda_fail_memory(err);
  for (; dmaic->n_causes < result->n; dmaic->n_causes++) {
    const leda_pareto_row *row = &result->row[dmaic->n_causes];
    dmaic->causes[dmaic->n_causes] = (leda_dmaic_cause){.label = causes->label[row->cause],
                                                        .count = row->count,
                                                        .lower = row->share.lower * result->total,
                                                        .upper = row->share.upper * result->total,
                                                        .rank_from = row->rank_least,
                                                        .rank_to = row->rank_most,
                                                        .vital = row->vital};
  }
  return LEDA_OK;
}

/* Answered where the few are few, and either each of them or the first of them is sure of its place. */
static void tell(leda_dmaic_work *work, const leda_pareto_result *result) {
  double weakest = 1.0, sure = 1.0 - work->in->project->alpha;
  for (size_t i = 0; i < result->vital; i++) weakest = fmin(weakest, result->row[i].p_vital);
  bool few = result->vital > 0 && 2 * result->vital <= result->n;
  bool settled = weakest >= sure || result->row[0].p_first >= sure;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_ANALYZE, LEDA_FINDING_PARETO,
                     few && settled ? LEDA_STATE_PASSED : LEDA_STATE_CANNOT_TELL);
  finding->n = result->vital;
  finding->m = result->n;
  finding->text = work->dmaic->causes[0].label;
  finding->p = result->row[0].p_first;
  finding->value = result->vital > 0 ? result->row[result->vital - 1].cumulative : (double)NAN;
  finding->line = work->in->project->dmaic.causes.line;
}

leda_status leda_dmaic_pareto_judge(leda_dmaic_work *work, leda_error *err) {
  enum { DRAWS = 20000 };
  const leda_study *study = work->in->studies[LEDA_STUDY_CAUSES];
  leda_study_levels causes = {0};
  leda_pareto_result result = {0};
  leda_status status = leda_study_levels_make(&causes, study, 0, err);
  double *counts = status ? NULL : leda_calloc(causes.n + 1, sizeof *counts);
  if (!status && !counts) status = leda_fail_memory(err);
  for (size_t i = 0; !status && i < study->n; i++)
    counts[causes.of_row[i]] += study->rows[i].number[0];
  if (!status) {
    leda_pareto_plan plan = {.count = counts,
                             .n = causes.n,
                             .goal = 0.8,
                             .level = 0.95,
                             .draws = DRAWS,
                             .seed = work->in->seed};
    if (leda_pareto(&plan, &result)) status = leda_fail_memory(err);
  }
  if (!status) status = keep_rows(work->dmaic, &result, &causes, err);
  if (!status && result.n > 0) tell(work, &result);
  leda_pareto_clear(&result);
  leda_free(counts);
  leda_study_levels_clear(&causes);
  return status;
}
