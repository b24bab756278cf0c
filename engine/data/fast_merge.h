/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the threads of the fast reader found, put together. */
#ifndef LEDA_DATA_FAST_MERGE_H
#define LEDA_DATA_FAST_MERGE_H

#include "engine/data/fast_rows.h"

typedef struct {
  leda_fast_layout layout;
  leda_fast_output *outputs; /* one for each chunk */
  leda_fast_reader *readers; /* one for each thread */
  int n_readers;
} leda_fast_plan;

/* Have all chunks, and the files before, one kind of period and one decimal mark? */
bool leda_fast_agrees(const leda_panel_reader *reader, const leda_fast_plan *plan);

/* Adds names, labels, series and observations to the panel in the order of the file, and the counts
   to reader->file. False: no memory; then no observation was added. */
bool leda_fast_merge(leda_panel_reader *reader, leda_fast_plan *plan);

#endif
