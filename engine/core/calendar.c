/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/period_internal.h"

#include <stdlib.h>

/* Largest whole number not above a/b, for b > 0. C's division rounds towards zero instead. */
static int32_t floor_div(int32_t a, int32_t b) { return a / b - (a % b < 0 ? 1 : 0); }

int32_t leda_period_modulo(int32_t a, int32_t b) { return a - b * floor_div(a, b); }

/* Days from 1970-01-01, proleptic Gregorian: H. Hinnant, "chrono-Compatible Low-Level Date
   Algorithms" (2021), days_from_civil and civil_from_days. Years begin in March, so that the leap
   day is the last of its year; 400 years have 146 097 days. */
int32_t leda_date_to_ordinal(int year, int month, int day) {
  int32_t y = month <= 2 ? year - 1 : year;
  int32_t era = floor_div(y, 400);
  int32_t year_of_era = y - era * 400;
  int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void leda_date_from_ordinal(int32_t ordinal, int *year, int *month, int *day) {
  int64_t z = (int64_t)ordinal + 719468;
  int32_t era = (int32_t)(z >= 0 ? z / 146097 : (z - 146096) / 146097);
  int32_t doe = (int32_t)(z - (int64_t)era * 146097);
  int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int32_t mp = (5 * doy + 2) / 153;
  *day = doy - (153 * mp + 2) / 5 + 1;
  *month = mp < 10 ? mp + 3 : mp - 9;
  *year = yoe + era * 400 + (*month <= 2 ? 1 : 0);
}

int leda_period_month_days(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* The Monday 1970-01-05 has day ordinal 4. */
#define FIRST_MONDAY 4

static int32_t week_of_day(int32_t day_ordinal) { return floor_div(day_ordinal - FIRST_MONDAY, 7); }

/* ISO 8601: week 1 is the week that holds 4 January. */
static int32_t first_week(int year) { return week_of_day(leda_date_to_ordinal(year, 1, 4)); }

bool leda_period_week_ordinal(int year, int week, int32_t *out) {
  int32_t first = first_week(year);
  if (week < 1 || week > first_week(year + 1) - first) return false;
  *out = first + week - 1;
  return true;
}

void leda_period_week_parts(int32_t ordinal, int *year, int *week) {
  int month, day;
  /* A week belongs to the year that holds its Thursday. */
  leda_date_from_ordinal(ordinal * 7 + FIRST_MONDAY + 3, year, &month, &day);
  *week = (int)(ordinal - first_week(*year)) + 1;
}

/* ---- spacing of dates ---- */

static int32_t month_index(int32_t day_ordinal) {
  int year, month, day;
  leda_date_from_ordinal(day_ordinal, &year, &month, &day);
  return 12 * year + month - 1;
}

typedef struct {
  bool same_day;
  bool last_days;
  bool weeks;
  bool differ;
  int32_t months; /* greatest common divisor of all distances in months */
} date_pattern;

static int32_t common_divisor(int32_t a, int32_t b) {
  while (b != 0) {
    int32_t rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

static date_pattern find_pattern(const int32_t *ordinals, size_t n) {
  date_pattern found = {.same_day = true, .last_days = true, .weeks = true};
  int first_day = 0;
  for (size_t i = 0; i < n; i++) {
    int year, month, day;
    leda_date_from_ordinal(ordinals[i], &year, &month, &day);
    if (i == 0) first_day = day;
    if (day != first_day) found.same_day = false;
    if (day != leda_period_month_days(year, month)) found.last_days = false;
    if ((ordinals[i] - ordinals[0]) % 7 != 0) found.weeks = false;
    if (ordinals[i] != ordinals[0]) found.differ = true;
    found.months =
        common_divisor(found.months, month_index(ordinals[i]) - month_index(ordinals[0]));
  }
  return found;
}

leda_spacing leda_calendar_spacing(leda_period_kind kind, const int32_t *ordinals, size_t n) {
  if (kind != LEDA_PERIOD_DATE) return LEDA_SPACING_UNIT;
  date_pattern found = find_pattern(ordinals, n);
  if (!found.differ) return LEDA_SPACING_ORDER;
  if (found.same_day || found.last_days) {
    if (found.months % 12 == 0) return LEDA_SPACING_YEAR;
    return found.months % 3 == 0 ? LEDA_SPACING_QUARTER : LEDA_SPACING_MONTH;
  }
  return found.weeks ? LEDA_SPACING_WEEK : LEDA_SPACING_ORDER;
}

int32_t leda_calendar_position(leda_calendar calendar, int32_t ordinal) {
  switch (calendar.spacing) {
  case LEDA_SPACING_WEEK:
    return floor_div(ordinal, 7);
  case LEDA_SPACING_MONTH:
    return month_index(ordinal);
  case LEDA_SPACING_QUARTER:
    return floor_div(month_index(ordinal), 3);
  case LEDA_SPACING_YEAR:
    return floor_div(month_index(ordinal), 12);
  case LEDA_SPACING_UNIT:
  case LEDA_SPACING_ORDER:
    break;
  }
  return ordinal;
}

/* ---- seasons ---- */

/* The kind of period whose seasons a calendar has: weekly dates have the seasons of weeks. */
static leda_period_kind season_kind(leda_calendar calendar) {
  if (calendar.kind != LEDA_PERIOD_DATE) return calendar.kind;
  switch (calendar.spacing) {
  case LEDA_SPACING_WEEK:
    return LEDA_PERIOD_WEEK;
  case LEDA_SPACING_MONTH:
    return LEDA_PERIOD_MONTH;
  case LEDA_SPACING_QUARTER:
    return LEDA_PERIOD_QUARTER;
  default:
    return LEDA_PERIOD_NONE;
  }
}

int leda_calendar_season_length(leda_calendar calendar) {
  switch (season_kind(calendar)) {
  case LEDA_PERIOD_MONTH:
    return 12;
  case LEDA_PERIOD_QUARTER:
    return 4;
  case LEDA_PERIOD_TERTIAL:
    return 3;
  case LEDA_PERIOD_WEEK:
    return 52;
  default:
    return 0;
  }
}

static int week_season(int32_t week_ordinal) {
  int year, week;
  leda_period_week_parts(week_ordinal, &year, &week);
  return week > 52 ? 51 : week - 1; /* the rare week 53 counts as the last of 52 */
}

int leda_calendar_season(leda_calendar calendar, int32_t ordinal) {
  bool date = calendar.kind == LEDA_PERIOD_DATE;
  switch (season_kind(calendar)) {
  case LEDA_PERIOD_MONTH:
    return (int)leda_period_modulo(date ? month_index(ordinal) : ordinal, 12);
  case LEDA_PERIOD_QUARTER:
    return (int)(date ? leda_period_modulo(month_index(ordinal), 12) / 3
                      : leda_period_modulo(ordinal, 4));
  case LEDA_PERIOD_TERTIAL:
    return (int)leda_period_modulo(ordinal, 3);
  case LEDA_PERIOD_WEEK:
    return week_season(date ? week_of_day(ordinal) : ordinal);
  default:
    return 0;
  }
}
