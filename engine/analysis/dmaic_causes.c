/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of the phase Analyze show: groups that differ, figures that go together. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/dmaic_internal.h"
#include "engine/analysis/dmaic_studies.h"
#include "engine/core/memory.h"
#include "stats/correlation.h"
#include "stats/describe.h"
#include "stats/kruskal_wallis.h"

/* Mean rank tells which group lies highest, as the test does. */
static void name_ends(leda_finding *finding, const leda_study_levels *groups,
                      const leda_dunn_pair *pairs) {
  double highest = -INFINITY, lowest = INFINITY;
  for (size_t i = 0; i < groups->n * (groups->n - 1) / 2; i++) {
    const size_t at[2] = {pairs[i].a, pairs[i].b};
    const double rank[2] = {pairs[i].mean_rank_a, pairs[i].mean_rank_b};
    for (size_t k = 0; k < 2; k++) {
      if (rank[k] > highest) {
        highest = rank[k];
        finding->text = groups->label[at[k]];
      }
      if (rank[k] < lowest) {
        lowest = rank[k];
        finding->subject = groups->label[at[k]];
      }
    }
  }
}

leda_status leda_dmaic_strata(leda_dmaic_work *work, leda_error *err) {
  enum { DRAWS = 100000 };
  const leda_study *study = work->in->studies[LEDA_STUDY_STRATA];
  leda_study_levels groups = {0};
  double *values = NULL;
  leda_dunn_pair *pairs = NULL;
  leda_status status = leda_study_levels_make(&groups, study, 0, err);
  if (!status) status = leda_study_numbers(&values, study, 0, err);
  if (!status) pairs = leda_calloc(groups.n * groups.n + 1, sizeof *pairs);
  if (!status && !pairs) status = leda_fail_memory(err);
  if (!status) {
    leda_kruskal_plan plan = {.value = values,
                              .group = groups.of_row,
                              .n = study->n,
                              .groups = groups.n,
                              .draws = DRAWS,
                              .seed = work->in->seed};
    leda_kruskal_result result;
    int code = leda_kruskal_wallis(&plan, &result);
    if (!code && groups.n > 1) code = leda_dunn(&plan, pairs);
    if (code) {
      status = leda_fail_memory(err);
    } else {
      leda_finding *finding = leda_dmaic_add(
          work, LEDA_PHASE_ANALYZE, LEDA_FINDING_STRATA,
          result.p <= work->in->project->alpha ? LEDA_STATE_PASSED : LEDA_STATE_CANNOT_TELL);
      finding->p = result.p;
      finding->n = result.groups;
      finding->line = work->in->project->dmaic.strata.line;
      if (groups.n > 1) name_ends(finding, &groups, pairs);
    }
  }
  leda_free(pairs);
  leda_free(values);
  leda_study_levels_clear(&groups);
  return status;
}

leda_status leda_dmaic_scatter(leda_dmaic_work *work, leda_error *err) {
  const leda_study *study = work->in->studies[LEDA_STUDY_PAIRS];
  double *x = NULL, *y = NULL;
  leda_correlation result;
  leda_status status = leda_study_numbers(&x, study, 0, err);
  if (!status) status = leda_study_numbers(&y, study, 1, err);
  if (!status && leda_correlation_spearman(x, y, study->n, 0.95, &result))
    status = leda_fail_memory(err);
  if (!status) {
    bool shown = result.p <= work->in->project->alpha;
    leda_finding *finding = leda_dmaic_add(work, LEDA_PHASE_ANALYZE, LEDA_FINDING_SCATTER,
                                           shown ? LEDA_STATE_PASSED : LEDA_STATE_CANNOT_TELL);
    finding->value = result.r;
    finding->lower = result.lower;
    finding->upper = result.upper;
    finding->p = result.p;
    finding->n = result.n;
    finding->line = work->in->project->dmaic.scatter.line;
  }
  leda_free(x);
  leda_free(y);
  return status;
}
