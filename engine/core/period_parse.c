/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/period_internal.h"

#include <string.h>

/* A stretch of text without its surrounding spaces. */
typedef struct {
  const char *at;
  const char *end;
} span;

static size_t space_length(const char *p) {
  if (*p == ' ' || *p == '\t') return 1;
  if (p[0] == '\xC2' && p[1] == '\xA0') return 2;
  return 0;
}

/* Less the blanks at its end. */
static span without_blanks(span s) {
  for (;;) {
    if (s.end > s.at && (s.end[-1] == ' ' || s.end[-1] == '\t'))
      s.end--;
    else if (s.end - s.at >= 2 && s.end[-2] == '\xC2' && s.end[-1] == '\xA0')
      s.end -= 2;
    else
      return s;
  }
}

static span trimmed(const char *text) {
  span s = {text, text + strlen(text)};
  size_t step;
  while ((step = space_length(s.at)) > 0) s.at += step;
  return without_blanks(s);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 32) : c; }
static size_t left(const span *s) { return (size_t)(s->end - s->at); }

/* Takes between `least` and `most` digits; false when there are fewer or more. */
static bool take_digits(span *s, size_t least, size_t most, int *out) {
  size_t n = 0;
  int value = 0;
  while (n < left(s) && n <= most && is_digit(s->at[n])) {
    if (n < most) value = 10 * value + (s->at[n] - '0');
    n++;
  }
  if (n < least || n > most) return false;
  s->at += n;
  *out = value;
  return true;
}

static bool take_char(span *s, char c) {
  if (left(s) == 0 || upper(*s->at) != c) return false;
  s->at++;
  return true;
}

static bool is_year(int year) { return year >= 1500 && year <= 2499; }

static bool set(leda_period *out, leda_period_kind kind, int32_t ordinal) {
  *out = (leda_period){kind, ordinal};
  return true;
}

/* Year and a part of it, when 1 <= part <= length. */
static bool set_part(leda_period *out, leda_period_kind kind, int year, int part) {
  int length = kind == LEDA_PERIOD_MONTH ? 12 : kind == LEDA_PERIOD_QUARTER ? 4 : 3;
  if (part < 1 || part > length) return false;
  return set(out, kind, length * year + part - 1);
}

static bool parse_number(span s, leda_period *out) {
  bool negative = take_char(&s, '-');
  int64_t value = 0;
  if (left(&s) == 0) return false;
  for (; s.at < s.end; s.at++) {
    if (!is_digit(*s.at)) return false;
    value = 10 * value + (*s.at - '0');
    if (value > INT32_MAX) return false;
  }
  return set(out, LEDA_PERIOD_NUMBER, (int32_t)(negative ? -value : value));
}

static bool parse_school_year(span s, int year, leda_period *out) {
  int second;
  bool two = left(&s) == 2;
  if (!take_digits(&s, 2, 4, &second) || left(&s) != 0) return false;
  if (second != (two ? (year + 1) % 100 : year + 1)) return false;
  return set(out, LEDA_PERIOD_SCHOOL_YEAR, year);
}

/* "05" or "05-13" after "2014-". */
static bool parse_month_day(span s, int year, leda_period *out) {
  int month, day;
  if (!take_digits(&s, 2, 2, &month) || month < 1 || month > 12) return false;
  if (left(&s) == 0) return set_part(out, LEDA_PERIOD_MONTH, year, month);
  if (!take_char(&s, '-') || !take_digits(&s, 2, 2, &day) || left(&s) != 0) return false;
  if (day < 1 || day > leda_period_month_days(year, month)) return false;
  return set(out, LEDA_PERIOD_DATE, leda_date_to_ordinal(year, month, day));
}

/* "Q2", "K2", "T1", "M05", "W07", "V07" after the year and an optional hyphen or space. */
static bool parse_lettered(span s, int year, leda_period *out) {
  int part;
  int32_t week;
  char letter = left(&s) > 0 ? upper(*s.at++) : '\0';
  if (!take_digits(&s, 1, 2, &part) || left(&s) != 0) return false;
  switch (letter) {
  case 'Q':
  case 'K':
    return set_part(out, LEDA_PERIOD_QUARTER, year, part);
  case 'T':
    return set_part(out, LEDA_PERIOD_TERTIAL, year, part);
  case 'M':
    return set_part(out, LEDA_PERIOD_MONTH, year, part);
  case 'W':
  case 'V':
    return leda_period_week_ordinal(year, part, &week) && set(out, LEDA_PERIOD_WEEK, week);
  default:
    return false;
  }
}

/* ---- months by name ---- */

static bool same_letters(span s, const char *word) {
  size_t n = strlen(word);
  if (left(&s) != n) return false;
  for (size_t i = 0; i < n; i++)
    if (upper(s.at[i]) != upper(word[i])) return false;
  return true;
}

static int month_by_name(span s) {
  if (left(&s) > 1 && s.end[-1] == '.') s.end--; /* "jan." */
  if (same_letters(s, "sept")) return 9;
  for (int month = 1; month <= LEDA_MONTHS; month++) {
    if (same_letters(s, leda_period_month_name(month, LEDA_SV)) ||
        same_letters(s, leda_period_month_name(month, LEDA_EN)) ||
        same_letters(s, leda_period_month_short(month, LEDA_SV)) ||
        same_letters(s, leda_period_month_short(month, LEDA_EN)))
      return month;
  }
  return 0;
}

/* "maj 2014", "May 2014", "jan. 2014", "maj-2014". */
static bool parse_named_month(span s, leda_period *out) {
  int year;
  if (left(&s) < 8) return false;
  span tail = {s.end - 4, s.end};
  s.end -= 4;
  if (!take_digits(&tail, 4, 4, &year) || !is_year(year)) return false;
  span name = without_blanks(s);
  if (name.end == s.end && s.end[-1] != '-') return false;
  if (name.end == s.end) name.end--;
  return set_part(out, LEDA_PERIOD_MONTH, year, month_by_name(name));
}

bool leda_period_parse(const char *text, leda_period *out) {
  span s = trimmed(text), whole = s;
  int year;
  if (left(&s) > 0 && !is_digit(*s.at) && *s.at != '-') return parse_named_month(s, out);
  if (left(&s) < 4 || !take_digits(&s, 4, 4, &year) || !is_year(year))
    return parse_number(whole, out);
  if (left(&s) == 0) return set(out, LEDA_PERIOD_YEAR, year);
  if (take_char(&s, '/')) return parse_school_year(s, year, out);
  bool hyphen = take_char(&s, '-');
  if (hyphen && left(&s) > 0 && is_digit(*s.at)) return parse_month_day(s, year, out);
  if (!hyphen && is_digit(*s.at)) return parse_number(whole, out);
  if (!hyphen) take_char(&s, ' ');
  if (left(&s) > 2 && !is_digit(s.at[1]))
    return set_part(out, LEDA_PERIOD_MONTH, year, month_by_name(s)); /* "2014 maj" */
  return parse_lettered(s, year, out);
}

/* ---- parts in two columns ---- */

static int parse_month(span s) {
  int month;
  span digits = s;
  if (take_digits(&digits, 1, 2, &month)) return left(&digits) == 0 ? month : 0;
  return month_by_name(s);
}

/* 1-4 with or without "Q", "K", "kv", "kvartal" or "quarter" before it. */
static int parse_quarter(span s) {
  static const char *const words[] = {"kvartal", "quarter", "kv", "k", "q"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    size_t n = strlen(words[i]);
    span head = {s.at, s.at + n};
    if (left(&s) > n && same_letters(head, words[i])) {
      s.at += n;
      break;
    }
  }
  while (left(&s) > 0 && (*s.at == ' ' || *s.at == '.')) s.at++;
  int quarter;
  return take_digits(&s, 1, 2, &quarter) && left(&s) == 0 ? quarter : 0;
}

bool leda_period_parse_parts(const char *year, const char *second, bool quarter, leda_period *out) {
  span y = trimmed(year), part = trimmed(second);
  int number;
  if (!take_digits(&y, 4, 4, &number) || left(&y) != 0 || !is_year(number)) return false;
  if (quarter) return set_part(out, LEDA_PERIOD_QUARTER, number, parse_quarter(part));
  return set_part(out, LEDA_PERIOD_MONTH, number, parse_month(part));
}
