/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of survey answers, wide and long. */
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/period.h"
#include "engine/data/survey_reader.h"
#include "engine/data/survey_words.h"

#define NONE LEDA_SURVEY_NONE

/* ---- which rows ---- */

static bool is_empty(const leda_csv_row *row) {
  for (size_t i = 0; i < row->n; i++)
    if (row->fields[i].length > 0) return false;
  return true;
}

/* The same column: or; different columns: and. */
static bool is_wanted(const leda_survey_reader *reader, const leda_csv_row *row) {
  const leda_survey_options *options = reader->options;
  for (size_t i = 0; i < options->n_filters; i++) {
    bool found = false;
    for (size_t k = 0; k < options->n_filters && !found; k++)
      found =
          reader->filters[k] == reader->filters[i] &&
          strcmp(leda_survey_field(row, reader->filters[k]).text, options->filters[k].value) == 0;
    if (!found) return false;
  }
  return true;
}

static bool has_answer(const leda_survey_reader *reader, const leda_csv_row *row) {
  if (!reader->wide) return leda_survey_field(row, reader->column[LEDA_SURVEY_ANSWER]).length > 0;
  for (size_t q = 0; q < reader->survey.n_statements; q++)
    if (leda_survey_field(row, reader->statement_column[q]).length > 0) return true;
  return false;
}

/* A footnote, unless data follow: no answer, and no wave or nothing but one field. */
static bool is_bare(const leda_survey_reader *reader, const leda_csv_row *row) {
  size_t filled = 0;
  size_t wave = reader->column[LEDA_SURVEY_WAVE];
  if (has_answer(reader, row)) return false;
  if (wave != NONE && leda_survey_field(row, wave).length == 0) return true;
  for (size_t i = 0; i < row->n; i++) filled += row->fields[i].length > 0;
  return filled == 1 && (wave == NONE || reader->column[LEDA_SURVEY_MUNICIPALITY] != NONE);
}

static void hold(leda_survey_held *held, size_t line) {
  if (held->n < LEDA_SURVEY_HELD) held->lines[held->n] = line;
  held->n++;
}

/* Rows that could have been footnotes are none, now that data follow. */
static void settle_held(leda_survey_reader *reader) {
  leda_survey_held *held = &reader->held;
  for (size_t i = 0; i < held->n && i < LEDA_SURVEY_HELD; i++) {
    leda_complain(&reader->complaints, leda_survey_place(reader, held->lines[i], NONE), "%s",
                  _("the row holds nothing but a note, and more data follow"));
    leda_complain_hint(&reader->complaints, "%s",
                       _("fill it in or take it away; notes may stand after the table"));
  }
  held->n = 0;
}

static bool fits(leda_survey_reader *reader, const leda_csv_row *row) {
  for (size_t i = reader->n_header; i < row->n; i++) {
    if (row->fields[i].length == 0) continue;
    leda_complain(&reader->complaints, leda_survey_place(reader, row->line, i),
                  _("the row has %zu fields, the header %zu: '%s' is too much"), row->n,
                  reader->n_header, leda_show(row->fields[i].text).text);
    leda_complain_hint(&reader->complaints, "%s",
                       _("a text or number that holds the separator itself must stand in quotes"));
    return false;
  }
  return true;
}

/* ---- who answers ---- */

uint32_t leda_survey_wave_name(leda_names *names, const char *text, size_t length) {
  leda_period period;
  char form[LEDA_PERIOD_SIZE];
  if (!leda_period_parse(text, &period)) return leda_names_add(names, text, length);
  leda_period_format(period, form);
  return leda_names_add(names, form, strlen(form));
}

static bool is_wave_wanted(const leda_survey_reader *reader, uint32_t wave) {
  size_t n = reader->options->n_waves;
  for (size_t i = 0; i < n; i++)
    if (reader->waves_wanted[i] == wave) return true;
  return n == 0;
}

/* Where a municipality has two labels, the one that comes first in bytes stands, in whatever order the
   rows come. */
static leda_status keep_label(leda_survey_reader *reader, uint32_t key, uint32_t label,
                              leda_error *err) {
  if (key >= reader->label_capacity) {
    size_t capacity = 2 * (size_t)key + 64;
    uint32_t *grown = leda_realloc_array(reader->label_of, capacity, sizeof *grown);
    if (!grown) return leda_fail_memory(err);
    for (size_t i = reader->label_capacity; i < capacity; i++) grown[i] = 0;
    reader->label_of = grown;
    reader->label_capacity = capacity;
  }
  uint32_t *now = &reader->label_of[key];
  const char *text = leda_names_text(reader->names, label);
  if (label != 0 && (*now == 0 || strcmp(text, leda_names_text(reader->names, *now)) < 0))
    *now = label;
  return LEDA_OK;
}

/* Fills what the row says of the person; false, after a complaint, where the row cannot be placed. */
static leda_status read_person(leda_survey_reader *reader, const leda_csv_row *row,
                               leda_respondent *out, bool *good, leda_error *err) {
  size_t key = reader->column[LEDA_SURVEY_MUNICIPALITY];
  leda_csv_field municipality = leda_survey_field(row, key);
  leda_csv_field label = leda_survey_field(row, reader->column[LEDA_SURVEY_MUNICIPALITY_NAME]);
  *good = key == NONE || !leda_survey_is_missing(municipality);
  if (!*good) {
    leda_complain(&reader->complaints, leda_survey_place(reader, row->line, key), "%s",
                  _("the row does not say which municipality it comes from"));
    leda_complain_hint(&reader->complaints, "%s",
                       _("fill it in, write a word such as unknown, which then counts as one "
                         "municipality, or leave the row out"));
  }
  uint32_t id = leda_names_add(reader->names, municipality.text, municipality.length);
  uint32_t label_id = leda_names_add(reader->names, label.text, label.length);
  if (id == LEDA_NAMES_NONE || label_id == LEDA_NAMES_NONE) return leda_fail_memory(err);
  *out = (leda_respondent){.municipality = id,
                           .role = leda_survey_read_role(reader, row),
                           .in_management = leda_survey_read_management(reader, row),
                           .chosen = leda_survey_read_chosen(reader, row),
                           .line = row->line};
  return keep_label(reader, id, label_id, err);
}

/* A new respondent without answers. */
static leda_status push(leda_survey_reader *reader, const leda_respondent *respondent,
                        leda_error *err) {
  leda_survey *survey = &reader->survey;
  size_t m = survey->n_statements;
  if (survey->n == reader->capacity) {
    size_t capacity = 2 * reader->capacity + 64;
    leda_respondent *people = leda_realloc_array(survey->respondents, capacity, sizeof *people);
    if (!people) return leda_fail_memory(err);
    survey->respondents = people;
    int8_t *answers = leda_realloc_array(survey->answers, capacity, m * sizeof *answers);
    if (!answers) return leda_fail_memory(err);
    survey->answers = answers;
    reader->capacity = capacity;
  }
  memset(survey->answers + survey->n * m, LEDA_ANSWER_UNSEEN, m);
  survey->respondents[survey->n++] = *respondent;
  return LEDA_OK;
}

/* ---- wide ---- */

static leda_status add_wide(leda_survey_reader *reader, const leda_csv_row *row,
                            const leda_respondent *person, leda_error *err) {
  leda_survey *survey = &reader->survey;
  leda_status status = push(reader, person, err);
  if (status) return status;
  int8_t *answers = survey->answers + (survey->n - 1) * survey->n_statements;
  for (size_t q = 0; q < survey->n_statements; q++)
    if (reader->statement_column[q] != NONE)
      answers[q] = leda_survey_read_answer(reader, row, reader->statement_column[q], q);
  survey->n_synthetic += leda_survey_is_synthetic(reader, row);
  return LEDA_OK;
}

/* ---- long ---- */

static bool find_statement(leda_survey_reader *reader, const leda_csv_row *row, size_t *statement) {
  const leda_instrument *instrument = reader->options->instrument;
  size_t column = reader->column[LEDA_SURVEY_STATEMENT];
  leda_csv_field field = leda_survey_field(row, column);
  int number = leda_survey_statement_number(field.text);
  const leda_statement *found = number > 0 ? leda_instrument_find(instrument, number) : NULL;
  if (found) {
    *statement = (size_t)(found - instrument->statements);
    return true;
  }
  leda_place place = leda_survey_place(reader, row->line, column);
  if (number > 0)
    leda_complain(&reader->complaints, place, _("the questionnaire has no statement %d"), number);
  else
    leda_complain(&reader->complaints, place, _("'%s' is not the number of a statement"),
                  leda_show(field.text).text);
  return false;
}

static void check_agreement(leda_survey_reader *reader, const leda_respondent *first,
                            const leda_respondent *now) {
  if (first->role == now->role && first->in_management == now->in_management &&
      first->chosen == now->chosen)
    return;
  leda_complain(
      &reader->complaints, leda_survey_place(reader, now->line, NONE),
      _("this respondent's role, management group or cohort is not the same as in line %zu"),
      first->line);
  leda_complain_hint(&reader->complaints, "%s",
                     _("give every respondent of a wave and municipality a number of their own"));
}

/* The respondent of this row, found or made. */
static leda_status find_respondent(leda_survey_reader *reader, const leda_csv_row *row,
                                   const leda_respondent *person, size_t *index, leda_error *err) {
  leda_csv_field field = leda_survey_field(row, reader->column[LEDA_SURVEY_RESPONDENT]);
  uint32_t id = leda_names_add(reader->names, field.text, field.length);
  if (id == LEDA_NAMES_NONE) return leda_fail_memory(err);
  leda_series_key key = {(uint32_t)person->wave, (uint32_t)person->municipality, id};
  uint32_t at = leda_series_set_add(&reader->keys, key);
  if (at == LEDA_NAMES_NONE) return leda_fail_memory(err);
  *index = at;
  if (at == reader->survey.n) {
    reader->survey.n_synthetic += leda_survey_is_synthetic(reader, row);
    return push(reader, person, err);
  }
  check_agreement(reader, &reader->survey.respondents[at], person);
  return LEDA_OK;
}

static leda_status add_long(leda_survey_reader *reader, const leda_csv_row *row,
                            const leda_respondent *person, leda_error *err) {
  leda_survey *survey = &reader->survey;
  size_t column = reader->column[LEDA_SURVEY_RESPONDENT], statement = 0, at = 0;
  if (leda_survey_is_missing(leda_survey_field(row, column))) {
    leda_complain(&reader->complaints, leda_survey_place(reader, row->line, column), "%s",
                  _("the row does not say which respondent it comes from"));
    leda_complain_hint(&reader->complaints, "%s",
                       _("give every respondent of a wave and municipality a number of their own"));
    return LEDA_OK;
  }
  if (!find_statement(reader, row, &statement)) return LEDA_OK;
  leda_status status = find_respondent(reader, row, person, &at, err);
  if (status) return status;
  int8_t *answer = &survey->answers[at * survey->n_statements + statement];
  if (*answer == LEDA_ANSWER_UNSEEN) {
    *answer = leda_survey_read_answer(reader, row, reader->column[LEDA_SURVEY_ANSWER], statement);
    survey->asked[statement] = true;
    return LEDA_OK;
  }
  leda_complain(&reader->complaints, leda_survey_place(reader, row->line, NONE),
                _("this respondent has answered statement %d already"),
                survey->instrument->statements[statement].number);
  leda_complain_hint(&reader->complaints, "%s",
                     _("give every respondent of a wave and municipality a number of their own"));
  return LEDA_OK;
}

/* ---- all rows ---- */

static leda_status add_row(leda_survey_reader *reader, const leda_csv_row *row, leda_error *err) {
  size_t column = reader->column[LEDA_SURVEY_WAVE];
  leda_csv_field wave = leda_survey_field(row, column);
  leda_respondent person;
  bool good = true;
  if (column != NONE && leda_survey_is_missing(wave)) {
    leda_complain(&reader->complaints, leda_survey_place(reader, row->line, column), "%s",
                  _("the row does not say which wave it belongs to"));
    leda_complain_hint(&reader->complaints, "%s", _("fill in the wave, or leave the row out"));
    return LEDA_OK;
  }
  uint32_t id = column == NONE ? reader->waves_wanted[0]
                               : leda_survey_wave_name(reader->names, wave.text, wave.length);
  if (id == LEDA_NAMES_NONE) return leda_fail_memory(err);
  if (!is_wave_wanted(reader, id)) {
    if (reader->other_wave.n++ == 0) reader->other_wave.text = leda_show(wave.text);
    return LEDA_OK;
  }
  leda_status status = read_person(reader, row, &person, &good, err);
  if (status || !good) return status;
  person.wave = id;
  return reader->wide ? add_wide(reader, row, &person, err) : add_long(reader, row, &person, err);
}

leda_status leda_survey_take_row(const leda_csv_row *row, void *data, leda_error *err) {
  leda_survey_reader *reader = data;
  if (is_empty(row)) {
    reader->empty_rows.n++;
    return LEDA_OK;
  }
  if (!fits(reader, row) || !is_wanted(reader, row)) return LEDA_OK;
  if (is_bare(reader, row)) {
    hold(&reader->held, row->line);
    return LEDA_OK;
  }
  settle_held(reader);
  return add_row(reader, row, err);
}
