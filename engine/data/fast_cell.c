/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_cell.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* No cell that anything is made of is longer, see number_parse.c. */
#define LONGEST_CELL 420
#define LONGEST_PERIOD 62

/* Takes digits into *mantissa; returns the place behind them. */
static const char *take_digits(const char *p, const char *end, uint64_t *mantissa) {
  uint64_t m = *mantissa;
  for (; p < end && (unsigned char)(*p - '0') <= 9; p++) m = 10 * m + (unsigned char)(*p - '0');
  *mantissa = m;
  return p;
}

/* A whole number below 2^53 over a power of ten is rounded once only: the nearest double, as in
   number_parse.c. */
static bool plain_decimal(leda_csv_field field, leda_cell *cell) {
  static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const char *p = field.text, *end = p + field.length;
  if (field.length == 0 || field.length > 15) return false;
  bool negative = *p == '-';
  if (negative) p++;
  uint64_t mantissa = 0;
  const char *mark = take_digits(p, end, &mantissa), *last = mark;
  if (mark == p) return false;
  cell->mark = 0;
  if (mark < end) {
    if (*mark != '.' && *mark != ',') return false;
    cell->mark = *mark;
    last = take_digits(mark + 1, end, &mantissa);
    if (last < end) return false;
  }
  double value = (double)mantissa;
  if (last > mark + 1) value /= powers[last - mark - 1];
  cell->kind = LEDA_CELL_NUMBER;
  cell->value = negative && value != 0 ? -value : value;
  return true;
}

leda_cell leda_fast_cell(leda_csv_field field) {
  leda_cell cell = {LEDA_CELL_MISSING, NAN, 0};
  if (field.length == 0 || plain_decimal(field, &cell)) return cell;
  char text[LONGEST_CELL + 1];
  if (field.length > LONGEST_CELL) return (leda_cell){LEDA_CELL_INVALID, NAN, 0};
  memcpy(text, field.text, field.length);
  text[field.length] = '\0';
  return leda_cell_parse(text, field.length);
}

bool leda_fast_period(leda_csv_field field, leda_period *out) {
  char text[LONGEST_PERIOD + 1];
  if (field.length > LONGEST_PERIOD) return false;
  memcpy(text, field.text, field.length);
  text[field.length] = '\0';
  return leda_period_parse(text, out);
}
