/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods and numbers of a panel's rows. */
#include <math.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/data/number_parse.h"
#include "engine/data/panel_reader.h"

leda_csv_field leda_row_field(const leda_csv_row *row, size_t column) {
  if (column >= row->n) return (leda_csv_field){"", 0};
  return row->fields[column];
}

static const char *column_name(const leda_panel_reader *reader, size_t column) {
  return leda_names_text(reader->builder.panel.names, reader->file.header[column]);
}

/* ---- periods ---- */

static const char *kind_name(leda_period_kind kind) {
  switch (kind) {
  case LEDA_PERIOD_NUMBER:
    return _("a number");
  case LEDA_PERIOD_YEAR:
    return _("a year");
  case LEDA_PERIOD_SCHOOL_YEAR:
    return _("a school year");
  case LEDA_PERIOD_TERTIAL:
    return _("four months");
  case LEDA_PERIOD_QUARTER:
    return _("a quarter");
  case LEDA_PERIOD_MONTH:
    return _("a month");
  case LEDA_PERIOD_WEEK:
    return _("a week");
  case LEDA_PERIOD_DATE:
    return _("a date");
  case LEDA_PERIOD_NONE:
    break;
  }
  return _("nothing");
}

static bool is_whole(leda_period_kind kind) {
  return kind == LEDA_PERIOD_NUMBER || kind == LEDA_PERIOD_YEAR;
}

static bool fail_kind(leda_panel_reader *reader, leda_place place, leda_period_kind kind,
                      const char *text) {
  const leda_sighting *seen = &reader->kind_seen;
  leda_fail_at(&reader->what, place, _("'%s' is %s, but '%s' in line %zu of %s is %s"),
               leda_show(text).text, kind_name(kind), seen->text.text, seen->line,
               reader->builder.panel.files[seen->file], kind_name(reader->kind_first));
  leda_error_hint(&reader->what, "%s", _("write all periods in one form"));
  return false;
}

/* All periods are of one kind; years among other whole numbers are numbers too. */
static bool accept_kind(leda_panel_reader *reader, leda_place place, leda_period_kind kind,
                        const char *text) {
  if (kind == reader->kind) return true;
  if (reader->kind == LEDA_PERIOD_NONE) {
    reader->kind = reader->kind_first = kind;
    reader->kind_seen = (leda_sighting){leda_show(text), place.line, reader->file.index};
    return true;
  }
  if (!is_whole(kind) || !is_whole(reader->kind)) return fail_kind(reader, place, kind, text);
  reader->kind = LEDA_PERIOD_NUMBER;
  return true;
}

static bool fail_period(leda_panel_reader *reader, leda_place place, const char *text) {
  if (*text == '\0') {
    leda_fail_at(&reader->what, place, "%s", _("the row has no period"));
    leda_error_hint(&reader->what, "%s",
                    _("fill it in; rows without a period may only stand after the last row of "
                      "data, as footnotes"));
    return false;
  }
  leda_fail_at(&reader->what, place, _("'%s' is not a period"), leda_show(text).text);
  leda_error_hint(&reader->what, "%s",
                  _("write it as 2014, 2014-05, 2014-05-13, 2014Q2, 2014T1, 2014/15 or 2014-W07"));
  return false;
}

static bool whole_period(leda_panel_reader *reader, const leda_csv_row *row, size_t column,
                         leda_period *out) {
  leda_csv_field field = leda_row_field(row, column);
  if (strcmp(field.text, reader->last_text) == 0 && field.length > 0) {
    *out = reader->last_period;
    return true;
  }
  leda_place place = leda_reader_place(reader, row->line, column);
  if (!leda_period_parse(field.text, out)) return fail_period(reader, place, field.text);
  if (!accept_kind(reader, place, out->kind, field.text)) return false;
  if (field.length < sizeof reader->last_text) {
    memcpy(reader->last_text, field.text, field.length + 1);
    reader->last_period = *out;
  }
  return true;
}

static bool fail_parts(leda_panel_reader *reader, const leda_csv_row *row, size_t second) {
  size_t year_column = reader->file.columns.role[LEDA_ROLE_YEAR];
  leda_csv_field year = leda_row_field(row, year_column), part = leda_row_field(row, second);
  leda_period ignored;
  bool year_is_bad = !leda_period_parse_parts(year.text, "1", false, &ignored);
  leda_place place = leda_reader_place(reader, row->line, year_is_bad ? year_column : second);
  if (year_is_bad && year.length > 0)
    leda_fail_at(&reader->what, place, _("'%s' is not a year"), leda_show(year.text).text);
  else if (part.length > 0 && !year_is_bad)
    leda_fail_at(&reader->what, place, _("'%s' is not a month or quarter (column \"%s\")"),
                 leda_show(part.text).text, column_name(reader, second));
  else
    return fail_period(reader, place, "");
  leda_error_hint(&reader->what, "%s",
                  _("the year stands as 2014 in its own column, the month as 1-12 or its name, the "
                    "quarter as 1-4; a column with whole periods is chosen by --column "
                    "period=NAME"));
  return false;
}

bool leda_panel_row_period(leda_panel_reader *reader, const leda_csv_row *row, int32_t *ordinal) {
  const size_t *role = reader->file.columns.role;
  leda_period period = {LEDA_PERIOD_NONE, 0};
  if (role[LEDA_ROLE_PERIOD] != LEDA_NO_COLUMN) {
    if (!whole_period(reader, row, role[LEDA_ROLE_PERIOD], &period)) return false;
  } else if (role[LEDA_ROLE_YEAR] != LEDA_NO_COLUMN) {
    bool quarter = role[LEDA_ROLE_MONTH] == LEDA_NO_COLUMN;
    size_t second = role[quarter ? LEDA_ROLE_QUARTER : LEDA_ROLE_MONTH];
    leda_csv_field year = leda_row_field(row, role[LEDA_ROLE_YEAR]);
    leda_csv_field part = leda_row_field(row, second);
    if (!leda_period_parse_parts(year.text, part.text, quarter, &period))
      return fail_parts(reader, row, second);
    leda_place place = leda_reader_place(reader, row->line, second);
    if (!accept_kind(reader, place, period.kind, part.text)) return false;
  }
  *ordinal = period.ordinal;
  return true;
}

/* ---- numbers ---- */

static bool fail_number(leda_panel_reader *reader, leda_place place, const char *text) {
  leda_fail_at(&reader->what, place, _("'%s' is not a number (column \"%s\")"),
               leda_show(text).text, column_name(reader, place.field - 1));
  leda_error_hint(&reader->what, "%s", _("write it as 1234.5 or 1234,5, or leave the cell empty"));
  return false;
}

static bool fail_mark(leda_panel_reader *reader, leda_place place, const char *text) {
  const leda_sighting *seen = &reader->file.mark_seen;
  if (reader->file.mark == ',')
    leda_fail_at(&reader->what, place,
                 _("'%s' has a decimal point, but '%s' in line %zu a decimal comma"),
                 leda_show(text).text, seen->text.text, seen->line);
  else
    leda_fail_at(&reader->what, place,
                 _("'%s' has a decimal comma, but '%s' in line %zu a decimal point"),
                 leda_show(text).text, seen->text.text, seen->line);
  leda_error_hint(&reader->what, "%s",
                  _("use one decimal mark in the whole file; thousands may be parted by a space, "
                    "never by a point or a comma"));
  return false;
}

static bool accept_mark(leda_panel_reader *reader, char mark, leda_place place, const char *text) {
  leda_panel_file *file = &reader->file;
  if (file->mark) return mark == file->mark;
  file->mark = mark;
  file->mark_seen = (leda_sighting){leda_show(text), place.line, file->index};
  return true;
}

static void note_censored(leda_panel_file *file, size_t line, const char *text) {
  if (file->n_censored++ == 0) file->censored = (leda_sighting){leda_show(text), line, file->index};
}

bool leda_panel_row_number(leda_panel_reader *reader, const leda_csv_row *row, size_t column,
                           leda_observation *out) {
  leda_csv_field field = leda_row_field(row, column);
  leda_cell cell = leda_cell_parse(field.text, field.length);
  out->value = cell.value;
  out->status = LEDA_VALUE_NUMBER;
  if (cell.kind == LEDA_CELL_MISSING) out->status = LEDA_VALUE_MISSING;
  if (cell.kind == LEDA_CELL_CENSORED) {
    out->status = LEDA_VALUE_CENSORED;
    note_censored(&reader->file, row->line, field.text);
  }
  leda_place place = leda_reader_place(reader, row->line, column);
  if (cell.kind == LEDA_CELL_INVALID) return fail_number(reader, place, field.text);
  if (cell.kind == LEDA_CELL_TOO_LARGE) {
    leda_fail_at(&reader->what, place, _("'%s' is too large a number"), leda_show(field.text).text);
    return false;
  }
  if (cell.mark && !accept_mark(reader, cell.mark, place, field.text))
    return fail_mark(reader, place, field.text);
  return true;
}
