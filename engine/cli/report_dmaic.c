/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/report_build.h"

#include <stdio.h>

#include "engine/core/file.h"
#include "engine/output/report_dmaic.h"

/* Goes on after a located error, so that the user sees those of all tables at once. */
static leda_status read_studies(leda_report_build *build, leda_error *err) {
  const leda_project *project = &build->project;
  const leda_project_dmaic *dmaic = &project->dmaic;
  const char *paths[LEDA_STUDY_PAIRS + 1] = {[LEDA_STUDY_CAUSES] = dmaic->causes_path,
                                             [LEDA_STUDY_STRATA] = dmaic->strata_path,
                                             [LEDA_STUDY_PAIRS] = dmaic->scatter_path};
  if (project->n_measures > 0) {
    paths[LEDA_STUDY_GAUGE] = project->measures[dmaic->measure].study_path;
    paths[LEDA_STUDY_RATINGS] = project->measures[dmaic->measure].raters_path;
  }
  leda_status first = LEDA_OK;
  for (size_t k = 0; k <= LEDA_STUDY_PAIRS; k++) {
    leda_error own = leda_error_none();
    if (!paths[k]) continue;
    leda_status status =
        leda_study_read(&build->studies[k], (leda_study_kind)k, paths[k], &build->log, &own);
    if (status && first == LEDA_OK) *err = own;
    if (status) first = status;
    if (status && status != LEDA_ERR_DATA) return status;
  }
  return first;
}

leda_status leda_report_build_dmaic(leda_report_build *build, leda_error *err) {
  const leda_project *project = &build->project;
  leda_status status = read_studies(build, err);
  if (status) return status;
  leda_dmaic_inputs inputs = {.project = project,
                              .threads = build->cli->threads,
                              .seed = build->cli->seed,
                              .progress = leda_cli_progress(build->cli, _("judging"))};
  if (project->n_measures > 0) {
    const leda_built_measure *built = &build->measures[project->dmaic.measure];
    inputs.panel = &built->panel;
    inputs.series = built->chart.series;
    inputs.chart = &built->options;
  }
  for (size_t k = 0; k <= LEDA_STUDY_PAIRS; k++)
    if (build->studies[k].n > 0) inputs.studies[k] = &build->studies[k];
  status = leda_dmaic_run(&build->dmaic, &inputs, err);
  leda_cli_progress_end();
  if (status == LEDA_ERR_DATA) leda_messages_add(&build->log, LEDA_ERROR, err);
  return status;
}

leda_status leda_report_build_add_dmaic(leda_report_build *build, leda_report_section *section,
                                        leda_error *err) {
  const leda_project *project = &build->project;
  const leda_dmaic *dmaic = &build->dmaic;
  leda_text effect = {0};
  if (dmaic->has_chart) {
    if (dmaic->has_effect) leda_check_headline(&dmaic->effect, build->report.language, &effect);
    const leda_project_measure *measure = &project->measures[project->dmaic.measure];
    leda_chart_figure_options options = {
        .language = build->report.language,
        .title = leda_measure_title(&build->report, measure, dmaic->chart.series),
        .source = measure->source.text[0] ? measure->source.text : leda_file_name(measure->path),
        .unit_of_measure = measure->unit_of_measure.text,
        .subtitle = effect.length > 0 ? leda_keep_text(&build->report.keeper, &effect) : NULL,
    };
    leda_status status = leda_chart_figure_make(&dmaic->chart, &options, &build->dmaic_figure, err);
    if (status) return status;
  }
  leda_dmaic_part part = {project, dmaic, build->studies, NULL};
  if (build->dmaic_figure) part.chart = leda_chart_figure_get(build->dmaic_figure);
  leda_report_dmaic(&build->report, section, &part);
  return LEDA_OK;
}
