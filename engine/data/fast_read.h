/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parallel reader of large plain tables. It either reads a whole file or leaves it untouched to
   the serial reader, which alone knows every convention and every error: so both give the same
   panel, the same notices and the same messages. */
#ifndef LEDA_DATA_FAST_READ_H
#define LEDA_DATA_FAST_READ_H

#include "engine/data/panel_reader.h"

/* Is the file one to try, by its size and what the options say? */
bool leda_fast_may_read(const leda_panel_reader *reader, const leda_source *source);

typedef struct {
  const leda_source *source;
  leda_table_head head;
} leda_fast_file;

/* Reads the rows behind the header, whose columns reader->file has. *done tells whether that went
   well: otherwise nothing was added to the panel. Fails only when cancelled (LEDA_ERR_CANCELLED).

   Chunks without a quote are split directly (fast_rows.c): there separators, line ends and blanks are all the
   syntax, and libcsv would take most of the time. Chunks with quotes go through libcsv. Both ways, and the
   serial reader, are held to the same tables by tests/unit/test_panel_fast.c.

   Not read here: periods in two columns or of several kinds, rows without period and value
   (footnotes), Windows-1252, lone carriage returns, both decimal marks, and all errors. Memory: the
   observations, the names once more for each thread, and about 1 MiB for each thread. */
leda_status leda_fast_read(leda_panel_reader *reader, const leda_fast_file *file,
                           leda_table_progress *progress, bool *done, leda_error *err);

#endif
