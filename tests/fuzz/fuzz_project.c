/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads bytes as a project file; files that it names are not looked for. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/text.h"
#include "engine/data/project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition) {
  if (!condition) abort();
}

static void check_text(leda_setting setting) {
  require(setting.text != NULL && leda_utf8_valid(setting.text, strlen(setting.text)));
}

static void check(const leda_project *project) {
  require(project->alpha > 0 && project->alpha < 1);
  require(project->n_measures + project->n_surveys > 0);
  check_text(project->title);
  for (size_t i = 0; i < project->n_measures; i++) {
    const leda_project_measure *measure = &project->measures[i];
    check_text(measure->title);
    require(measure->name[0] != '\0' && measure->line > 0 && measure->path != NULL);
    require(isnan(measure->target) || isfinite(measure->target));
    for (size_t k = 0; k < measure->n_filters; k++) require(measure->filters[k].value != NULL);
  }
  for (size_t i = 0; i < project->n_changes; i++)
    require(project->changes[i].measure < project->n_measures &&
            project->changes[i].period.kind != LEDA_PERIOD_NONE);
  for (size_t i = 0; i < project->n_surveys; i++) require(project->surveys[i].waves.n != 1);
  for (size_t i = 0; i < project->n_figures; i++) {
    const leda_project_figure *figure = &project->figures[i];
    require(leda_project_kind_of_measure(figure->kind) ? figure->measure < project->n_measures
                                                       : figure->survey < project->n_surveys);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  leda_project project;
  leda_messages log = {0};
  leda_error err = leda_error_none();
  leda_bytes source = {"project.ini", (const char *)data, size};
  if (leda_project_parse(&project, source, false, &log, &err) == LEDA_OK) {
    check(&project);
  } else {
    require(err.status != LEDA_OK && err.message[0] != '\0' && project.measures == NULL);
    require(err.status != LEDA_ERR_INTERNAL);
  }
  leda_project_clear(&project);
  leda_messages_clear(&log);
  return 0;
}
