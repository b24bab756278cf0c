/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a row of a panel. */
#include <math.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/data/panel_reader.h"

#define NONE LEDA_NO_COLUMN

/* ---- what kind of row it is ---- */

bool leda_row_is_empty(const leda_csv_row *row) {
  for (size_t i = 0; i < row->n; i++)
    if (row->fields[i].length > 0) return false;
  return true;
}

static bool has_period_column(const leda_columns *columns) {
  return columns->role[LEDA_ROLE_PERIOD] != NONE || columns->role[LEDA_ROLE_YEAR] != NONE;
}

static bool has_text(const leda_csv_row *row, size_t column) {
  return leda_row_field(row, column).length > 0;
}

bool leda_row_is_bare(const leda_columns *columns, const leda_csv_row *row) {
  static const leda_role roles[] = {LEDA_ROLE_PERIOD,  LEDA_ROLE_YEAR,      LEDA_ROLE_MONTH,
                                    LEDA_ROLE_QUARTER, LEDA_ROLE_NUMERATOR, LEDA_ROLE_DENOMINATOR};
  for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
    if (has_text(row, columns->role[roles[i]])) return false;
  for (size_t i = 0; i < columns->n_values; i++)
    if (has_text(row, columns->values[i])) return false;
  return true;
}

static bool is_value(leda_csv_field field, const char *value) {
  return strlen(value) == field.length && memcmp(field.text, value, field.length) == 0;
}

/* The same column: or; different columns: and. */
bool leda_panel_row_wanted(const leda_panel_reader *reader, const leda_csv_row *row) {
  const leda_read_options *options = reader->options;
  const size_t *columns = reader->file.filters;
  for (size_t i = 0; i < options->n_filters; i++) {
    bool found = false;
    for (size_t k = 0; k < options->n_filters && !found; k++)
      found = columns[k] == columns[i] &&
              is_value(leda_row_field(row, columns[k]), options->filters[k].value);
    if (!found) return false;
  }
  return true;
}

/* ---- names ---- */

static bool fill_name(leda_panel_reader *reader, leda_csv_field field, uint32_t *id) {
  leda_names *names = reader->builder.panel.names;
  if (!leda_names_is(names, *id, field.text, field.length))
    *id = leda_names_add(names, field.text, field.length);
  return *id != LEDA_NAMES_NONE;
}

static bool fill_names(leda_panel_reader *reader, const leda_csv_row *row) {
  const size_t *role = reader->file.columns.role;
  bool good =
      fill_name(reader, leda_row_field(row, role[LEDA_ROLE_UNIT]), &reader->last.unit) &&
      fill_name(reader, leda_row_field(row, role[LEDA_ROLE_UNIT_NAME]), &reader->last.label) &&
      fill_name(reader, leda_row_field(row, role[LEDA_ROLE_INDICATOR]), &reader->last.indicator) &&
      fill_name(reader, leda_row_field(row, role[LEDA_ROLE_GROUP]), &reader->last.group);
  if (!good) memset(&reader->last, 0, sizeof reader->last);
  return good;
}

uint32_t leda_panel_indicator(leda_panel_reader *reader, uint32_t indicator, size_t value) {
  leda_names *names = reader->builder.panel.names;
  if (!reader->file.wide) return indicator;
  if (indicator == 0) return reader->file.wide[value];
  reader->joined.length = 0;
  leda_text_addf(&reader->joined, "%s, %s", leda_names_text(names, indicator),
                 leda_names_text(names, reader->file.wide[value]));
  if (reader->joined.failed) return LEDA_NAMES_NONE;
  return leda_names_add(names, reader->joined.data, reader->joined.length);
}

/* ---- observations ---- */

/* A mark says that the denominator is not known; an empty cell beside a number says nothing. */
static bool fail_no_denominator(leda_panel_reader *reader, leda_place place) {
  leda_fail_at(&reader->what, place, "%s", _("the numerator has no denominator"));
  leda_error_hint(&reader->what, "%s",
                  _("fill it in, write .. where it is not known, or leave both cells empty where "
                    "nothing was measured"));
  return false;
}

/* Numerator and denominator, or a value that may have a denominator, in one observation. */
static bool read_numbers(leda_panel_reader *reader, const leda_csv_row *row, size_t column,
                         leda_observation *out) {
  size_t denominator = reader->file.columns.role[LEDA_ROLE_DENOMINATOR];
  leda_observation below = {.value = NAN, .status = LEDA_VALUE_NUMBER};
  if (!leda_panel_row_number(reader, row, column, out)) return false;
  if (denominator != NONE && !leda_panel_row_number(reader, row, denominator, &below)) return false;
  out->denominator = below.value;
  bool counts = reader->file.columns.n_values == 0;
  if (counts && denominator != NONE && out->status == LEDA_VALUE_NUMBER &&
      !has_text(row, denominator))
    return fail_no_denominator(reader, leda_reader_place(reader, row->line, denominator));
  if (counts && out->status == LEDA_VALUE_NUMBER && below.status != LEDA_VALUE_NUMBER) {
    out->status = below.status;
    out->value = NAN;
  }
  if (out->status != LEDA_VALUE_NUMBER) out->denominator = NAN;
  return true;
}

static leda_status add_value(leda_panel_reader *reader, const leda_csv_row *row, size_t value,
                             int32_t period, leda_error *err) {
  const leda_columns *columns = &reader->file.columns;
  size_t column = columns->n_values ? columns->values[value] : columns->role[LEDA_ROLE_NUMERATOR];
  leda_observation o = {.period = period,
                        .line = row->line < UINT32_MAX ? (uint32_t)row->line : UINT32_MAX,
                        .file = reader->file.index};
  if (!read_numbers(reader, row, column, &o)) return leda_reader_report(reader, err);
  leda_series_key key = {leda_panel_indicator(reader, reader->last.indicator, value),
                         reader->last.unit, reader->last.group};
  if (key.indicator == LEDA_NAMES_NONE) return leda_fail_memory(err);
  o.series = leda_series_set_add(&reader->builder.set, key);
  if (o.series == LEDA_NAMES_NONE) return leda_fail_memory(err);
  return leda_panel_builder_add(&reader->builder, &o, err);
}

static leda_status check_unit(leda_panel_reader *reader, const leda_csv_row *row, bool *good,
                              leda_error *err) {
  size_t column = reader->file.columns.role[LEDA_ROLE_UNIT];
  *good = column == NONE || has_text(row, column);
  if (*good) return LEDA_OK;
  leda_fail_at(&reader->what, leda_reader_place(reader, row->line, column), "%s",
               _("the row does not say which unit it is about"));
  leda_error_hint(&reader->what, "%s", _("fill in the unit, or leave the row out"));
  return leda_reader_report(reader, err);
}

static leda_status add_row(leda_panel_reader *reader, const leda_csv_row *row, leda_error *err) {
  const leda_columns *columns = &reader->file.columns;
  int32_t period = 0;
  bool has_unit;
  leda_status status = check_unit(reader, row, &has_unit, err);
  bool has_period = leda_panel_row_period(reader, row, &period);
  if (!status && !has_period) status = leda_reader_report(reader, err);
  if (status) return status;
  if (!fill_names(reader, row)) return leda_fail_memory(err);
  if (reader->last.label != 0)
    status = leda_panel_builder_label(&reader->builder, reader->last.unit, reader->last.label, err);
  size_t n = columns->n_values ? columns->n_values : 1;
  for (size_t i = 0; i < n && !status; i++) status = add_value(reader, row, i, period, err);
  return status;
}

/* ---- rows ---- */

static leda_status fail_width(leda_panel_reader *reader, const leda_csv_row *row, size_t column,
                              leda_error *err) {
  leda_fail_at(&reader->what, leda_reader_place(reader, row->line, column),
               _("the row has %zu fields, the header %zu: '%s' is too much"), row->n,
               reader->file.columns.n_header, leda_show(row->fields[column].text).text);
  leda_error_hint(&reader->what, "%s",
                  _("a text or number that holds the separator itself must stand in quotes"));
  return leda_reader_report(reader, err);
}

/* Rows that could have been footnotes are none, now that data follow. */
static leda_status settle_pending(leda_panel_reader *reader, leda_error *err) {
  leda_panel_file *file = &reader->file;
  leda_pending *pending = &file->pending;
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < pending->n_errors && !status; i++) {
    size_t line = i < LEDA_PENDING_LINES ? pending->lines[i] : 0;
    leda_fail_at(&reader->what, leda_reader_place(reader, line, NONE), "%s",
                 _("the row has neither period nor value, and more data follow"));
    leda_error_hint(&reader->what, "%s",
                    _("fill it in or take it away; notes may stand after the table"));
    status = leda_reader_report(reader, err);
  }
  *pending = (leda_pending){0};
  file->kept = reader->builder.panel.n;
  return status;
}

/* Without a period column a row that names a unit is a missing observation if data follow: it is
   added now and taken back at the end of the file otherwise. */
static leda_status hold_row(leda_panel_reader *reader, const leda_csv_row *row, bool wanted,
                            leda_error *err) {
  leda_pending *pending = &reader->file.pending;
  const leda_columns *columns = &reader->file.columns;
  if (pending->n++ == 0) pending->first = row->line;
  if (!wanted) return LEDA_OK;
  if (!has_period_column(columns) && has_text(row, columns->role[LEDA_ROLE_UNIT]))
    return add_row(reader, row, err);
  if (pending->n_errors < LEDA_PENDING_LINES) pending->lines[pending->n_errors] = row->line;
  pending->n_errors++;
  return LEDA_OK;
}

leda_status leda_panel_take_row(const leda_csv_row *row, void *data, leda_error *err) {
  leda_panel_reader *reader = data;
  leda_panel_file *file = &reader->file;
  const leda_columns *columns = &file->columns;
  if (leda_row_is_empty(row)) {
    file->n_empty++;
    return LEDA_OK;
  }
  for (size_t i = columns->n_header; i < row->n; i++)
    if (row->fields[i].length > 0) return fail_width(reader, row, i, err);
  bool wanted = leda_panel_row_wanted(reader, row);
  if (leda_row_is_bare(columns, row)) return hold_row(reader, row, wanted, err);
  leda_status status = file->pending.n > 0 ? settle_pending(reader, err) : LEDA_OK;
  if (!status && wanted) status = add_row(reader, row, err);
  file->kept = reader->builder.panel.n;
  return status;
}
