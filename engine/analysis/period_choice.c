/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/period_choice.h"

static int32_t floor_div(int32_t a, int32_t b) { return a / b - (a % b < 0); }

/* Months (12 * year + month - 1) that a period begins and ends in; false for kinds without. */
static bool months_of(leda_period period, leda_ordinal_range *months) {
  int32_t o = period.ordinal;
  switch (period.kind) {
  case LEDA_PERIOD_YEAR:
    *months = (leda_ordinal_range){12 * o, 12 * o + 11};
    return true;
  case LEDA_PERIOD_SCHOOL_YEAR:
    *months = (leda_ordinal_range){12 * o + 6, 12 * o + 17};
    return true;
  case LEDA_PERIOD_TERTIAL:
    *months = (leda_ordinal_range){4 * o, 4 * o + 3};
    return true;
  case LEDA_PERIOD_QUARTER:
    *months = (leda_ordinal_range){3 * o, 3 * o + 2};
    return true;
  case LEDA_PERIOD_MONTH:
    *months = (leda_ordinal_range){o, o};
    return true;
  default:
    return false;
  }
}

static int32_t first_day(int32_t month) {
  int32_t year = floor_div(month, 12);
  return leda_date_to_ordinal(year, month - 12 * year + 1, 1);
}

/* Weeks are counted from Monday 1970-01-05, days from Thursday 1970-01-01. */
static int32_t week_of(int32_t day) { return floor_div(day - 4, 7); }

static bool cover(leda_ordinal_range months, leda_period_kind kind, leda_ordinal_range *out) {
  int32_t days_from = first_day(months.from), days_to = first_day(months.to + 1) - 1;
  switch (kind) {
  case LEDA_PERIOD_MONTH:
    *out = months;
    return true;
  case LEDA_PERIOD_QUARTER:
    *out = (leda_ordinal_range){floor_div(months.from, 3), floor_div(months.to, 3)};
    return (months.to - months.from + 1) % 3 == 0;
  case LEDA_PERIOD_TERTIAL:
    *out = (leda_ordinal_range){floor_div(months.from, 4), floor_div(months.to, 4)};
    return (months.to - months.from + 1) % 4 == 0;
  case LEDA_PERIOD_WEEK:
    *out = (leda_ordinal_range){week_of(days_from), week_of(days_to)};
    return true;
  case LEDA_PERIOD_DATE:
    *out = (leda_ordinal_range){days_from, days_to};
    return true;
  default:
    return false;
  }
}

static bool is_count(leda_period_kind kind) {
  return kind == LEDA_PERIOD_YEAR || kind == LEDA_PERIOD_NUMBER;
}

leda_status leda_period_choice(leda_period choice, leda_period_kind kind, leda_ordinal_range *out,
                               leda_error *err) {
  if (choice.kind == kind || (is_count(choice.kind) && is_count(kind))) {
    *out = (leda_ordinal_range){choice.ordinal, choice.ordinal};
    return LEDA_OK;
  }
  leda_ordinal_range months;
  if (months_of(choice, &months) && cover(months, kind, out)) return LEDA_OK;
  char written[LEDA_PERIOD_SIZE];
  leda_period_format(choice, written);
  leda_fail(err, LEDA_ERR_DATA, _("the period %s is not of the same sort as those of the data"),
            written);
  leda_error_hint(err, "%s", _("write it as the data file does"));
  return LEDA_ERR_DATA;
}
