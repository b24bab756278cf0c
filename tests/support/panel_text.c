/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/panel_text.h"

#include <math.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/core/text.h"

static void add_observation(leda_text *text, leda_period_kind kind, const leda_observation *o) {
  char period[LEDA_PERIOD_SIZE], number[LEDA_NUMBER_SIZE];
  leda_period_format((leda_period){kind, o->period}, period);
  leda_number_format(o->value, number);
  const char *value = number;
  if (o->status == LEDA_VALUE_MISSING) value = ".";
  if (o->status == LEDA_VALUE_CENSORED) value = "~";
  if (o->status != LEDA_VALUE_NUMBER && !isnan(o->value)) value = "not NaN!";
  leda_text_addf(text, " %s=%s", period, value);
  if (isnan(o->denominator)) return;
  leda_number_format(o->denominator, number);
  leda_text_addf(text, " of %s", number);
}

char *leda_test_panel_text(const leda_panel *panel) {
  leda_text text = {0};
  for (size_t i = 0; i < panel->n_series; i++) {
    const leda_series *s = &panel->series[i];
    leda_text_addf(&text, "%s/%s/%s/%s:", s->indicator, s->unit, s->unit_name, s->group);
    for (size_t k = 0; k < s->n; k++)
      add_observation(&text, panel->calendar.kind, &s->observations[k]);
    leda_text_add(&text, "\n");
  }
  return leda_text_take(&text);
}

leda_test_panel leda_test_read_n(const char *csv, size_t length, const leda_read_options *options) {
  leda_test_panel read = {.err = leda_error_none()};
  leda_bytes bytes = {"t.csv", csv, length};
  read.status = leda_panel_read_memory(&read.panel, bytes, options, &read.log, &read.err);
  read.text = leda_test_panel_text(&read.panel);
  return read;
}

leda_test_panel leda_test_read(const char *csv, const leda_read_options *options) {
  return leda_test_read_n(csv, strlen(csv), options);
}

void leda_test_panel_clear(leda_test_panel *read) {
  leda_panel_clear(&read->panel);
  leda_messages_clear(&read->log);
  leda_free(read->text);
}

int leda_test_said(const leda_messages *log, leda_severity severity, const char *part) {
  for (size_t i = 0; i < log->n; i++)
    if (log->items[i].severity == severity && strstr(log->items[i].what.message, part)) return 1;
  return 0;
}
