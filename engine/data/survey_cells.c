/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of survey answers say. */
#include <math.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/data/number_parse.h"
#include "engine/data/survey_reader.h"
#include "engine/data/survey_words.h"

leda_csv_field leda_survey_field(const leda_csv_row *row, size_t column) {
  if (column == LEDA_SURVEY_NONE || column >= row->n) return (leda_csv_field){"", 0};
  return row->fields[column];
}

bool leda_survey_is_missing(leda_csv_field field) {
  return leda_cell_parse(field.text, field.length).kind == LEDA_CELL_MISSING;
}

/* What kind of word a text is: index into `words` (ended by NULL), or -1. */
static int find_word(const char *text, const char *const *words) {
  for (int i = 0; words[i]; i++)
    if (leda_text_same_word(text, words[i])) return i;
  return -1;
}

static void complain_word(leda_survey_reader *reader, const leda_csv_row *row, size_t column,
                          const char *what) {
  leda_complain(&reader->complaints, leda_survey_place(reader, row->line, column),
                _("'%s' is not %s"), leda_show(row->fields[column].text).text, what);
}

bool leda_survey_role_parse(const char *word, leda_survey_role *out) {
  static const char *const LEADERSHIP[] = {"leadership", "ledning", "ledningsfunktion", NULL};
  static const char *const SUPPORT[] = {"support", "stöd", "stod", "stödfunktion", NULL};
  static const char *const NOT_STATED[] = {"not stated", "ej angiven", "ej angivet", NULL};
  const char *const *const words[LEDA_SURVEY_ROLES] = {NOT_STATED, LEADERSHIP, SUPPORT};
  for (int role = 0; role < LEDA_SURVEY_ROLES; role++)
    if (find_word(word, words[role]) >= 0) {
      *out = (leda_survey_role)role;
      return true;
    }
  return false;
}

leda_survey_role leda_survey_read_role(leda_survey_reader *reader, const leda_csv_row *row) {
  size_t column = reader->column[LEDA_SURVEY_ROLE];
  leda_csv_field field = leda_survey_field(row, column);
  leda_survey_role role = LEDA_SURVEY_NOT_STATED;
  if (leda_survey_is_missing(field) || leda_survey_role_parse(field.text, &role)) return role;
  complain_word(reader, row, column, _("a role"));
  leda_complain_hint(&reader->complaints,
                     _("write leadership (ledning), support (stöd), or leave the cell empty"));
  return LEDA_SURVEY_NOT_STATED;
}

int8_t leda_survey_read_management(leda_survey_reader *reader, const leda_csv_row *row) {
  static const char *const YES[] = {"yes", "ja", "1", "true", NULL};
  static const char *const NO[] = {"no", "nej", "0", "false", NULL};
  size_t column = reader->column[LEDA_SURVEY_MANAGEMENT];
  leda_csv_field field = leda_survey_field(row, column);
  if (leda_survey_is_missing(field)) return -1;
  if (find_word(field.text, YES) >= 0) return 1;
  if (find_word(field.text, NO) >= 0) return 0;
  complain_word(reader, row, column, _("yes or no"));
  leda_complain_hint(&reader->complaints,
                     _("write yes (ja, 1), no (nej, 0), or leave the cell empty"));
  return -1;
}

int8_t leda_survey_read_chosen(leda_survey_reader *reader, const leda_csv_row *row) {
  leda_csv_field field = leda_survey_field(row, reader->cohort);
  if (!reader->options->cohort_column || leda_survey_is_missing(field)) return -1;
  if (leda_text_same_word(field.text, reader->options->cohort_value)) return 1;
  /* An example for a message, the same whatever the order of rows. */
  leda_shown shown = leda_show(field.text);
  if (reader->other_value.n++ == 0 || strcmp(shown.text, reader->other_value.text.text) < 0)
    reader->other_value.text = shown;
  return 0;
}

bool leda_survey_is_synthetic(const leda_survey_reader *reader, const leda_csv_row *row) {
  static const char *const WORDS[] = {"synthetic", "syntetisk", "syntetiskt", "syntetiska", NULL};
  return find_word(leda_survey_field(row, reader->column[LEDA_SURVEY_SOURCE]).text, WORDS) >= 0;
}

/* ---- answers ---- */

static void count_once(leda_survey_tally *tally, size_t line, const char *text) {
  if (tally->n++ > 0) return;
  tally->line = line;
  tally->text = leda_show(text);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* "7 = Helt", "7 - helt", "7. Helt", "7 (Helt)": the number; -1 for anything else, "7.5 x" for one. */
static int labelled_number(const char *text) {
  int number = 0;
  size_t n = 0;
  for (; n < 3 && is_digit(text[n]); n++) number = 10 * number + (text[n] - '0');
  if (n == 0) return -1;
  const char *rest = text + n;
  size_t marks = strspn(rest, " .:;=()-");
  bool letters = rest[marks] != '\0' && !is_digit(rest[marks]) && rest[marks] != ',';
  return marks > 0 && letters ? number : -1;
}

/* The end of the scale that a text names ("Helt"), or -1. */
static int end_of_scale(const leda_instrument *instrument, const char *text) {
  for (size_t i = 0; i < 2 && text[0]; i++) {
    if (leda_text_same_word(text, instrument->low[i])) return instrument->scale_low;
    if (leda_text_same_word(text, instrument->high[i])) return instrument->scale_high;
  }
  return -1;
}

static bool is_no_opinion(const char *text) {
  static const char *const WORDS[] = {
      "vet ej",     "vet inte",   "kan ej bedöma",  "ingen uppfattning",
      "don't know", "no opinion", "not applicable", "ej svar",
      NULL};
  return find_word(text, WORDS) >= 0;
}

static int8_t refuse_answer(leda_survey_reader *reader, const leda_csv_row *row, size_t column,
                            bool is_whole) {
  const leda_instrument *instrument = reader->options->instrument;
  leda_place place = leda_survey_place(reader, row->line, column);
  leda_shown shown = leda_show(row->fields[column].text);
  if (is_whole)
    leda_complain(&reader->complaints, place, _("the answer %s lies outside the scale %d-%d"),
                  shown.text, instrument->scale_low, instrument->scale_high);
  else
    leda_complain(&reader->complaints, place,
                  _("'%s' is not an answer, which is a whole number from %d to %d"), shown.text,
                  instrument->scale_low, instrument->scale_high);
  leda_complain_hint(&reader->complaints,
                     _("correct it, or leave the cell empty where there is no answer"));
  return LEDA_ANSWER_MISSING;
}

int8_t leda_survey_read_answer(leda_survey_reader *reader, const leda_csv_row *row, size_t column,
                               size_t statement) {
  const leda_instrument *instrument = reader->options->instrument;
  leda_csv_field field = leda_survey_field(row, column);
  leda_cell cell = leda_cell_parse(field.text, field.length);
  if (cell.kind == LEDA_CELL_MISSING) return LEDA_ANSWER_MISSING;
  double value = cell.value;
  if (cell.kind != LEDA_CELL_NUMBER) {
    int number = labelled_number(field.text);
    if (number < 0) number = end_of_scale(instrument, field.text);
    if (number >= 0) count_once(&reader->labelled, row->line, field.text);
    value = number;
    if (number < 0 && is_no_opinion(field.text)) {
      count_once(&reader->worded, row->line, field.text);
      return LEDA_ANSWER_MISSING;
    }
    if (number < 0) return refuse_answer(reader, row, column, false);
  }
  if (value != floor(value)) return refuse_answer(reader, row, column, false);
  if (value < instrument->scale_low || value > instrument->scale_high)
    return refuse_answer(reader, row, column, true);
  int answer = (int)value;
  bool turn = instrument->statements[statement].reversed;
  return (int8_t)(turn ? instrument->scale_low + instrument->scale_high - answer : answer);
}
