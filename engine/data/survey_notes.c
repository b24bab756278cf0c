/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader of survey answers tells of, without being asked. */
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/survey_reader.h"

#define NAMED 5 /* municipalities named in a notice */

static leda_place place_of(const leda_survey_reader *reader, size_t line) {
  return leda_survey_place(reader, line, LEDA_SURVEY_NONE);
}

static leda_status note_rows(const leda_survey_reader *reader) {
  leda_messages *log = reader->complaints.log;
  unsigned long empty = (unsigned long)reader->empty_rows.n, held = (unsigned long)reader->held.n;
  unsigned long other = (unsigned long)reader->other_wave.n;
  leda_status status = LEDA_OK;
  if (empty > 0)
    status = leda_messages_note(
        log, LEDA_NOTICE, place_of(reader, 0),
        P_("%lu empty row was passed over", "%lu empty rows were passed over", empty), empty);
  if (!status && held > 0)
    status = leda_messages_note(log, LEDA_NOTICE, place_of(reader, reader->held.lines[0]),
                                P_("%lu row of notes below the table was passed over",
                                   "%lu rows of notes below the table were passed over", held),
                                held);
  if (!status && other > 0)
    status =
        leda_messages_note(log, LEDA_NOTICE, place_of(reader, 0),
                           P_("%lu row of a wave that was not asked for was left out",
                              "%lu rows of waves that were not asked for were left out", other),
                           other);
  return status;
}

static leda_status note_answers(const leda_survey_reader *reader) {
  leda_messages *log = reader->complaints.log;
  unsigned long labelled = (unsigned long)reader->labelled.n;
  unsigned long worded = (unsigned long)reader->worded.n;
  leda_status status = LEDA_OK;
  if (labelled > 0)
    status = leda_messages_note(
        log, LEDA_NOTICE, place_of(reader, reader->labelled.line),
        P_("%lu answer such as '%s' was read as its number on the scale",
           "%lu answers such as '%s' were read as their numbers on the scale", labelled),
        labelled, reader->labelled.text.text);
  if (!status && worded > 0)
    status = leda_messages_note(log, LEDA_NOTICE, place_of(reader, reader->worded.line),
                                P_("%lu answer such as '%s' counts as missing",
                                   "%lu answers such as '%s' count as missing", worded),
                                worded, reader->worded.text.text);
  return status;
}

static bool has_answer(const leda_survey *survey, size_t respondent) {
  for (size_t q = 0; q < survey->n_statements; q++)
    if (leda_survey_answer(survey, respondent, q) != LEDA_ANSWER_MISSING) return true;
  return false;
}

/* Without these columns much cannot be answered, and a name that was not understood is easily mended. */
static leda_status note_columns(const leda_survey_reader *reader) {
  const leda_survey *survey = &reader->survey;
  leda_messages *log = reader->complaints.log;
  leda_status status = LEDA_OK;
  if (!survey->has_municipality)
    status = leda_messages_note(
        log, LEDA_NOTICE, place_of(reader, 0), "%s",
        _("no column for the municipality was found, so all answers count as one municipality's; "
          "--column municipality=NAME says which it is"));
  if (!status && !survey->has_role)
    status = leda_messages_note(
        log, LEDA_NOTICE, place_of(reader, 0), "%s",
        _("no column for the role was found, so no role is known; --column role=NAME says which it "
          "is"));
  return status;
}

static leda_status note_people(const leda_survey_reader *reader) {
  const leda_survey *survey = &reader->survey;
  leda_messages *log = reader->complaints.log;
  unsigned long silent = 0, no_role = 0;
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < survey->n; i++) {
    silent += !has_answer(survey, i);
    no_role += survey->respondents[i].role == LEDA_SURVEY_NOT_STATED;
  }
  if (silent > 0)
    status = leda_messages_note(log, LEDA_NOTICE, place_of(reader, 0),
                                P_("%lu respondent answered no statement at all",
                                   "%lu respondents answered no statement at all", silent),
                                silent);
  if (!status && survey->has_role && no_role > 0)
    status = leda_messages_note(log, LEDA_NOTICE, place_of(reader, 0),
                                P_("%lu respondent of %zu did not state a role",
                                   "%lu respondents of %zu did not state a role", no_role),
                                no_role, survey->n);
  return status;
}

/* As many answers as nobody else is likely to have given in the same order. */
#define TELLING 8

/* The same person, as far as can be seen, in every answer; sorted, so such people are neighbours. */
static bool is_repeated(const leda_survey *survey, size_t i) {
  const leda_respondent *a = &survey->respondents[i - 1], *b = &survey->respondents[i];
  size_t m = survey->n_statements, answered = 0;
  const int8_t *before = survey->answers + (i - 1) * m, *now = survey->answers + i * m;
  int8_t first = LEDA_ANSWER_MISSING;
  bool varied = false;
  if (a->wave != b->wave || a->municipality != b->municipality || a->role != b->role ||
      a->in_management != b->in_management || a->chosen != b->chosen || memcmp(before, now, m) != 0)
    return false;
  for (size_t q = 0; q < m; q++) {
    if (now[q] == LEDA_ANSWER_MISSING) continue;
    if (answered++ == 0) first = now[q];
    varied = varied || now[q] != first;
  }
  return answered >= TELLING && varied;
}

static leda_status note_repeated(const leda_survey_reader *reader) {
  const leda_survey *survey = &reader->survey;
  unsigned long n = 0;
  size_t line = 0;
  for (size_t i = 1; i < survey->n; i++) {
    if (!is_repeated(survey, i)) continue;
    if (n++ == 0) line = survey->respondents[i].line;
  }
  if (n == 0) return LEDA_OK;
  return leda_messages_note(
      reader->complaints.log, LEDA_NOTICE, place_of(reader, line),
      P_("%lu respondent has the same answers as another one of the same wave, municipality and "
         "role; was a questionnaire sent twice?",
         "%lu respondents have the same answers as others of the same wave, municipality and "
         "role; were questionnaires sent twice?",
         n),
      n);
}

static leda_status note_statements(const leda_survey_reader *reader) {
  const leda_survey *survey = &reader->survey;
  unsigned long absent = 0;
  int first = 0;
  for (size_t q = survey->n_statements; q-- > 0;)
    if (!survey->asked[q]) {
      absent++;
      first = survey->instrument->statements[q].number;
    }
  if (absent == 0) return LEDA_OK;
  return leda_messages_note(
      reader->complaints.log, LEDA_NOTICE, place_of(reader, 0),
      P_("the file does not have %lu statement of the questionnaire: number %d",
         "the file does not have %lu statements of the questionnaire; the first is number %d",
         absent),
      absent, first);
}

/* ---- municipalities ---- */

/* Facts of each municipality, added up over its respondents. */
typedef struct {
  size_t waves;
  size_t last_wave; /* + 1 */
  bool chosen, other;
} tally;

static void count(const leda_survey *survey, tally *tallies) {
  for (size_t i = 0; i < survey->n; i++) { /* sorted by wave */
    const leda_respondent *r = &survey->respondents[i];
    tally *t = &tallies[r->municipality];
    t->waves += t->last_wave != r->wave + 1;
    t->last_wave = r->wave + 1;
    t->chosen = t->chosen || r->chosen == 1;
    t->other = t->other || r->chosen == 0;
  }
}

static bool in_one_wave(const tally *t) { return t->waves == 1; }
static bool in_both(const tally *t) { return t->chosen && t->other; }

/* Counts the municipalities that `is` holds for and names the first of them. */
static unsigned long name_them(const leda_survey *survey, const tally *tallies,
                               bool (*is)(const tally *), leda_text *names) {
  unsigned long n = 0;
  for (size_t m = 0; m < survey->n_municipalities; m++) {
    if (!is(&tallies[m])) continue;
    if (n < NAMED)
      leda_text_addf(names, "%s%s", n > 0 ? ", " : "",
                     leda_show(survey->municipality_labels[m]).text);
    n++;
  }
  if (n > NAMED) leda_text_add(names, ", ...");
  return n;
}

static leda_status note_municipalities(const leda_survey_reader *reader) {
  const leda_survey *survey = &reader->survey;
  leda_messages *log = reader->complaints.log;
  tally *tallies = leda_calloc(survey->n_municipalities + 1, sizeof *tallies);
  leda_text lone = {0}, mixed = {0};
  leda_status status = tallies ? LEDA_OK : LEDA_ERR_MEMORY;
  if (!status && survey->has_municipality) {
    count(survey, tallies);
    unsigned long n = survey->n_waves > 1 ? name_them(survey, tallies, in_one_wave, &lone) : 0;
    if (n > 0)
      status = leda_messages_note(log, LEDA_NOTICE, place_of(reader, 0),
                                  P_("%lu municipality answered in one wave only: %s",
                                     "%lu municipalities answered in one wave only: %s", n),
                                  n, leda_text_str(&lone));
    n = name_them(survey, tallies, in_both, &mixed);
    if (!status && n > 0)
      status = leda_messages_note(
          log, LEDA_NOTICE, place_of(reader, 0),
          P_("%lu municipality has respondents both among the chosen and the others: %s",
             "%lu municipalities have respondents both among the chosen and the others: %s", n),
          n, leda_text_str(&mixed));
  }
  leda_text_clear(&lone);
  leda_text_clear(&mixed);
  leda_free(tallies);
  return status;
}

static leda_status note_synthetic(const leda_survey_reader *reader) {
  unsigned long n = (unsigned long)reader->survey.n_synthetic;
  if (n == 0) return LEDA_OK;
  return leda_messages_note(
      reader->complaints.log, LEDA_WARNING, place_of(reader, 0),
      P_("%lu respondent of %zu is synthetic: made by a program, not a person",
         "%lu respondents of %zu are synthetic: made by a program, not people", n),
      n, reader->survey.n);
}

leda_status leda_survey_note_all(const leda_survey_reader *reader) {
  leda_status status = note_rows(reader);
  if (!status) status = note_answers(reader);
  if (!status) status = note_columns(reader);
  if (!status) status = note_people(reader);
  if (!status) status = note_repeated(reader);
  if (!status) status = note_statements(reader);
  if (!status) status = note_municipalities(reader);
  if (!status) status = note_synthetic(reader);
  return status;
}
