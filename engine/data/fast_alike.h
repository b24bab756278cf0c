/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that are like the one before but for period and value: nearly all in a file that is grouped by
   series. They need not be taken apart: it is enough that the bytes beside these two fields are the same.
   For the fast reader only. */
#ifndef LEDA_DATA_FAST_ALIKE_H
#define LEDA_DATA_FAST_ALIKE_H

#include "engine/data/fast_take.h"

/* Words of eight bytes before the value that are compared at most. */
#define LEDA_FAST_ALIKE_WORDS 8
/* How many bytes behind a text are read at most. */
#define LEDA_FAST_BEHIND (8 * LEDA_FAST_ALIKE_WORDS + 32)

/* Start from {0} for each text. */
typedef struct {
  const char *row; /* one before; NULL: none to compare with */
  size_t period;   /* where its fields are */
  size_t period_length;
  size_t value;
  size_t end;  /* of the value */
  size_t tail; /* bytes from there to behind the line end */
  size_t n_words;
  uint64_t same[LEDA_FAST_ALIKE_WORDS]; /* bits that must be the same before the value */
} leda_fast_alike;

/* A row in its text. */
typedef struct {
  const char *text;
  const char *next; /* behind its line end */
} leda_fast_span;

/* Notes where the fields of a row are that was just taken. */
void leda_fast_alike_learn(leda_fast_alike *alike, const leda_fast_worker *worker,
                           const leda_fast_row *row, leda_fast_span span);

/* Takes the row that begins at *p if it is like the one before, and moves *p behind it. OTHER: it is to be
   taken apart. LEDA_FAST_BEHIND zeros stand behind the text. */
leda_fast_taken leda_fast_alike_take(const leda_fast_alike *alike, leda_fast_worker *worker,
                                     leda_fast_output *out, const char **p, size_t line);

#endif
