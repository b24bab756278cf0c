/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_TABLE_H
#define LEDA_DATA_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/core/messages.h"
#include "engine/core/progress.h"
#include "engine/data/csv_stream.h"
#include "engine/data/source.h"

/* How much a row looks like the header. */
typedef struct {
  bool is_header; /* all roles that are needed are there (perhaps twice) */
  size_t known;   /* columns whose name says their role */
  size_t filled;  /* columns with a name */
} leda_header_match;

/* What reads a table: a panel, survey answers, published means. */
typedef struct {
  /* Judges a row that may be the header; called for many rows. */
  leda_header_match (*judge)(const leda_csv_row *row, void *data);
  /* Takes the header. Where no row was judged to be one, it gets the most likely row and fails with
     what is missing. */
  leda_status (*header)(const leda_csv_row *row, void *data, leda_error *err);
  /* Takes a row below the header, never one without any field. */
  leda_csv_handler row;
  void *data;
} leda_table_reader;

typedef struct {
  leda_progress progress;
  uint64_t done;  /* bytes read of earlier files; counted on */
  uint64_t total; /* bytes of all files; 0: not known */
} leda_table_progress;

/* Reads a CSV table in one streaming pass: passes over a BOM, finds the separator (; tab ,) and the
   header in the first 64 KiB, tells what stands before the header in a notice, hands over the rows
   and ends with a notice when the file is Windows-1252. The separator is the one whose header has
   most fields.

   Errors: as csv_stream.h; LEDA_ERR_DATA for UTF-16, an empty file, one of blank lines only;
   LEDA_ERR_CANCELLED; whatever the reader's functions return. progress may be NULL. */
leda_status leda_table_read(leda_source *source, const leda_table_reader *reader,
                            leda_table_progress *progress, leda_messages *log, leda_error *err);

typedef struct {
  char separator;
  size_t line;      /* of the header */
  uint64_t end;     /* offset behind the header's row, with its BOM and all before it */
  size_t next_line; /* the physical line there */
} leda_table_head;

/* Reads no further than the header, which reader->header gets; reader->row is not called. Fails,
   with or without a message in *err, wherever the rest cannot be read without regard to the
   beginning: leda_table_read then says what there is to say. */
leda_status leda_table_read_head(leda_source *source, const leda_table_reader *reader,
                                 leda_table_head *head, leda_error *err);

/* Tells in a notice how many lines before the header were passed over. */
leda_status leda_table_note_preamble(leda_messages *log, const char *name, size_t header_line);

#endif
