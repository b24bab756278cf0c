/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/number_parse.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The one list of marks that stand for a missing value (interface.md, "Data files"). */
static const char *const missing_marks[] = {".",   "..",   "...", "-", "\xE2\x80\x93", "--", "NA",
                                            "NaN", "null", "x",   "X"};

/* No number that people write is longer; the limit keeps the copy for strtod on the stack. */
#define LONGEST_NUMBER 400

/* A number taken apart: mantissa digits without marks, and where the decimal mark stood. */
typedef struct {
  const char *at;
  const char *end;
  bool negative;
  uint64_t mantissa; /* exact while digits <= 19 */
  int digits;        /* significant digits, leading zeros not counted */
  int decimals;      /* digits behind the mark */
  int exponent;
  char mark;
  char plain[LONGEST_NUMBER + 32]; /* the digits with a decimal point, for strtod */
  size_t plain_length;
} scan;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_missing(const char *text, size_t length) {
  if (length == 0) return true;
  if (length > 4) return false;
  for (size_t i = 0; i < sizeof missing_marks / sizeof missing_marks[0]; i++)
    if (strlen(missing_marks[i]) == length && memcmp(missing_marks[i], text, length) == 0)
      return true;
  return false;
}

/* Length of what may stand between thousands, or 0. */
static size_t separator_length(const char *p) {
  if (*p == ' ') return 1;
  if (p[0] == '\xC2' && p[1] == '\xA0') return 2;
  if (p[0] == '\xE2' && p[1] == '\x80' && (p[2] == '\xAF' || p[2] == '\x89')) return 3;
  return 0;
}

static void take_sign(scan *s) {
  if (*s->at == '+') {
    s->at++;
  } else if (*s->at == '-') {
    s->negative = true;
    s->at++;
  } else if (strncmp(s->at, "\xE2\x88\x92", 3) == 0 || strncmp(s->at, "\xE2\x80\x93", 3) == 0) {
    s->negative = true;
    s->at += 3;
  }
}

/* Takes digits into the mantissa; returns how many. */
static int take_digits(scan *s) {
  const char *start = s->at;
  for (; is_digit(*s->at); s->at++) {
    unsigned digit = (unsigned)(*s->at - '0');
    if (s->digits > 0 || digit > 0) s->digits++;
    if (s->digits <= 19) s->mantissa = 10 * s->mantissa + digit;
    s->plain[s->plain_length++] = *s->at;
  }
  return (int)(s->at - start);
}

/* Digits before the decimal mark, perhaps in groups of thousands. */
static bool take_whole(scan *s, int *digits) {
  int group = take_digits(s);
  *digits = group;
  bool first = true;
  for (;;) {
    size_t step = group > 0 ? separator_length(s->at) : 0;
    if (step == 0) return true;
    if (first && group > 3) return false;
    s->at += step;
    group = take_digits(s);
    if (group != 3) return false;
    *digits += group;
    first = false;
  }
}

static bool take_exponent(scan *s) {
  if (*s->at != 'e' && *s->at != 'E') return true;
  s->at++;
  bool negative = *s->at == '-';
  if (*s->at == '-' || *s->at == '+') s->at++;
  if (!is_digit(*s->at)) return false;
  for (; is_digit(*s->at); s->at++)
    if (s->exponent < 100000) s->exponent = 10 * s->exponent + (*s->at - '0');
  if (negative) s->exponent = -s->exponent;
  return true;
}

static bool take_number(scan *s) {
  int whole;
  take_sign(s);
  if (!take_whole(s, &whole)) return false;
  if (*s->at == '.' || *s->at == ',') {
    s->mark = *s->at++;
    s->plain[s->plain_length++] = '.';
    s->decimals = take_digits(s);
  }
  return whole + s->decimals > 0 && take_exponent(s) && s->at == s->end;
}

/* A whole number below 2^53 times or over a power of ten up to 10^22 is rounded once only, so the
   result is the nearest double (Clinger 1990); strtod does the rest. */
static double to_double(scan *s) {
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  int power = s->exponent - s->decimals;
  double value;
  if (s->digits <= 19 && s->mantissa < ((uint64_t)1 << 53) && power >= -22 && power <= 22) {
    value = (double)s->mantissa;
    value = power < 0 ? value / powers[-power] : value * powers[power];
  } else {
    char exponent[16];
    int e = s->exponent, n = 0;
    bool negative = e < 0;
    for (e = abs(e); e > 0 || n == 0; e /= 10) exponent[n++] = (char)('0' + e % 10);
    s->plain[s->plain_length++] = 'e';
    if (negative) s->plain[s->plain_length++] = '-';
    while (n > 0) s->plain[s->plain_length++] = exponent[--n];
    s->plain[s->plain_length] = '\0';
    value = strtod(s->plain, NULL);
  }
  return s->negative && value != 0 ? -value : value;
}

static leda_cell parse_number(const char *text, size_t length) {
  leda_cell cell = {LEDA_CELL_INVALID, NAN, 0};
  if (length > LONGEST_NUMBER) return cell;
  scan s;
  s.at = text;
  s.end = text + length;
  s.negative = false;
  s.mantissa = 0;
  s.digits = s.decimals = s.exponent = 0;
  s.mark = 0;
  s.plain_length = 0;
  if (!take_number(&s)) return cell;
  double value = to_double(&s);
  cell.mark = s.mark;
  cell.kind = isfinite(value) ? LEDA_CELL_NUMBER : LEDA_CELL_TOO_LARGE;
  if (isfinite(value)) cell.value = value;
  return cell;
}

leda_cell leda_cell_parse(const char *text, size_t length) {
  /* Digits first: nothing that begins with one is a mark. */
  if (length > 0 && is_digit(*text)) return parse_number(text, length);
  if (is_missing(text, length)) return (leda_cell){LEDA_CELL_MISSING, NAN, 0};
  if (*text != '~' && *text != '<' && *text != '>') return parse_number(text, length);
  size_t skip = 1;
  while (text[skip] == ' ') skip++;
  leda_cell cell = parse_number(text + skip, length - skip);
  cell.value = NAN;
  if (cell.kind == LEDA_CELL_NUMBER) cell.kind = LEDA_CELL_CENSORED;
  return cell;
}
