/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/project.h"

#include <stdint.h>
#include <string.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/data/project_internal.h"

/* A megabyte of project file is a mistake, not a project. */
#define LARGEST_PROJECT (1024U * 1024U)

#define KEYS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}
KEYS(PROJECT_KEYS, "title", "subtitle", "author", "lang", "theme", "logo", "source", "alpha");
KEYS(PROJECT_NEEDS, "title");
KEYS(MEASURE_KEYS, "file", "columns", "where", "indicator", "unit", "title", "unit_of_measure",
     "better", "target", "target_date", "spec_lower", "spec_upper", "chart", "baseline", "rules",
     "definition", "owner", "frequency", "source", "sampling", "study", "raters");
KEYS(FILE_NEEDED, "file");
KEYS(CHANGE_KEYS, "measure", "period", "text", "units");
KEYS(CHANGE_NEEDS, "measure", "period", "text");
KEYS(SURVEY_KEYS, "file", "instrument", "waves", "cohort", "role_column", "summary", "differences",
     "claims", "title", "source");
KEYS(SURVEY_NEEDS, "file");
KEYS(COMPARISON_KEYS, "file", "period", "better", "network", "adjust", "unit");
KEYS(FIGURE_KEYS, "kind", "measure", "survey", "comparison", "title", "statements", "formats",
     "size", "note", "wave", "group");
KEYS(FIGURE_NEEDS, "kind");
KEYS(DEFINE_KEYS, "problem", "goal", "measure", "scope", "team", "stakeholders");
KEYS(ANALYZE_KEYS, "causes", "effect", "fishbone", "whys", "strata", "scatter");
KEYS(IMPROVE_KEYS, "pilot");
KEYS(CONTROL_KEYS, "plan", "reaction", "sustain");
KEYS(SPREAD_KEYS, "units");
static const char *const NOTHING[] = {NULL};

static const leda_ini_rule RULES[] = {
    {"project", LEDA_LABEL_NONE, true, PROJECT_KEYS, PROJECT_NEEDS},
    {"measure", LEDA_LABEL_REQUIRED, false, MEASURE_KEYS, FILE_NEEDED},
    {"change", LEDA_LABEL_REQUIRED, false, CHANGE_KEYS, CHANGE_NEEDS},
    {"survey", LEDA_LABEL_REQUIRED, false, SURVEY_KEYS, SURVEY_NEEDS},
    {"comparison", LEDA_LABEL_REQUIRED, false, COMPARISON_KEYS, FILE_NEEDED},
    {"figure", LEDA_LABEL_REQUIRED, false, FIGURE_KEYS, FIGURE_NEEDS},
    {"define", LEDA_LABEL_NONE, false, DEFINE_KEYS, NOTHING},
    {"analyze", LEDA_LABEL_NONE, false, ANALYZE_KEYS, NOTHING},
    {"improve", LEDA_LABEL_NONE, false, IMPROVE_KEYS, NOTHING},
    {"control", LEDA_LABEL_NONE, false, CONTROL_KEYS, NOTHING},
    {"spread", LEDA_LABEL_NONE, false, SPREAD_KEYS, NOTHING},
};
#define N_RULES (sizeof RULES / sizeof *RULES)
/* What this version accepts without using it. */
static const char *const LATER[] = {"comparison"};

const char *leda_project_kind_word(leda_project_kind kind) {
  static const char *const WORDS[] = {
      "control-chart", "statements", "differences",    "table-statements", "table-cohort", "claims",
      "answers",       "cohorts",    "cohort-changes", "changes",          "fade-out"};
  return kind < LEDA_KIND_COUNT ? WORDS[kind] : "";
}

bool leda_project_kind_of_measure(leda_project_kind kind) {
  return kind == LEDA_KIND_CONTROL_CHART;
}

bool leda_project_kind_of_answers(leda_project_kind kind) {
  return kind == LEDA_KIND_STATEMENTS || kind >= LEDA_KIND_ANSWERS;
}

bool leda_project_kind_of_summary(leda_project_kind kind) {
  return kind > LEDA_KIND_CONTROL_CHART && kind < LEDA_KIND_ANSWERS;
}

static size_t count_sections(const leda_ini *ini, const char *kind) {
  size_t n = 0;
  for (size_t i = 0; i < ini->n; i++) n += strcmp(ini->sections[i].kind, kind) == 0;
  return n;
}

static void read_head(leda_project_reader *reader) {
  static const char *const THEMES[] = {"blue", "green", "plum", "grey"};
  leda_project *project = reader->project;
  project->title = leda_project_setting(reader, "title");
  project->subtitle = leda_project_setting(reader, "subtitle");
  project->author = leda_project_setting(reader, "author");
  project->source = leda_project_setting(reader, "source");
  project->logo = leda_project_setting(reader, "logo");
  project->logo_path = leda_project_path(reader, "logo", project->logo);
  size_t theme = leda_project_word(reader, "theme", THEMES, 4, 0);
  project->theme = (leda_setting){THEMES[theme], leda_project_setting(reader, "theme").line};
  leda_setting language = leda_project_setting(reader, "lang");
  if (language.line > 0 && !leda_language_parse(language.text, &project->language)) {
    leda_project_refuse(reader, "lang", language, _("a language"));
    leda_complain_hint(&reader->complaints, _("known are sv and en"));
  }
  project->alpha = leda_project_number(reader, "alpha", 0.05);
  if (!(project->alpha > 0 && project->alpha < 1))
    leda_project_refuse(reader, "alpha", leda_project_setting(reader, "alpha"),
                        _("between 0 and 1"));
}

static void read_section(leda_project_reader *reader) {
  leda_project *project = reader->project;
  const char *kind = reader->section->kind;
  if (strcmp(kind, "project") == 0)
    read_head(reader);
  else if (strcmp(kind, "measure") == 0)
    leda_project_read_measure(reader, &project->measures[project->n_measures++]);
  else if (strcmp(kind, "change") == 0)
    leda_project_read_change(reader, &project->changes[project->n_changes++]);
  else if (strcmp(kind, "survey") == 0)
    leda_project_read_survey(reader, &project->surveys[project->n_surveys++]);
  else if (strcmp(kind, "figure") == 0)
    leda_project_read_figure(reader, &project->figures[project->n_figures++]);
  else
    leda_project_read_phase(reader);
}

static bool make_room(leda_project *project) {
  const leda_ini *ini = &project->ini;
  project->measures = leda_calloc(count_sections(ini, "measure") + 1, sizeof *project->measures);
  project->changes = leda_calloc(count_sections(ini, "change") + 1, sizeof *project->changes);
  project->surveys = leda_calloc(count_sections(ini, "survey") + 1, sizeof *project->surveys);
  project->figures = leda_calloc(count_sections(ini, "figure") + 1, sizeof *project->figures);
  return project->measures && project->changes && project->surveys && project->figures;
}

static void notice_later(const leda_project *project, leda_messages *log) {
  for (size_t i = 0; i < project->ini.n; i++) {
    const leda_ini_section *section = &project->ini.sections[i];
    leda_place place = {.file = project->file, .line = section->line};
    for (size_t k = 0; k < sizeof LATER / sizeof *LATER; k++)
      if (strcmp(section->kind, LATER[k]) == 0)
        leda_messages_note(log, LEDA_NOTICE, place, _("[%s] is not used in a report yet"),
                           section->kind);
  }
}

static void check_content(leda_project_reader *reader) {
  const leda_project *project = reader->project;
  if (project->n_measures + project->n_surveys > 0) return;
  if (project->dmaic.given[LEDA_SECTION_DEFINE]) return; /* a project that has just begun */
  leda_complain(&reader->complaints, leda_complaints_line(&reader->complaints, 0),
                _("there is nothing to report: no [measure NAME] and no [survey NAME]"));
  leda_complain_hint(&reader->complaints,
                     _("leda dmaic --new NAME writes a project file to begin with"));
}

leda_status leda_project_parse(leda_project *project, leda_bytes source, bool files,
                               leda_messages *log, leda_error *err) {
  *project = (leda_project){.alpha = 0.05};
  leda_project_dmaic_init(&project->dmaic);
  leda_project_reader reader = {.project = project, .files = files};
  project->file = leda_project_own(&reader, leda_strdup(source.name));
  if (!project->file) return leda_fail_memory(err);
  reader.complaints = (leda_complaints){.file = project->file, .log = log, .err = err};
  leda_status status = leda_ini_parse(&project->ini, source, log, err);
  if (status) goto done;
  size_t before = log ? log->n : 0;
  leda_ini_check(&project->ini, RULES, N_RULES, &reader.complaints);
  if (!make_room(project)) reader.failed = true;
  for (size_t i = 0; i < project->ini.n && !reader.failed; i++) {
    reader.section = &project->ini.sections[i];
    read_section(&reader);
  }
  check_content(&reader);
  leda_complaints_sort(&reader.complaints, before);
  notice_later(project, log);
  if (reader.failed) {
    /* What was complained about after that may not be true. */
    if (err) *err = leda_error_none();
    status = leda_fail_memory(err);
  } else {
    status = leda_complaints_status(&reader.complaints);
  }
done:
  if (status) leda_project_clear(project);
  return status;
}

leda_status leda_project_read(leda_project *project, const char *path, leda_language language,
                              leda_messages *log, leda_error *err) {
  *project = (leda_project){0};
  char *bytes = NULL;
  size_t length = 0;
  leda_status status = leda_file_read(path, LARGEST_PROJECT, &bytes, &length, err);
  if (status) return status;
  leda_bytes source = {.name = path, .bytes = bytes, .length = length};
  status = leda_project_parse(project, source, true, log, err);
  leda_free(bytes);
  if (!status && count_sections(&project->ini, "project") == 1) {
    bool given = false;
    for (size_t i = 0; i < project->ini.n; i++)
      if (strcmp(project->ini.sections[i].kind, "project") == 0)
        given = leda_ini_find(&project->ini.sections[i], "lang") != NULL;
    if (!given) project->language = language;
  }
  return status;
}

void leda_project_clear(leda_project *project) {
  if (!project) return;
  leda_free(project->measures);
  leda_free(project->changes);
  leda_free(project->surveys);
  leda_free(project->figures);
  for (size_t i = 0; i < project->n_owned; i++) leda_free(project->owned[i]);
  leda_free(project->owned);
  leda_ini_clear(&project->ini);
  *project = (leda_project){0};
}
