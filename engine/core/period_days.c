/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/period_days.h"

/* First day of a month counted as in leda_period: 12 * year + (month - 1). */
static int64_t month_day(int64_t month) {
  return leda_date_to_ordinal((int)(month / 12), (int)(month % 12) + 1, 1);
}

static leda_period_span months(int64_t first, int n) {
  return (leda_period_span){month_day(first), month_day(first + n) - 1};
}

leda_period_span leda_period_days(leda_period period) {
  int64_t ordinal = period.ordinal;
  switch (period.kind) {
  case LEDA_PERIOD_YEAR:
    return months(12 * ordinal, 12);
  case LEDA_PERIOD_SCHOOL_YEAR:
    return months(12 * ordinal + 6, 12);
  case LEDA_PERIOD_TERTIAL:
    return months(4 * ordinal, 4);
  case LEDA_PERIOD_QUARTER:
    return months(3 * ordinal, 3);
  case LEDA_PERIOD_MONTH:
    return months(ordinal, 1);
  case LEDA_PERIOD_WEEK: /* weeks count from Monday 1970-01-05 */
    return (leda_period_span){7 * ordinal + 4, 7 * ordinal + 10};
  default:
    return (leda_period_span){ordinal, ordinal};
  }
}
