/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_COMPLAINTS_H
#define LEDA_DATA_COMPLAINTS_H

#include "engine/core/messages.h"
#include "engine/core/status.h"

/* Errors met while a file is read, gathered so that a user sees them all at once: each goes to *log
   (which keeps 20), the first also to *err. Nothing is owned. log and err may be NULL. */
typedef struct {
  const char *file;
  leda_messages *log;
  leda_error *err;
  size_t n;
} leda_complaints;

/* Adds one LEDA_ERR_DATA at a line (0: the file as a whole) and a field (0: the whole line). */
void leda_complain(leda_complaints *complaints, leda_place place, const char *format, ...)
    LEDA_PRINTF(3, 4);

/* Adds what to do about the complaint made last. */
void leda_complain_hint(leda_complaints *complaints, const char *format, ...) LEDA_PRINTF(2, 3);

/* The place of a line in the file that is complained about. */
leda_place leda_complaints_line(const leda_complaints *complaints, size_t line);

/* LEDA_OK, or LEDA_ERR_DATA where anything was complained about. */
leda_status leda_complaints_status(const leda_complaints *complaints);

/* Puts the messages from index `first` on in the order of their lines; those of one line stay as they are.
   For checks that walk over a file more than once. */
void leda_complaints_sort(leda_complaints *complaints, size_t first);

/* The one of words[0..n-1] that `word` was probably meant to be, by edit distance (at most a third of
   its length, at least 1); NULL where none is near. */
const char *leda_nearest_word(const char *word, const char *const *words, size_t n);

#endif
