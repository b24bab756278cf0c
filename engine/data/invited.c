/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/invited.h"

#include <stdlib.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/period.h"
#include "engine/core/text.h"
#include "engine/data/sheet.h"
#include "engine/data/survey_words.h"

#define NONE LEDA_SHEET_NO_COLUMN

typedef struct {
  const leda_sheet *sheet;
  const leda_survey *survey;
  leda_complaints *complaints;
  size_t wave, municipality, role, invited; /* columns */
  size_t left_out, elsewhere;
} row_reader;

size_t leda_invited_answered(const leda_survey *survey, size_t wave, long municipality, int role) {
  size_t n = 0;
  for (size_t i = 0; i < survey->n; i++) {
    const leda_respondent *r = &survey->respondents[i];
    n += r->wave == wave &&
         (municipality == LEDA_INVITED_ALL || r->municipality == (size_t)municipality) &&
         (role == LEDA_INVITED_ALL || (int)r->role == role);
  }
  return n;
}

/* The first of two names that a column may have. */
static size_t column_of(const leda_sheet *sheet, const char *const *names) {
  for (; *names; names++) {
    size_t column = leda_sheet_column(sheet, *names);
    if (column != NONE) return column;
  }
  return NONE;
}

static void refuse(const row_reader *reader, size_t row, size_t column, const char *what) {
  leda_complain(reader->complaints, leda_sheet_place(reader->sheet, row, column),
                _("'%s' is not %s"), leda_sheet_cell(reader->sheet, row, column), what);
}

/* Index of a wave in any spelling; false where the survey does not have it. */
static bool find_wave(const leda_survey *survey, const char *text, size_t *out) {
  char form[LEDA_PERIOD_SIZE];
  leda_period period;
  bool is_period = leda_period_parse(text, &period);
  if (is_period) leda_period_format(period, form);
  for (size_t w = 0; w < survey->n_waves; w++)
    if (strcmp(survey->waves[w], is_period ? form : text) == 0) {
      *out = w;
      return true;
    }
  return false;
}

/* By key or label; an empty cell: all. */
static long find_municipality(const leda_survey *survey, const char *text) {
  if (text[0] == '\0') return LEDA_INVITED_ALL;
  for (size_t m = 0; m < survey->n_municipalities; m++)
    if (strcmp(survey->municipalities[m], text) == 0 ||
        strcmp(survey->municipality_labels[m], text) == 0)
      return (long)m;
  return LEDA_INVITED_ELSEWHERE;
}

static void read_count(const row_reader *reader, size_t row, size_t *out) {
  const char *text = leda_sheet_cell(reader->sheet, row, reader->invited);
  size_t digits = strspn(text, "0123456789");
  *out = digits > 0 && digits <= 9 && text[digits] == '\0' ? strtoul(text, NULL, 10) : 0;
  if (*out == 0) refuse(reader, row, reader->invited, _("a whole number above 0"));
}

static void read_role(const row_reader *reader, size_t row, int *out) {
  const char *text = leda_sheet_cell(reader->sheet, row, reader->role);
  leda_survey_role role;
  *out = LEDA_INVITED_ALL;
  if (text[0] == '\0') return;
  if (leda_survey_role_parse(text, &role))
    *out = (int)role;
  else
    refuse(reader, row, reader->role, _("a role"));
}

static void check_row(const row_reader *reader, const leda_invited *invited,
                      const leda_invited_row *row) {
  if (row->municipality == LEDA_INVITED_ELSEWHERE) return;
  for (size_t i = 0; i < invited->n; i++) {
    const leda_invited_row *other = &invited->rows[i];
    if (other->wave != row->wave || other->municipality != row->municipality ||
        other->role != row->role)
      continue;
    leda_complain(reader->complaints, row->place,
                  _("this says again how many were invited; first in line %zu"), other->place.line);
    return;
  }
  size_t answered = leda_invited_answered(reader->survey, row->wave, row->municipality, row->role);
  if (row->invited == 0 || answered <= row->invited) return;
  leda_complain(reader->complaints, row->place, _("%zu were invited, but %zu answered"),
                row->invited, answered);
}

static void read_row(row_reader *reader, leda_invited *invited, size_t at) {
  const leda_sheet *sheet = reader->sheet;
  leda_invited_row row = {.place = leda_sheet_place(sheet, at, reader->invited)};
  row.place.file = invited->file;
  read_count(reader, at, &row.invited);
  read_role(reader, at, &row.role);
  if (!find_wave(reader->survey, leda_sheet_cell(sheet, at, reader->wave), &row.wave)) {
    reader->left_out++;
    return;
  }
  row.municipality =
      find_municipality(reader->survey, leda_sheet_cell(sheet, at, reader->municipality));
  reader->elsewhere += row.municipality == LEDA_INVITED_ELSEWHERE;
  check_row(reader, invited, &row);
  invited->rows[invited->n++] = row;
}

static leda_status note_rows(const row_reader *reader, leda_messages *log, leda_error *err) {
  leda_place place = {.file = reader->sheet->file};
  unsigned long n = (unsigned long)reader->left_out, k = (unsigned long)reader->elsewhere;
  leda_status status = LEDA_OK;
  if (n > 0)
    status =
        leda_messages_note(log, LEDA_NOTICE, place,
                           P_("%lu row is about a wave without answers and was passed over",
                              "%lu rows are about waves without answers and were passed over", n),
                           n);
  if (!status && k > 0)
    status =
        leda_messages_note(log, LEDA_NOTICE, place,
                           P_("%lu row is about a municipality from which nobody answered",
                              "%lu rows are about municipalities from which nobody answered", k),
                           k);
  return status ? leda_fail_memory(err) : LEDA_OK;
}

static leda_status take_sheet(leda_invited *invited, const leda_sheet *sheet,
                              const leda_survey *survey, leda_messages *log, leda_error *err) {
  static const char *const WAVE[] = {"wave", "mättillfälle", "omgång", NULL};
  static const char *const MUNICIPALITY[] = {"kommunkod", "municipality", "kommun", "unit", NULL};
  static const char *const ROLE[] = {"role", "roll", "funktion", NULL};
  static const char *const INVITED[] = {"invited", "inbjudna", "utskick", NULL};
  leda_complaints complaints = {.file = sheet->file, .log = log, .err = err};
  row_reader reader = {.sheet = sheet,
                       .survey = survey,
                       .complaints = &complaints,
                       .wave = column_of(sheet, WAVE),
                       .municipality = column_of(sheet, MUNICIPALITY),
                       .role = column_of(sheet, ROLE),
                       .invited = column_of(sheet, INVITED)};
  if (reader.wave == NONE) leda_sheet_need(sheet, WAVE[0], &complaints);
  if (reader.invited == NONE) leda_sheet_need(sheet, INVITED[0], &complaints);
  if (complaints.n > 0) return LEDA_ERR_DATA;
  invited->file = leda_strdup(sheet->file);
  invited->rows = leda_calloc(sheet->n_rows + 1, sizeof *invited->rows);
  if (!invited->rows || !invited->file) return leda_fail_memory(err);
  for (size_t row = 0; row < sheet->n_rows; row++) read_row(&reader, invited, row);
  leda_status status = leda_complaints_status(&complaints);
  return status ? status : note_rows(&reader, log, err);
}

static leda_status finish(leda_invited *invited, leda_sheet *sheet, leda_status status) {
  leda_sheet_clear(sheet);
  if (status) leda_invited_clear(invited);
  return status;
}

leda_status leda_invited_parse(leda_invited *invited, leda_bytes source, const leda_survey *survey,
                               leda_messages *log, leda_error *err) {
  leda_sheet sheet;
  *invited = (leda_invited){0};
  leda_status status = leda_sheet_parse(&sheet, source, err);
  if (status && err) leda_messages_add(log, LEDA_ERROR, err);
  if (!status) status = take_sheet(invited, &sheet, survey, log, err);
  return finish(invited, &sheet, status);
}

leda_status leda_invited_read(leda_invited *invited, const char *path, const leda_survey *survey,
                              leda_messages *log, leda_error *err) {
  leda_sheet sheet;
  *invited = (leda_invited){0};
  leda_status status = leda_sheet_read(&sheet, path, err);
  if (status && err) leda_messages_add(log, LEDA_ERROR, err);
  if (!status) status = take_sheet(invited, &sheet, survey, log, err);
  return finish(invited, &sheet, status);
}

void leda_invited_clear(leda_invited *invited) {
  if (!invited) return;
  leda_free(invited->rows);
  leda_free(invited->file);
  *invited = (leda_invited){0};
}
