/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/header.h"

#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/shown.h"

#define NONE LEDA_NO_COLUMN

/* What the names of a header say by themselves: the first two columns of each role, and those that
   name units, split into codes and names. */
typedef struct {
  const leda_csv_row *row;
  const leda_read_options *options;
  leda_place place;
  leda_error *err;
  size_t *chosen; /* the column of each of options->columns */
  bool chosen_role[LEDA_ROLE_COUNT];
  size_t found[LEDA_ROLE_COUNT];
  size_t second[LEDA_ROLE_COUNT];
  size_t code, second_code; /* of units */
  size_t name, second_name;
  bool twice; /* the failure is that a role has two columns */
} resolver;

static const char *text_of(const resolver *r, size_t column) { return r->row->fields[column].text; }

static leda_shown show(const resolver *r, size_t column) { return leda_show(text_of(r, column)); }

/* ---- names ---- */

static size_t find_from(const leda_csv_row *row, const char *name, size_t first) {
  while (*name == ' ') name++;
  for (size_t i = first; i < row->n; i++)
    if (leda_text_same_word(row->fields[i].text, name)) return i;
  return NONE;
}

size_t leda_header_find(const leda_csv_row *row, const char *name) {
  return find_from(row, name, 0);
}

void leda_header_list(const leda_csv_row *row, leda_text *text) {
  const char *comma = "";
  size_t shown = 0;
  for (size_t i = 0; i < row->n; i++) {
    if (row->fields[i].length == 0) continue;
    if (shown++ == 20) {
      leda_text_add(text, ", ...");
      return;
    }
    leda_text_addf(text, "%s\"%s\"", comma, leda_show(row->fields[i].text).text);
    comma = ", ";
  }
}

static bool ends_in_code(const char *name) {
  static const char *const endings[] = {"kod", "code", "id"};
  size_t length = strlen(name);
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    size_t n = strlen(endings[i]);
    if (length >= n && leda_text_same_word(name + length - n, endings[i])) return true;
  }
  return false;
}

/* ---- failures ---- */

static leda_status fail_twice(resolver *r, const char *role, size_t first, size_t second) {
  leda_place place = r->place;
  place.field = second + 1;
  r->twice = true;
  leda_fail_at(r->err, place, _("two columns can be the %s: \"%s\" (column %zu) and \"%s\" (%zu)"),
               role, show(r, first).text, first + 1, show(r, second).text, second + 1);
  leda_error_hint(r->err, _("choose one with --column %s=NAME"), role);
  return LEDA_ERR_DATA;
}

static leda_status fail_absent(resolver *r, const leda_column_choice *choice) {
  leda_text list = {0};
  leda_header_list(r->row, &list);
  leda_fail_at(r->err, r->place, _("there is no column \"%s\"; the columns are %s"),
               leda_show(choice->name).text, leda_text_str(&list));
  leda_text_clear(&list);
  return LEDA_ERR_DATA;
}

static leda_status fail_same_name(resolver *r, size_t first, size_t second) {
  leda_place place = r->place;
  place.field = second + 1;
  r->twice = true;
  leda_fail_at(r->err, place, _("columns %zu and %zu are both called \"%s\""), first + 1,
               second + 1, show(r, first).text);
  leda_error_hint(r->err, "%s", _("give one of them another name in the file"));
  return LEDA_ERR_DATA;
}

static leda_status fail_missing_role(resolver *r, const char *role, const char *recognised) {
  leda_text list = {0};
  leda_header_list(r->row, &list);
  leda_fail_at(r->err, r->place,
               _("no column for the %s was found; the columns are %s; recognised names are %s"),
               role, leda_text_str(&list), recognised);
  leda_error_hint(r->err, _("say which column it is with --column %s=NAME"), role);
  leda_text_clear(&list);
  return LEDA_ERR_DATA;
}

/* ---- roles by name ---- */

static void note_column(size_t *first, size_t *second, size_t column) {
  if (*first == NONE)
    *first = column;
  else if (*second == NONE)
    *second = column;
}

static bool is_chosen(const resolver *r, size_t column) {
  for (size_t i = 0; i < r->options->n_columns; i++)
    if (r->chosen[i] == column) return true;
  return false;
}

static void find_by_name(resolver *r) {
  leda_role role;
  for (size_t i = 0; i < LEDA_ROLE_COUNT; i++) r->found[i] = r->second[i] = NONE;
  r->code = r->second_code = r->name = r->second_name = NONE;
  for (size_t i = 0; i < r->row->n; i++) {
    if (!leda_role_of_name(text_of(r, i), &role) || is_chosen(r, i)) continue;
    if (role == LEDA_ROLE_UNIT && ends_in_code(text_of(r, i)))
      note_column(&r->code, &r->second_code, i);
    else if (role == LEDA_ROLE_UNIT)
      note_column(&r->name, &r->second_name, i);
    else
      note_column(&r->found[role], &r->second[role], i);
  }
}

/* ---- roles by choice ---- */

static leda_status take_choice(resolver *r, leda_columns *columns, size_t i) {
  const leda_column_choice *choice = &r->options->columns[i];
  size_t column = r->chosen[i];
  if (column == NONE) return fail_absent(r, choice);
  size_t again = find_from(r->row, choice->name, column + 1);
  if (again != NONE) return fail_same_name(r, column, again);
  if (choice->role == LEDA_ROLE_VALUE) {
    columns->values[columns->n_values++] = column;
  } else if (r->chosen_role[choice->role]) {
    r->twice = true;
    return leda_fail_at(r->err, r->place,
                        _("two columns were chosen for one role: \"%s\" and \"%s\""),
                        show(r, columns->role[choice->role]).text, show(r, column).text);
  } else {
    columns->role[choice->role] = column;
  }
  r->chosen_role[choice->role] = true;
  return LEDA_OK;
}

static leda_status take_choices(resolver *r, leda_columns *columns) {
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < r->options->n_columns && !status; i++) status = take_choice(r, columns, i);
  return status;
}

/* The column a role's names point to, unless one was chosen. */
static leda_status take_found(resolver *r, leda_columns *columns, leda_role role,
                              const char *word) {
  if (r->chosen_role[role]) return LEDA_OK;
  if (r->second[role] != NONE) return fail_twice(r, word, r->found[role], r->second[role]);
  columns->role[role] = r->found[role];
  return LEDA_OK;
}

/* ---- what belongs together ---- */

static void drop(leda_columns *columns, leda_role role) { columns->role[role] = NONE; }

/* A full period wins over parts, a month over a quarter; a part alone holds whole periods. */
static void settle_period(resolver *r, leda_columns *columns) {
  size_t *role = columns->role;
  bool parts_chosen = r->chosen_role[LEDA_ROLE_YEAR] || r->chosen_role[LEDA_ROLE_MONTH] ||
                      r->chosen_role[LEDA_ROLE_QUARTER];
  if (role[LEDA_ROLE_PERIOD] != NONE && (r->chosen_role[LEDA_ROLE_PERIOD] || !parts_chosen)) {
    drop(columns, LEDA_ROLE_YEAR);
    drop(columns, LEDA_ROLE_MONTH);
    drop(columns, LEDA_ROLE_QUARTER);
    return;
  }
  drop(columns, LEDA_ROLE_PERIOD);
  if (r->chosen_role[LEDA_ROLE_QUARTER] && !r->chosen_role[LEDA_ROLE_MONTH])
    drop(columns, LEDA_ROLE_MONTH);
  if (role[LEDA_ROLE_MONTH] != NONE) drop(columns, LEDA_ROLE_QUARTER);
  leda_role part = role[LEDA_ROLE_MONTH] != NONE ? LEDA_ROLE_MONTH : LEDA_ROLE_QUARTER;
  if (role[LEDA_ROLE_YEAR] != NONE && role[part] != NONE) return;
  role[LEDA_ROLE_PERIOD] = role[part] != NONE ? role[part] : role[LEDA_ROLE_YEAR];
  drop(columns, LEDA_ROLE_YEAR);
  drop(columns, part);
}

static leda_status resolve_period(resolver *r, leda_columns *columns) {
  if (take_found(r, columns, LEDA_ROLE_PERIOD, "period") ||
      take_found(r, columns, LEDA_ROLE_YEAR, "year") ||
      take_found(r, columns, LEDA_ROLE_MONTH, "month") ||
      take_found(r, columns, LEDA_ROLE_QUARTER, "quarter"))
    return LEDA_ERR_DATA;
  settle_period(r, columns);
  if (columns->role[LEDA_ROLE_PERIOD] != NONE || columns->role[LEDA_ROLE_YEAR] != NONE ||
      r->options->period_optional)
    return LEDA_OK;
  return fail_missing_role(r, "period", "period, tid, datum, år, månad, kvartal, year, month...");
}

/* Where both stand, the code is the key and the name its label. */
static leda_status resolve_unit(resolver *r, leda_columns *columns) {
  size_t *unit = &columns->role[LEDA_ROLE_UNIT];
  size_t *label = &columns->role[LEDA_ROLE_UNIT_NAME];
  bool chosen = r->chosen_role[LEDA_ROLE_UNIT];
  if (take_found(r, columns, LEDA_ROLE_UNIT_NAME, "unit_name")) return LEDA_ERR_DATA;
  if (!chosen && r->second_code != NONE) return fail_twice(r, "unit", r->code, r->second_code);
  if (!chosen && r->code == NONE && r->second_name != NONE)
    return fail_twice(r, "unit", r->name, r->second_name);
  if (!chosen) *unit = r->code != NONE ? r->code : r->name;
  bool key_is_code = *unit != NONE && ends_in_code(text_of(r, *unit));
  if (*label != NONE || !key_is_code) return LEDA_OK;
  if (r->second_name != NONE) return fail_twice(r, "unit_name", r->name, r->second_name);
  *label = r->name;
  return LEDA_OK;
}

static bool is_plain_n(const resolver *r, size_t column) {
  return column != NONE && leda_text_same_word(text_of(r, column), "n");
}

/* "n" is a denominator only beside a numerator: alone it may mean anything. */
static void drop_plain_n(resolver *r) {
  bool numerator = r->chosen_role[LEDA_ROLE_NUMERATOR] || r->found[LEDA_ROLE_NUMERATOR] != NONE;
  size_t *first = &r->found[LEDA_ROLE_DENOMINATOR], *second = &r->second[LEDA_ROLE_DENOMINATOR];
  if (numerator && *second == NONE) return;
  if (is_plain_n(r, *second)) *second = NONE;
  if (is_plain_n(r, *first)) {
    *first = *second;
    *second = NONE;
  }
}

static leda_status resolve_value(resolver *r, leda_columns *columns) {
  drop_plain_n(r);
  bool counts = r->chosen_role[LEDA_ROLE_NUMERATOR] && !r->chosen_role[LEDA_ROLE_VALUE];
  if (!counts && !r->chosen_role[LEDA_ROLE_VALUE] && r->found[LEDA_ROLE_VALUE] != NONE) {
    if (r->second[LEDA_ROLE_VALUE] != NONE)
      return fail_twice(r, "value", r->found[LEDA_ROLE_VALUE], r->second[LEDA_ROLE_VALUE]);
    columns->values[columns->n_values++] = r->found[LEDA_ROLE_VALUE];
  }
  if (take_found(r, columns, LEDA_ROLE_DENOMINATOR, "denominator")) return LEDA_ERR_DATA;
  if (columns->n_values > 0) {
    drop(columns, LEDA_ROLE_NUMERATOR);
    return LEDA_OK;
  }
  if (take_found(r, columns, LEDA_ROLE_NUMERATOR, "numerator")) return LEDA_ERR_DATA;
  if (columns->role[LEDA_ROLE_NUMERATOR] != NONE) return LEDA_OK;
  return fail_missing_role(r, "value", "value, värde, varde, numerator, täljare");
}

static leda_status resolve_all(resolver *r, leda_columns *columns) {
  *columns = (leda_columns){.n_header = r->row->n};
  for (size_t i = 0; i < LEDA_ROLE_COUNT; i++) columns->role[i] = NONE;
  size_t n = r->options->n_columns;
  columns->values = leda_calloc(n + 1, sizeof *columns->values);
  r->chosen = leda_calloc(n + 1, sizeof *r->chosen);
  if (!columns->values || !r->chosen) return leda_fail_memory(r->err);
  for (size_t i = 0; i < n; i++)
    r->chosen[i] = leda_header_find(r->row, r->options->columns[i].name);
  leda_status status = take_choices(r, columns);
  find_by_name(r);
  if (!status) status = resolve_period(r, columns);
  if (!status) status = resolve_value(r, columns);
  if (!status) status = resolve_unit(r, columns);
  if (!status) status = take_found(r, columns, LEDA_ROLE_INDICATOR, "indicator");
  if (!status) status = take_found(r, columns, LEDA_ROLE_GROUP, "group");
  return status;
}

leda_status leda_header_resolve(const leda_csv_row *row, const leda_read_options *options,
                                leda_place place, leda_columns *columns, leda_error *err) {
  resolver r = {.row = row, .options = options, .place = place, .err = err};
  leda_status status = resolve_all(&r, columns);
  leda_free(r.chosen);
  return status;
}

void leda_columns_clear(leda_columns *columns) {
  leda_free(columns->values);
  columns->values = NULL;
  columns->n_values = 0;
}

leda_header_match leda_header_judge(const leda_csv_row *row, const leda_read_options *options) {
  leda_header_match match = {0};
  leda_error ignored = leda_error_none();
  leda_columns columns;
  leda_role role;
  resolver r = {.row = row, .options = options, .err = &ignored};
  match.is_header = resolve_all(&r, &columns) == LEDA_OK || r.twice;
  leda_columns_clear(&columns);
  for (size_t i = 0; i < row->n; i++) {
    if (row->fields[i].length == 0) continue;
    match.filled++;
    if (leda_role_of_name(row->fields[i].text, &role) || (r.chosen && is_chosen(&r, i)))
      match.known++;
  }
  leda_free(r.chosen);
  return match;
}
