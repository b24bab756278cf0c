/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/sheet.h"

#include <string.h>

#include "engine/core/file.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "engine/data/csv_stream.h"

#define LARGEST_SHEET (16U * 1024U * 1024U)

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

static leda_status take_header(leda_sheet *sheet, const leda_csv_row *row, leda_error *err) {
  sheet->names = leda_calloc(row->n, sizeof *sheet->names);
  if (!sheet->names) return leda_fail_memory(err);
  for (size_t i = 0; i < row->n; i++) {
    leda_place place = {.file = sheet->file, .line = row->line, .field = i + 1};
    const char *name = row->fields[i].text;
    if (name[0] == '\0') return leda_fail_at(err, place, _("this column has no name"));
    if (leda_sheet_column(sheet, name) != LEDA_SHEET_NO_COLUMN)
      return leda_fail_at(err, place, _("there are two columns '%s'"), name);
    sheet->names[i] = leda_strdup(name);
    if (!sheet->names[i]) return leda_fail_memory(err);
    sheet->n_columns = i + 1;
  }
  return LEDA_OK;
}

static leda_status add_row(leda_sheet *sheet, const leda_csv_row *row, leda_error *err) {
  size_t n = sheet->n_columns;
  char **cells = leda_realloc_array(sheet->cells, (sheet->n_rows + 1) * n, sizeof *cells);
  if (!cells) return leda_fail_memory(err);
  sheet->cells = cells;
  size_t *lines = leda_realloc_array(sheet->lines, sheet->n_rows + 1, sizeof *lines);
  if (!lines) return leda_fail_memory(err);
  sheet->lines = lines;
  lines[sheet->n_rows] = row->line;
  for (size_t i = 0; i < n; i++) cells[sheet->n_rows * n + i] = NULL;
  sheet->n_rows++;
  for (size_t i = 0; i < n; i++) {
    char *copy = leda_strndup(row->fields[i].text, row->fields[i].length);
    if (!copy) return leda_fail_memory(err);
    sheet->cells[(sheet->n_rows - 1) * n + i] = copy;
  }
  return LEDA_OK;
}

static leda_status take_row(const leda_csv_row *row, void *data, leda_error *err) {
  leda_sheet *sheet = data;
  if (!sheet->names) return take_header(sheet, row, err);
  if (row->n == sheet->n_columns) return add_row(sheet, row, err);
  leda_place place = {.file = sheet->file, .line = row->line};
  return leda_fail_at(err, place, _("%zu fields; the header has %zu"), row->n, sheet->n_columns);
}

leda_status leda_sheet_parse(leda_sheet *sheet, leda_bytes source, leda_error *err) {
  *sheet = (leda_sheet){.file = leda_strdup(source.name)};
  leda_encoding encoding = {0};
  size_t skip = source.length >= 3 && memcmp(source.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  leda_csv_options options = {
      .file = sheet->file,
      .separator = find_separator(source.bytes, source.length),
      .first_line = 1,
      .encoding = &encoding,
      .handler = take_row,
      .data = sheet,
  };
  leda_csv *csv = sheet->file ? leda_csv_alloc(&options) : NULL;
  leda_status status = csv ? LEDA_OK : leda_fail_memory(err);
  if (!status) status = leda_csv_feed(csv, source.bytes + skip, source.length - skip, err);
  if (!status) status = leda_csv_finish(csv, err);
  if (!status && !sheet->names) {
    leda_place place = {.file = sheet->file, .line = 1};
    status = leda_fail_at(err, place, _("the file is empty"));
    leda_error_hint(err, "%s", _("save the table again as CSV, with its row of column names"));
  }
  leda_csv_free(csv);
  leda_encoding_clear(&encoding);
  if (status) leda_sheet_clear(sheet);
  return status;
}

leda_status leda_sheet_read(leda_sheet *sheet, const char *path, leda_error *err) {
  *sheet = (leda_sheet){0};
  char *bytes = NULL;
  size_t length = 0;
  leda_status status = leda_file_read(path, LARGEST_SHEET, &bytes, &length, err);
  if (status) return status;
  status = leda_sheet_parse(sheet, (leda_bytes){path, bytes, length}, err);
  leda_free(bytes);
  return status;
}

void leda_sheet_clear(leda_sheet *sheet) {
  if (!sheet) return;
  for (size_t i = 0; i < sheet->n_columns && sheet->names; i++) leda_free(sheet->names[i]);
  for (size_t i = 0; i < sheet->n_rows * sheet->n_columns; i++) leda_free(sheet->cells[i]);
  leda_free(sheet->names);
  leda_free(sheet->cells);
  leda_free(sheet->lines);
  leda_free(sheet->file);
  *sheet = (leda_sheet){0};
}

size_t leda_sheet_column(const leda_sheet *sheet, const char *name) {
  for (size_t i = 0; i < sheet->n_columns; i++)
    if (leda_text_same_word(sheet->names[i], name)) return i;
  return LEDA_SHEET_NO_COLUMN;
}

size_t leda_sheet_need(const leda_sheet *sheet, const char *name, leda_complaints *complaints) {
  size_t column = leda_sheet_column(sheet, name);
  if (column == LEDA_SHEET_NO_COLUMN) {
    leda_complain(complaints, leda_complaints_line(complaints, 1), _("there is no column '%s'"),
                  name);
    leda_complain_hint(complaints, _("the first row names the columns"));
  }
  return column;
}

static bool is_wanted(const leda_sheet *sheet, size_t row, const leda_filter *filters, size_t n) {
  for (size_t i = 0; i < n; i++) {
    size_t column = leda_sheet_column(sheet, filters[i].column);
    bool found = column == LEDA_SHEET_NO_COLUMN;
    for (size_t k = 0; k < n && !found; k++)
      found = leda_sheet_column(sheet, filters[k].column) == column &&
              strcmp(leda_sheet_cell(sheet, row, column), filters[k].value) == 0;
    if (!found) return false;
  }
  return true;
}

void leda_sheet_filter(leda_sheet *sheet, const leda_filter *filters, size_t n) {
  size_t kept = 0, width = sheet->n_columns;
  for (size_t row = 0; row < sheet->n_rows; row++) {
    char **cells = &sheet->cells[row * width];
    bool wanted = is_wanted(sheet, row, filters, n);
    for (size_t i = 0; i < width; i++) {
      if (wanted)
        sheet->cells[kept * width + i] = cells[i];
      else
        leda_free(cells[i]);
    }
    sheet->lines[kept] = sheet->lines[row];
    kept += wanted;
  }
  sheet->n_rows = kept;
}

bool leda_sheet_rename(leda_sheet *sheet, const char *name, const char *word, bool *failed) {
  size_t at = leda_sheet_column(sheet, name), other = leda_sheet_column(sheet, word);
  if (at == LEDA_SHEET_NO_COLUMN) return false;
  char *copy = leda_strdup(word);
  if (!copy) {
    *failed = true;
    return true;
  }
  char *old = sheet->names[at];
  sheet->names[at] = copy;
  if (other != LEDA_SHEET_NO_COLUMN && other != at) {
    char *swap = sheet->names[other];
    sheet->names[other] = old;
    old = swap;
  }
  leda_free(old);
  return true;
}

const char *leda_sheet_cell(const leda_sheet *sheet, size_t row, size_t column) {
  return column == LEDA_SHEET_NO_COLUMN ? "" : sheet->cells[row * sheet->n_columns + column];
}

leda_place leda_sheet_place(const leda_sheet *sheet, size_t row, size_t column) {
  return (leda_place){.file = sheet->file,
                      .line = sheet->lines[row],
                      .field = column == LEDA_SHEET_NO_COLUMN ? 0 : column + 1};
}
