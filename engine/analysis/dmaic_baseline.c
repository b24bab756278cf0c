/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdint.h>

#include "engine/analysis/dmaic_internal.h"
#include "engine/analysis/period_choice.h"
#include "stats/moving_range.h"

bool leda_dmaic_range(const leda_dmaic_work *work, leda_period period, int32_t *from, int32_t *to) {
  leda_ordinal_range range;
  leda_error ignored = leda_error_none();
  if (leda_period_choice(period, work->in->panel->calendar.kind, &range, &ignored)) return false;
  *from = range.from;
  *to = range.to;
  return true;
}

leda_series leda_dmaic_part(const leda_series *series, int32_t from, int32_t to) {
  leda_series part = *series;
  size_t begin = 0, end = series->n;
  while (begin < end && series->observations[begin].period < from) begin++;
  while (end > begin && series->observations[end - 1].period > to) end--;
  part.observations += begin;
  part.n = end - begin;
  return part;
}

size_t leda_dmaic_count(const leda_series *series) {
  size_t n = 0;
  for (size_t i = 0; i < series->n; i++) n += isnan(series->observations[i].value) ? 0U : 1U;
  return n;
}

/* The last ordinal of the first n values. */
static int32_t ordinal_after(const leda_series *series, size_t n) {
  size_t seen = 0;
  for (size_t i = 0; i < series->n; i++) {
    seen += isnan(series->observations[i].value) ? 0U : 1U;
    if (seen == n) return series->observations[i].period;
  }
  return INT32_MAX;
}

static const leda_project_change *first_change(const leda_dmaic_work *work) {
  const leda_project *project = work->in->project;
  const leda_project_change *first = NULL;
  int32_t earliest = INT32_MAX;
  for (size_t i = 0; i < project->n_changes; i++) {
    int32_t from, to;
    if (project->changes[i].measure != project->dmaic.measure) continue;
    if (!leda_dmaic_range(work, project->changes[i].period, &from, &to)) continue;
    if (first && from >= earliest) continue;
    first = &project->changes[i];
    earliest = from;
  }
  return first;
}

/* As the project says; never past the first change. */
static leda_series baseline_series(const leda_dmaic_work *work) {
  const leda_project_measure *measure = work->measure;
  int32_t from = INT32_MIN, to = INT32_MAX, ignored;
  if (measure->baseline_given) {
    (void)leda_dmaic_range(work, measure->baseline_first, &from, &ignored);
    (void)leda_dmaic_range(work, measure->baseline_last, &ignored, &to);
  } else if (measure->baseline_points > 0) {
    to = ordinal_after(work->in->series, measure->baseline_points);
  }
  int32_t change;
  if (work->dmaic->change &&
      leda_dmaic_range(work, work->dmaic->change->period, &change, &ignored) && to >= change)
    to = change - 1;
  return leda_dmaic_part(work->in->series, from, to);
}

/* By moving ranges, so that a slow drift of the baseline does not pass for noise. */
static double noise_sd(const leda_check_values *values) {
  double sum = 0.0;
  size_t n = 0;
  for (size_t i = 1; i < values->n; i++) {
    if (values->positions[i] - values->positions[i - 1] != 1) continue;
    sum += fabs(values->values[i] - values->values[i - 1]);
    n++;
  }
  return n > 0 ? sum / (double)n / leda_d2_two() : (double)NAN;
}

static leda_status describe(leda_dmaic_work *work, const leda_series *part, leda_error *err) {
  leda_dmaic_baseline *baseline = &work->dmaic->baseline;
  leda_check_values values = {0};
  leda_check_reading reading = {.per = work->check.per, .from = INT32_MIN};
  leda_status status = leda_check_values_init(&values, part->n, err);
  if (!status) status = leda_check_values_take(&values, work->in->panel, part, &reading, err);
  if (!status && values.n > 0) {
    baseline->n = values.n;
    baseline->level = leda_check_values_level(&values, 0, values.n);
    baseline->sd = noise_sd(&values);
    baseline->first = (leda_period){work->dmaic->periods, values.ordinals[0]};
    baseline->last = (leda_period){work->dmaic->periods, values.ordinals[values.n - 1]};
  }
  leda_check_values_clear(&values);
  return status;
}

static int side_of(const leda_dmaic_work *work) {
  leda_better better = work->in->chart->better;
  if (better != LEDA_BETTER_NONE) return better == LEDA_BETTER_HIGHER ? 1 : -1;
  double distance = work->measure->target - work->dmaic->baseline.level;
  return (distance > 0.0) - (distance < 0.0);
}

leda_status leda_dmaic_prepare(leda_dmaic_work *work, leda_error *err) {
  const leda_dmaic_inputs *in = work->in;
  leda_dmaic *dmaic = work->dmaic;
  dmaic->baseline = (leda_dmaic_baseline){.level = NAN, .sd = NAN};
  if (!in->series) return LEDA_OK;
  work->measure = &in->project->measures[in->project->dmaic.measure];
  work->check = leda_check_options_default();
  work->check.alpha = in->project->alpha;
  work->check.threads = in->threads;
  work->check.seed = in->seed;
  work->check.per = in->chart->per;
  dmaic->periods = in->panel->calendar.kind;
  dmaic->change = first_change(work);
  leda_series part = baseline_series(work);
  leda_status status = part.n > 0 ? describe(work, &part, err) : LEDA_OK;
  if (status) return status;
  work->sign = side_of(work);
  dmaic->better = work->sign > 0   ? LEDA_BETTER_HIGHER
                  : work->sign < 0 ? LEDA_BETTER_LOWER
                                   : LEDA_BETTER_NONE;
  work->check.better = dmaic->better;
  return LEDA_OK;
}
