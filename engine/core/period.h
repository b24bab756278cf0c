/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_PERIOD_H
#define LEDA_CORE_PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/core/i18n.h"
#include "engine/core/text.h"

/* Kinds of period. Within one panel all periods are of one kind. */
typedef enum {
  LEDA_PERIOD_NONE = 0,    /* no period (a table of one occasion) */
  LEDA_PERIOD_NUMBER,      /* whole numbers 1, 2, 3... */
  LEDA_PERIOD_YEAR,        /* 2014 */
  LEDA_PERIOD_SCHOOL_YEAR, /* 2014/15 */
  LEDA_PERIOD_TERTIAL,     /* 2014T1: four months */
  LEDA_PERIOD_QUARTER,     /* 2014Q2 */
  LEDA_PERIOD_MONTH,       /* 2014-05 */
  LEDA_PERIOD_WEEK,        /* 2014-W07, ISO 8601 */
  LEDA_PERIOD_DATE,        /* 2014-05-13 */
} leda_period_kind;

/* A period: its kind and a number that grows by one from each to the next: the number itself; the
   year; the year in which a school year begins; 3*year + (tertial-1); 4*year + (quarter-1);
   12*year + (month-1); weeks and days since Monday 1970-01-05 and 1970-01-01. */
typedef struct {
  leda_period_kind kind;
  int32_t ordinal;
} leda_period;

/* How far apart the periods of a panel normally are. Only dates differ from LEDA_SPACING_UNIT. */
typedef enum {
  LEDA_SPACING_UNIT = 0, /* one step of the kind */
  LEDA_SPACING_WEEK,     /* dates 7 days apart */
  LEDA_SPACING_MONTH,    /* dates on the same day of the month */
  LEDA_SPACING_QUARTER,  /* the same, 3 months apart */
  LEDA_SPACING_YEAR,     /* the same, 12 months apart */
  LEDA_SPACING_ORDER,    /* only the order counts: there are no gaps */
} leda_spacing;

typedef struct {
  leda_period_kind kind;
  leda_spacing spacing;
} leda_calendar;

/* Reads one period, any form of interface.md: `2014`, `2014-05`, `2014M05`, `2014-05-13`, `2014Q2`,
   `2014-Q2`, `2014K2`, `2014T1`, `2014/15`, `2014/2015`, `2014-W07`, `2014V07`, whole numbers; and
   months by their Swedish or English name or its three letters: `maj 2014`, `jan. 2014`, `May-2014`,
   `2014 maj`.
   Surrounding spaces are passed over; letters in either case. A whole number of four digits from
   1500 to 2499 is a year, any other whole number (also negative) a LEDA_PERIOD_NUMBER. Impossible
   ones (month 13, 30 February, week 53 of a year with 52, 2014/16) are refused: returns false. */
bool leda_period_parse(const char *text, leda_period *out);

/* Year and month, or year and quarter, from two columns: `second` is a month as 1-12, a Swedish or
   English name or its three letters (any case; "sept" too), or as a quarter 1-4, Q1, K1, kv1 when
   `quarter`. Returns false when either cannot be read. */
bool leda_period_parse_parts(const char *year, const char *second, bool quarter, leda_period *out);

/* The one form for JSON and CSV: 2014, 2014-05, 2014-05-13, 2014-Q2, 2014-T1, 2014/15, 2014-W07,
   whole numbers as they are; "" for LEDA_PERIOD_NONE. At most 23 bytes and NUL. */
#define LEDA_PERIOD_SIZE 24
void leda_period_format(leda_period period, char out[LEDA_PERIOD_SIZE]);

/* The form people read: "maj 2014", "May 2014", "13 maj 2014", "2014 K2", "2014 Q2", "T1 2014",
   "2014/15", "v. 7 2014", "week 7 2014". Added to *text. */
void leda_period_label(leda_period period, leda_language language, leda_text *text);

/* A short form for axes: "maj 14" / "May 14" for months, otherwise as leda_period_label. */
void leda_period_label_short(leda_period period, leda_language language, leda_text *text);

/* Civil date of a LEDA_PERIOD_DATE ordinal, and back. */
void leda_date_from_ordinal(int32_t ordinal, int *year, int *month, int *day);
int32_t leda_date_to_ordinal(int year, int month, int day);

/* Finds the spacing of dates (interface.md "Dates"): all on one day of the month (the last day of
   shorter months counts as that day when all are last days): months, or quarters or years where all
   distances are multiples of 3 or 12 months; all multiples of 7 days apart: weeks; else
   LEDA_SPACING_ORDER. Other kinds, and fewer than two different dates, give LEDA_SPACING_UNIT
   (dates: LEDA_SPACING_ORDER). `ordinals` need not be sorted. */
leda_spacing leda_calendar_spacing(leda_period_kind kind, const int32_t *ordinals, size_t n);

/* Position of a period on the calendar's own scale, so that neighbours differ by 1 and a missing
   period leaves a gap. For LEDA_SPACING_ORDER it is the ordinal itself: the caller uses ranks. */
int32_t leda_calendar_position(leda_calendar calendar, int32_t ordinal);

/* Periods in a year: 12, 4, 3 (tertials), 52 (weeks); 0 where there is no season (years, order). */
int leda_calendar_season_length(leda_calendar calendar);

/* Which season (0-based) of the year an ordinal falls in; 0 where there is none. */
int leda_calendar_season(leda_calendar calendar, int32_t ordinal);

#endif
