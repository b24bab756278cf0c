/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A period that can be read is written in a form that reads as the same period. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/core/period.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_round_trip(leda_period period) {
  char out[LEDA_PERIOD_SIZE];
  leda_period again;
  leda_period_format(period, out);
  if (!leda_period_parse(out, &again)) abort();
  if (again.ordinal != period.ordinal) abort();
  /* A whole number such as 02014 is written as a year is. */
  if (again.kind != period.kind && period.kind != LEDA_PERIOD_NUMBER) abort();
}

static void check_calendar(leda_period period) {
  for (int spacing = LEDA_SPACING_UNIT; spacing <= LEDA_SPACING_ORDER; spacing++) {
    leda_calendar calendar = {period.kind, (leda_spacing)spacing};
    int length = leda_calendar_season_length(calendar);
    int season = leda_calendar_season(calendar, period.ordinal);
    if (season < 0 || season >= (length ? length : 1)) abort();
    leda_calendar_position(calendar, period.ordinal);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *text = leda_strndup(size ? (const char *)data : "", size);
  if (!text) return 0;
  leda_period period;
  if (leda_period_parse(text, &period)) {
    check_round_trip(period);
    check_calendar(period);
  }
  /* The same text as year and part: "2014 maj" splits at the first space. */
  char *space = strchr(text, ' ');
  if (space) {
    *space = '\0';
    for (int quarter = 0; quarter < 2; quarter++)
      if (leda_period_parse_parts(text, space + 1, quarter, &period)) check_round_trip(period);
  }
  leda_text label = {0};
  leda_period_label(period = (leda_period){LEDA_PERIOD_YEAR, (int32_t)size}, LEDA_SV, &label);
  leda_text_clear(&label);
  leda_free(text);
  return 0;
}
