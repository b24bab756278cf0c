/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/analysis/period_choice.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"

void leda_chart_phase_span(const leda_chart *chart, size_t phase, size_t *from, size_t *to) {
  *from = 0;
  while (*from < chart->n && chart->points[*from].phase != phase) ++*from;
  *to = *from;
  while (*to < chart->n && chart->points[*to].phase == phase) ++*to;
}

static leda_status no_such_period(leda_period period, leda_error *err) {
  char written[LEDA_PERIOD_SIZE];
  leda_period_format(period, written);
  leda_fail(err, LEDA_ERR_DATA, _("no value of the series falls in the chosen period %s"), written);
  leda_error_hint(err, "%s", _("choose a period that the series has"));
  return LEDA_ERR_DATA;
}

static leda_status exclude(leda_chart_work *work, leda_period choice, leda_error *err) {
  leda_ordinal_range range;
  if (leda_period_choice(choice, work->chart->calendar.kind, &range, err)) return LEDA_ERR_DATA;
  size_t found = 0;
  for (size_t i = 0; i < work->chart->n; i++) {
    leda_chart_point *point = &work->chart->points[i];
    if (point->period.ordinal < range.from || point->period.ordinal > range.to) continue;
    point->excluded = true;
    found++;
  }
  return found ? LEDA_OK : no_such_period(choice, err);
}

/* Index of the first point at or after the choice. */
static leda_status phase_start(const leda_chart_work *work, leda_period choice, size_t *start,
                               leda_error *err) {
  leda_ordinal_range range;
  if (leda_period_choice(choice, work->chart->calendar.kind, &range, err)) return LEDA_ERR_DATA;
  const leda_chart *chart = work->chart;
  *start = 0;
  while (*start < chart->n && chart->points[*start].period.ordinal < range.from) ++*start;
  return *start < chart->n ? LEDA_OK : no_such_period(choice, err);
}

/* Cuts the points at the chosen starts; choices may come in any order. A choice at the first point
   names the first phase. */
static leda_status cut_phases(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  const leda_chart_options *options = work->options;
  const leda_phase_choice **choice_at = leda_calloc(chart->n, sizeof *choice_at);
  if (!choice_at) return leda_fail_memory(err);
  leda_status status = LEDA_OK;
  for (size_t k = 0; k < options->n_phases && !status; k++) {
    size_t start = 0;
    status = phase_start(work, options->phases[k].period, &start, err);
    if (!status) choice_at[start] = &options->phases[k];
  }
  for (size_t i = 0; i < chart->n && !status; i++) {
    if (i == 0 || choice_at[i]) {
      chart->phases[chart->n_phases] = (leda_chart_phase){
          .first = chart->points[i].period,
          .label = choice_at[i] && choice_at[i]->label ? choice_at[i]->label : "",
          .centre = NAN,
          .sigma = NAN,
          .baseline_points = choice_at[i] ? choice_at[i]->baseline_points : 0};
      chart->n_phases++;
    }
    chart->points[i].phase = chart->n_phases - 1;
    chart->phases[chart->n_phases - 1].last = chart->points[i].period;
  }
  leda_free(choice_at);
  return status;
}

static bool usable(const leda_chart_work *work, size_t i) {
  return !work->chart->points[i].excluded && !isnan(work->observed[i]);
}

/* Baseline of a phase: its first `wanted` points, whatever they hold; 0: all. */
static void baseline_by_count(leda_chart_work *work, size_t phase, size_t wanted) {
  size_t from, to;
  leda_chart_phase_span(work->chart, phase, &from, &to);
  size_t end = wanted && from + wanted < to ? from + wanted : to;
  for (size_t i = from; i < end; i++) work->in_baseline[i] = usable(work, i);
  work->chart->phases[phase].frozen = end < to;
}

static leda_status baseline_by_period(leda_chart_work *work, leda_error *err) {
  leda_ordinal_range first, last;
  leda_period_kind kind = work->chart->calendar.kind;
  if (leda_period_choice(work->options->baseline_first, kind, &first, err)) return LEDA_ERR_DATA;
  if (leda_period_choice(work->options->baseline_last, kind, &last, err)) return LEDA_ERR_DATA;
  size_t from, to, found = 0;
  leda_chart_phase_span(work->chart, 0, &from, &to);
  for (size_t i = from; i < to; i++) {
    int32_t ordinal = work->chart->points[i].period.ordinal;
    work->in_baseline[i] = ordinal >= first.from && ordinal <= last.to && usable(work, i);
    found += work->in_baseline[i];
  }
  work->chart->phases[0].frozen = found < to - from;
  return found ? LEDA_OK : no_such_period(work->options->baseline_first, err);
}

leda_status leda_chart_phases_make(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  for (size_t k = 0; k < work->options->n_excluded; k++)
    if (exclude(work, work->options->excluded[k], err)) return LEDA_ERR_DATA;
  leda_status status = cut_phases(work, err);
  if (status) return status;
  for (size_t k = 0; k < chart->n_phases; k++) {
    size_t wanted = chart->phases[k].baseline_points;
    if (k == 0 && !wanted) wanted = work->options->baseline_points;
    baseline_by_count(work, k, wanted);
  }
  if (work->options->baseline_given && baseline_by_period(work, err)) return LEDA_ERR_DATA;
  for (size_t i = 0; i < chart->n; i++) chart->points[i].baseline = work->in_baseline[i];
  return LEDA_OK;
}
