/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads bytes as a panel. The first byte chooses the options, the rest is the file. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/text.h"
#include "engine/data/panel.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition) {
  if (!condition) abort();
}

static void check_series(const leda_panel *panel, const leda_series *s, int repeats) {
  require(s->n > 0 && leda_utf8_valid(s->unit, strlen(s->unit)));
  require(leda_utf8_valid(s->indicator, strlen(s->indicator)));
  for (size_t k = 0; k < s->n; k++) {
    const leda_observation *o = &s->observations[k];
    require(&panel->series[o->series] == s && o->line > 0);
    require(o->status == LEDA_VALUE_NUMBER ? isfinite(o->value) != 0 : isnan(o->value) != 0);
    if (k > 0) require(o[-1].period < o->period || (repeats && o[-1].period == o->period));
  }
}

static void check(const leda_panel *panel, int repeats) {
  size_t n = 0;
  for (size_t i = 0; i < panel->n_series; i++) {
    check_series(panel, &panel->series[i], repeats);
    n += panel->series[i].n;
  }
  require(n == panel->n && n > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const leda_column_choice columns[] = {{LEDA_ROLE_VALUE, "a"}, {LEDA_ROLE_VALUE, "b"}};
  static const leda_filter filter = {"unit", "x"};
  if (size == 0) return 0;
  leda_read_options options = {.period_optional = data[0] & 1,
                               .allow_repeats = (data[0] & 2) != 0,
                               .columns = columns,
                               .n_columns = data[0] & 4 ? 2 : 0,
                               .filters = &filter,
                               .n_filters = data[0] & 8 ? 1 : 0};
  leda_panel panel;
  leda_messages log = {0};
  leda_error err = leda_error_none();
  leda_bytes bytes = {"fuzz.csv", (const char *)data + 1, size - 1};
  leda_status status = leda_panel_read_memory(&panel, bytes, &options, &log, &err);
  require(status == err.status);
  if (status) {
    require(panel.n == 0 && log.errors > 0);
    require(leda_utf8_valid(err.message, strlen(err.message)));
  } else {
    check(&panel, options.allow_repeats);
  }
  leda_panel_clear(&panel);
  leda_messages_clear(&log);
  return 0;
}
