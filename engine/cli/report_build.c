/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/report_build.h"

#include <stdio.h>
#include <string.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"

leda_place leda_report_build_line(const leda_report_build *build, size_t line) {
  return (leda_place){.file = build->project.file, .line = line};
}

static void fill_head(leda_report_build *build) {
  const leda_project *project = &build->project;
  leda_report *report = &build->report;
  report->language = project->language;
  report->title = project->title.text;
  report->subtitle = project->subtitle.text;
  report->author = project->author.text;
  report->source = project->source.text;
  report->theme = project->theme.text;
  report->logo = leda_report_build_logo(build);
  report->project = leda_file_name(project->file);
}

/* ---- what was read ---- */

/* A path that begins at the root belongs to one machine: only its last part is told. */
static leda_status add_input(leda_report_build *build, const char *name, const char *path,
                             leda_error *err) {
  leda_report *report = &build->report;
  if (!path || strcmp(path, "lfr") == 0) return LEDA_OK; /* part of the program */
  leda_report_input *input = &report->inputs[report->n_inputs];
  input->path = name[0] == '/' ? leda_file_name(name) : name;
  leda_status status = leda_file_hash(path, input->hash, err);
  if (status) return status;
  for (size_t i = 0; i < report->n_inputs; i++)
    if (strcmp(report->inputs[i].path, input->path) == 0 &&
        strcmp(report->inputs[i].hash, input->hash) == 0)
      return LEDA_OK;
  report->n_inputs++;
  return LEDA_OK;
}

static leda_status list_inputs(leda_report_build *build, leda_error *err) {
  const leda_project *project = &build->project;
  leda_report *report = &build->report;
  size_t most = 7 + project->n_measures + 4 * project->n_surveys;
  report->inputs = leda_keep_array(&report->keeper, most, sizeof *report->inputs);
  if (!report->inputs) return leda_fail_memory(err);
  leda_status status = add_input(build, report->project, project->file, err);
  if (!status) status = add_input(build, project->logo.text, project->logo_path, err);
  for (size_t i = 0; i < project->n_surveys && !status; i++) {
    const leda_project_survey *survey = &project->surveys[i];
    status = add_input(build, survey->file.text, survey->path, err);
    if (!status) status = add_input(build, survey->instrument.text, survey->instrument_path, err);
    if (!status) status = add_input(build, survey->differences.text, survey->differences_path, err);
    if (!status) status = add_input(build, survey->claims.text, survey->claims_path, err);
  }
  for (size_t i = 0; i < project->n_measures && !status; i++)
    status = add_input(build, project->measures[i].file.text, project->measures[i].path, err);
  for (size_t k = 0; k <= LEDA_STUDY_PAIRS && !status; k++) {
    const char *path = build->studies[k].sheet.file;
    if (build->studies[k].n > 0) status = add_input(build, leda_file_name(path), path, err);
  }
  return status;
}

/* ---- sections ---- */

static leda_status add_measure(leda_report_build *build, size_t at, leda_report_section *section,
                               leda_error *err) {
  leda_status status = leda_report_build_figure(build, at, err);
  if (status) return status;
  const leda_built_measure *built = &build->measures[at];
  leda_measure_part part = {&build->project, at, &built->chart, &built->check, built->figure};
  leda_report_measure(&build->report, section, &part);
  return LEDA_OK;
}

static void add_means(leda_report_build *build, size_t at, leda_report_section *section) {
  const leda_project_survey *survey = &build->project.surveys[at];
  leda_built_survey *built = &build->surveys[at];
  leda_language language = build->report.language;
  const char *title = survey->title.text;
  leda_survey_part part = {.project = &build->project,
                           .survey = at,
                           .view = {.instrument = &built->instrument,
                                    .published = &built->published,
                                    .change = built->has_change ? &built->change : NULL,
                                    .waves = built->waves,
                                    .language = language,
                                    .title = title[0] ? title : built->instrument.name[language],
                                    .source = survey->source.text}};
  leda_report_survey(&build->report, section, &part);
}

static void add_survey(leda_report_build *build, size_t at, leda_report_section *section) {
  if (build->surveys[at].has_votes)
    leda_report_build_add_votes(build, at, section);
  else if (build->project.surveys[at].summary)
    add_means(build, at, section);
  else
    leda_report_build_add_answers(build, at, section);
}

/* Surveys and measures come in the order of the project file. */
static leda_status add_sections(leda_report_build *build, leda_error *err) {
  const leda_project *project = &build->project;
  leda_report *report = &build->report;
  size_t first = leda_dmaic_wanted(project) ? 1 : 0, measure = 0, survey = 0;
  size_t n = first + project->n_measures + project->n_surveys;
  report->sections = leda_keep_array(&report->keeper, n, sizeof *report->sections);
  if (!report->sections) return leda_fail_memory(err);
  leda_status status = LEDA_OK;
  if (first > 0) {
    report->sections[0] = (leda_report_section){.title = "", .source = ""};
    status = leda_report_build_add_dmaic(build, &report->sections[0], err);
    report->n_sections = 1;
  }
  for (; report->n_sections < n && !status; report->n_sections++) {
    leda_report_section *section = &report->sections[report->n_sections];
    *section = (leda_report_section){.title = "", .source = ""};
    bool next_is_measure = measure < project->n_measures &&
                           (survey == project->n_surveys ||
                            project->measures[measure].line < project->surveys[survey].line);
    if (next_is_measure)
      status = add_measure(build, measure++, section, err);
    else
      add_survey(build, survey++, section);
  }
  return status;
}

/* ---- all of it ---- */

static leda_status compute_survey(leda_report_build *build, size_t at, leda_error *err) {
  const leda_project_survey *survey = &build->project.surveys[at];
  for (size_t i = 0; i < build->project.n_figures; i++) {
    const leda_project_figure *figure = &build->project.figures[i];
    if (leda_project_kind_of_measure(figure->kind) || figure->survey != at) continue;
    if (survey->summary ? leda_project_kind_of_summary(figure->kind)
                        : leda_project_kind_of_answers(figure->kind))
      continue;
    leda_complain(&build->complaints, leda_report_build_line(build, figure->line),
                  survey->summary ? _("[figure %s]: published means cannot show kind = %s")
                                  : _("[figure %s]: answers cannot show kind = %s"),
                  figure->name, leda_project_kind_word(figure->kind));
  }
  return survey->summary ? leda_report_build_survey(build, at, err)
                         : leda_report_build_answers(build, at, err);
}

/* Goes on after a located error, so that the user sees all of them at once. */
static leda_status compute(leda_report_build *build, leda_error *err) {
  const leda_project *project = &build->project;
  build->measures = leda_calloc(project->n_measures + 1, sizeof *build->measures);
  build->surveys = leda_calloc(project->n_surveys + 1, sizeof *build->surveys);
  if (!build->measures || !build->surveys) return leda_fail_memory(err);
  leda_status first = LEDA_OK;
  for (size_t i = 0; i < project->n_surveys + project->n_measures; i++) {
    leda_error own = leda_error_none();
    leda_status status = i < project->n_surveys
                             ? compute_survey(build, i, &own)
                             : leda_report_build_measure(build, i - project->n_surveys, &own);
    if (status && status != LEDA_ERR_DATA) {
      *err = own;
      return status;
    }
    if (status && own.status && first == LEDA_OK) *err = own;
    if (status) first = status;
  }
  return first;
}

static leda_status put_together(leda_report_build *build, leda_error *err) {
  const leda_project *project = &build->project;
  leda_report *report = &build->report;
  leda_status status = list_inputs(build, err);
  if (!status) status = add_sections(build, err);
  leda_report_contents contents = {.measures = project->n_measures > 0,
                                   .project = leda_dmaic_wanted(project)};
  for (size_t i = 0; i < project->n_surveys; i++) {
    contents.means |= project->surveys[i].summary && !build->surveys[i].has_votes;
    contents.votes |= build->surveys[i].has_votes;
    contents.answers |= !project->surveys[i].summary;
  }
  leda_report_method(report, contents, project->alpha);
  leda_report_glossary(report, contents);
  return status ? status : leda_keeper_status(&report->keeper, err);
}

leda_status leda_report_build_compute(leda_report_build *build, const char *path, leda_error *err) {
  leda_cli *cli = build->cli;
  leda_status status = leda_project_read(&build->project, path, cli->language, &build->log, err);
  if (status) return status;
  if (cli->language_given) build->project.language = cli->language;
  leda_language_set(build->project.language, cli->exe_dir);
  build->complaints =
      (leda_complaints){.file = build->project.file, .log = &build->log, .err = err};
  fill_head(build);
  status = compute(build, err);
  if (!status) status = leda_complaints_status(&build->complaints);
  if (!status && leda_dmaic_wanted(&build->project)) status = leda_report_build_dmaic(build, err);
  return status ? status : leda_complaints_status(&build->complaints);
}

leda_status leda_report_build_run(leda_report_build *build, const char *path, leda_error *err) {
  leda_status status = leda_report_build_compute(build, path, err);
  return status ? status : put_together(build, err);
}

void leda_report_build_clear(leda_report_build *build) {
  for (size_t i = 0; i < build->project.n_measures && build->measures; i++) {
    leda_built_measure *built = &build->measures[i];
    leda_chart_figure_free(built->figure);
    leda_check_clear(&built->check);
    leda_chart_clear(&built->chart);
    leda_panel_clear(&built->panel);
    leda_free(built->changes);
  }
  for (size_t i = 0; i < build->project.n_surveys && build->surveys; i++) {
    leda_built_survey *built = &build->surveys[i];
    if (built->has_votes) leda_summary_clear(&built->votes);
    leda_published_change_clear(&built->change);
    leda_published_clear(&built->published);
    leda_assess_clear(&built->assess);
    leda_survey_clear(&built->answers);
    leda_instrument_clear(&built->instrument);
    leda_free(built->found);
  }
  for (size_t k = 0; k <= LEDA_STUDY_PAIRS; k++) leda_study_clear(&build->studies[k]);
  leda_dmaic_clear(&build->dmaic);
  leda_chart_figure_free(build->dmaic_figure);
  leda_free(build->measures);
  leda_free(build->surveys);
  leda_keeper_clear(&build->report.keeper);
  leda_project_clear(&build->project);
  leda_messages_clear(&build->log);
}
