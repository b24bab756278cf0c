/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of reading survey answers, shared by the files that do it; not for others. */
#ifndef LEDA_DATA_SURVEY_READER_H
#define LEDA_DATA_SURVEY_READER_H

#include "engine/core/text.h"
#include "engine/data/complaints.h"
#include "engine/data/csv_stream.h"
#include "engine/data/names.h"
#include "engine/data/shown.h"
#include "engine/data/survey.h"
#include "engine/data/table.h"

#define LEDA_SURVEY_NONE SIZE_MAX

/* Things that are counted and told of once, with an example. */
typedef struct {
  size_t n;
  size_t line;
  leda_shown text;
} leda_survey_tally;

/* Rows that are footnotes, if no row of data follows. */
#define LEDA_SURVEY_HELD 20
typedef struct {
  size_t n;
  size_t lines[LEDA_SURVEY_HELD];
} leda_survey_held;

typedef struct {
  const leda_survey_options *options;
  leda_complaints complaints;
  const char *file;
  leda_survey survey; /* while rows are read `wave` and `municipality` of a respondent are names */
  leda_names *names;
  size_t capacity; /* respondents */
  size_t n_header;
  size_t column[LEDA_SURVEY_COLUMNS];
  size_t *statement_column; /* for each statement of the instrument; wide form */
  bool wide;
  size_t *filters; /* the column of each filter */
  size_t cohort;
  uint32_t *waves_wanted; /* names of options->waves */
  leda_series_set keys;   /* long form: wave, municipality, respondent */
  uint32_t *label_of;     /* name of a municipality's label, by name of its key */
  size_t label_capacity;
  leda_survey_tally labelled, worded, other_wave, other_value, empty_rows;
  leda_survey_held held;
} leda_survey_reader;

leda_place leda_survey_place(const leda_survey_reader *reader, size_t line, size_t column);

/* ---- survey_header.c ---- */

/* How much a row looks like the header (table.h); data is the leda_survey_reader. */
leda_header_match leda_survey_judge(const leda_csv_row *row, void *data);
leda_status leda_survey_take_header(const leda_csv_row *row, void *data, leda_error *err);

/* The number in the name of a statement: "q7", "Q 7", "fråga 7", "påstående_7", "7", "7. Anything";
   0 where there is none. */
int leda_survey_statement_number(const char *name);

/* ---- survey_cells.c ---- */

/* Each reads a cell and complains where it cannot; what is complained about counts as missing. */
leda_survey_role leda_survey_read_role(leda_survey_reader *reader, const leda_csv_row *row);
int8_t leda_survey_read_management(leda_survey_reader *reader, const leda_csv_row *row);
int8_t leda_survey_read_chosen(leda_survey_reader *reader, const leda_csv_row *row);
int8_t leda_survey_read_answer(leda_survey_reader *reader, const leda_csv_row *row, size_t column,
                               size_t statement);
bool leda_survey_is_synthetic(const leda_survey_reader *reader, const leda_csv_row *row);
leda_csv_field leda_survey_field(const leda_csv_row *row, size_t column);
bool leda_survey_is_missing(leda_csv_field field);

/* ---- survey_rows.c ---- */

/* In long form an answer that no row has given yet. */
#define LEDA_ANSWER_UNSEEN (-2)

leda_status leda_survey_take_row(const leda_csv_row *row, void *data, leda_error *err);

/* The name under which a wave is known: periods in their one form. LEDA_NAMES_NONE: no memory. */
uint32_t leda_survey_wave_name(leda_names *names, const char *text, size_t length);

/* ---- survey_waves.c ---- */

/* Puts the waves in order and turns the names in the respondents into indexes. */
leda_status leda_survey_order_waves(leda_survey_reader *reader, leda_error *err);

/* ---- survey_finish.c ---- */

/* Everything after the last row: municipalities, order of respondents, checks and notices. */
leda_status leda_survey_finish(leda_survey_reader *reader, leda_error *err);

/* ---- survey_notes.c ---- */

leda_status leda_survey_note_all(const leda_survey_reader *reader);

#endif
