/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_take.h"

#include <math.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/data/fast_cell.h"

#define NONE LEDA_NO_COLUMN

#define LONGEST_KEY sizeof(leda_fast_key)

/* leda_row_field for the loop over all rows. */
static inline leda_csv_field field_of(const leda_fast_row *row, size_t column) {
  return column < row->n ? row->fields[column] : (leda_csv_field){"", 0};
}

/* Of a field of at most LONGEST_KEY bytes. */
static inline leda_fast_key key_of(const leda_fast_row *row, size_t column) {
  return column < row->n ? row->keys[column] : (leda_fast_key){0, 0};
}

static leda_csv_row csv_row(const leda_fast_row *row) {
  return (leda_csv_row){row->fields, row->n, row->line};
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

static void find_named(leda_fast_worker *worker) {
  static const leda_role roles[LEDA_FAST_NAMED] = {LEDA_ROLE_UNIT, LEDA_ROLE_INDICATOR,
                                                   LEDA_ROLE_GROUP, LEDA_ROLE_UNIT_NAME};
  for (size_t i = 0; i < LEDA_FAST_NAMED; i++) {
    size_t column = worker->reader->file.columns.role[roles[i]];
    if (column != NONE) worker->named[worker->n_named++] = (leda_fast_named){column, roles[i]};
  }
}

bool leda_fast_worker_init(leda_fast_worker *worker, const leda_panel_reader *reader) {
  leda_error ignored = leda_error_none();
  *worker = (leda_fast_worker){.reader = reader};
  size_t n = values_of(&reader->file.columns);
  worker->last_series = leda_malloc(n * sizeof *worker->last_series);
  if (!worker->last_series) return false;
  forget_series(worker);
  find_named(worker);
  worker->name_cache = leda_calloc(LEDA_FAST_NAMES, sizeof *worker->name_cache);
  return worker->name_cache && leda_panel_builder_init(&worker->builder, &ignored) == LEDA_OK;
}

void leda_fast_worker_clear(leda_fast_worker *worker) {
  leda_panel_builder_clear(&worker->builder);
  leda_fast_shelves_clear(&worker->shelves);
  leda_free(worker->name_cache);
  leda_free(worker->last_series);
  worker->name_cache = NULL;
  worker->last_series = NULL;
}

static leda_shown shown(leda_csv_field field) {
  char text[64];
  size_t n = field.length < sizeof text ? field.length : sizeof text - 1;
  memcpy(text, field.text, n);
  text[n] = '\0';
  return leda_show(text);
}

/* ---- periods ---- */

static bool parse_period(leda_fast_worker *worker, leda_fast_output *out, const leda_fast_row *row,
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

/* No separator of any file and no quote: as rows that are not taken apart must have it. */
static bool is_word(leda_csv_field field) {
  for (size_t i = 0; i < field.length; i++)
    if (strchr(",;|\t\"\r\n", field.text[i])) return false;
  return true;
}

static bool take_period(leda_fast_worker *worker, leda_fast_output *out, const leda_fast_row *row,
                        int32_t *ordinal) {
  size_t column = worker->reader->file.columns.role[LEDA_ROLE_PERIOD];
  *ordinal = 0;
  if (column == NONE) return true;
  leda_csv_field field = field_of(row, column);
  if (field.length == 0) return false;
  if (field.length > LONGEST_KEY || out->kind == LEDA_PERIOD_NONE)
    return parse_period(worker, out, row, field, ordinal);
  leda_fast_key key = key_of(row, column);
  size_t at = leda_fast_slot(key, LEDA_FAST_PERIODS);
  leda_fast_key *known = &worker->period_keys[at];
  if (!leda_fast_same_key(*known, key)) {
    if (!parse_period(worker, out, row, field, ordinal)) return false;
    if (!is_word(field)) return true;
    worker->periods[at] = *ordinal;
    *known = key;
  }
  *ordinal = worker->periods[at];
  return true;
}

/* ---- names ---- */

/* Of no text: a byte behind an end. */
#define LONG_NAME ((leda_fast_key){1, 1})

static uint32_t find_short_name(leda_fast_worker *worker, leda_csv_field field, leda_fast_key key) {
  leda_fast_name *known = &worker->name_cache[leda_fast_slot(key, LEDA_FAST_NAMES)];
  if (leda_fast_same_key(known->key, key)) return known->id;
  uint32_t id = leda_names_add(worker->builder.panel.names, field.text, field.length);
  if (id != LEDA_NAMES_NONE) *known = (leda_fast_name){key, id};
  return id;
}

/* A name that may be another than in the row before. */
static bool change_name(leda_fast_worker *worker, leda_role role, leda_csv_field field,
                        leda_fast_key key) {
  leda_names *names = worker->builder.panel.names;
  uint32_t *id = &worker->last_ids[role];
  if (field.length <= LONGEST_KEY) {
    worker->last_keys[role] = key;
    *id = find_short_name(worker, field, key);
  } else if (!leda_names_is(names, *id, field.text, field.length)) {
    worker->last_keys[role] = LONG_NAME;
    *id = leda_names_add(names, field.text, field.length);
  }
  return *id != LEDA_NAMES_NONE;
}

static bool change_names(leda_fast_worker *worker, const leda_fast_row *row) {
  leda_error ignored;
  uint32_t old_label = worker->last_ids[LEDA_ROLE_UNIT_NAME];
  for (size_t i = 0; i < worker->n_named; i++) {
    size_t column = worker->named[i].column;
    if (!change_name(worker, worker->named[i].role, field_of(row, column), key_of(row, column)))
      return false;
  }
  const uint32_t *ids = worker->last_ids;
  leda_series_key key = {ids[LEDA_ROLE_INDICATOR], ids[LEDA_ROLE_UNIT], ids[LEDA_ROLE_GROUP]};
  uint32_t label = ids[LEDA_ROLE_UNIT_NAME];
  bool new_unit = key.unit != worker->last.unit;
  if (label != 0 && (new_unit || label != old_label) &&
      leda_panel_builder_label(&worker->builder, key.unit, label, &ignored))
    return false;
  if (new_unit || key.indicator != worker->last.indicator || key.group != worker->last.group)
    forget_series(worker);
  worker->last = key;
  return true;
}

/* Names mostly are those of the row before. */
static inline bool take_names(leda_fast_worker *worker, const leda_fast_row *row) {
  for (size_t i = 0; i < worker->n_named; i++) {
    leda_fast_named named = worker->named[i];
    if (field_of(row, named.column).length > LONGEST_KEY ||
        !leda_fast_same_key(key_of(row, named.column), worker->last_keys[named.role]))
      return change_names(worker, row);
  }
  return true;
}

/* ---- series ---- */

static bool is_last(const leda_fast_worker *worker, const leda_fast_wait *wait) {
  size_t n = values_of(&worker->reader->file.columns);
  return wait->key.unit == worker->last.unit && wait->key.group == worker->last.group &&
         wait->key.indicator == worker->last.indicator * n + wait->value;
}

/* Looks up what waits. The last row's series are known then for the next rows of the same series. */
static bool settle(leda_fast_worker *worker) {
  for (size_t i = 0; i < worker->n_waiting; i++) {
    const leda_fast_wait *wait = &worker->waiting[i];
    uint32_t series =
        leda_fast_shelf_find(&worker->shelves, &worker->builder.set, wait->shelf, wait->key);
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
  uint32_t at = leda_fast_shelf_of(&worker->shelves, key);
  if (at == LEDA_NAMES_NONE) return false;
  leda_fast_shelf_fetch(&worker->shelves, at, key.unit);
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

/* Whatever is no plain decimal. */
static bool take_cell(leda_fast_worker *worker, leda_fast_output *out, const leda_fast_row *row,
                      leda_csv_field field, leda_observation *o) {
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

static inline bool take_number(leda_fast_worker *worker, leda_fast_output *out,
                               const leda_fast_row *row, size_t column, leda_observation *o) {
  leda_csv_field field = field_of(row, column);
  char mark;
  if (!leda_fast_decimal(field, key_of(row, column).low, &o->value, &mark))
    return take_cell(worker, out, row, field, o);
  o->status = LEDA_VALUE_NUMBER;
  if (mark == 0) return true;
  if (out->mark == 0) out->mark = mark;
  return out->mark == mark;
}

/* The same as read_numbers of panel_row.c. */
static inline bool take_numbers(leda_fast_worker *worker, leda_fast_output *out,
                                const leda_fast_row *row, size_t value, leda_observation *o) {
  const leda_columns *columns = &worker->reader->file.columns;
  size_t column = columns->n_values ? columns->values[value] : columns->role[LEDA_ROLE_NUMERATOR];
  size_t denominator = columns->role[LEDA_ROLE_DENOMINATOR];
  if (!take_number(worker, out, row, column, o)) return false;
  o->denominator = NAN;
  if (denominator == NONE) return true;
  leda_observation below;
  if (!take_number(worker, out, row, denominator, &below)) return false;
  bool counts = columns->n_values == 0;
  if (counts && o->status == LEDA_VALUE_NUMBER && field_of(row, denominator).length == 0)
    return false;
  if (counts && o->status == LEDA_VALUE_NUMBER && below.status != LEDA_VALUE_NUMBER) {
    o->status = below.status;
    o->value = NAN;
  }
  if (o->status == LEDA_VALUE_NUMBER) o->denominator = below.value;
  return true;
}

/* The observation is written where it stays: a copy of what was just written in pieces would wait for
   them. */
static bool take_value(leda_fast_worker *worker, leda_fast_output *out, const leda_fast_row *row,
                       size_t value, int32_t period) {
  leda_observation *o = &out->observations[out->n];
  o->period = period;
  o->line = row->line < UINT32_MAX ? (uint32_t)row->line : UINT32_MAX;
  o->file = worker->reader->file.index;
  o->reserved = 0;
  if (!take_numbers(worker, out, row, value, o)) return false;
  if (o->status == LEDA_VALUE_MISSING) out->n_missing++;
  if (o->status == LEDA_VALUE_CENSORED) out->n_censored_rows++;
  out->n++;
  return give_series(worker, o, value);
}

leda_fast_taken leda_fast_take_alike(leda_fast_worker *worker, leda_fast_output *out,
                                     const leda_fast_change *change) {
  size_t at = leda_fast_slot(change->period, LEDA_FAST_PERIODS);
  if (!leda_fast_same_key(worker->period_keys[at], change->period)) return LEDA_FAST_OTHER;
  if (change->mark != out->mark && change->mark != 0) return LEDA_FAST_OTHER;
  leda_observation *o = &out->observations[out->n++];
  o->value = change->value;
  o->denominator = NAN;
  o->period = worker->periods[at];
  o->line = change->line < UINT32_MAX ? (uint32_t)change->line : UINT32_MAX;
  o->file = worker->reader->file.index;
  o->status = LEDA_VALUE_NUMBER;
  o->reserved = 0;
  return give_series(worker, o, 0) ? LEDA_FAST_TAKEN : LEDA_FAST_FAILED;
}

/* ---- rows ---- */

static bool fits_header(const leda_columns *columns, const leda_fast_row *row) {
  for (size_t i = columns->n_header; i < row->n; i++)
    if (row->fields[i].length > 0) return false;
  return true;
}

bool leda_fast_take(leda_fast_worker *worker, leda_fast_output *out, const leda_fast_row *row) {
  const leda_columns *columns = &worker->reader->file.columns;
  int32_t period;
  if (field_of(row, columns->role[LEDA_ROLE_PERIOD]).length == 0) {
    leda_csv_row plain = csv_row(row);
    if (leda_row_is_empty(&plain)) {
      out->n_empty++;
      return true;
    }
    if (leda_row_is_bare(columns, &plain)) return false;
  }
  if (!fits_header(columns, row)) return false;
  if (worker->reader->options->n_filters > 0) {
    leda_csv_row plain = csv_row(row);
    if (!leda_panel_row_wanted(worker->reader, &plain)) return true;
  }
  size_t unit = columns->role[LEDA_ROLE_UNIT];
  if (unit != NONE && field_of(row, unit).length == 0) return false;
  if (!take_period(worker, out, row, &period) || !take_names(worker, row)) return false;
  size_t n = values_of(columns);
  for (size_t i = 0; i < n; i++)
    if (!take_value(worker, out, row, i, period)) return false;
  return true;
}
