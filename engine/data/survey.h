/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_SURVEY_H
#define LEDA_DATA_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/core/messages.h"
#include "engine/core/status.h"
#include "engine/data/instrument.h"
#include "engine/data/panel.h"

typedef enum {
  LEDA_SURVEY_NOT_STATED,
  LEDA_SURVEY_LEADERSHIP,
  LEDA_SURVEY_SUPPORT,
  LEDA_SURVEY_ROLES, /* how many there are */
} leda_survey_role;

/* One anonymous questionnaire. Indexes into the lists of its leda_survey. */
typedef struct {
  size_t wave;
  size_t municipality;
  leda_survey_role role;
  int8_t in_management; /* 1, 0; -1: not stated */
  int8_t chosen;        /* in the cohort: 1, 0; -1: no cohort was asked for, or the cell is empty */
  size_t line;          /* in the file; long form: the first of the respondent's rows */
} leda_respondent;

/* A missing answer: empty or a missing mark in the file, or no row in long form. */
#define LEDA_ANSWER_MISSING (-1)

/* The answers of a survey in waves. Sorted by wave, municipality, role, in_management, chosen and
   answers, so that the order of rows in the file has no meaning (`line` aside). Every text is UTF-8
   and never NULL. */
typedef struct {
  const leda_instrument *instrument; /* not owned; outlives the survey */
  const char **waves;                /* in order of time, or as options.waves says */
  size_t n_waves;
  const char *
      *municipalities; /* keys (codes where there are codes), sorted by bytes; where the file
                                  has no such column there is one, "" */
  const char **municipality_labels; /* what people read; the key where there is no other */
  size_t n_municipalities;
  leda_respondent *respondents;
  size_t n;
  size_t n_statements; /* = instrument->n; in the instrument's order */
  int8_t *answers;     /* n x n_statements, row-major: scale_low..scale_high or LEDA_ANSWER_MISSING;
                          reversed statements are turned already, so that higher is better */
  bool *asked;         /* n_statements: has the file a column (or row) for it? */
  bool has_municipality, has_role, has_management; /* the file has the column */
  bool has_cohort;                                 /* options.cohort_column was given */
  const char *cohort_column;                       /* "" where there is no cohort */
  const char *cohort_value;
  size_t n_synthetic; /* respondents whose `source` reads synthetic: made, not measured. Where it is
                         above 0, say so wherever a number is shown */
  struct leda_panel_names *names; /* owns the texts */
} leda_survey;

typedef enum {
  LEDA_SURVEY_WAVE = 0,
  LEDA_SURVEY_MUNICIPALITY,
  LEDA_SURVEY_MUNICIPALITY_NAME, /* label of the key beside it */
  LEDA_SURVEY_ROLE,
  LEDA_SURVEY_MANAGEMENT,
  LEDA_SURVEY_RESPONDENT, /* long form */
  LEDA_SURVEY_STATEMENT,  /* long form */
  LEDA_SURVEY_ANSWER,     /* long form */
  LEDA_SURVEY_SOURCE,     /* "synthetic" marks made answers */
  LEDA_SURVEY_COLUMNS,
} leda_survey_column;

/* Which column plays a part, by the word of `--column ROLE=NAME` (wave, municipality or unit,
   municipality_name or unit_name, role, in_management, respondent, statement, answer, source, q1, q2...):
   false for an unknown word. *statement is the number for q1, q2..., else 0. */
bool leda_survey_column_parse(const char *word, leda_survey_column *out, int *statement);

typedef struct {
  const char *word; /* as of leda_survey_column_parse */
  const char *name; /* header text of the column, any case */
} leda_survey_choice;

/* How to read. Nothing is owned. All but `instrument` may be zero. */
typedef struct {
  const leda_instrument *instrument;
  const leda_survey_choice *columns; /* --column */
  size_t n_columns;
  const leda_filter *filters; /* --where */
  size_t n_filters;
  const char *const *waves; /* --waves: only these, in this order; periods in any spelling */
  size_t n_waves;
  const char
      *cohort_column; /* --cohort COLUMN=VALUE: a row is chosen where the cell reads VALUE (any
                                case); NULL: none. May be any column, the municipality's too */
  const char *cohort_value;
} leda_survey_options;

/* Reads respondent rows from a CSV file ("-": standard input; gzip is unpacked), docs/data-files.md,
   "Answers to a questionnaire":
     wide  wave, municipality, role, in_management, q1, q2... (one row a respondent)
     long  wave, municipality, role, in_management, respondent, statement, answer (one row an answer; a
           respondent is known by wave, municipality and respondent)
   A wave column is needed, unless options.waves names the one wave of all rows; a municipality, role, in_management column is not. Answers are whole numbers
   of the instrument's scale; a label behind the number ("7 = Helt") is passed over with a notice.

   Errors (LEDA_ERR_DATA, up to 20 FILE:LINE:FIELD, all in *log, the first in *err): no wave or answer
   column, a column twice, a statement that the instrument does not have, an answer outside the scale or
   no whole number, an unknown role, in_management neither yes nor no, an empty wave or municipality, the
   same respondent and statement twice, a respondent whose rows disagree, waves that cannot be put in
   order without options.waves, a wave of options.waves that is not there, no row at all; those of table.h
   (LEDA_ERR_IO too). LEDA_ERR_MEMORY.
   Notices: municipalities in one wave only, respondents without any answer (kept), roles not stated,
   statements without a column, rows of other waves left out, municipalities partly in the cohort,
   synthetic answers.
   On an error *survey is empty. *survey need not be initialised; free with leda_survey_clear. */
leda_status leda_survey_read(leda_survey *survey, const char *path,
                             const leda_survey_options *options, leda_messages *log,
                             leda_error *err);
leda_status leda_survey_parse(leda_survey *survey, leda_bytes bytes,
                              const leda_survey_options *options, leda_messages *log,
                              leda_error *err);

void leda_survey_clear(leda_survey *survey);

/* The answer of a respondent to the statement with this index (not number). */
static inline int leda_survey_answer(const leda_survey *survey, size_t respondent,
                                     size_t statement) {
  return survey->answers[respondent * survey->n_statements + statement];
}

#endif
