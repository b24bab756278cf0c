/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/study.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/number_parse.h"

enum { NAMES = 7 };

/* A column by the names it goes by, the first being that of messages. */
typedef struct {
  const char *names[NAMES];
  bool optional;
} study_column;

typedef struct {
  study_column labels[LEDA_STUDY_LABELS];
  study_column numbers[LEDA_STUDY_NUMBERS];
} study_form;

static const study_form FORMS[] = {
    [LEDA_STUDY_CAUSES] = {{{{"cause", "orsak", "kategori", "category"}, false}},
                           {{{"count", "antal", "n"}, true}}},
    [LEDA_STUDY_GAUGE] = {{{{"part", "del", "enhet", "unit", "ärende", "case"}, false},
                           {{"operator", "operatör", "bedömare", "appraiser", "mätare"}, false}},
                          {{{"value", "värde", "mätvärde"}, false}}},
    [LEDA_STUDY_RATINGS] = {{{{"unit", "enhet", "ärende", "case", "del", "part"}, false},
                             {{"rater", "bedömare", "operator", "operatör"}, false},
                             {{"rating", "bedömning", "omdöme", "kategori", "category"}, false}},
                            {{{NULL}, false}}},
    [LEDA_STUDY_STRATA] = {{{{"group", "grupp", "stratum", "enhet", "unit"}, false}},
                           {{{"value", "värde"}, false}}},
    [LEDA_STUDY_PAIRS] = {{{{NULL}, false}}, {{{"x"}, false}, {{"y"}, false}}},
};

typedef struct {
  leda_study *study;
  leda_complaints complaints;
  size_t labels[LEDA_STUDY_LABELS];
  size_t numbers[LEDA_STUDY_NUMBERS];
} study_reader;

static size_t find_column(study_reader *reader, const study_column *column) {
  if (!column->names[0]) return LEDA_SHEET_NO_COLUMN;
  for (size_t k = 0; k < NAMES && column->names[k]; k++) {
    size_t found = leda_sheet_column(&reader->study->sheet, column->names[k]);
    if (found != LEDA_SHEET_NO_COLUMN) return found;
  }
  if (column->optional) return LEDA_SHEET_NO_COLUMN;
  return leda_sheet_need(&reader->study->sheet, column->names[0], &reader->complaints);
}

static bool find_columns(study_reader *reader) {
  const study_form *form = &FORMS[reader->study->kind];
  bool all = true;
  for (size_t k = 0; k < LEDA_STUDY_LABELS; k++) {
    reader->labels[k] = find_column(reader, &form->labels[k]);
    all = all && (!form->labels[k].names[0] || reader->labels[k] != LEDA_SHEET_NO_COLUMN);
  }
  for (size_t k = 0; k < LEDA_STUDY_NUMBERS; k++) {
    const study_column *column = &form->numbers[k];
    reader->numbers[k] = find_column(reader, column);
    bool there = reader->numbers[k] != LEDA_SHEET_NO_COLUMN;
    all = all && (!column->names[0] || column->optional || there);
    reader->study->title[k] = there ? reader->study->sheet.names[reader->numbers[k]] : "";
  }
  return all;
}

static void take_label(study_reader *reader, leda_study_row *row, size_t at, size_t k) {
  const leda_sheet *sheet = &reader->study->sheet;
  const char *name = FORMS[reader->study->kind].labels[k].names[0];
  row->label[k] = leda_sheet_cell(sheet, at, reader->labels[k]);
  if (!name || row->label[k][0]) return;
  leda_complain(&reader->complaints, leda_sheet_place(sheet, at, reader->labels[k]),
                _("'%s' is empty"), name);
  leda_complain_hint(&reader->complaints, _("fill it in, or leave the row out"));
}

static void take_number(study_reader *reader, leda_study_row *row, size_t at, size_t k) {
  const leda_sheet *sheet = &reader->study->sheet;
  bool count = reader->study->kind == LEDA_STUDY_CAUSES;
  row->number[k] = count && k == 0 ? 1.0 : (double)NAN;
  if (reader->numbers[k] == LEDA_SHEET_NO_COLUMN) return;
  const char *text = leda_sheet_cell(sheet, at, reader->numbers[k]);
  leda_cell cell = leda_cell_parse(text, strlen(text));
  leda_place place = leda_sheet_place(sheet, at, reader->numbers[k]);
  row->number[k] = cell.value;
  if (cell.kind == LEDA_CELL_INVALID || cell.kind == LEDA_CELL_TOO_LARGE) {
    leda_complain(&reader->complaints, place, _("'%s' is not a number"), text);
    leda_complain_hint(&reader->complaints, _("correct it, or take the row away"));
  } else if (count && !(cell.value >= 0.0 && cell.value == floor(cell.value))) {
    leda_complain(&reader->complaints, place, _("'%s' is not a count"), text);
    leda_complain_hint(&reader->complaints, _("a count is a whole number, 0 or above"));
  }
}

static int compare_numbers(double a, double b) {
  if (isnan(a) || isnan(b)) return (isnan(a) ? 1 : 0) - (isnan(b) ? 1 : 0);
  return (a > b) - (a < b);
}

static int compare_rows(const void *a, const void *b) {
  const leda_study_row *x = a, *y = b;
  int order = 0;
  for (size_t k = 0; k < LEDA_STUDY_LABELS && !order; k++) order = strcmp(x->label[k], y->label[k]);
  for (size_t k = 0; k < LEDA_STUDY_NUMBERS && !order; k++)
    order = compare_numbers(x->number[k], y->number[k]);
  return order ? order : (x->line > y->line) - (x->line < y->line);
}

static leda_status take_rows(study_reader *reader, leda_error *err) {
  leda_study *study = reader->study;
  if (!find_columns(reader)) return leda_complaints_status(&reader->complaints);
  if (study->sheet.n_rows == 0)
    leda_complain(&reader->complaints, (leda_place){.file = study->sheet.file, .line = 1},
                  _("there is no row of data below the header"));
  study->rows = leda_calloc(study->sheet.n_rows + 1, sizeof *study->rows);
  if (!study->rows) return leda_fail_memory(err);
  for (; study->n < study->sheet.n_rows; study->n++) {
    leda_study_row *row = &study->rows[study->n];
    row->line = study->sheet.lines[study->n];
    for (size_t k = 0; k < LEDA_STUDY_LABELS; k++) take_label(reader, row, study->n, k);
    for (size_t k = 0; k < LEDA_STUDY_NUMBERS; k++) take_number(reader, row, study->n, k);
  }
  qsort(study->rows, study->n, sizeof *study->rows, compare_rows);
  return leda_complaints_status(&reader->complaints);
}

static leda_status finish(leda_study *study, leda_messages *log, leda_error *err) {
  study_reader reader = {.study = study,
                         .complaints = {.file = study->sheet.file, .log = log, .err = err}};
  leda_status status = take_rows(&reader, err);
  if (status) leda_study_clear(study);
  return status;
}

leda_status leda_study_read(leda_study *study, leda_study_kind kind, const char *path,
                            leda_messages *log, leda_error *err) {
  *study = (leda_study){.kind = kind};
  leda_status status = leda_sheet_read(&study->sheet, path, err);
  if (status == LEDA_ERR_DATA) leda_messages_add(log, LEDA_ERROR, err);
  return status ? status : finish(study, log, err);
}

leda_status leda_study_parse(leda_study *study, leda_study_kind kind, leda_bytes source,
                             leda_messages *log, leda_error *err) {
  *study = (leda_study){.kind = kind};
  leda_status status = leda_sheet_parse(&study->sheet, source, err);
  if (status == LEDA_ERR_DATA) leda_messages_add(log, LEDA_ERROR, err);
  return status ? status : finish(study, log, err);
}

void leda_study_clear(leda_study *study) {
  if (!study) return;
  leda_free(study->rows);
  leda_sheet_clear(&study->sheet);
  *study = (leda_study){0};
}
