/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that implement period.h; not for others. */
#ifndef LEDA_CORE_PERIOD_INTERNAL_H
#define LEDA_CORE_PERIOD_INTERNAL_H

#include "engine/core/period.h"

/* a modulo b, never negative, for b > 0. */
int32_t leda_period_modulo(int32_t a, int32_t b);

/* Days in a month (1-12) of a year. */
int leda_period_month_days(int year, int month);

/* Weeks since Monday 1970-01-05 of an ISO 8601 week; false when the year has no such week. */
bool leda_period_week_ordinal(int year, int week, int32_t *out);

/* ISO year and week of a week ordinal. */
void leda_period_week_parts(int32_t ordinal, int *year, int *week);

#define LEDA_MONTHS 12

/* Names of the months, full (lower case in Swedish) and of three letters. */
const char *leda_period_month_name(int month, leda_language language);
const char *leda_period_month_short(int month, leda_language language);

#endif
