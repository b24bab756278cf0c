/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/period_internal.h"

#include <stdio.h>

/* Not through gettext: a label's language is an argument, not that of the process. */
static const char *const names_sv[LEDA_MONTHS] = {"januari",   "februari", "mars",     "april",
                                                  "maj",       "juni",     "juli",     "augusti",
                                                  "september", "oktober",  "november", "december"};
static const char *const names_en[LEDA_MONTHS] = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
static const char *const short_sv[LEDA_MONTHS] = {"jan", "feb", "mar", "apr", "maj", "jun",
                                                  "jul", "aug", "sep", "okt", "nov", "dec"};
static const char *const short_en[LEDA_MONTHS] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *leda_period_month_name(int month, leda_language language) {
  return language == LEDA_SV ? names_sv[month - 1] : names_en[month - 1];
}

const char *leda_period_month_short(int month, leda_language language) {
  return language == LEDA_SV ? short_sv[month - 1] : short_en[month - 1];
}

/* Year and the place in the year (1-based) of a kind that has `length` periods in a year. */
static int year_of(int32_t ordinal, int32_t length, int *place) {
  int32_t rest = leda_period_modulo(ordinal, length);
  *place = (int)rest + 1;
  return (int)((ordinal - rest) / length);
}

void leda_period_format(leda_period period, char out[LEDA_PERIOD_SIZE]) {
  int year, month, part, day;
  int32_t k = period.ordinal;
  switch (period.kind) {
  case LEDA_PERIOD_NONE:
    out[0] = '\0';
    return;
  case LEDA_PERIOD_NUMBER:
  case LEDA_PERIOD_YEAR:
    snprintf(out, LEDA_PERIOD_SIZE, "%d", (int)k);
    return;
  case LEDA_PERIOD_SCHOOL_YEAR:
    snprintf(out, LEDA_PERIOD_SIZE, "%d/%02d", (int)k,
             (int)leda_period_modulo(k, 100) == 99 ? 0 : (int)leda_period_modulo(k, 100) + 1);
    return;
  case LEDA_PERIOD_TERTIAL:
    year = year_of(k, 3, &part);
    snprintf(out, LEDA_PERIOD_SIZE, "%d-T%d", year, part);
    return;
  case LEDA_PERIOD_QUARTER:
    year = year_of(k, 4, &part);
    snprintf(out, LEDA_PERIOD_SIZE, "%d-Q%d", year, part);
    return;
  case LEDA_PERIOD_MONTH:
    year = year_of(k, 12, &part);
    snprintf(out, LEDA_PERIOD_SIZE, "%04d-%02d", year, part);
    return;
  case LEDA_PERIOD_WEEK:
    leda_period_week_parts(k, &year, &part);
    snprintf(out, LEDA_PERIOD_SIZE, "%04d-W%02d", year, part);
    return;
  case LEDA_PERIOD_DATE:
    leda_date_from_ordinal(k, &year, &month, &day);
    snprintf(out, LEDA_PERIOD_SIZE, "%04d-%02d-%02d", year, month, day);
    return;
  }
  out[0] = '\0';
}

void leda_period_label(leda_period period, leda_language language, leda_text *text) {
  int year, month, part, day;
  char plain[LEDA_PERIOD_SIZE];
  bool sv = language == LEDA_SV;
  switch (period.kind) {
  case LEDA_PERIOD_TERTIAL:
    year = year_of(period.ordinal, 3, &part);
    leda_text_addf(text, "T%d %d", part, year);
    return;
  case LEDA_PERIOD_QUARTER:
    year = year_of(period.ordinal, 4, &part);
    leda_text_addf(text, "%d %c%d", year, sv ? 'K' : 'Q', part);
    return;
  case LEDA_PERIOD_MONTH:
    year = year_of(period.ordinal, 12, &month);
    leda_text_addf(text, "%s %d", leda_period_month_name(month, language), year);
    return;
  case LEDA_PERIOD_WEEK:
    leda_period_week_parts(period.ordinal, &year, &part);
    leda_text_addf(text, "%s %d %d", sv ? "v." : "week", part, year);
    return;
  case LEDA_PERIOD_DATE:
    leda_date_from_ordinal(period.ordinal, &year, &month, &day);
    leda_text_addf(text, "%d %s %d", day, leda_period_month_name(month, language), year);
    return;
  default:
    leda_period_format(period, plain);
    leda_text_add(text, plain);
    return;
  }
}

void leda_period_label_short(leda_period period, leda_language language, leda_text *text) {
  if (period.kind != LEDA_PERIOD_MONTH) {
    leda_period_label(period, language, text);
    return;
  }
  int month;
  int year = year_of(period.ordinal, 12, &month);
  leda_text_addf(text, "%s %02d", leda_period_month_short(month, language),
                 (int)leda_period_modulo(year, 100));
}
