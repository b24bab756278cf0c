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

/* Of the last row: it is among those that wait. */
#define AWAITED (LEDA_NAMES_NONE - 1)

static void forget_series(leda_fast_worker *worker) {
  size_t n = values_of(&worker->reader->file.columns);
  for (size_t i = 0; i < n; i++) worker->last_series[i] = LEDA_NAMES_NONE;
}

bool leda_fast_worker_init(leda_fast_worker *worker, const leda_panel_reader *reader) {
  leda_error ignored = leda_error_none();
  *worker = (leda_fast_worker){.reader = reader};
  size_t n = values_of(&reader->file.columns);
  worker->last_series = leda_malloc(n * sizeof *worker->last_series);
  if (!worker->last_series) return false;
  forget_series(worker);
  worker->name_cache = leda_calloc(LEDA_FAST_NAMES, sizeof *worker->name_cache);
  return worker->name_cache && leda_panel_builder_init(&worker->builder, &ignored) == LEDA_OK;
}

void leda_fast_worker_clear(leda_fast_worker *worker) {
  leda_panel_builder_clear(&worker->builder);
  leda_series_set_clear(&worker->kinds);
  for (uint32_t i = 0; i < worker->n_shelves; i++) leda_free(worker->shelves[i].by_unit);
  leda_free(worker->shelves);
  leda_free(worker->name_cache);
  leda_free(worker->last_series);
  worker->name_cache = NULL;
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

/* ---- short texts ---- */

/* Eight bytes at most, zeros behind; different texts without NUL give different words. */
static inline uint64_t first_bytes(const char *p, size_t n) {
  uint64_t word = 0;
  if (n >= 8) {
    memcpy(&word, p, 8);
    return word;
  }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  if (n >= 4) { /* two words of four bytes that overlap */
    uint32_t low, high;
    memcpy(&low, p, 4);
    memcpy(&high, p + n - 4, 4);
    return (uint64_t)high << (8 * (n - 4)) | low;
  }
#endif
  for (size_t i = 0; i < n; i++) word |= (uint64_t)(unsigned char)p[i] << (8 * i);
  return word;
}

static inline leda_fast_key key_of(leda_csv_field field) {
  size_t rest = field.length > 8 ? field.length - 8 : 0;
  return (leda_fast_key){first_bytes(field.text, field.length),
                         rest ? first_bytes(field.text + 8, rest) : 0};
}

static inline size_t slot_of(leda_fast_key key, size_t n_slots) {
  uint64_t mixed = (key.low ^ key.high * 31) * UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)((mixed ^ mixed >> 29) * UINT64_C(0xBF58476D1CE4E5B9) >> 40) % n_slots;
}

/* Of no text: a byte behind an end. */
#define LONG_NAME ((leda_fast_key){1, 1})

static inline bool same_key(leda_fast_key a, leda_fast_key b) {
  return a.low == b.low && a.high == b.high;
}

/* ---- periods ---- */

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
  size_t at = slot_of(key, LEDA_FAST_PERIODS);
  leda_fast_key *known = &worker->period_keys[at];
  if (known->low != key.low || known->high != key.high) {
    if (!parse_period(worker, out, row, field, &worker->periods[at])) return false;
    *known = key;
  }
  *ordinal = worker->periods[at];
  return true;
}

/* ---- names ---- */

static uint32_t find_short_name(leda_fast_worker *worker, leda_csv_field field, leda_fast_key key) {
  leda_fast_name *known = &worker->name_cache[slot_of(key, LEDA_FAST_NAMES)];
  if (same_key(known->key, key)) return known->id;
  uint32_t id = leda_names_add(worker->builder.panel.names, field.text, field.length);
  if (id != LEDA_NAMES_NONE) *known = (leda_fast_name){key, id};
  return id;
}

/* *id is that of the row before, and stays where the name is the same. */
static inline bool take_name(leda_fast_worker *worker, const leda_csv_row *row, leda_role role,
                             uint32_t *id) {
  size_t column = worker->reader->file.columns.role[role];
  if (column == NONE) return true;
  leda_csv_field field = field_of(row, column);
  leda_fast_key *last = &worker->last_keys[role];
  if (field.length <= sizeof *last) {
    leda_fast_key key = key_of(field);
    if (same_key(key, *last)) return true;
    *last = key;
    *id = find_short_name(worker, field, key);
  } else {
    leda_names *names = worker->builder.panel.names;
    if (leda_names_is(names, *id, field.text, field.length)) return true;
    *last = LONG_NAME;
    *id = leda_names_add(names, field.text, field.length);
  }
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
  if (new_unit || key.indicator != worker->last.indicator || key.group != worker->last.group)
    forget_series(worker);
  worker->last = key;
  worker->last_label = label;
  return true;
}

/* ---- series ---- */

static uint32_t new_shelf(leda_fast_worker *worker, leda_series_key key) {
  uint32_t at = leda_series_set_add(&worker->kinds, (leda_series_key){key.indicator, 0, key.group});
  if (at == LEDA_NAMES_NONE || at < worker->n_shelves) return at;
  uint32_t n = at + at / 2 + 16;
  leda_fast_shelf *grown = leda_realloc_array(worker->shelves, n, sizeof *grown);
  if (!grown) return LEDA_NAMES_NONE;
  memset(grown + worker->n_shelves, 0, (n - worker->n_shelves) * sizeof *grown);
  worker->shelves = grown;
  worker->n_shelves = n;
  return at;
}

static uint32_t shelf_of(leda_fast_worker *worker, leda_series_key key) {
  leda_fast_kind *kind = &worker->kind_cache[(key.indicator + 31 * key.group) % LEDA_FAST_KINDS];
  if (kind->shelf && kind->indicator == key.indicator && kind->group == key.group)
    return kind->shelf - 1;
  uint32_t at = new_shelf(worker, key);
  if (at != LEDA_NAMES_NONE) *kind = (leda_fast_kind){key.indicator, key.group, at + 1};
  return at;
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

static uint32_t find_series(leda_fast_worker *worker, const leda_fast_wait *wait) {
  leda_fast_shelf *shelf = &worker->shelves[wait->shelf];
  uint32_t unit = wait->key.unit;
  if (unit < shelf->n && shelf->by_unit[unit]) return shelf->by_unit[unit] - 1;
  bool fits = unit < shelf->n || lengthen(worker, shelf, unit);
  worker->loose = worker->loose || !fits;
  /* While all series are on shelves, one that is not there is new. */
  uint32_t series = worker->loose ? leda_series_set_add(&worker->builder.set, wait->key)
                                  : leda_series_set_append(&worker->builder.set, wait->key);
  if (fits && series != LEDA_NAMES_NONE) shelf->by_unit[unit] = series + 1;
  return series;
}

static bool is_last(const leda_fast_worker *worker, const leda_fast_wait *wait) {
  size_t n = values_of(&worker->reader->file.columns);
  return wait->key.unit == worker->last.unit && wait->key.group == worker->last.group &&
         wait->key.indicator == worker->last.indicator * n + wait->value;
}

/* Looks up what waits. The last row's series are known then for the next rows of the same series. */
static bool settle(leda_fast_worker *worker) {
  for (size_t i = 0; i < worker->n_waiting; i++) {
    const leda_fast_wait *wait = &worker->waiting[i];
    uint32_t series = find_series(worker, wait);
    if (series == LEDA_NAMES_NONE) return false;
    wait->observation->series = series;
    if (worker->last_series[wait->value] == AWAITED && is_last(worker, wait))
      worker->last_series[wait->value] = series;
  }
  worker->n_waiting = 0;
  return true;
}

static bool hold(leda_fast_worker *worker, leda_observation *o, size_t value) {
  size_t n = values_of(&worker->reader->file.columns);
  leda_series_key key = worker->last;
  uint64_t indicator = (uint64_t)key.indicator * n + value;
  if (indicator >= LEDA_NAMES_NONE) return false;
  key.indicator = (uint32_t)indicator;
  uint32_t at = shelf_of(worker, key);
  if (at == LEDA_NAMES_NONE) return false;
  const leda_fast_shelf *shelf = &worker->shelves[at];
  if (key.unit < shelf->n) __builtin_prefetch(&shelf->by_unit[key.unit]);
  worker->waiting[worker->n_waiting++] = (leda_fast_wait){key, at, (uint32_t)value, o};
  return true;
}

/* The series of an observation: at once when the row before had the same, else with the others that
   wait. A second row of a series settles the first. */
static bool give_series(leda_fast_worker *worker, leda_observation *o, size_t value) {
  if (worker->last_series[value] == AWAITED && !settle(worker)) return false;
  o->series = worker->last_series[value];
  if (o->series != LEDA_NAMES_NONE) return true;
  if (worker->n_waiting == LEDA_FAST_WAITING && !settle(worker)) return false;
  worker->last_series[value] = AWAITED;
  return hold(worker, o, value);
}

void leda_fast_take_begin(leda_fast_worker *worker) {
  forget_series(worker);
  worker->n_waiting = 0;
}

bool leda_fast_take_end(leda_fast_worker *worker) { return settle(worker); }

/* ---- values ---- */

static bool take_number(leda_fast_worker *worker, leda_fast_output *out, const leda_csv_row *row,
                        size_t column, leda_observation *o) {
  leda_csv_field field = field_of(row, column);
  leda_cell cell;
  if (!leda_fast_decimal(field, &cell)) cell = leda_fast_cell(field);
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
  if (o.status == LEDA_VALUE_MISSING) out->n_missing++;
  if (o.status == LEDA_VALUE_CENSORED) out->n_censored_rows++;
  leda_observation *home = &out->observations[out->n++];
  *home = o;
  return give_series(worker, home, value);
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
  if (field_of(row, columns->role[LEDA_ROLE_PERIOD]).length == 0) {
    if (leda_row_is_empty(row)) {
      out->n_empty++;
      return true;
    }
    if (leda_row_is_bare(columns, row)) return false;
  }
  if (!fits_header(columns, row)) return false;
  if (worker->reader->options->n_filters > 0 && !leda_panel_row_wanted(worker->reader, row))
    return true;
  size_t unit = columns->role[LEDA_ROLE_UNIT];
  if (unit != NONE && field_of(row, unit).length == 0) return false;
  if (!take_period(worker, out, row, &period) || !take_names(worker, row)) return false;
  size_t n = values_of(columns);
  for (size_t i = 0; i < n; i++)
    if (!take_value(worker, out, row, i, period)) return false;
  return true;
}
