/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header of survey answers: which column is what (docs/data-files.md). */
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/header.h"
#include "engine/data/survey_reader.h"

#define NONE LEDA_SURVEY_NONE

/* Codes of municipalities are in a list of their own: beside a name the code is the key. */
static const struct {
  const char *name;
  leda_survey_column column;
  bool code;
} NAMES[] = {
    {"wave", LEDA_SURVEY_WAVE, false},
    {"våg", LEDA_SURVEY_WAVE, false},
    {"mättillfälle", LEDA_SURVEY_WAVE, false},
    {"mattillfalle", LEDA_SURVEY_WAVE, false},
    {"omgång", LEDA_SURVEY_WAVE, false},
    {"omgang", LEDA_SURVEY_WAVE, false},
    {"municipality", LEDA_SURVEY_MUNICIPALITY, false},
    {"kommun", LEDA_SURVEY_MUNICIPALITY, false},
    {"unit", LEDA_SURVEY_MUNICIPALITY, false},
    {"kommunkod", LEDA_SURVEY_MUNICIPALITY, true},
    {"municipality_code", LEDA_SURVEY_MUNICIPALITY, true},
    {"municipality_id", LEDA_SURVEY_MUNICIPALITY, true},
    {"municipality_name", LEDA_SURVEY_MUNICIPALITY_NAME, false},
    {"unit_name", LEDA_SURVEY_MUNICIPALITY_NAME, false},
    {"kommunnamn", LEDA_SURVEY_MUNICIPALITY_NAME, false},
    {"role", LEDA_SURVEY_ROLE, false},
    {"roll", LEDA_SURVEY_ROLE, false},
    {"funktion", LEDA_SURVEY_ROLE, false},
    {"in_management", LEDA_SURVEY_MANAGEMENT, false},
    {"ledningsgrupp", LEDA_SURVEY_MANAGEMENT, false},
    {"respondent", LEDA_SURVEY_RESPONDENT, false},
    {"svarande", LEDA_SURVEY_RESPONDENT, false},
    {"statement", LEDA_SURVEY_STATEMENT, false},
    {"påstående", LEDA_SURVEY_STATEMENT, false},
    {"pastaende", LEDA_SURVEY_STATEMENT, false},
    {"fråga", LEDA_SURVEY_STATEMENT, false},
    {"fraga", LEDA_SURVEY_STATEMENT, false},
    {"answer", LEDA_SURVEY_ANSWER, false},
    {"svar", LEDA_SURVEY_ANSWER, false},
    {"source", LEDA_SURVEY_SOURCE, false},
    {"källa", LEDA_SURVEY_SOURCE, false},
};

/* Words of --column and of messages. */
static const char *const WORDS[LEDA_SURVEY_COLUMNS] = {
    [LEDA_SURVEY_WAVE] = "wave",
    [LEDA_SURVEY_MUNICIPALITY] = "municipality",
    [LEDA_SURVEY_MUNICIPALITY_NAME] = "municipality_name",
    [LEDA_SURVEY_ROLE] = "role",
    [LEDA_SURVEY_MANAGEMENT] = "in_management",
    [LEDA_SURVEY_RESPONDENT] = "respondent",
    [LEDA_SURVEY_STATEMENT] = "statement",
    [LEDA_SURVEY_ANSWER] = "answer",
    [LEDA_SURVEY_SOURCE] = "source",
};

/* ---- names ---- */

/* Length of a word for "statement" at the beginning of a name, any case; 0 where there is none. */
static size_t prefix_length(const char *name) {
  static const char *const PREFIXES[] = {"påstående", "pastaende", "statement", "question",
                                         "fråga",     "fraga",     "item",      "q"};
  char head[16];
  for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
    size_t length = strlen(PREFIXES[i]);
    if (strlen(name) < length || length >= sizeof head) continue;
    memcpy(head, name, length);
    head[length] = '\0';
    if (leda_text_same_word(head, PREFIXES[i])) return length;
  }
  return 0;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

int leda_survey_statement_number(const char *name) {
  const char *p = name + prefix_length(name);
  if (p > name && (*p == ' ' || *p == '_' || *p == '-' || *p == '.')) p++;
  int number = 0;
  const char *digits = p;
  for (; is_digit(*p) && p - digits < 4; p++) number = 10 * number + (*p - '0');
  if (p == digits) return 0;
  /* "7. Wording" of a web survey; not "7.5", not "7 something". */
  bool wording = (*p == '.' || *p == ':' || *p == ')') && !is_digit(p[1]);
  return *p == '\0' || wording ? number : 0;
}

bool leda_survey_column_parse(const char *word, leda_survey_column *out, int *statement) {
  static const char *const OTHER[] = {"unit", "unit_name"};
  *statement = 0;
  for (size_t i = 0; i < LEDA_SURVEY_COLUMNS; i++)
    if (leda_text_same_word(word, WORDS[i])) {
      *out = (leda_survey_column)i;
      return true;
    }
  for (size_t i = 0; i < 2; i++)
    if (leda_text_same_word(word, OTHER[i])) {
      *out = i == 0 ? LEDA_SURVEY_MUNICIPALITY : LEDA_SURVEY_MUNICIPALITY_NAME;
      return true;
    }
  *out = LEDA_SURVEY_ANSWER;
  *statement = leda_survey_statement_number(word);
  return *statement > 0;
}

/* ---- what a row says, as a header ---- */

typedef struct {
  leda_survey_reader *reader;
  const leda_csv_row *row;
  bool *taken; /* columns with a part by --column */
  size_t code; /* municipality's */
  bool quiet;  /* judging: no complaints, nothing kept */
  size_t problems;
} resolver;

static leda_place place_of(const resolver *r, size_t column) {
  return leda_survey_place(r->reader, r->row->line, column);
}

static void complain_twice(resolver *r, const char *what, size_t first, size_t second) {
  r->problems++;
  if (r->quiet) return;
  leda_complaints *complaints = &r->reader->complaints;
  leda_complain(complaints, place_of(r, second),
                _("two columns can be the %s: \"%s\" (column %zu) and \"%s\" (%zu)"), what,
                leda_show(r->row->fields[first].text).text, first + 1,
                leda_show(r->row->fields[second].text).text, second + 1);
  leda_complain_hint(complaints, _("choose one with --column %s=NAME"), what);
}

static void complain_statement_twice(resolver *r, int number, size_t first, size_t second) {
  r->problems++;
  if (r->quiet) return;
  leda_complaints *complaints = &r->reader->complaints;
  leda_complain(complaints, place_of(r, second),
                _("two columns can be statement %d: \"%s\" (column %zu) and \"%s\" (%zu)"), number,
                leda_show(r->row->fields[first].text).text, first + 1,
                leda_show(r->row->fields[second].text).text, second + 1);
  leda_complain_hint(complaints, _("choose one with --column q%d=NAME"), number);
}

static void put(resolver *r, leda_survey_column part, size_t column) {
  size_t *at = &r->reader->column[part];
  if (*at != NONE)
    complain_twice(r, WORDS[part], *at, column);
  else
    *at = column;
}

static void put_statement(resolver *r, int number, size_t column) {
  const leda_instrument *instrument = r->reader->options->instrument;
  const leda_statement *statement = leda_instrument_find(instrument, number);
  size_t *at = statement ? &r->reader->statement_column[statement - instrument->statements] : NULL;
  r->reader->wide = true;
  if (at && *at == NONE) {
    *at = column;
  } else if (at) {
    complain_statement_twice(r, number, *at, column);
  } else if (!r->quiet) {
    leda_complain(&r->reader->complaints, place_of(r, column),
                  _("the questionnaire has no statement %d"), number);
    leda_complain_hint(
        &r->reader->complaints,
        _("choose the questionnaire with --instrument FILE, or take the column away"));
  }
}

static void take_choice(resolver *r, const leda_survey_choice *choice) {
  leda_survey_column part;
  int statement;
  if (!leda_survey_column_parse(choice->word, &part, &statement)) return;
  size_t column = leda_header_find(r->row, choice->name);
  if (column != LEDA_NO_COLUMN) {
    r->taken[column] = true;
    if (statement > 0)
      put_statement(r, statement, column);
    else
      put(r, part, column);
    return;
  }
  r->problems++;
  if (r->quiet) return;
  leda_text list = {0};
  leda_header_list(r->row, &list);
  leda_complain(&r->reader->complaints, place_of(r, NONE),
                _("there is no column \"%s\"; the columns are %s"), leda_show(choice->name).text,
                leda_text_str(&list));
  leda_text_clear(&list);
}

static bool is_chosen(const resolver *r, leda_survey_column part, int statement) {
  const leda_survey_options *options = r->reader->options;
  leda_survey_column word;
  int number;
  for (size_t i = 0; i < options->n_columns; i++)
    if (leda_survey_column_parse(options->columns[i].word, &word, &number) && number == statement &&
        (statement > 0 || word == part))
      return true;
  return false;
}

/* The statement that a column's name stands for: by its number, or by the words that the questionnaire has
   for it; 0 where it is none. */
static int statement_of_name(const leda_instrument *instrument, const char *name) {
  int number = leda_survey_statement_number(name);
  for (size_t i = 0; i < instrument->n && number == 0; i++)
    for (size_t language = 0; language < 2; language++)
      if (leda_text_same_word(name, instrument->statements[i].label[language]))
        number = instrument->statements[i].number;
  return number;
}

static void take_name(resolver *r, size_t column) {
  const char *name = r->row->fields[column].text;
  int number = statement_of_name(r->reader->options->instrument, name);
  if (number > 0 && !is_chosen(r, LEDA_SURVEY_ANSWER, number)) put_statement(r, number, column);
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    if (!leda_text_same_word(name, NAMES[i].name) || is_chosen(r, NAMES[i].column, 0)) continue;
    if (!NAMES[i].code)
      put(r, NAMES[i].column, column);
    else if (r->code == NONE)
      r->code = column;
    else
      complain_twice(r, WORDS[LEDA_SURVEY_MUNICIPALITY], r->code, column);
    return;
  }
}

/* Beside a code the name is what people read. */
static void settle_municipality(resolver *r) {
  size_t *key = &r->reader->column[LEDA_SURVEY_MUNICIPALITY];
  size_t *label = &r->reader->column[LEDA_SURVEY_MUNICIPALITY_NAME];
  if (r->code == NONE) return;
  if (*key != NONE && *label == NONE) *label = *key;
  *key = r->code;
}

static void resolve(resolver *r) {
  leda_survey_reader *reader = r->reader;
  const leda_survey_options *options = reader->options;
  for (size_t i = 0; i < LEDA_SURVEY_COLUMNS; i++) reader->column[i] = NONE;
  for (size_t i = 0; i < options->instrument->n; i++) reader->statement_column[i] = NONE;
  reader->wide = false;
  for (size_t i = 0; i < options->n_columns; i++) take_choice(r, &options->columns[i]);
  for (size_t i = 0; i < r->row->n; i++)
    if (!r->taken[i]) take_name(r, i);
  settle_municipality(r);
}

static bool is_long(const leda_survey_reader *reader) {
  return !reader->wide && reader->column[LEDA_SURVEY_STATEMENT] != NONE &&
         reader->column[LEDA_SURVEY_ANSWER] != NONE;
}

/* A file of one occasion needs no column where --waves names it. */
static bool has_wave(const leda_survey_reader *reader) {
  return reader->column[LEDA_SURVEY_WAVE] != NONE || reader->options->n_waves == 1;
}

leda_header_match leda_survey_judge(const leda_csv_row *row, void *data) {
  leda_survey_reader *reader = data;
  leda_header_match match = {0};
  resolver r = {.reader = reader, .row = row, .code = NONE, .quiet = true};
  r.taken = leda_calloc(row->n + 1, sizeof *r.taken);
  if (!r.taken) return match;
  resolve(&r);
  for (size_t i = 0; i < row->n; i++) match.filled += row->fields[i].length > 0;
  for (size_t i = 0; i < LEDA_SURVEY_COLUMNS; i++) match.known += reader->column[i] != NONE;
  for (size_t i = 0; i < reader->options->instrument->n; i++)
    match.known += reader->statement_column[i] != NONE;
  match.is_header = has_wave(reader) && (reader->wide || is_long(reader));
  leda_free(r.taken);
  return match;
}

/* ---- the header that was found ---- */

static void complain_absent(resolver *r, const char *word, const char *recognised) {
  leda_complaints *complaints = &r->reader->complaints;
  leda_text list = {0};
  leda_header_list(r->row, &list);
  leda_complain(complaints, place_of(r, NONE),
                _("no column for the %s was found; the columns are %s; recognised names are %s"),
                word, leda_text_str(&list), recognised);
  leda_complain_hint(complaints, _("say which column it is with --column %s=NAME"), word);
  leda_text_clear(&list);
}

static void complain_no_answers(resolver *r) {
  leda_complaints *complaints = &r->reader->complaints;
  leda_text list = {0};
  leda_header_list(r->row, &list);
  leda_complain(complaints, place_of(r, NONE),
                _("no column with answers was found; the columns are %s"), leda_text_str(&list));
  leda_complain_hint(complaints, "%s",
                     _("name them q1, q2 and so on, or say which is which: --column q1=NAME"));
  leda_text_clear(&list);
}

static void check_parts(resolver *r) {
  const leda_survey_reader *reader = r->reader;
  if (r->problems > 0) return;
  if (!has_wave(reader)) {
    complain_absent(r, WORDS[LEDA_SURVEY_WAVE], "wave, mättillfälle, omgång");
    leda_complain_hint(&r->reader->complaints, "%s",
                       _("say which column it is with --column wave=NAME; where all answers are "
                         "of one wave, name that with --waves NAME"));
  }
  if (!reader->wide && !is_long(reader)) complain_no_answers(r);
  if (is_long(reader) && reader->column[LEDA_SURVEY_RESPONDENT] == NONE)
    complain_absent(r, WORDS[LEDA_SURVEY_RESPONDENT], "respondent, svarande");
}

static size_t find_column(resolver *r, const char *name) {
  size_t column = leda_header_find(r->row, name);
  if (column != LEDA_NO_COLUMN) return column;
  leda_text list = {0};
  leda_header_list(r->row, &list);
  leda_complain(&r->reader->complaints, place_of(r, NONE),
                _("there is no column \"%s\" to choose rows by; the columns are %s"), name,
                leda_text_str(&list));
  leda_text_clear(&list);
  return NONE;
}

leda_status leda_survey_take_header(const leda_csv_row *row, void *data, leda_error *err) {
  leda_survey_reader *reader = data;
  const leda_survey_options *options = reader->options;
  resolver r = {.reader = reader, .row = row, .code = NONE};
  r.taken = leda_calloc(row->n + 1, sizeof *r.taken);
  reader->filters = leda_calloc(options->n_filters + 1, sizeof *reader->filters);
  if (!r.taken || !reader->filters) {
    leda_free(r.taken);
    return leda_fail_memory(err);
  }
  resolve(&r);
  check_parts(&r);
  for (size_t i = 0; i < options->n_filters; i++)
    reader->filters[i] = find_column(&r, options->filters[i].column);
  reader->cohort = options->cohort_column ? find_column(&r, options->cohort_column) : NONE;
  reader->n_header = row->n;
  leda_free(r.taken);
  return leda_complaints_status(&reader->complaints);
}
