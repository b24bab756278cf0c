/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of the fast reader, whose text does not end with NUL. */
#ifndef LEDA_DATA_FAST_CELL_H
#define LEDA_DATA_FAST_CELL_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/core/period.h"
#include "engine/data/csv_stream.h"
#include "engine/data/number_parse.h"

/* Takes digits into *mantissa; returns the place behind them. */
static inline const char *leda_fast_digits(const char *p, const char *end, uint64_t *mantissa) {
  uint64_t m = *mantissa;
  for (; p < end && (unsigned char)(*p - '0') <= 9; p++) m = 10 * m + (unsigned char)(*p - '0');
  *mantissa = m;
  return p;
}

/* A plain decimal of up to 15 characters, which nearly all numbers are; false for all else. In the
   header because it is called for every row. A whole number below 2^53 over a power of ten is
   rounded once only: the nearest double, as in number_parse.c. */
static inline bool leda_fast_decimal(leda_csv_field field, leda_cell *cell) {
  static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const char *p = field.text, *end = p + field.length;
  if (field.length == 0 || field.length > 15) return false;
  bool negative = *p == '-';
  if (negative) p++;
  uint64_t mantissa = 0;
  const char *mark = leda_fast_digits(p, end, &mantissa), *last = mark;
  if (mark == p) return false;
  cell->mark = 0;
  if (mark < end) {
    if (*mark != '.' && *mark != ',') return false;
    cell->mark = *mark;
    last = leda_fast_digits(mark + 1, end, &mantissa);
    if (last < end) return false;
  }
  double value = (double)mantissa;
  if (last > mark + 1) value /= powers[last - mark - 1];
  cell->kind = LEDA_CELL_NUMBER;
  cell->value = negative && value != 0 ? -value : value;
  return true;
}

/* As leda_cell_parse, for the rest. */
leda_cell leda_fast_cell(leda_csv_field field);

/* As leda_period_parse, for at most 62 bytes; longer ones are refused. */
bool leda_fast_period(leda_csv_field field, leda_period *out);

#endif
