/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of the fast reader, whose text does not end with NUL. */
#ifndef LEDA_DATA_FAST_CELL_H
#define LEDA_DATA_FAST_CELL_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/core/period.h"
#include "engine/data/csv_stream.h"
#include "engine/data/fast_key.h"
#include "engine/data/number_parse.h"

static const double leda_fast_powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                          1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/* Takes digits into *mantissa; returns the place behind them. */
static inline const char *leda_fast_digits(const char *p, const char *end, uint64_t *mantissa) {
  uint64_t m = *mantissa;
  for (; p < end && (unsigned char)(*p - '0') <= 9; p++) m = 10 * m + (unsigned char)(*p - '0');
  *mantissa = m;
  return p;
}

/* Up to 15 characters, one after the other. */
static inline bool leda_fast_decimal_long(leda_csv_field field, double *value, char *sign) {
  const char *p = field.text, *end = p + field.length;
  if (field.length == 0 || field.length > 15) return false;
  bool negative = *p == '-';
  if (negative) p++;
  uint64_t mantissa = 0;
  const char *mark = leda_fast_digits(p, end, &mantissa), *last = mark;
  if (mark == p) return false;
  *sign = 0;
  if (mark < end) {
    if (*mark != '.' && *mark != ',') return false;
    *sign = *mark;
    last = leda_fast_digits(mark + 1, end, &mantissa);
    if (last < end) return false;
  }
  size_t fraction = last > mark ? (size_t)(last - mark) - 1 : 0; /* at most 14 */
  double size = (double)mantissa;
  if (fraction > 0) size /= leda_fast_powers[fraction & 15];
  *value = negative && size != 0 ? -size : size;
  return true;
}

/* Eight bytes of 0..9, the first of the text in the lowest byte, as a number: pairs, fours, all. */
static inline uint64_t leda_fast_eight(uint64_t x) {
  x = (x * 10 + (x >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
  x = (x * 100 + (x >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
  return (x * 10000 + (x >> 32)) & UINT64_C(0xFFFFFFFF);
}

/* A plain decimal of up to 15 characters, which nearly all numbers are; false for all else.
   text: its first eight bytes (leda_fast_word). *sign becomes the decimal mark, 0 without one. In the
   header because it is called for every row. A whole number below 2^53 over a power of ten is
   rounded once only: the nearest double, as in number_parse.c. Up to eight characters are taken at
   once: the mark is pushed out, and the digits, zeros before them, are added up in three steps. */
static inline bool leda_fast_decimal(leda_csv_field field, uint64_t text, double *value,
                                     char *sign) {
  size_t n = field.length, fraction = 0;
  if (n - 1 > 7 || field.text[0] == '-') return leda_fast_decimal_long(field, value, sign);
  uint64_t dots = text ^ LEDA_FAST_ONES * '.';
  uint64_t mark = (dots - LEDA_FAST_ONES) & ~dots & LEDA_FAST_HIGHS;
  *sign = 0;
  if (mark) {
    size_t at = (size_t)__builtin_ctzll(mark) >> 3;
    uint64_t before = ((uint64_t)1 << 8 * at) - 1;
    text = (text & before) | (text >> 8 & ~before);
    fraction = --n - at;
    *sign = '.';
    if (at == 0) return leda_fast_decimal_long(field, value, sign);
  }
  /* Nothing but digits: from 0x30 to 0x39, in the n bytes that are left. */
  uint64_t digits = (text ^ LEDA_FAST_ONES * '0') << 8 * (8 - n);
  if (((digits + LEDA_FAST_ONES * 0x76) | digits) & LEDA_FAST_HIGHS)
    return leda_fast_decimal_long(field, value, sign);
  double whole = (double)leda_fast_eight(digits);
  *value = fraction ? whole / leda_fast_powers[fraction] : whole;
  return true;
}

/* As leda_cell_parse, for the rest. */
leda_cell leda_fast_cell(leda_csv_field field);

/* As leda_period_parse, for at most 62 bytes; longer LEDA_FAST_ONES are refused. */
bool leda_fast_period(leda_csv_field field, leda_period *out);

#endif
