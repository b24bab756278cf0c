/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_SHEET_H
#define LEDA_DATA_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/status.h"
#include "engine/data/complaints.h"
#include "engine/data/panel.h"

/* A small CSV file with one header row, held as text whose place is known: published tables, lists of
   claims. For observations see panel.h. */
typedef struct {
  char *file;
  char **names; /* header, n_columns of them */
  size_t n_columns;
  char **cells;  /* n_rows times n_columns, row by row; "" where empty */
  size_t *lines; /* physical line of each row, 1-based */
  size_t n_rows;
} leda_sheet;

#define LEDA_SHEET_NO_COLUMN ((size_t)-1)

/* Reads comma, semicolon or tab separated text, UTF-8 or Windows-1252. Errors (located): an empty
   file, a row with more or fewer fields than the header, a column without a name or named twice,
   whatever csv_stream.h refuses, more than 16 MiB. On an error *sheet is empty. *sheet need not be
   initialised; free with leda_sheet_clear. */
leda_status leda_sheet_read(leda_sheet *sheet, const char *path, leda_error *err);
leda_status leda_sheet_parse(leda_sheet *sheet, leda_bytes source, leda_error *err);

void leda_sheet_clear(leda_sheet *sheet);

/* Number of the column (0-based) with this header, any case; LEDA_SHEET_NO_COLUMN where none has. */
size_t leda_sheet_column(const leda_sheet *sheet, const char *name);

/* The same; complains where there is none. */
size_t leda_sheet_need(const leda_sheet *sheet, const char *name, leda_complaints *complaints);

/* Drops the rows that a filter does not want (same column: or; different columns: and; values compared
   byte by byte). Filters on a column that is not there are passed over. */
void leda_sheet_filter(leda_sheet *sheet, const leda_filter *filters, size_t n);

/* Gives the column `name` the header `word`; a column that had it takes the other's. False where there is no
   column `name`. *failed is set when memory runs out. */
bool leda_sheet_rename(leda_sheet *sheet, const char *name, const char *word, bool *failed);

/* A cell; "" for LEDA_SHEET_NO_COLUMN. */
const char *leda_sheet_cell(const leda_sheet *sheet, size_t row, size_t column);

/* The place of a cell, or of its row for LEDA_SHEET_NO_COLUMN. */
leda_place leda_sheet_place(const leda_sheet *sheet, size_t row, size_t column);

#endif
