/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_CSV_WRITE_H
#define LEDA_OUTPUT_CSV_WRITE_H

#include <stddef.h>

#include "engine/core/text.h"

/* CSV by RFC 4180 with LF line ends: the one place where text becomes CSV. A row is begun by its
   first cell and ended by leda_csv_end_row. */
typedef struct {
  leda_text *text;
  size_t cells; /* in the row so far */
} leda_csv;

/* Adds a text cell, quoted where needed. A cell that a spreadsheet would run as a formula (first
   character = + - @ tab CR, also after spaces, unless the whole is a plain number) gets a ' before
   it. */
void leda_csv_text(leda_csv *csv, const char *cell);

/* Adds a number in machine form (leda_number_format); NaN and infinities give an empty cell. */
void leda_csv_number(leda_csv *csv, double value);
void leda_csv_integer(leda_csv *csv, long long value);
void leda_csv_end_row(leda_csv *csv);

#endif
