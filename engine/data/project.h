/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_PROJECT_H
#define LEDA_DATA_PROJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/i18n.h"
#include "engine/core/messages.h"
#include "engine/core/period.h"
#include "engine/core/status.h"
#include "engine/data/ini.h"
#include "engine/data/panel.h"
#include "engine/data/project_dmaic.h"

/* A project file: what is measured, what was changed, which surveys were made and which figures a
   report shows. docs/report.md describes every section and key. */

typedef enum {
  LEDA_KIND_CONTROL_CHART,
  LEDA_KIND_STATEMENTS,       /* dot plot of the means of each wave */
  LEDA_KIND_DIFFERENCES,      /* dot plot of the differences, largest first */
  LEDA_KIND_TABLE_STATEMENTS, /* means and differences, highest bold, lowest italic */
  LEDA_KIND_TABLE_COHORT,     /* means of a group chosen and of all */
  LEDA_KIND_CLAIMS,           /* what a text says against what the table says */
  LEDA_KIND_ANSWERS,          /* bars of each answer to one statement, by role and wave */
  LEDA_KIND_COHORTS,          /* dot plot of the chosen and the others in one wave */
  LEDA_KIND_COHORT_CHANGES,   /* the same of the change from the first wave to the second */
  LEDA_KIND_CHANGES,          /* dot plot of the changes with their intervals */
  LEDA_KIND_FADE_OUT,         /* the gain, and what was left of it in the third wave */
  LEDA_KIND_COUNT,
} leda_project_kind;

/* The last is only for the sheet of an improvement project. */
typedef enum {
  LEDA_SHAPE_WIDE,
  LEDA_SHAPE_CLASSIC,
  LEDA_SHAPE_HALF_PAGE,
  LEDA_SHAPE_A3
} leda_project_shape;

enum { LEDA_WANT_SVG = 1, LEDA_WANT_PDF = 2, LEDA_WANT_PNG = 4 };

typedef struct {
  const char *name;
  size_t line;
  leda_setting file;
  const char *path; /* file, seen from the working folder */
  leda_column_choice *columns;
  size_t n_columns;
  leda_filter *filters;
  size_t n_filters;
  leda_setting indicator, unit, title, unit_of_measure, source;
  leda_setting better, chart, rules; /* words that the analysis knows */
  leda_setting definition, owner, frequency;
  leda_setting baseline;
  size_t baseline_points; /* baseline = N */
  bool baseline_given;    /* baseline = FIRST..LAST */
  leda_period baseline_first;
  leda_period baseline_last;
  double target; /* NaN: none */
  leda_setting target_date;
  leda_period target_period;     /* kind NONE where not given */
  double spec_lower, spec_upper; /* NaN: none */
  leda_setting sampling;
  leda_setting study, raters; /* files of a measurement-system study */
  const char *study_path, *raters_path;
} leda_project_measure;

typedef struct {
  const char *name;
  size_t line;
  size_t measure; /* index */
  leda_setting period_text;
  leda_period period;
  leda_setting text;
} leda_project_change;

typedef struct {
  const char *name;
  size_t line;
  leda_setting file, instrument, differences, claims; /* not given: path NULL */
  const char *path, *instrument_path, *differences_path, *claims_path;
  leda_setting title, source, waves_text, cohort, role_column;
  leda_words waves;
  bool summary;              /* published means; else answers */
  const char *cohort_column; /* cohort = COLUMN=VALUE; NULL: none */
  const char *cohort_value;
} leda_project_survey;

typedef enum { LEDA_GROUP_ALL, LEDA_GROUP_CHOSEN, LEDA_GROUP_OTHERS } leda_project_group;

typedef struct {
  const char *name;
  size_t line;
  leda_project_kind kind;
  size_t measure; /* index, where the kind shows a measure */
  size_t survey;  /* index, where it shows a survey */
  leda_setting title, note, statements_text, wave, group_text;
  leda_words statements;
  leda_project_group group; /* of a survey of answers with a cohort */
  unsigned formats;         /* LEDA_WANT_SVG always */
  leda_project_shape shape;
} leda_project_figure;

typedef struct {
  const char *file;
  leda_setting title, subtitle, author, source, theme, logo;
  const char *logo_path; /* NULL: none */
  leda_language language;
  double alpha;
  leda_project_measure *measures;
  size_t n_measures;
  leda_project_change *changes;
  size_t n_changes;
  leda_project_survey *surveys;
  size_t n_surveys;
  leda_project_figure *figures;
  size_t n_figures;
  leda_project_dmaic dmaic;
  leda_ini ini; /* owns the texts */
  char **owned; /* and this what was made from them */
  size_t n_owned;
} leda_project;

/* Reads a project file and everything that can be checked without reading data: sections, keys,
   words, numbers, periods, references from one section to another, and that every file named is
   there. Up to 20 errors, each FILE:LINE, go to *log (may be NULL), the first to *err. `language`:
   where the file names none. On an error *project is empty. *project need not be initialised; free
   with leda_project_clear. Errors: LEDA_ERR_DATA, LEDA_ERR_IO, LEDA_ERR_MEMORY. */
leda_status leda_project_read(leda_project *project, const char *path, leda_language language,
                              leda_messages *log, leda_error *err);

/* The same from memory; files it names are looked for beside source.name only when `files`. */
leda_status leda_project_parse(leda_project *project, leda_bytes source, bool files,
                               leda_messages *log, leda_error *err);

void leda_project_clear(leda_project *project);

/* "control-chart", "statements"...: the words of `kind =`. */
const char *leda_project_kind_word(leda_project_kind kind);

/* True for kinds that show a measure, false for those that show a survey. */
bool leda_project_kind_of_measure(leda_project_kind kind);

/* Of the kinds that show a survey: those that can show one of answers, and one of published means. */
bool leda_project_kind_of_answers(leda_project_kind kind);
bool leda_project_kind_of_summary(leda_project_kind kind);

#endif
