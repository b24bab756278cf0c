/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_CSV_STREAM_H
#define LEDA_DATA_CSV_STREAM_H

#include <stddef.h>

#include "engine/core/status.h"
#include "engine/data/encoding.h"

/* One field: UTF-8 ended by NUL, without spaces (also no-break ones) at either end. */
typedef struct {
  const char *text;
  size_t length;
} leda_csv_field;

/* One row. `line` is the physical line on which it begins. */
typedef struct {
  const leda_csv_field *fields;
  size_t n;
  size_t line;
} leda_csv_row;

/* Called once a row; what it points to lives until it returns. A failure stops the reading. */
typedef leda_status (*leda_csv_handler)(const leda_csv_row *row, void *data, leda_error *err);

typedef struct {
  const char *file;        /* for messages */
  char separator;          /* ; tab , */
  size_t first_line;       /* number of the first line fed, 1-based */
  leda_encoding *encoding; /* of the file; not owned */
  leda_csv_handler handler;
  void *data;
} leda_csv_options;

/* A strict CSV reader over libcsv that is fed bytes and knows where it is. Physical lines end with
   LF, CRLF or a lone CR; lines with nothing but spaces are no rows but are counted.

   Errors (LEDA_ERR_DATA, located): a quote that is never closed, named where it opened; text after
   a closing quote; a field above 1 MiB (taken for an unclosed quote) or a row above 16 MiB; NUL
   bytes; encoding (see encoding.h). Memory: one row. */
typedef struct leda_csv leda_csv;

leda_csv *leda_csv_alloc(const leda_csv_options *options); /* NULL: no memory */
void leda_csv_free(leda_csv *csv);
leda_status leda_csv_feed(leda_csv *csv, const char *bytes, size_t n, leda_error *err);

/* The last row, when the file does not end with a line end. */
leda_status leda_csv_finish(leda_csv *csv, leda_error *err);

/* Number of the line that would be fed next (or that is not complete yet). */
size_t leda_csv_line(const leda_csv *csv);

#endif
