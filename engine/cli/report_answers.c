/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "engine/cli/report_build.h"
#include "engine/output/answers_output.h"

static leda_status read_answers(leda_report_build *build, const leda_project_survey *survey,
                                leda_built_survey *built, leda_error *err) {
  const leda_survey_choice role = {"role", survey->role_column.text};
  leda_survey_options options = {.instrument = &built->instrument,
                                 .columns = &role,
                                 .n_columns = survey->role_column.line > 0,
                                 .waves = survey->waves.items,
                                 .n_waves = survey->waves.n,
                                 .cohort_column = survey->cohort_column,
                                 .cohort_value = survey->cohort_value};
  leda_status status =
      leda_instrument_open(&built->instrument, survey->instrument_path, &build->log, err);
  return status ? status
                : leda_survey_read(&built->answers, survey->path, &options, &build->log, err);
}

/* ---- what the figures ask for ---- */

static void refuse(leda_report_build *build, size_t line, const char *name, const char *what,
                   const char *hint) {
  leda_complain(&build->complaints, leda_report_build_line(build, line), _("[figure %s]: %s"), name,
                what);
  leda_complain_hint(&build->complaints, "%s", hint);
}

static bool has_statement(const leda_survey *survey, const char *label) {
  char *end = NULL;
  long number = strtol(label, &end, 10);
  for (size_t s = 0; s < survey->n_statements; s++)
    if (*end == '\0' && survey->asked[s] && survey->instrument->statements[s].number == number)
      return true;
  return false;
}

static void check_statements(leda_report_build *build, const leda_project_figure *figure,
                             const leda_survey *survey) {
  for (size_t i = 0; i < figure->statements.n; i++)
    if (!has_statement(survey, figure->statements.items[i]))
      leda_complain(&build->complaints, leda_report_build_line(build, figure->statements_text.line),
                    _("statements: there is no statement '%s'"), figure->statements.items[i]);
  if (figure->kind == LEDA_KIND_ANSWERS && figure->statements.n != 1)
    refuse(build, figure->line, figure->name, _("bars of answers show one statement"),
           _("add a line statements = NUMBER"));
}

static void check_cohort(leda_report_build *build, const leda_project_figure *figure,
                         const leda_survey *survey) {
  bool asks = figure->group != LEDA_GROUP_ALL || figure->kind == LEDA_KIND_COHORTS ||
              figure->kind == LEDA_KIND_COHORT_CHANGES;
  if (!asks || survey->has_cohort) return;
  refuse(build, figure->line, figure->name,
         _("there is no cohort to tell the chosen from the others"),
         _("add a line cohort = COLUMN=VALUE to the survey"));
}

/* The wave of a figure by its name; the first where none is named. */
static bool find_wave(const leda_survey *survey, const char *name, size_t *wave) {
  leda_period wanted, found;
  bool period = leda_period_parse(name, &wanted);
  for (*wave = 0; *wave < survey->n_waves; ++*wave) {
    if (strcmp(survey->waves[*wave], name) == 0) return true;
    if (period && leda_period_parse(survey->waves[*wave], &found) && found.kind == wanted.kind &&
        found.ordinal == wanted.ordinal)
      return true;
  }
  return false;
}

static void check_waves(leda_report_build *build, const leda_project_figure *figure,
                        const leda_survey *survey) {
  size_t wave,
      needed = figure->kind == LEDA_KIND_FADE_OUT                                              ? 3
               : figure->kind == LEDA_KIND_CHANGES || figure->kind == LEDA_KIND_COHORT_CHANGES ? 2
                                                                                               : 1;
  if (survey->n_waves < needed)
    refuse(build, figure->line, figure->name,
           needed == 3 ? _("what is left of a gain takes three waves")
                       : _("a change takes two waves"),
           _("leave the figure out, or name more waves"));
  if (figure->wave.line > 0 && !find_wave(survey, figure->wave.text, &wave))
    leda_complain(&build->complaints, leda_report_build_line(build, figure->wave.line),
                  _("wave: there is no wave '%s'"), figure->wave.text);
}

static void check_figures(leda_report_build *build, size_t at) {
  const leda_project *project = &build->project;
  const leda_survey *survey = &build->surveys[at].answers;
  for (size_t i = 0; i < project->n_figures; i++) {
    const leda_project_figure *figure = &project->figures[i];
    if (leda_project_kind_of_measure(figure->kind) || figure->survey != at) continue;
    check_statements(build, figure, survey);
    check_cohort(build, figure, survey);
    check_waves(build, figure, survey);
  }
}

leda_status leda_report_build_answers(leda_report_build *build, size_t at, leda_error *err) {
  const leda_project_survey *survey = &build->project.surveys[at];
  leda_built_survey *built = &build->surveys[at];
  leda_status status = read_answers(build, survey, built, err);
  if (status) return status;
  check_figures(build, at);
  if (built->answers.n_waves < 2) return LEDA_OK;
  leda_assess_options options = leda_assess_options_default();
  options.alpha = build->project.alpha;
  options.models = false;
  options.threads = build->cli->threads;
  options.seed = build->cli->seed;
  status = leda_assess_run(&built->assess, &built->answers, &options, err);
  built->has_assess = !status;
  return status;
}

void leda_report_build_add_answers(leda_report_build *build, size_t at,
                                   leda_report_section *section) {
  const leda_project *project = &build->project;
  leda_built_survey *built = &build->surveys[at];
  leda_answers_view view = leda_answers_view_of(&built->answers, build->report.language);
  leda_answers_part part = {.project = project, .survey = at, .view = view};
  part.view.assess = built->has_assess ? &built->assess : NULL;
  if (project->surveys[at].title.text[0]) part.view.title = project->surveys[at].title.text;
  part.view.source = project->surveys[at].source.text;
  part.waves = leda_keep_array(&build->report.keeper, project->n_figures + 1, sizeof *part.waves);
  for (size_t i = 0; part.waves && i < project->n_figures; i++)
    if (!find_wave(&built->answers, project->figures[i].wave.text, &part.waves[i]))
      part.waves[i] = 0;
  leda_report_answers(&build->report, section, &part);
}
