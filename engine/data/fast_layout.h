/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the rows of a file can be parted among threads. For the fast reader only. */
#ifndef LEDA_DATA_FAST_LAYOUT_H
#define LEDA_DATA_FAST_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/data/source.h"

/* A stretch of whole rows. */
typedef struct {
  uint64_t start; /* offset of its first byte in the file */
  size_t length;
  size_t first_line; /* number of the physical line it begins with */
  size_t lines;      /* line ends in it */
  bool quotes;       /* may hold quotes */
  bool high;         /* may hold bytes above 127 */
} leda_fast_chunk;

/* The rows of a file: bytes start..end-1, of which the first begins line `first_line`. */
typedef struct {
  const leda_source *source;
  uint64_t start;
  uint64_t end;
  size_t first_line;
  char separator;
  size_t step; /* bytes of a chunk, about */
  int threads;
} leda_fast_input;

typedef struct {
  leda_fast_chunk *chunks;
  size_t n;
} leda_fast_layout;

/* Cuts the file into chunks that begin behind a line end outside quotes: the quotes of every stretch
   are counted in parallel, and their parity says in which state the next one begins. Where a file
   has quotes in the wrong places the cuts may be wrong; the strict parser then finds the error in one
   of the chunks, because the first begins right and each right one ends right.

   Returns false, and leaves the work to the serial reader, for NUL bytes, files that cannot be
   read, lines of many megabytes, and when memory runs out. Free with leda_fast_layout_clear. */
bool leda_fast_layout_find(leda_fast_layout *layout, const leda_fast_input *input);

void leda_fast_layout_clear(leda_fast_layout *layout);

#endif
