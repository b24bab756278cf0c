/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "engine/core/memory.h"

/* What spreadsheets allow. */
enum { SHEET_NAME = 31, CELL_TEXT = 32767, WIDEST = 60, NARROWEST = 9 };

/* A day for the file's own record, so that the same report gives the same bytes on any day. */
#define FIXED_DAY ((time_t)1000000000)

typedef struct {
  lxw_workbook *workbook;
  lxw_format *bold, *wrapped, *link;
  leda_text text; /* of the cell at hand */
} writer;

/* Whole characters, as many as a cell holds. */
static const char *cut(writer *to, const char *text) {
  size_t length = leda_utf8_cut(text, strlen(text), CELL_TEXT);
  if (text[length] == '\0') return text;
  leda_text_clear(&to->text);
  leda_text_add_n(&to->text, text, length);
  return leda_text_str(&to->text);
}

typedef struct {
  lxw_row_t row;
  size_t column;
} place;

static void write_text(writer *to, lxw_worksheet *sheet, place at, const char *text,
                       lxw_format *format) {
  if (text[0]) worksheet_write_string(sheet, at.row, (lxw_col_t)at.column, cut(to, text), format);
}

static void write_cell(writer *to, lxw_worksheet *sheet, lxw_row_t row, size_t column,
                       const leda_grid *grid) {
  const leda_grid_cell *cell = leda_grid_at(grid, row - 1, column);
  const char *token = cell->token ? cell->token : cell->text;
  char *end = NULL;
  double number = grid->columns[column].numeric && token[0] ? strtod(token, &end) : 0.0;
  if (end && *end == '\0')
    worksheet_write_number(sheet, row, (lxw_col_t)column, number, NULL);
  else
    write_text(to, sheet, (place){row, column}, cell->text, to->wrapped);
}

static size_t width_of(const leda_grid *grid, size_t column) {
  size_t width = NARROWEST;
  for (size_t row = 0; row <= grid->n_rows; row++) {
    const char *text =
        row > 0 ? leda_grid_at(grid, row - 1, column)->text : grid->columns[column].title;
    size_t length = leda_utf8_length(text) + 2;
    if (length > width) width = length;
  }
  return width < WIDEST ? width : WIDEST;
}

static void fill_sheet(writer *to, lxw_worksheet *sheet, const leda_grid *grid) {
  for (size_t k = 0; k < grid->n_columns; k++) {
    double width = (double)width_of(grid, k);
    worksheet_set_column(sheet, (lxw_col_t)k, (lxw_col_t)k, width, NULL);
    write_text(to, sheet, (place){0, k}, grid->columns[k].title, to->bold);
    for (size_t row = 1; row <= grid->n_rows; row++) write_cell(to, sheet, (lxw_row_t)row, k, grid);
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

/* Slugs are letters, digits and hyphens; numbered, so that two that are cut stay apart. */
static void name_sheet(size_t number, const char *slug, char out[SHEET_NAME + 1]) {
  snprintf(out, SHEET_NAME + 1, "%zu %s", number, slug);
}

static void add_row(writer *to, lxw_worksheet *sheet, lxw_row_t row, const char *a, const char *b) {
  write_text(to, sheet, (place){row, 0}, a, to->wrapped);
  write_text(to, sheet, (place){row, 1}, b, to->wrapped);
}

static lxw_worksheet *add_sheet(writer *to, const char *name, const char *a, const char *b) {
  lxw_worksheet *sheet = workbook_add_worksheet(to->workbook, name);
  if (!sheet) return NULL;
  worksheet_set_column(sheet, 0, 0, 32, NULL);
  worksheet_set_column(sheet, 1, 1, 80, NULL);
  write_text(to, sheet, (place){0, 0}, a, to->bold);
  write_text(to, sheet, (place){0, 1}, b, to->bold);
  worksheet_freeze_panes(sheet, 1, 0);
  return sheet;
}

static bool add_tables(writer *to, const leda_report *report, lxw_worksheet *contents) {
  size_t number = 0;
  for (size_t i = 0; i < report->n_sections; i++) {
    for (size_t k = 0; k < report->sections[i].n_items; k++) {
      const leda_report_item *item = &report->sections[i].items[k];
      char name[SHEET_NAME + 1], address[SHEET_NAME + 32];
      if (item->grid.n_rows == 0) continue;
      name_sheet(++number, item->slug, name);
      lxw_worksheet *sheet = workbook_add_worksheet(to->workbook, name);
      if (!sheet) return false;
      fill_sheet(to, sheet, &item->grid);
      snprintf(address, sizeof address, "internal:'%s'!A1", name);
      worksheet_write_url_opt(contents, (lxw_row_t)number, 0, address, to->link, name, NULL);
      write_text(to, contents, (place){(lxw_row_t)number, 1}, item->title, to->wrapped);
    }
  }
  return true;
}

static bool add_sources(writer *to, const leda_report *report) {
  lxw_worksheet *sheet = add_sheet(to, _("Sources"), _("What"), _("Source"));
  if (!sheet) return false;
  lxw_row_t row = 1;
  if (report->source[0]) add_row(to, sheet, row++, report->title, report->source);
  for (size_t i = 0; i < report->n_sections; i++)
    if (report->sections[i].source[0])
      add_row(to, sheet, row++, report->sections[i].title, report->sections[i].source);
  for (size_t i = 0; i < report->n_inputs; i++) {
    leda_text hash = {0};
    leda_text_addf(&hash, "SHA-256 %s", report->inputs[i].hash);
    add_row(to, sheet, row++, report->inputs[i].path, leda_text_str(&hash));
    leda_text_clear(&hash);
  }
  add_row(to, sheet, row, _("Processing"), "leda " LEDA_VERSION);
  return true;
}

static bool fill(writer *to, const leda_report *report) {
  to->bold = workbook_add_format(to->workbook);
  to->wrapped = workbook_add_format(to->workbook);
  to->link = workbook_get_default_url_format(to->workbook);
  if (!to->bold || !to->wrapped) return false;
  format_set_bold(to->bold);
  format_set_text_wrap(to->bold);
  format_set_text_wrap(to->wrapped);
  format_set_align(to->wrapped, LXW_ALIGN_VERTICAL_TOP);
  lxw_worksheet *contents = add_sheet(to, _("Contents"), _("Sheet"), _("What it shows"));
  return contents && add_tables(to, report, contents) && add_sources(to, report);
}

leda_status leda_report_workbook(const leda_report *report, const char *path, const char *scratch,
                                 leda_error *err) {
  char *folder = leda_strdup(scratch);
  if (!folder) return leda_fail_memory(err);
  lxw_workbook_options options = {.tmpdir = folder};
  writer to = {.workbook = workbook_new_opt(path, &options)};
  leda_status status = LEDA_OK;
  if (!to.workbook) {
    status = leda_fail_memory(err);
  } else {
    char title[256];
    size_t length = leda_utf8_cut(report->title, strlen(report->title), sizeof title - 1);
    memcpy(title, report->title, length);
    title[length] = '\0';
    lxw_doc_properties properties = {.title = title, .created = FIXED_DAY};
    workbook_set_properties(to.workbook, &properties);
    if (!fill(&to, report)) status = leda_fail_memory(err);
    lxw_error code = workbook_close(to.workbook);
    if (code && !status)
      status = leda_fail(err, LEDA_ERR_IO, _("cannot write %s: %s"), path, lxw_strerror(code));
  }
  leda_text_clear(&to.text);
  leda_free(folder);
  return status;
}
