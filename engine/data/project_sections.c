/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/project_internal.h"

/* Cuts "LEFT=RIGHT" at the '=' in place; NULL without one. */
static const char *cut_pair(const char *item) {
  char *at = strchr(item, '=');
  if (!at || at == item || at[1] == '\0') return NULL;
  *at = '\0';
  char *left_end = at;
  while (left_end > item && left_end[-1] == ' ') *--left_end = '\0';
  at++;
  while (*at == ' ') at++;
  return at;
}

static void read_columns(leda_project_reader *reader, leda_project_measure *measure) {
  leda_words words = leda_project_list(reader, "columns");
  if (words.n == 0) return;
  measure->columns = leda_calloc(words.n, sizeof *measure->columns);
  if (!leda_project_own(reader, (char *)measure->columns)) return;
  for (size_t i = 0; i < words.n; i++) {
    leda_column_choice *choice = &measure->columns[i];
    choice->name = cut_pair(words.items[i]);
    if (choice->name && leda_role_parse(words.items[i], &choice->role)) continue;
    leda_project_refuse(reader, "columns", leda_project_setting(reader, "columns"),
                        _("a list of ROLE=NAME"));
    leda_complain_hint(&reader->complaints, _("for example: columns = period=Year, value=Days"));
    return;
  }
  measure->n_columns = words.n;
}

static void read_filters(leda_project_reader *reader, leda_project_measure *measure) {
  leda_words words = leda_project_list(reader, "where");
  if (words.n == 0) return;
  measure->filters = leda_calloc(words.n, sizeof *measure->filters);
  if (!leda_project_own(reader, (char *)measure->filters)) return;
  for (size_t i = 0; i < words.n; i++) {
    leda_filter *filter = &measure->filters[i];
    filter->value = cut_pair(words.items[i]);
    filter->column = words.items[i];
    if (filter->value) continue;
    leda_project_refuse(reader, "where", leda_project_setting(reader, "where"),
                        _("a list of COLUMN=VALUE"));
    return;
  }
  measure->n_filters = words.n;
}

/* "N" or "FIRST..LAST". A year alone would be neither. */
static bool parse_baseline(const char *text, leda_project_measure *measure) {
  const char *dots = strstr(text, "..");
  if (!dots) {
    char *end = NULL;
    unsigned long n = strtoul(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || n < 2 || n > 1499) return false;
    measure->baseline_points = n;
    return true;
  }
  char first[LEDA_PERIOD_SIZE];
  if ((size_t)(dots - text) >= sizeof first) return false;
  memcpy(first, text, (size_t)(dots - text));
  first[dots - text] = '\0';
  measure->baseline_given = leda_period_parse(first, &measure->baseline_first) &&
                            leda_period_parse(dots + 2, &measure->baseline_last);
  return measure->baseline_given && measure->baseline_first.kind == measure->baseline_last.kind &&
         measure->baseline_first.ordinal <= measure->baseline_last.ordinal;
}

/* What is asked of the measure, and how well it is measured. */
static void read_wishes(leda_project_reader *reader, leda_project_measure *measure) {
  measure->spec_lower = leda_project_number(reader, "spec_lower", NAN);
  measure->spec_upper = leda_project_number(reader, "spec_upper", NAN);
  if (measure->spec_lower >= measure->spec_upper)
    leda_project_refuse(reader, "spec_upper", leda_project_setting(reader, "spec_upper"),
                        _("above spec_lower"));
  measure->sampling = leda_project_setting(reader, "sampling");
  measure->study = leda_project_setting(reader, "study");
  measure->raters = leda_project_setting(reader, "raters");
  measure->study_path = leda_project_path(reader, "study", measure->study);
  measure->raters_path = leda_project_path(reader, "raters", measure->raters);
  measure->target_date = leda_project_setting(reader, "target_date");
  if (measure->target_date.line == 0) return;
  if (leda_period_parse(measure->target_date.text, &measure->target_period)) return;
  leda_project_refuse(reader, "target_date", measure->target_date, _("a period"));
}

void leda_project_read_measure(leda_project_reader *reader, leda_project_measure *measure) {
  *measure = (leda_project_measure){
      .name = reader->section->label,
      .line = reader->section->line,
      .file = leda_project_setting(reader, "file"),
      .indicator = leda_project_setting(reader, "indicator"),
      .unit = leda_project_setting(reader, "unit"),
      .title = leda_project_setting(reader, "title"),
      .unit_of_measure = leda_project_setting(reader, "unit_of_measure"),
      .source = leda_project_setting(reader, "source"),
      .better = leda_project_setting(reader, "better"),
      .chart = leda_project_setting(reader, "chart"),
      .rules = leda_project_setting(reader, "rules"),
      .definition = leda_project_setting(reader, "definition"),
      .owner = leda_project_setting(reader, "owner"),
      .frequency = leda_project_setting(reader, "frequency"),
      .baseline = leda_project_setting(reader, "baseline"),
  };
  measure->path = leda_project_path(reader, "file", measure->file);
  measure->target = leda_project_number(reader, "target", NAN);
  read_wishes(reader, measure);
  read_columns(reader, measure);
  read_filters(reader, measure);
  if (measure->baseline.line > 0 && !parse_baseline(measure->baseline.text, measure)) {
    leda_project_refuse(reader, "baseline", measure->baseline,
                        _("FIRST..LAST or a number of points"));
    leda_complain_hint(&reader->complaints, _("for example: baseline = 2019-01..2020-12"));
  }
}

/* "lfr" is part of the program, and what is meant where no other is named. */
static const char *instrument_path(leda_project_reader *reader, leda_project_survey *survey) {
  if (survey->instrument.line == 0) survey->instrument.text = "lfr";
  if (strcmp(survey->instrument.text, "lfr") == 0) return "lfr";
  return leda_project_path(reader, "instrument", survey->instrument);
}

static void read_cohort(leda_project_reader *reader, leda_project_survey *survey) {
  if (survey->cohort.text[0] == '\0') return;
  char *copy = leda_strdup(survey->cohort.text);
  if (!leda_project_own(reader, copy)) return;
  survey->cohort_value = cut_pair(copy);
  survey->cohort_column = copy;
  if (survey->cohort_value) return;
  survey->cohort_column = NULL;
  leda_project_refuse(reader, "cohort", survey->cohort, _("COLUMN=VALUE"));
  leda_complain_hint(&reader->complaints, _("for example: cohort = chosen=yes"));
}

/* Keys that only one of the two kinds of survey has. */
static void check_survey_keys(leda_project_reader *reader, const leda_project_survey *survey) {
  static const char *const PUBLISHED_ONLY[] = {"differences", "claims"};
  leda_complaints *complaints = &reader->complaints;
  for (size_t i = 0; i < 2 && !survey->summary; i++) {
    leda_setting setting = leda_project_setting(reader, PUBLISHED_ONLY[i]);
    if (setting.line == 0) continue;
    leda_complain(complaints, leda_complaints_line(complaints, setting.line),
                  _("%s belongs to published means, and this survey is one of answers"),
                  PUBLISHED_ONLY[i]);
    leda_complain_hint(complaints, _("add a line summary = %s"), "yes");
  }
  if (survey->summary && survey->cohort.line > 0) {
    leda_complain(complaints, leda_complaints_line(complaints, survey->cohort.line),
                  _("%s belongs to answers, and this survey is one of published means"), "cohort");
    leda_complain_hint(complaints, _("a file of published means has a column cohort"));
  }
}

void leda_project_read_survey(leda_project_reader *reader, leda_project_survey *survey) {
  static const char *const ANSWERS[] = {"no", "yes"};
  *survey = (leda_project_survey){
      .name = reader->section->label,
      .line = reader->section->line,
      .file = leda_project_setting(reader, "file"),
      .instrument = leda_project_setting(reader, "instrument"),
      .differences = leda_project_setting(reader, "differences"),
      .claims = leda_project_setting(reader, "claims"),
      .title = leda_project_setting(reader, "title"),
      .source = leda_project_setting(reader, "source"),
      .waves_text = leda_project_setting(reader, "waves"),
      .cohort = leda_project_setting(reader, "cohort"),
      .role_column = leda_project_setting(reader, "role_column"),
  };
  survey->path = leda_project_path(reader, "file", survey->file);
  survey->instrument_path = instrument_path(reader, survey);
  survey->differences_path = leda_project_path(reader, "differences", survey->differences);
  survey->claims_path = leda_project_path(reader, "claims", survey->claims);
  survey->waves = leda_project_list(reader, "waves");
  survey->summary = leda_project_word(reader, "summary", ANSWERS, 2, 0) == 1;
  read_cohort(reader, survey);
  check_survey_keys(reader, survey);
  if (survey->waves_text.line > 0 && survey->waves.n < 2)
    leda_project_refuse(reader, "waves", survey->waves_text, _("a list of two waves or more"));
}

/* The index of the section [kind label] among those of its kind, or SIZE_MAX. */
static size_t find_section(const leda_ini *ini, const char *kind, const char *label) {
  size_t index = 0;
  for (size_t i = 0; i < ini->n; i++) {
    if (strcmp(ini->sections[i].kind, kind) != 0) continue;
    if (strcmp(ini->sections[i].label, label) == 0) return index;
    index++;
  }
  return SIZE_MAX;
}

/* The section that `kind = label` points to; complains where there is none. */
size_t leda_project_reference(leda_project_reader *reader, const char *kind) {
  const leda_ini *ini = &reader->project->ini;
  leda_setting setting = leda_project_setting(reader, kind);
  size_t index = find_section(ini, kind, setting.text);
  if (index != SIZE_MAX || setting.text[0] == '\0') return index;
  leda_complaints *complaints = &reader->complaints;
  leda_complain(complaints, leda_complaints_line(complaints, setting.line),
                _("there is no section [%s %s]"), kind, setting.text);
  const char *labels[32];
  size_t n = 0;
  for (size_t i = 0; i < ini->n && n < 32; i++)
    if (strcmp(ini->sections[i].kind, kind) == 0) labels[n++] = ini->sections[i].label;
  const char *nearest = leda_nearest_word(setting.text, labels, n);
  if (nearest) leda_complain_hint(complaints, _("did you mean %s?"), nearest);
  return SIZE_MAX;
}

void leda_project_read_change(leda_project_reader *reader, leda_project_change *change) {
  *change = (leda_project_change){
      .name = reader->section->label,
      .line = reader->section->line,
      .measure = leda_project_reference(reader, "measure"),
      .period_text = leda_project_setting(reader, "period"),
      .text = leda_project_setting(reader, "text"),
  };
  if (change->period_text.text[0] == '\0') return;
  if (leda_period_parse(change->period_text.text, &change->period)) return;
  leda_project_refuse(reader, "period", change->period_text, _("a period"));
  leda_complain_hint(&reader->complaints,
                     _("write 2014, 2014-05, 2014-05-13, 2014Q2, 2014T1, 2014/15 or 2014-W07"));
}

static unsigned read_formats(leda_project_reader *reader) {
  static const char *const WORDS[] = {"svg", "pdf", "png"};
  leda_words words = leda_project_list(reader, "formats");
  unsigned formats = LEDA_WANT_SVG;
  for (size_t i = 0; i < words.n; i++) {
    size_t k = 0;
    while (k < 3 && strcmp(words.items[i], WORDS[k]) != 0) k++;
    if (k < 3)
      formats |= 1U << k;
    else
      leda_project_refuse(reader, "formats", leda_project_setting(reader, "formats"),
                          _("a list of svg, pdf and png"));
  }
  return formats;
}

static void read_shown(leda_project_reader *reader, leda_project_figure *figure) {
  const char *wanted = leda_project_kind_of_measure(figure->kind) ? "measure" : "survey";
  const char *other = leda_project_kind_of_measure(figure->kind) ? "survey" : "measure";
  leda_complaints *complaints = &reader->complaints;
  leda_setting wrong = leda_project_setting(reader, other);
  if (wrong.line > 0)
    leda_complain(complaints, leda_complaints_line(complaints, wrong.line),
                  _("a figure of kind %s shows a [%s], not a [%s]"),
                  leda_project_kind_word(figure->kind), wanted, other);
  if (leda_project_setting(reader, wanted).text[0] == '\0') {
    leda_complain(complaints, leda_complaints_line(complaints, figure->line), _("[%s] needs %s"),
                  "figure", wanted);
    leda_complain_hint(complaints, _("add a line %s = ..."), wanted);
    return;
  }
  size_t index = leda_project_reference(reader, wanted);
  if (leda_project_kind_of_measure(figure->kind))
    figure->measure = index;
  else
    figure->survey = index;
}

void leda_project_read_figure(leda_project_reader *reader, leda_project_figure *figure) {
  static const char *const SHAPES[] = {"wide", "classic", "half-page"};
  static const char *const GROUPS[] = {"all", "chosen", "others"};
  const char *kinds[LEDA_KIND_COUNT];
  for (size_t i = 0; i < LEDA_KIND_COUNT; i++)
    kinds[i] = leda_project_kind_word((leda_project_kind)i);
  size_t kind = leda_project_word(reader, "kind", kinds, LEDA_KIND_COUNT, LEDA_KIND_COUNT);
  *figure = (leda_project_figure){
      .name = reader->section->label,
      .line = reader->section->line,
      .kind = kind < LEDA_KIND_COUNT ? (leda_project_kind)kind : LEDA_KIND_CONTROL_CHART,
      .title = leda_project_setting(reader, "title"),
      .note = leda_project_setting(reader, "note"),
      .statements_text = leda_project_setting(reader, "statements"),
      .statements = leda_project_list(reader, "statements"),
      .wave = leda_project_setting(reader, "wave"),
      .group_text = leda_project_setting(reader, "group"),
      .group = (leda_project_group)leda_project_word(reader, "group", GROUPS, 3, LEDA_GROUP_ALL),
      .formats = read_formats(reader),
      .shape = (leda_project_shape)leda_project_word(reader, "size", SHAPES, 3, LEDA_SHAPE_WIDE),
  };
  if (kind < LEDA_KIND_COUNT) read_shown(reader, figure);
}
