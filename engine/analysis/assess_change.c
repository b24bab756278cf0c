/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From one wave to another: the estimate and what stands beside it, subject by subject. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/assess_fit.h"
#include "engine/analysis/assess_parts.h"
#include "engine/core/memory.h"
#include "stats/effect_size.h"
#include "stats/wild_cluster.h"

static const leda_term terms[] = {LEDA_TERM_ONE, LEDA_TERM_WAVE_1, LEDA_TERM_ROLE};

/* ---- effect sizes: all values of the two waves ---- */

typedef struct {
  double *value[2]; /* earlier, later */
  int *cluster[2];
  size_t n[2];
} two_waves;

static void two_waves_clear(two_waves *waves) {
  for (int k = 0; k < 2; k++) {
    leda_free(waves->value[k]);
    leda_free(waves->cluster[k]);
  }
}

static bool two_waves_init(two_waves *waves, const leda_assess_sample *sample) {
  *waves = (two_waves){0};
  for (int k = 0; k < 2; k++) {
    waves->value[k] = leda_calloc(sample->n, sizeof(double));
    waves->cluster[k] = leda_calloc(sample->n, sizeof(int));
    if (!waves->value[k] || !waves->cluster[k]) return false;
  }
  for (size_t i = 0; i < sample->n; i++) {
    size_t k = sample->wave[i];
    waves->cluster[k][waves->n[k]] = (int)sample->cluster[i];
    waves->value[k][waves->n[k]++] = sample->y[i];
  }
  return true;
}

static leda_status measure_effects(leda_assess_delta *delta, const leda_assess_sample *sample,
                                   double level) {
  two_waves waves;
  leda_cliff_delta cliff = {0};
  leda_mean_effect effect = {0};
  int code = GSL_ENOMEM;
  if (two_waves_init(&waves, sample)) {
    leda_two_samples both = {waves.value[1], waves.n[1], waves.value[0], waves.n[0]};
    code = leda_cliff_delta_clustered(&both, waves.cluster[1], waves.cluster[0], level, &cliff);
    if (code == GSL_SUCCESS)
      code = leda_mean_effect_clustered(&both, waves.cluster[1], waves.cluster[0], level, &effect);
    delta->cliffs_delta = cliff.delta;
    delta->cliffs_lower = cliff.lower;
    delta->cliffs_upper = cliff.upper;
    delta->superiority = cliff.superiority;
    delta->hedges_g = effect.g;
    delta->hedges_lower = effect.g_lower;
    delta->hedges_upper = effect.g_upper;
  }
  two_waves_clear(&waves);
  return code == GSL_ENOMEM ? LEDA_ERR_MEMORY : LEDA_OK;
}

/* ---- wild bootstrap ---- */

typedef struct {
  leda_assess *assess;
  const leda_assess_frame *frame;
} job;

static leda_status run_wild(leda_assess_delta *delta, const leda_cluster_ols *fit,
                            const leda_assess_sample *sample, leda_wild_options *options) {
  double contrast[LEDA_TERMS] = {0.0};
  leda_wild_result result;
  if (!fit || sample->column[LEDA_TERM_WAVE_1] < 0) return LEDA_OK;
  contrast[sample->column[LEDA_TERM_WAVE_1]] = 1.0;
  if (leda_wild_cluster_run(fit, contrast, options, &result) != GSL_SUCCESS) return LEDA_ERR_MEMORY;
  delta->p_wild = result.p;
  delta->p_wild_smallest = result.p_smallest;
  if (sample->n_clusters >= LEDA_ASSESS_FEW) return LEDA_OK;
  options->weights = LEDA_WILD_WEBB;
  if (leda_wild_cluster_run(fit, contrast, options, &result) != GSL_SUCCESS) return LEDA_ERR_MEMORY;
  delta->p_webb = result.p;
  return LEDA_OK;
}

/* The stream belongs to the subject and the two waves, so that a further wave changes none of them. */
static leda_wild_options wild_options(const leda_assess *assess, size_t subject,
                                      const leda_assess_pair *pair) {
  leda_wild_options options = leda_wild_options_default();
  size_t most = assess->options.replicates;
  options.draws = most < LEDA_WILD_DRAWS ? most : LEDA_WILD_DRAWS;
  options.seed = assess->options.seed;
  options.stream = (pair->from * 1024 + pair->to) * 65536 + subject;
  options.threads = 1;
  return options;
}

/* ---- one subject, one pair ---- */

static double equivalence(const leda_assess_estimate *change, const leda_assess_options *options) {
  leda_t_test test = {.difference = change->estimate, .se = change->se, .df = change->df};
  if (!(change->df >= LEDA_ASSESS_FEWEST_DF)) return NAN;
  return leda_equivalence_test(&test, options->margin, options->alpha).p;
}

/* wild NULL: persons are no clusters to draw signs for. */
static leda_status fill(leda_assess_delta *delta, const leda_assess_sample *sample,
                        const leda_assess *assess, leda_wild_options *wild) {
  leda_status status;
  double alpha = assess->options.alpha;
  for (size_t i = 0; i < sample->n; i++) *(sample->wave[i] ? &delta->n_to : &delta->n_from) += 1;
  leda_cluster_ols *fit = leda_assess_regress(sample, false, &status);
  if (!status)
    status = leda_assess_coefficient(fit, sample, LEDA_TERM_WAVE_1, alpha, &delta->change);
  delta->p_wild = delta->p_wild_smallest = delta->p_webb = NAN;
  if (!status && wild) status = run_wild(delta, fit, sample, wild);
  if (!status) status = measure_effects(delta, sample, 1.0 - alpha);
  delta->p_equivalence = equivalence(&delta->change, &assess->options);
  leda_cluster_ols_free(fit);
  return status;
}

static leda_status work(size_t i, void *data) {
  const job *todo = data;
  leda_assess *assess = todo->assess;
  size_t s = i / assess->n_pairs, k = i % assess->n_pairs;
  const leda_assess_pair *pair = &assess->pairs[k];
  leda_assess_subject *subject = &assess->subjects[s];
  leda_assess_delta *delta = &subject->deltas[k];
  const size_t waves[] = {pair->from, pair->to};
  leda_assess_plan plan = {waves, 2, false, terms, sizeof terms / sizeof *terms};
  leda_wild_options wild = wild_options(assess, s, pair);
  leda_assess_sample sample;
  leda_status status = leda_assess_sample_take(&sample, todo->frame, s, &plan, NULL);
  delta->from = pair->from;
  delta->to = pair->to;
  if (!status) status = fill(delta, &sample, assess, todo->frame->persons ? NULL : &wild);
  if (!status)
    status = leda_assess_other_models(&delta->models, &sample, assess,
                                      subject->item.kind == LEDA_ITEM_STATEMENT);
  delta->municipalities = todo->frame->persons ? 1 : sample.n_clusters;
  leda_assess_sample_clear(&sample);
  return status;
}

leda_status leda_assess_changes(leda_assess *assess, const leda_assess_frame *frame,
                                leda_error *err) {
  job todo = {assess, frame};
  return leda_assess_each(assess->n_subjects * assess->n_pairs, assess->options.threads, work,
                          &todo, err);
}
