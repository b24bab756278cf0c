/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/project_internal.h"

static void read_define(leda_project_reader *reader, leda_project_dmaic *dmaic) {
  dmaic->problem = leda_project_setting(reader, "problem");
  dmaic->goal = leda_project_setting(reader, "goal");
  dmaic->scope = leda_project_setting(reader, "scope");
  dmaic->team = leda_project_setting(reader, "team");
  dmaic->stakeholders = leda_project_setting(reader, "stakeholders");
  if (leda_project_setting(reader, "measure").line == 0) return;
  size_t measure = leda_project_reference(reader, "measure");
  dmaic->measure = measure == SIZE_MAX ? 0 : measure;
}

static char *trim(char *text) {
  while (*text == ' ') text++;
  size_t length = strlen(text);
  while (length > 0 && text[length - 1] == ' ') text[--length] = '\0';
  return text;
}

static void split_causes(leda_project_reader *reader, char *text, leda_words *causes) {
  size_t most = 1;
  for (const char *c = text; *c; c++) most += *c == ',';
  const char **items = leda_calloc(most, sizeof *items);
  if (!leda_project_own(reader, (char *)items)) return;
  for (char *part = text; part;) {
    char *comma = strchr(part, ',');
    if (comma) *comma = '\0';
    part = trim(part);
    if (part[0]) items[causes->n++] = part;
    part = comma ? comma + 1 : NULL;
  }
  causes->items = items;
}

/* "Method: no routine, late supper | People: ...". */
static void read_fishbone(leda_project_reader *reader, leda_project_dmaic *dmaic) {
  leda_words bones = leda_project_parts(reader, "fishbone", '|');
  if (bones.n == 0) return;
  dmaic->bones = leda_calloc(bones.n, sizeof *dmaic->bones);
  if (!leda_project_own(reader, (char *)dmaic->bones)) return;
  for (size_t i = 0; i < bones.n; i++) {
    char *copy = leda_strdup(bones.items[i]);
    if (!leda_project_own(reader, copy)) return;
    char *colon = strchr(copy, ':');
    if (!colon) {
      leda_project_refuse(reader, "fishbone", leda_project_setting(reader, "fishbone"),
                          _("a list of CATEGORY: CAUSE, CAUSE with | between"));
      leda_complain_hint(
          &reader->complaints,
          _("for example: fishbone = Method: no routine | People: new staff, stress"));
      return;
    }
    *colon = '\0';
    dmaic->bones[i].title = trim(copy);
    split_causes(reader, colon + 1, &dmaic->bones[i].causes);
    dmaic->n_bones++;
  }
}

static void read_analyze(leda_project_reader *reader, leda_project_dmaic *dmaic) {
  dmaic->causes = leda_project_setting(reader, "causes");
  dmaic->causes_path = leda_project_path(reader, "causes", dmaic->causes);
  dmaic->effect = leda_project_setting(reader, "effect");
  dmaic->whys = leda_project_parts(reader, "whys", '|');
  dmaic->strata = leda_project_setting(reader, "strata");
  dmaic->strata_path = leda_project_path(reader, "strata", dmaic->strata);
  dmaic->scatter = leda_project_setting(reader, "scatter");
  dmaic->scatter_path = leda_project_path(reader, "scatter", dmaic->scatter);
  read_fishbone(reader, dmaic);
}

static void read_control(leda_project_reader *reader, leda_project_dmaic *dmaic) {
  dmaic->plan = leda_project_setting(reader, "plan");
  dmaic->reaction = leda_project_setting(reader, "reaction");
  leda_setting sustain = leda_project_setting(reader, "sustain");
  double periods = leda_project_number(reader, "sustain", 0.0);
  if (sustain.line > 0 && !(periods >= 1.0 && periods <= 1000.0 && periods == floor(periods)))
    leda_project_refuse(reader, "sustain", sustain, _("a number of periods, 1 to 1000"));
  else
    dmaic->sustain = (size_t)periods;
}

bool leda_project_read_phase(leda_project_reader *reader) {
  static const char *const KINDS[] = {"define", "analyze", "improve", "control", "spread"};
  leda_project_dmaic *dmaic = &reader->project->dmaic;
  size_t kind = 0;
  while (kind < 5 && strcmp(reader->section->kind, KINDS[kind]) != 0) kind++;
  if (kind == 5) return false;
  dmaic->given[kind] = true;
  dmaic->lines[kind] = reader->section->line;
  switch (kind) {
  case LEDA_SECTION_DEFINE:
    read_define(reader, dmaic);
    break;
  case LEDA_SECTION_ANALYZE:
    read_analyze(reader, dmaic);
    break;
  case LEDA_SECTION_IMPROVE:
    dmaic->pilot = leda_project_setting(reader, "pilot");
    break;
  case LEDA_SECTION_CONTROL:
    read_control(reader, dmaic);
    break;
  default:
    dmaic->spread_units = leda_project_list(reader, "units");
    break;
  }
  return true;
}

void leda_project_dmaic_init(leda_project_dmaic *dmaic) {
  *dmaic = (leda_project_dmaic){0};
  leda_setting *settings[] = {&dmaic->problem, &dmaic->goal,         &dmaic->scope,
                              &dmaic->team,    &dmaic->stakeholders, &dmaic->causes,
                              &dmaic->effect,  &dmaic->strata,       &dmaic->scatter,
                              &dmaic->pilot,   &dmaic->plan,         &dmaic->reaction};
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) settings[i]->text = "";
}
