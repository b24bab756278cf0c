/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of reading a panel, shared by the files that do it; not for others. */
#ifndef LEDA_DATA_PANEL_READER_H
#define LEDA_DATA_PANEL_READER_H

#include "engine/data/header.h"
#include "engine/data/panel_build.h"
#include "engine/data/shown.h"

/* Where something was first met. */
typedef struct {
  leda_shown text;
  size_t line;
  uint16_t file;
} leda_sighting;

#define LEDA_PENDING_LINES 20

/* Rows without period and value: footnotes, if no row of data follows. */
typedef struct {
  size_t n;        /* how many, whatever the filters say */
  size_t first;    /* line of the first */
  size_t n_errors; /* how many are errors when data follow */
  size_t lines[LEDA_PENDING_LINES];
} leda_pending;

/* What belongs to the file being read. */
typedef struct {
  const char *name;
  uint16_t index;
  leda_columns columns;
  uint32_t *header; /* names of the columns, as numbers of names */
  size_t *filters;  /* the column of each filter */
  uint32_t *wide;   /* indicators of the value columns of a wide table */
  char mark;        /* its decimal mark; 0: not seen yet */
  leda_sighting mark_seen;
  size_t n_empty; /* rows with no text in any field */
  size_t n_censored;
  leda_sighting censored;
  leda_pending pending;
  size_t kept; /* observations before the pending ones, tables without period */
} leda_panel_file;

typedef struct {
  leda_panel_builder builder;
  const leda_read_options *options;
  leda_messages *log;
  leda_error what;  /* work space for the error to be reported; empty in between */
  leda_error first; /* the first error reported */
  size_t n_errors;
  leda_panel_file file;
  leda_period_kind kind; /* of all periods so far */
  leda_sighting kind_seen;
  leda_period_kind kind_first; /* what it was at kind_seen */
  leda_period last_period;     /* the last text read and what it meant */
  char last_text[LEDA_PERIOD_SIZE];
  leda_text joined; /* work space for names */
  struct {
    uint32_t unit, label, indicator, group;
  } last; /* names of the last row */
} leda_panel_reader;

leda_place leda_reader_place(const leda_panel_reader *reader, size_t line, size_t column);

/* Records the error in reader->what, empties that and goes on: LEDA_OK, or LEDA_ERR_MEMORY. */
leda_status leda_reader_report(leda_panel_reader *reader, leda_error *err);

/* A row below the header (leda_csv_handler; data is the leda_panel_reader). */
leda_status leda_panel_take_row(const leda_csv_row *row, void *data, leda_error *err);

/* The period of a row. Returns false, with reader->what filled, when it cannot be read or is of
   another kind than those before. */
bool leda_panel_row_period(leda_panel_reader *reader, const leda_csv_row *row, int32_t *ordinal);

/* What a cell holds, checked against the decimal mark of the file. Returns false, with reader->what
   filled, when it is neither a number nor missing. */
bool leda_panel_row_number(leda_panel_reader *reader, const leda_csv_row *row, size_t column,
                           leda_observation *out);

/* No text in any field? */
bool leda_row_is_empty(const leda_csv_row *row);

/* No period and no value: a footnote, unless data follow. */
bool leda_row_is_bare(const leda_columns *columns, const leda_csv_row *row);

/* Does the row pass the filters of the file? Fields need not end with NUL. */
bool leda_panel_row_wanted(const leda_panel_reader *reader, const leda_csv_row *row);

/* The indicator of a value column, given that of the row's indicator column (0: none): in a wide
   table the header of the column, behind the row's own. LEDA_NAMES_NONE: no memory. */
uint32_t leda_panel_indicator(leda_panel_reader *reader, uint32_t indicator, size_t value);

/* The field of a column, empty where the row is too short or the column is LEDA_NO_COLUMN. */
leda_csv_field leda_row_field(const leda_csv_row *row, size_t column);

#endif
