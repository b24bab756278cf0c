/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measure: what is counted and how, and is the baseline long enough and stable? */
#include <math.h>

#include "engine/analysis/dmaic_internal.h"
#include "stats/proportions.h"

enum { BASELINE_WANTED = 12 };

static void ask_for_words(leda_dmaic_work *work) {
  const leda_project_measure *measure = work->measure;
  leda_setting source = measure->source;
  if (source.text[0] == '\0') source = work->in->project->source;
  leda_dmaic_need(work, LEDA_PHASE_MEASURE, measure->definition,
                  (leda_dmaic_key){"measure", "definition", true});
  leda_dmaic_need(work, LEDA_PHASE_MEASURE, source, (leda_dmaic_key){"measure", "source", true});
  leda_dmaic_need(work, LEDA_PHASE_MEASURE, measure->frequency,
                  (leda_dmaic_key){"measure", "frequency", false});
  leda_dmaic_need(work, LEDA_PHASE_MEASURE, measure->owner,
                  (leda_dmaic_key){"measure", "owner", false});
}

static void tell_length(leda_dmaic_work *work) {
  const leda_dmaic_baseline *baseline = &work->dmaic->baseline;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_MEASURE, LEDA_FINDING_BASELINE_LENGTH,
                     baseline->n >= BASELINE_WANTED ? LEDA_STATE_PASSED : LEDA_STATE_NOT_PASSED);
  finding->n = baseline->n;
  finding->m = BASELINE_WANTED;
  finding->value = baseline->level;
  finding->period = baseline->first;
  finding->last = baseline->last;
  finding->line = work->measure->baseline.line;
}

static size_t count_beyond(const leda_chart *chart) {
  size_t n = 0;
  for (size_t i = 0; i < chart->n; i++)
    n += (chart->points[i].signals & LEDA_SIGNAL_BEYOND_LIMITS) ? 1U : 0U;
  return n;
}

/* A baseline with a trend or a shift in it is no level to compare with. One with a point beyond its limits may be:
   the point has a cause of its own to be found. */
static leda_dmaic_state stability(const leda_verdict_result *v, size_t beyond) {
  if (v->verdict == LEDA_VERDICT_TOO_SHORT || v->verdict == LEDA_VERDICT_CANNOT_TELL)
    return LEDA_STATE_CANNOT_TELL;
  if (v->verdict != LEDA_VERDICT_NOISE) return LEDA_STATE_NOT_PASSED;
  return beyond > 0 ? LEDA_STATE_CANNOT_TELL : LEDA_STATE_PASSED;
}

static leda_status judge_baseline(leda_dmaic_work *work, const leda_series *part, leda_error *err) {
  leda_dmaic *dmaic = work->dmaic;
  leda_status status = leda_check_run(&dmaic->stability, work->in->panel, part, &work->check, err);
  if (status) return status;
  dmaic->has_stability = true;
  leda_chart chart;
  leda_chart_options options = *work->in->chart;
  options.baseline_points = 0;
  options.baseline_given = false;
  status = leda_chart_run(&chart, work->in->panel, part, &options, err);
  if (status) return status;
  const leda_verdict_result *v = &dmaic->stability.verdict;
  size_t beyond = count_beyond(&chart);
  leda_chart_clear(&chart);
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_MEASURE, LEDA_FINDING_BASELINE_STABLE, stability(v, beyond));
  finding->n = beyond;
  finding->p = v->p;
  if (v->verdict > LEDA_VERDICT_NOISE && v->verdict < LEDA_VERDICT_CANNOT_TELL)
    finding->period = dmaic->stability.periods[v->change_index];
  return LEDA_OK;
}

/* How much of the baseline is outside what is asked for. */
static void tell_outside(leda_dmaic_work *work) {
  const leda_project_measure *measure = work->measure;
  const leda_check *check = &work->dmaic->stability;
  if ((isnan(measure->spec_lower) && isnan(measure->spec_upper)) || check->n == 0) return;
  size_t outside = 0;
  for (size_t i = 0; i < check->n; i++)
    if (check->values[i] < measure->spec_lower || check->values[i] > measure->spec_upper) outside++;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_MEASURE, LEDA_FINDING_OUTSIDE, LEDA_STATE_NOT_BEGUN);
  finding->n = outside;
  finding->m = check->n;
  finding->value = (double)outside / (double)check->n;
  leda_share share = leda_proportion_exact((double)outside, (double)check->n, 0.95);
  finding->lower = share.lower;
  finding->upper = share.upper;
}

static leda_status judge_measuring(leda_dmaic_work *work, leda_error *err) {
  const leda_study *gauge = work->in->studies[LEDA_STUDY_GAUGE];
  const leda_study *ratings = work->in->studies[LEDA_STUDY_RATINGS];
  if (!gauge && !ratings)
    leda_dmaic_add(work, LEDA_PHASE_MEASURE, LEDA_FINDING_NO_STUDY, LEDA_STATE_NOT_BEGUN);
  leda_status status = gauge ? leda_dmaic_gauge(work, err) : LEDA_OK;
  return !status && ratings ? leda_dmaic_raters(work, err) : status;
}

leda_status leda_dmaic_measure(leda_dmaic_work *work, leda_error *err) {
  if (!work->measure) return LEDA_OK;
  ask_for_words(work);
  tell_length(work);
  if (work->dmaic->baseline.n == 0) return LEDA_OK;
  leda_series part = leda_dmaic_part(work->in->series, work->dmaic->baseline.first.ordinal,
                                     work->dmaic->baseline.last.ordinal);
  leda_status status = judge_baseline(work, &part, err);
  if (!status) tell_outside(work);
  return status ? status : judge_measuring(work, err);
}
