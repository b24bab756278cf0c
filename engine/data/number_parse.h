/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_NUMBER_PARSE_H
#define LEDA_DATA_NUMBER_PARSE_H

#include <stddef.h>

typedef enum {
  LEDA_CELL_NUMBER,
  LEDA_CELL_MISSING,   /* empty or a missing mark */
  LEDA_CELL_CENSORED,  /* ~100, <5, >95 */
  LEDA_CELL_INVALID,   /* neither a number nor missing */
  LEDA_CELL_TOO_LARGE, /* a number that no double holds */
} leda_cell_kind;

typedef struct {
  leda_cell_kind kind;
  double value; /* NaN unless LEDA_CELL_NUMBER */
  char mark;    /* '.' or ',' when a decimal mark stands in the cell, else 0 */
} leda_cell;

/* Reads a cell of a table (UTF-8, without spaces around it).

   A number: an optional sign (+, -, U+2212 or U+2013), digits, one decimal mark (point or comma), an
   optional exponent. Between thousands may stand a space, U+00A0, U+2009 or U+202F: then every group
   but the first has three digits. A point or comma is always the decimal mark, never one between
   thousands; the caller checks that a file keeps to one of them. No hexadecimal, inf or nan.

   Missing: the empty cell and . .. ... - – -- NA NaN null x X, in this case only. Censored: ~, < or >
   before a number. The value is the double nearest to the decimal text. */
leda_cell leda_cell_parse(const char *text, size_t length);

#endif
