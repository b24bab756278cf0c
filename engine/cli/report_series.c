/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/analysis/period_choice.h"
#include "engine/cli/report_build.h"
#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"

static leda_status read_panel(leda_report_build *build, const leda_project_measure *measure,
                              leda_panel *panel, leda_error *err) {
  const char *const path = measure->path;
  leda_paths paths = {&path, 1};
  leda_read_options options = {
      .columns = measure->columns,
      .n_columns = measure->n_columns,
      .filters = measure->filters,
      .n_filters = measure->n_filters,
      .progress = leda_cli_progress(build->cli, _("reading")),
      .threads = leda_threads(build->cli->threads),
  };
  leda_status status = leda_panel_read(panel, paths, &options, &build->log, err);
  leda_cli_progress_end();
  return status;
}

static bool matches(const leda_series *series, const leda_project_measure *measure) {
  const char *unit = measure->unit.text, *indicator = measure->indicator.text;
  bool right_unit =
      !unit[0] || strcmp(series->unit, unit) == 0 || strcmp(series->unit_name, unit) == 0;
  return right_unit && (!indicator[0] || strcmp(series->indicator, indicator) == 0);
}

/* Says what names there are, as far as a line holds them. */
static void hint_names(leda_report_build *build, const leda_panel *panel) {
  leda_text names = {0};
  const char *last = "";
  for (size_t i = 0; i < panel->n_series && names.length < 300; i++) {
    const leda_series *series = &panel->series[i];
    const char *unit = series->unit_name[0] ? series->unit_name : series->unit;
    if (strcmp(last, series->indicator) != 0) {
      leda_text_addf(&names, "%s%s", names.length > 0 ? ", " : "", series->indicator);
      last = series->indicator;
    }
    if (unit[0]) leda_text_addf(&names, "%s%s", names.length > 0 ? ", " : "", unit);
  }
  leda_complain_hint(&build->complaints, _("choose one by indicator, unit or where; there are: %s"),
                     leda_text_str(&names));
  leda_text_clear(&names);
}

static const leda_series *choose(leda_report_build *build, const leda_project_measure *measure,
                                 const leda_panel *panel) {
  const leda_series *found = NULL;
  size_t n = 0;
  for (size_t i = 0; i < panel->n_series; i++) {
    if (!matches(&panel->series[i], measure)) continue;
    found = &panel->series[i];
    n++;
  }
  if (n == 1) return found;
  size_t line = measure->indicator.line ? measure->indicator.line
                : measure->unit.line    ? measure->unit.line
                                        : measure->file.line;
  if (n == 0)
    leda_complain(&build->complaints, leda_report_build_line(build, line),
                  _("no series in '%s' is called that"), measure->file.text);
  else
    leda_complain(&build->complaints, leda_report_build_line(build, line),
                  _("'%s' holds %zu series, and a measure is one"), measure->file.text, n);
  hint_names(build, panel);
  return NULL;
}

/* The changes of this measure; each must fall on the series. */
static leda_status take_changes(leda_report_build *build, size_t at, const leda_series *series,
                                leda_error *err) {
  leda_built_measure *built = &build->measures[at];
  const leda_project *project = &build->project;
  built->changes = leda_calloc(project->n_changes + 1, sizeof *built->changes);
  if (!built->changes) return leda_fail_memory(err);
  int32_t first = series->observations[0].period;
  int32_t last = series->observations[series->n - 1].period;
  for (size_t i = 0; i < project->n_changes; i++) {
    const leda_project_change *change = &project->changes[i];
    if (change->measure != at) continue;
    leda_place place = leda_report_build_line(build, change->period_text.line);
    leda_ordinal_range range;
    leda_error wrong = leda_error_none();
    if (leda_period_choice(change->period, built->panel.calendar.kind, &range, &wrong))
      leda_complain(&build->complaints, place, "%s", wrong.message);
    else if (range.from > last) /* it is still to come */
      continue;
    else if (range.to < first)
      leda_complain(&build->complaints, place, _("period: the series of [measure %s] has no '%s'"),
                    project->measures[at].name, change->period_text.text);
    built->changes[built->n_changes++] = (leda_dated_text){change->period, change->text.text};
  }
  return LEDA_OK;
}

/* ---- words that the analysis knows ---- */

static void refuse(leda_report_build *build, const char *key, leda_setting setting,
                   const char *known) {
  leda_complain(&build->complaints, leda_report_build_line(build, setting.line),
                _("%s: '%s' is not known"), key, setting.text);
  leda_complain_hint(&build->complaints, _("known are %s"), known);
}

static leda_chart_options chart_options(leda_report_build *build,
                                        const leda_project_measure *measure) {
  leda_chart_options options = leda_chart_options_default();
  if (measure->chart.line && !leda_chart_type_parse(measure->chart.text, &options.type))
    refuse(build, "chart", measure->chart,
           "auto, run, i, ip, mr, p, pp, np, c, u, up, g, t, ewma, cusum, ma");
  if (measure->rules.line && !leda_chart_rules_parse(measure->rules.text, &options.rules))
    refuse(build, "rules", measure->rules,
           "anhoej, western-electric, nelson, nhs, wheeler, all, none");
  if (measure->better.line && !leda_better_parse(measure->better.text, &options.better))
    refuse(build, "better", measure->better, "higher, lower, none");
  options.baseline_points = measure->baseline_points;
  options.baseline_given = measure->baseline_given;
  options.baseline_first = measure->baseline_first;
  options.baseline_last = measure->baseline_last;
  options.target = measure->target;
  return options;
}

/* An error without a place comes from an option: it belongs to the project's line. */
static leda_status locate(leda_report_build *build, const leda_project_measure *measure,
                          leda_error *err) {
  if (err->status == LEDA_ERR_DATA && err->file[0] == '\0') {
    snprintf(err->file, sizeof err->file, "%s", build->project.file);
    err->line = measure->baseline.line ? measure->baseline.line : measure->line;
  }
  if (err->status == LEDA_ERR_DATA) leda_messages_add(&build->log, LEDA_ERROR, err);
  return err->status;
}

/* One change with a date is a question asked beforehand: it is tested as such. With several, or where the
   values around it are too few for that, the series is searched. */
static leda_status judge(leda_built_measure *built, const leda_series *series,
                         leda_check_options *options, leda_error *err) {
  leda_error own = leda_error_none();
  if (built->n_changes == 1) {
    options->known = (leda_known_choice){LEDA_KNOWN_CHANGE, built->changes[0].period, {0}};
    leda_status status = leda_check_run(&built->check, &built->panel, series, options, &own);
    if (status != LEDA_ERR_DATA && status != LEDA_ERR_USAGE) {
      if (status) *err = own;
      return status;
    }
    options->known = (leda_known_choice){0};
  }
  return leda_check_run(&built->check, &built->panel, series, options, err);
}

static leda_status analyse(leda_report_build *build, size_t at, const leda_series *series,
                           leda_error *err) {
  leda_built_measure *built = &build->measures[at];
  const leda_project_measure *measure = &build->project.measures[at];
  leda_chart_options chart = chart_options(build, measure);
  leda_check_options check = leda_check_options_default();
  built->options = chart;
  check.alpha = build->project.alpha;
  check.better = chart.better;
  check.threads = build->cli->threads;
  check.seed = build->cli->seed;
  check.per = chart.per;
  if (leda_chart_run(&built->chart, &built->panel, series, &chart, err))
    return locate(build, measure, err);
  if (judge(built, series, &check, err)) return locate(build, measure, err);
  return LEDA_OK;
}

leda_status leda_report_build_measure(leda_report_build *build, size_t at, leda_error *err) {
  leda_built_measure *built = &build->measures[at];
  const leda_project_measure *measure = &build->project.measures[at];
  leda_status status = read_panel(build, measure, &built->panel, err);
  if (status) return status;
  const leda_series *series = choose(build, measure, &built->panel);
  if (!series) return LEDA_ERR_DATA;
  status = take_changes(build, at, series, err);
  return status ? status : analyse(build, at, series, err);
}

leda_status leda_report_build_figure(leda_report_build *build, size_t at, leda_error *err) {
  leda_built_measure *built = &build->measures[at];
  const leda_project_measure *measure = &build->project.measures[at];
  leda_chart_figure_options options = {
      .language = build->report.language,
      .title = leda_measure_title(&build->report, measure, built->chart.series),
      .source = measure->source.text[0] ? measure->source.text : leda_file_name(measure->path),
      .unit_of_measure = measure->unit_of_measure.text,
      .changes = built->changes,
      .n_changes = built->n_changes,
  };
  return leda_chart_figure_make(&built->chart, &options, &built->figure, err);
}
