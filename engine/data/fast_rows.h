/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one chunk. */
#ifndef LEDA_DATA_FAST_ROWS_H
#define LEDA_DATA_FAST_ROWS_H

#include "engine/data/fast_layout.h"
#include "engine/data/fast_take.h"

/* What a thread needs to take chunks apart; its buffers are used again for the next chunk. */
typedef struct {
  leda_fast_worker worker;
  const leda_fast_input *input;
  char *text; /* the chunk, ended by NUL */
  size_t text_size;
  leda_csv_field *fields; /* of one row: as many as the header has */
  leda_fast_key *keys;    /* of these fields */
  size_t n_fields;
} leda_fast_reader;

bool leda_fast_reader_init(leda_fast_reader *fast, const leda_panel_reader *reader,
                           const leda_fast_input *input);
void leda_fast_reader_clear(leda_fast_reader *fast);

/* Reads the rows of a chunk into *out, whose `observations` points to room for them. out->good
   tells whether that went well; otherwise the whole file is for the serial reader. */
void leda_fast_read_chunk(leda_fast_reader *fast, const leda_fast_chunk *chunk,
                          leda_fast_output *out);

#endif
