/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows the last row: municipalities by name, respondents in an order that the file does not
   decide. */
#include <stdlib.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/survey_reader.h"

/* ---- municipalities ---- */

typedef struct {
  const char *key;
  uint32_t name;
} municipality;

static int by_key(const void *a, const void *b) {
  return strcmp(((const municipality *)a)->key, ((const municipality *)b)->key);
}

/* The different municipalities of the respondents, sorted; *n of them. index_of has room for every name
   and gets each one's place. */
static municipality *collect(const leda_survey_reader *reader, size_t *index_of, size_t *n) {
  const leda_survey *survey = &reader->survey;
  municipality *items = leda_calloc(survey->n + 1, sizeof *items);
  *n = 0;
  if (!items) return NULL;
  for (size_t i = 0; i < survey->n; i++) {
    uint32_t name = (uint32_t)survey->respondents[i].municipality;
    if (index_of[name]) continue;
    index_of[name] = 1;
    items[(*n)++] = (municipality){leda_names_text(reader->names, name), name};
  }
  if (*n > 1) qsort(items, *n, sizeof *items, by_key);
  for (size_t i = 0; i < *n; i++) index_of[items[i].name] = i;
  return items;
}

static leda_status store(leda_survey_reader *reader, const municipality *items, size_t n,
                         leda_error *err) {
  leda_survey *survey = &reader->survey;
  survey->municipalities = leda_calloc(n + 1, sizeof *survey->municipalities);
  survey->municipality_labels = leda_calloc(n + 1, sizeof *survey->municipality_labels);
  if (!survey->municipalities || !survey->municipality_labels) return leda_fail_memory(err);
  survey->n_municipalities = n;
  for (size_t i = 0; i < n; i++) {
    uint32_t name = items[i].name;
    uint32_t label = name < reader->label_capacity ? reader->label_of[name] : 0;
    survey->municipalities[i] = items[i].key;
    survey->municipality_labels[i] = label ? leda_names_text(reader->names, label) : items[i].key;
  }
  return LEDA_OK;
}

static leda_status order_municipalities(leda_survey_reader *reader, leda_error *err) {
  leda_survey *survey = &reader->survey;
  size_t *index_of = leda_calloc(leda_names_count(reader->names) + (size_t)1, sizeof *index_of);
  size_t n = 0;
  municipality *items = index_of ? collect(reader, index_of, &n) : NULL;
  leda_status status = items ? store(reader, items, n, err) : leda_fail_memory(err);
  for (size_t i = 0; i < survey->n && !status; i++)
    survey->respondents[i].municipality = index_of[survey->respondents[i].municipality];
  leda_free(items);
  leda_free(index_of);
  return status;
}

/* ---- respondents ---- */

typedef struct {
  leda_respondent respondent;
  const int8_t *answers;
  size_t n_statements;
} person;

static int compare(size_t a, size_t b) { return (a > b) - (a < b); }

static int by_content(const void *a, const void *b) {
  const person *left = a, *right = b;
  const leda_respondent *l = &left->respondent, *r = &right->respondent;
  int order = compare(l->wave, r->wave);
  if (!order) order = compare(l->municipality, r->municipality);
  if (!order) order = compare(l->role, r->role);
  if (!order) order = l->in_management - r->in_management;
  if (!order) order = l->chosen - r->chosen;
  for (size_t q = 0; q < left->n_statements && !order; q++)
    order = left->answers[q] - right->answers[q];
  return order ? order : compare(l->line, r->line);
}

static leda_status order_respondents(leda_survey *survey, leda_error *err) {
  size_t n = survey->n, m = survey->n_statements;
  person *people = leda_calloc(n + 1, sizeof *people);
  int8_t *answers = leda_calloc(n + 1, m * sizeof *answers);
  if (!people || !answers) {
    leda_free(people);
    leda_free(answers);
    return leda_fail_memory(err);
  }
  for (size_t i = 0; i < n; i++)
    people[i] = (person){survey->respondents[i], survey->answers + i * m, m};
  if (n > 1) qsort(people, n, sizeof *people, by_content);
  for (size_t i = 0; i < n; i++) {
    survey->respondents[i] = people[i].respondent;
    memcpy(answers + i * m, people[i].answers, m);
  }
  leda_free(survey->answers);
  survey->answers = answers;
  leda_free(people);
  return LEDA_OK;
}

/* ---- all of it ---- */

static void check_cohort(leda_survey_reader *reader) {
  const leda_survey *survey = &reader->survey;
  const leda_survey_options *options = reader->options;
  size_t chosen = 0, others = 0;
  for (size_t i = 0; i < survey->n; i++) {
    chosen += survey->respondents[i].chosen == 1;
    others += survey->respondents[i].chosen == 0;
  }
  if (!options->cohort_column || (chosen > 0 && others > 0)) return;
  leda_place place = leda_survey_place(reader, 0, LEDA_SURVEY_NONE);
  if (chosen == 0)
    leda_complain(&reader->complaints, place, _("in no row does the column \"%s\" read '%s'"),
                  options->cohort_column, leda_show(options->cohort_value).text);
  else
    leda_complain(&reader->complaints, place,
                  _("in all rows the column \"%s\" reads '%s', so there is nobody to compare with"),
                  options->cohort_column, leda_show(options->cohort_value).text);
  if (chosen == 0 && reader->other_value.n > 0)
    leda_complain_hint(&reader->complaints, _("it reads '%s', for example"),
                       reader->other_value.text.text);
  else
    leda_complain_hint(
        &reader->complaints, "%s",
        _("--cohort COLUMN=VALUE compares the rows that read VALUE with the others"));
}

static void check_rows(leda_survey_reader *reader) {
  const leda_survey_options *options = reader->options;
  leda_place place = leda_survey_place(reader, 0, LEDA_SURVEY_NONE);
  if (reader->survey.n > 0 || reader->complaints.n > 0) return;
  if (reader->other_wave.n > 0) {
    leda_complain(&reader->complaints, place, _("there are no answers of wave %s"),
                  leda_show(options->waves[0]).text);
    leda_complain_hint(&reader->complaints, _("another wave in the file is %s"),
                       reader->other_wave.text.text);
  } else if (options->n_filters > 0) {
    leda_complain(&reader->complaints, place, _("no row is left where %s is '%s'"),
                  options->filters[0].column, leda_show(options->filters[0].value).text);
    leda_complain_hint(&reader->complaints, "%s",
                       _("--where compares the whole text of the cell, and capital letters count"));
  } else {
    leda_complain(&reader->complaints, place, "%s", _("there is no row of data below the header"));
  }
}

leda_status leda_survey_finish(leda_survey_reader *reader, leda_error *err) {
  leda_survey *survey = &reader->survey;
  for (size_t i = 0; i < survey->n * survey->n_statements; i++)
    if (survey->answers[i] == LEDA_ANSWER_UNSEEN) survey->answers[i] = LEDA_ANSWER_MISSING;
  check_rows(reader);
  if (survey->n > 0) check_cohort(reader);
  leda_status status = leda_complaints_status(&reader->complaints);
  if (!status) status = leda_survey_order_waves(reader, err);
  if (!status) status = order_municipalities(reader, err);
  if (!status) status = order_respondents(survey, err);
  if (!status && leda_survey_note_all(reader)) status = leda_fail_memory(err);
  return status;
}
