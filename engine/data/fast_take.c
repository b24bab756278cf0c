/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_take.h"

#include <math.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/data/fast_cell.h"

#define NONE LEDA_NO_COLUMN

/* leda_row_field for the loop over all rows. */
static inline leda_csv_field field_of(const leda_csv_row *row, size_t column) {
  return column < row->n ? row->fields[column] : (leda_csv_field){"", 0};
}

static size_t values_of(const leda_columns *columns) {
  return columns->n_values ? columns->n_values : 1;
}

bool leda_fast_worker_init(leda_fast_worker *worker, const leda_panel_reader *reader) {
  leda_error ignored = leda_error_none();
  *worker = (leda_fast_worker){.reader = reader};
  size_t n = values_of(&reader->file.columns);
  worker->last_series = leda_malloc(n * sizeof *worker->last_series);
  if (!worker->last_series) return false;
  for (size_t i = 0; i < n; i++) worker->last_series[i] = LEDA_NAMES_NONE;
  return leda_panel_builder_init(&worker->builder, &ignored) == LEDA_OK;
}

void leda_fast_worker_clear(leda_fast_worker *worker) {
  leda_panel_builder_clear(&worker->builder);
  leda_series_set_clear(&worker->kinds);
  for (uint32_t i = 0; i < worker->n_shelves; i++) leda_free(worker->shelves[i].by_unit);
  leda_free(worker->shelves);
  leda_free(worker->last_series);
  worker->shelves = NULL;
  worker->last_series = NULL;
  worker->n_shelves = 0;
}

static leda_shown shown(leda_csv_field field) {
  char text[64];
  size_t n = field.length < sizeof text ? field.length : sizeof text - 1;
  memcpy(text, field.text, n);
  text[n] = '\0';
  return leda_show(text);
}

/* ---- periods ---- */

static uint64_t first_bytes(const char *p, size_t n) {
  uint64_t word = 0;
  if (n >= 8) {
    memcpy(&word, p, 8);
    return word;
  }
  for (size_t i = 0; i < n; i++) word |= (uint64_t)(unsigned char)p[i] << (8 * i);
  return word;
}

static leda_fast_key key_of(leda_csv_field field) {
  size_t rest = field.length > 8 ? field.length - 8 : 0;
  return (leda_fast_key){first_bytes(field.text, field.length),
                         rest ? first_bytes(field.text + 8, rest) : 0};
}

static bool parse_period(leda_fast_worker *worker, leda_fast_output *out, const leda_csv_row *row,
                         leda_csv_field field, int32_t *ordinal) {
  leda_period period;
  if (!leda_fast_period(field, &period)) return false;
  if (worker->kind == LEDA_PERIOD_NONE) worker->kind = period.kind;
  if (worker->kind != period.kind) return false;
  if (out->kind == LEDA_PERIOD_NONE)
    out->period = (leda_sighting){shown(field), row->line, worker->reader->file.index};
  out->kind = period.kind;
  *ordinal = period.ordinal;
  return true;
}

static bool take_period(leda_fast_worker *worker, leda_fast_output *out, const leda_csv_row *row,
                        int32_t *ordinal) {
  size_t column = worker->reader->file.columns.role[LEDA_ROLE_PERIOD];
  *ordinal = 0;
  if (column == NONE) return true;
  leda_csv_field field = field_of(row, column);
  if (field.length == 0) return false;
  if (field.length > sizeof(leda_fast_key) || out->kind == LEDA_PERIOD_NONE)
    return parse_period(worker, out, row, field, ordinal);
  leda_fast_key key = key_of(field);
  uint64_t mixed = (key.low ^ key.high * 31) * UINT64_C(0x9E3779B97F4A7C15);
  size_t at = (size_t)(mixed >> 56) % LEDA_FAST_PERIODS;
  leda_fast_key *known = &worker->period_keys[at];
  if (known->low != key.low || known->high != key.high) {
    if (!parse_period(worker, out, row, field, &worker->periods[at])) return false;
    *known = key;
  }
  *ordinal = worker->periods[at];
  return true;
}

/* ---- names ---- */

static bool take_name(leda_fast_worker *worker, const leda_csv_row *row, leda_role role,
                      uint32_t *id) {
  size_t column = worker->reader->file.columns.role[role];
  if (column == NONE) return true;
  leda_names *names = worker->builder.panel.names;
  leda_csv_field field = field_of(row, column);
  if (leda_names_is(names, *id, field.text, field.length)) return true;
  *id = leda_names_add(names, field.text, field.length);
  return *id != LEDA_NAMES_NONE;
}

static bool take_names(leda_fast_worker *worker, const leda_csv_row *row) {
  leda_series_key key = worker->last;
  uint32_t label = worker->last_label;
  leda_error ignored;
  if (!take_name(worker, row, LEDA_ROLE_UNIT, &key.unit) ||
      !take_name(worker, row, LEDA_ROLE_INDICATOR, &key.indicator) ||
      !take_name(worker, row, LEDA_ROLE_GROUP, &key.group) ||
      !take_name(worker, row, LEDA_ROLE_UNIT_NAME, &label))
    return false;
  bool new_unit = key.unit != worker->last.unit;
  if (label != 0 && (new_unit || label != worker->last_label) &&
      leda_panel_builder_label(&worker->builder, key.unit, label, &ignored))
    return false;
  if (new_unit || key.indicator != worker->last.indicator || key.group != worker->last.group) {
    size_t n = values_of(&worker->reader->file.columns);
    for (size_t i = 0; i < n; i++) worker->last_series[i] = LEDA_NAMES_NONE;
  }
  worker->last = key;
  worker->last_label = label;
  return true;
}

/* ---- series ---- */

static leda_fast_shelf *shelf_of(leda_fast_worker *worker, leda_series_key key) {
  uint32_t at = leda_series_set_add(&worker->kinds, (leda_series_key){key.indicator, 0, key.group});
  if (at == LEDA_NAMES_NONE) return NULL;
  if (at >= worker->n_shelves) {
    uint32_t n = at + at / 2 + 16;
    leda_fast_shelf *grown = leda_realloc_array(worker->shelves, n, sizeof *grown);
    if (!grown) return NULL;
    memset(grown + worker->n_shelves, 0, (n - worker->n_shelves) * sizeof *grown);
    worker->shelves = grown;
    worker->n_shelves = n;
  }
  return &worker->shelves[at];
}

/* Shelves take at most 16 bytes a series, so that a panel of which few units have any one indicator
   does not fill the memory with empty places. */
static bool lengthen(leda_fast_worker *worker, leda_fast_shelf *shelf, uint32_t unit) {
  uint32_t n = shelf->n ? shelf->n : 16;
  while (n <= unit && n < (1U << 30)) n *= 2;
  size_t more = n - shelf->n;
  if (n <= unit || worker->shelved + more > 4 * (size_t)worker->builder.set.n + 65536) return false;
  uint32_t *grown = leda_realloc_array(shelf->by_unit, n, sizeof *grown);
  if (!grown) return false;
  memset(grown + shelf->n, 0, more * sizeof *grown);
  worker->shelved += more;
  shelf->by_unit = grown;
  shelf->n = n;
  return true;
}

static uint32_t find_series(leda_fast_worker *worker, leda_series_key key) {
  leda_fast_shelf *shelf = shelf_of(worker, key);
  if (!shelf) return LEDA_NAMES_NONE;
  if (key.unit < shelf->n && shelf->by_unit[key.unit]) return shelf->by_unit[key.unit] - 1;
  uint32_t series = leda_series_set_add(&worker->builder.set, key);
  if (series == LEDA_NAMES_NONE) return series;
  if (key.unit < shelf->n || lengthen(worker, shelf, key.unit))
    shelf->by_unit[key.unit] = series + 1;
  return series;
}

static uint32_t series_of(leda_fast_worker *worker, size_t value) {
  uint32_t *series = &worker->last_series[value];
  if (*series != LEDA_NAMES_NONE) return *series;
  size_t n = values_of(&worker->reader->file.columns);
  leda_series_key key = worker->last;
  uint64_t indicator = (uint64_t)key.indicator * n + value;
  if (indicator >= LEDA_NAMES_NONE) return LEDA_NAMES_NONE;
  key.indicator = (uint32_t)indicator;
  *series = find_series(worker, key);
  return *series;
}

/* ---- values ---- */

static bool take_number(leda_fast_worker *worker, leda_fast_output *out, const leda_csv_row *row,
                        size_t column, leda_observation *o) {
  leda_csv_field field = field_of(row, column);
  leda_cell cell = leda_fast_cell(field);
  o->value = cell.value;
  o->status = LEDA_VALUE_NUMBER;
  if (cell.kind == LEDA_CELL_INVALID || cell.kind == LEDA_CELL_TOO_LARGE) return false;
  if (cell.kind == LEDA_CELL_MISSING) o->status = LEDA_VALUE_MISSING;
  if (cell.kind == LEDA_CELL_CENSORED) {
    o->status = LEDA_VALUE_CENSORED;
    if (out->n_censored++ == 0)
      out->censored = (leda_sighting){shown(field), row->line, worker->reader->file.index};
  }
  if (cell.mark == 0) return true;
  if (out->mark == 0) out->mark = cell.mark;
  return out->mark == cell.mark;
}

/* The same as read_numbers of panel_row.c. */
static bool take_numbers(leda_fast_worker *worker, leda_fast_output *out, const leda_csv_row *row,
                         size_t value, leda_observation *o) {
  const leda_columns *columns = &worker->reader->file.columns;
  size_t column = columns->n_values ? columns->values[value] : columns->role[LEDA_ROLE_NUMERATOR];
  size_t denominator = columns->role[LEDA_ROLE_DENOMINATOR];
  leda_observation below = {.value = NAN, .status = LEDA_VALUE_NUMBER};
  if (!take_number(worker, out, row, column, o)) return false;
  if (denominator != NONE && !take_number(worker, out, row, denominator, &below)) return false;
  o->denominator = below.value;
  bool counts = columns->n_values == 0;
  if (counts && o->status == LEDA_VALUE_NUMBER && below.status != LEDA_VALUE_NUMBER) {
    o->status = below.status;
    o->value = NAN;
  }
  if (o->status != LEDA_VALUE_NUMBER) o->denominator = NAN;
  return true;
}

static bool take_value(leda_fast_worker *worker, leda_fast_output *out, const leda_csv_row *row,
                       size_t value, int32_t period) {
  leda_observation o = {.period = period,
                        .line = row->line < UINT32_MAX ? (uint32_t)row->line : UINT32_MAX,
                        .file = worker->reader->file.index};
  if (!take_numbers(worker, out, row, value, &o)) return false;
  o.series = series_of(worker, value);
  if (o.series == LEDA_NAMES_NONE) return false;
  if (o.status == LEDA_VALUE_MISSING) out->n_missing++;
  if (o.status == LEDA_VALUE_CENSORED) out->n_censored_rows++;
  out->observations[out->n++] = o;
  return true;
}

/* ---- rows ---- */

static bool fits_header(const leda_columns *columns, const leda_csv_row *row) {
  for (size_t i = columns->n_header; i < row->n; i++)
    if (row->fields[i].length > 0) return false;
  return true;
}

bool leda_fast_take(leda_fast_worker *worker, leda_fast_output *out, const leda_csv_row *row) {
  const leda_columns *columns = &worker->reader->file.columns;
  int32_t period;
  if (leda_row_is_empty(row)) {
    out->n_empty++;
    return true;
  }
  if (!fits_header(columns, row) || leda_row_is_bare(columns, row)) return false;
  if (!leda_panel_row_wanted(worker->reader, row)) return true;
  size_t unit = columns->role[LEDA_ROLE_UNIT];
  if (unit != NONE && field_of(row, unit).length == 0) return false;
  if (!take_period(worker, out, row, &period) || !take_names(worker, row)) return false;
  size_t n = values_of(columns);
  for (size_t i = 0; i < n; i++)
    if (!take_value(worker, out, row, i, period)) return false;
  return true;
}
