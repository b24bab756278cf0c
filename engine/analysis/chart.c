/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart.h"

#include <math.h>

#include "engine/analysis/chart_choose.h"
#include "engine/analysis/chart_internal.h"
#include "engine/analysis/chart_rebase.h"
#include "engine/analysis/chart_warning.h"
#include "engine/core/memory.h"

leda_status leda_chart_alloc(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  size_t n = chart->n, phases = work->options->n_phases + 1;
  chart->points = leda_calloc(n, sizeof *chart->points);
  chart->phases = leda_calloc(phases, sizeof *chart->phases);
  chart->runs = leda_calloc(phases, sizeof *chart->runs);
  work->observed = leda_calloc(n, sizeof *work->observed);
  work->numerator = leda_calloc(n, sizeof *work->numerator);
  work->denominator = leda_calloc(n, sizeof *work->denominator);
  work->score = leda_calloc(n, sizeof *work->score);
  work->range = leda_calloc(n, sizeof *work->range);
  work->in_baseline = leda_calloc(n, sizeof *work->in_baseline);
  work->first_row = leda_calloc(n, sizeof *work->first_row);
  work->rows = leda_calloc(n, sizeof *work->rows);
  bool ok = chart->points && chart->phases && chart->runs && work->observed && work->numerator &&
            work->denominator && work->score && work->range && work->in_baseline &&
            work->first_row && work->rows;
  return ok ? LEDA_OK : leda_fail_memory(err);
}

void leda_chart_work_clear(leda_chart_work *work) {
  leda_free(work->observed);
  leda_free(work->numerator);
  leda_free(work->denominator);
  leda_free(work->score);
  leda_free(work->range);
  leda_free(work->in_baseline);
  leda_free(work->first_row);
  leda_free(work->rows);
  leda_free(work->groups);
  leda_size_constants_free(work->constants);
  leda_free(work->rebased_phases);
}

leda_chart leda_chart_begin(const leda_panel *panel, const leda_series *series,
                            const leda_chart_options *options) {
  return (leda_chart){.series = series,
                      .calendar = panel->calendar,
                      .type = options->type,
                      .per = options->per,
                      .target = options->target,
                      .better = options->better,
                      .memory = options->memory,
                      .limits = options->limits,
                      .limit_rate = options->limit_rate > 0.0 ? options->limit_rate : 0.0027,
                      .alarm_rate = options->alarm_rate > 0.0 ? options->alarm_rate : 0.05,
                      .rules = options->rules,
                      .false_alarm_phi = NAN,
                      .n = leda_chart_periods(series)};
}

leda_status leda_chart_run(leda_chart *chart, const leda_panel *panel, const leda_series *series,
                           const leda_chart_options *options, leda_error *err) {
  leda_error own = leda_error_none();
  if (!err) err = &own;
  *chart = (leda_chart){0};
  if (leda_chart_rebase_check(options, err)) return LEDA_ERR_USAGE;
  if (options->type == LEDA_CHART_T2)
    return leda_chart_run_variables(chart, panel, (leda_chart_variables){&series, 1}, options, err);
  *chart = leda_chart_begin(panel, series, options);
  leda_chart_work work = {.chart = chart, .panel = panel, .options = options};
  leda_status status = leda_chart_alloc(&work, err);
  if (!status) leda_chart_rows(&work);
  if (!status) status = leda_chart_values(&work, err);
  if (!status) status = leda_chart_rebase(&work, err);
  if (!status) status = leda_chart_phases_make(&work, err);
  if (!status) status = leda_chart_limits(&work, err);
  if (!status) status = leda_chart_warning_limits(&work, err);
  if (!status) status = leda_chart_warn_wide(&work, err);
  if (!status) status = leda_chart_signals(&work, err);
  if (!status) status = leda_chart_targets(&work, err);
  if (!status) status = leda_chart_capability_make(&work, err);
  leda_chart_work_clear(&work);
  if (status) leda_chart_clear(chart);
  return status;
}

void leda_chart_clear(leda_chart *chart) {
  if (!chart) return;
  leda_free(chart->points);
  leda_free(chart->phases);
  leda_free(chart->runs);
  leda_free(chart->capability);
  leda_free(chart->false_alarms);
  leda_messages_clear(&chart->warnings);
  leda_free(chart->joined);
  leda_free(chart->joined_name);
  leda_free(chart->variables);
  leda_rebasing_clear(&chart->rebasing);
  *chart = (leda_chart){0};
}
