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

static int same_number(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

static void check_same_observation(const leda_observation *a, const leda_observation *b) {
  require(same_number(a->value, b->value) && same_number(a->denominator, b->denominator));
  require(a->period == b->period && a->line == b->line && a->series == b->series);
  require(a->file == b->file && a->status == b->status && a->reserved == b->reserved);
}

static void check_same(const leda_panel *a, const leda_panel *b) {
  require(a->n == b->n && a->n_series == b->n_series && a->n_units == b->n_units);
  require(a->n_missing == b->n_missing && a->n_censored == b->n_censored);
  require(a->calendar.kind == b->calendar.kind && a->calendar.spacing == b->calendar.spacing);
  for (size_t i = 0; i < a->n_series; i++) {
    const leda_series *s = &a->series[i], *t = &b->series[i];
    require(strcmp(s->unit, t->unit) == 0 && strcmp(s->indicator, t->indicator) == 0);
    require(strcmp(s->unit_name, t->unit_name) == 0 && strcmp(s->group, t->group) == 0);
    require(s->n == t->n);
    for (size_t k = 0; k < s->n; k++)
      check_same_observation(&s->observations[k], &t->observations[k]);
  }
}

static void check_same_messages(const leda_messages *a, const leda_messages *b) {
  require(a->n == b->n && a->errors == b->errors);
  for (size_t i = 0; i < a->n; i++) {
    require(strcmp(a->items[i].what.message, b->items[i].what.message) == 0);
    require(a->items[i].what.line == b->items[i].what.line);
  }
}

/* The parallel reader gives the same in chunks of options.chunk bytes. */
static void check_fast(leda_bytes bytes, leda_read_options options, const leda_panel *panel,
                       const leda_messages *log) {
  leda_panel fast;
  leda_messages said = {0};
  leda_error err = leda_error_none();
  options.threads = 2;
  leda_panel_read_memory(&fast, bytes, &options, &said, &err);
  check_same(panel, &fast);
  check_same_messages(log, &said);
  leda_panel_clear(&fast);
  leda_messages_clear(&said);
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
  options.chunk = 16 + bytes.length % 29;
  check_fast(bytes, options, &panel, &log);
  options.chunk = 65536; /* all rows in one: those that are like the one before */
  check_fast(bytes, options, &panel, &log);
  leda_panel_clear(&panel);
  leda_messages_clear(&log);
  return 0;
}
