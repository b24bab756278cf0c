/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/table.h"

#include <string.h>

#include "engine/core/file.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "engine/data/csv_stream.h"

#define LARGEST_TABLE (16U * 1024U * 1024U)

/* The mark that the first line holds most of. */
static char find_separator(const char *bytes, size_t length) {
  size_t counts[3] = {0};
  static const char MARKS[3] = {',', ';', '\t'};
  for (size_t i = 0; i < length && bytes[i] != '\n'; i++)
    for (size_t k = 0; k < 3; k++) counts[k] += bytes[i] == MARKS[k];
  size_t best = 0;
  for (size_t k = 1; k < 3; k++)
    if (counts[k] > counts[best]) best = k;
  return MARKS[best];
}

static leda_status take_header(leda_table *table, const leda_csv_row *row, leda_error *err) {
  table->names = leda_calloc(row->n, sizeof *table->names);
  if (!table->names) return leda_fail_memory(err);
  for (size_t i = 0; i < row->n; i++) {
    leda_place place = {.file = table->file, .line = row->line, .field = i + 1};
    const char *name = row->fields[i].text;
    if (name[0] == '\0') return leda_fail_at(err, place, _("this column has no name"));
    if (leda_table_column(table, name) != LEDA_TABLE_NO_COLUMN)
      return leda_fail_at(err, place, _("there are two columns '%s'"), name);
    table->names[i] = leda_strdup(name);
    if (!table->names[i]) return leda_fail_memory(err);
    table->n_columns = i + 1;
  }
  return LEDA_OK;
}

static leda_status add_row(leda_table *table, const leda_csv_row *row, leda_error *err) {
  size_t n = table->n_columns;
  char **cells = leda_realloc_array(table->cells, (table->n_rows + 1) * n, sizeof *cells);
  if (!cells) return leda_fail_memory(err);
  table->cells = cells;
  size_t *lines = leda_realloc_array(table->lines, table->n_rows + 1, sizeof *lines);
  if (!lines) return leda_fail_memory(err);
  table->lines = lines;
  lines[table->n_rows] = row->line;
  for (size_t i = 0; i < n; i++) cells[table->n_rows * n + i] = NULL;
  table->n_rows++;
  for (size_t i = 0; i < n; i++) {
    char *copy = leda_strndup(row->fields[i].text, row->fields[i].length);
    if (!copy) return leda_fail_memory(err);
    table->cells[(table->n_rows - 1) * n + i] = copy;
  }
  return LEDA_OK;
}

static leda_status take_row(const leda_csv_row *row, void *data, leda_error *err) {
  leda_table *table = data;
  if (!table->names) return take_header(table, row, err);
  if (row->n == table->n_columns) return add_row(table, row, err);
  leda_place place = {.file = table->file, .line = row->line};
  return leda_fail_at(err, place, _("%zu fields; the header has %zu"), row->n, table->n_columns);
}

leda_status leda_table_parse(leda_table *table, leda_bytes source, leda_error *err) {
  *table = (leda_table){.file = leda_strdup(source.name)};
  leda_encoding encoding = {0};
  size_t skip = source.length >= 3 && memcmp(source.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  leda_csv_options options = {
      .file = table->file,
      .separator = find_separator(source.bytes, source.length),
      .first_line = 1,
      .encoding = &encoding,
      .handler = take_row,
      .data = table,
  };
  leda_csv *csv = table->file ? leda_csv_alloc(&options) : NULL;
  leda_status status = csv ? LEDA_OK : leda_fail_memory(err);
  if (!status) status = leda_csv_feed(csv, source.bytes + skip, source.length - skip, err);
  if (!status) status = leda_csv_finish(csv, err);
  if (!status && !table->names) {
    leda_place place = {.file = table->file, .line = 1};
    status = leda_fail_at(err, place, _("the file is empty"));
  }
  leda_csv_free(csv);
  leda_encoding_clear(&encoding);
  if (status) leda_table_clear(table);
  return status;
}

leda_status leda_table_read(leda_table *table, const char *path, leda_error *err) {
  *table = (leda_table){0};
  char *bytes = NULL;
  size_t length = 0;
  leda_status status = leda_file_read(path, LARGEST_TABLE, &bytes, &length, err);
  if (status) return status;
  status = leda_table_parse(table, (leda_bytes){path, bytes, length}, err);
  leda_free(bytes);
  return status;
}

void leda_table_clear(leda_table *table) {
  if (!table) return;
  for (size_t i = 0; i < table->n_columns && table->names; i++) leda_free(table->names[i]);
  for (size_t i = 0; i < table->n_rows * table->n_columns; i++) leda_free(table->cells[i]);
  leda_free(table->names);
  leda_free(table->cells);
  leda_free(table->lines);
  leda_free(table->file);
  *table = (leda_table){0};
}

size_t leda_table_column(const leda_table *table, const char *name) {
  for (size_t i = 0; i < table->n_columns; i++)
    if (leda_text_same_word(table->names[i], name)) return i;
  return LEDA_TABLE_NO_COLUMN;
}

size_t leda_table_need(const leda_table *table, const char *name, leda_complaints *complaints) {
  size_t column = leda_table_column(table, name);
  if (column == LEDA_TABLE_NO_COLUMN) {
    leda_complain(complaints, leda_complaints_line(complaints, 1), _("there is no column '%s'"),
                  name);
    leda_complain_hint(complaints, _("the first row names the columns"));
  }
  return column;
}

const char *leda_table_cell(const leda_table *table, size_t row, size_t column) {
  return column == LEDA_TABLE_NO_COLUMN ? "" : table->cells[row * table->n_columns + column];
}

leda_place leda_table_place(const leda_table *table, size_t row, size_t column) {
  return (leda_place){.file = table->file,
                      .line = table->lines[row],
                      .field = column == LEDA_TABLE_NO_COLUMN ? 0 : column + 1};
}
