/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/survey.h"

#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/source.h"
#include "engine/data/survey_reader.h"

leda_place leda_survey_place(const leda_survey_reader *reader, size_t line, size_t column) {
  return (leda_place){reader->file, line, column == LEDA_SURVEY_NONE ? 0 : column + 1};
}

void leda_survey_clear(leda_survey *survey) {
  if (!survey) return;
  leda_free(survey->waves);
  leda_free(survey->municipalities);
  leda_free(survey->municipality_labels);
  leda_free(survey->respondents);
  leda_free(survey->answers);
  leda_free(survey->asked);
  leda_names_free(survey->names);
  *survey = (leda_survey){0};
}

static leda_status begin(leda_survey_reader *reader, const char *file, leda_error *err) {
  const leda_survey_options *options = reader->options;
  leda_survey *survey = &reader->survey;
  size_t m = options->instrument->n;
  reader->file = file;
  reader->complaints.file = file;
  survey->instrument = options->instrument;
  survey->n_statements = m;
  survey->names = reader->names = leda_names_alloc();
  survey->asked = leda_calloc(m + 1, sizeof *survey->asked);
  reader->statement_column = leda_calloc(m + 1, sizeof *reader->statement_column);
  reader->waves_wanted = leda_calloc(options->n_waves + 1, sizeof *reader->waves_wanted);
  if (!survey->names || !survey->asked || !reader->statement_column || !reader->waves_wanted)
    return leda_fail_memory(err);
  for (size_t i = 0; i < options->n_waves; i++) {
    const char *wave = options->waves[i];
    reader->waves_wanted[i] = leda_survey_wave_name(reader->names, wave, strlen(wave));
    if (reader->waves_wanted[i] == LEDA_NAMES_NONE) return leda_fail_memory(err);
    for (size_t k = 0; k < i; k++)
      if (reader->waves_wanted[k] == reader->waves_wanted[i])
        return leda_fail(err, LEDA_ERR_USAGE, _("--waves names %s twice"), wave);
  }
  return LEDA_OK;
}

/* What the header says of the whole file. */
static leda_status keep_facts(leda_survey_reader *reader, leda_error *err) {
  leda_survey *survey = &reader->survey;
  const leda_survey_options *options = reader->options;
  const char *texts[2] = {options->cohort_column ? options->cohort_column : "",
                          options->cohort_value ? options->cohort_value : ""};
  const char **kept[2] = {&survey->cohort_column, &survey->cohort_value};
  for (size_t i = 0; i < 2; i++) {
    uint32_t name = leda_names_add(reader->names, texts[i], strlen(texts[i]));
    if (name == LEDA_NAMES_NONE) return leda_fail_memory(err);
    *kept[i] = leda_names_text(reader->names, name);
  }
  for (size_t q = 0; q < survey->n_statements; q++)
    if (reader->statement_column[q] != LEDA_SURVEY_NONE) survey->asked[q] = true;
  survey->has_municipality = reader->column[LEDA_SURVEY_MUNICIPALITY] != LEDA_SURVEY_NONE;
  survey->has_role = reader->column[LEDA_SURVEY_ROLE] != LEDA_SURVEY_NONE;
  survey->has_management = reader->column[LEDA_SURVEY_MANAGEMENT] != LEDA_SURVEY_NONE;
  survey->has_cohort = options->cohort_column != NULL;
  return LEDA_OK;
}

/* Complaints went to the log one by one; what ended the reading otherwise is told last. */
static leda_status conclude(leda_survey_reader *reader, leda_status status, leda_error *fatal,
                            leda_error *err) {
  leda_messages *log = reader->complaints.log;
  bool about_input = status == LEDA_ERR_DATA || status == LEDA_ERR_IO;
  if (about_input && fatal->status) leda_messages_add(log, LEDA_ERROR, fatal);
  if (reader->complaints.n > 0 && (!status || status == LEDA_ERR_DATA)) {
    status = LEDA_ERR_DATA;
    if (err && !err->status) *err = *reader->complaints.err;
  }
  if (status && err && !err->status) *err = *fatal;
  leda_free(reader->statement_column);
  leda_free(reader->waves_wanted);
  leda_free(reader->filters);
  leda_free(reader->label_of);
  leda_series_set_clear(&reader->keys);
  if (status) leda_survey_clear(&reader->survey);
  return status;
}

static leda_status read_source(leda_survey *survey, leda_source *source,
                               const leda_survey_options *options, leda_messages *log,
                               leda_error *err) {
  leda_error first = leda_error_none(), fatal = leda_error_none();
  leda_survey_reader reader = {
      .options = options,
      .complaints = {.log = log, .err = &first},
      .survey = {.cohort_column = "", .cohort_value = ""},
  };
  leda_table_reader table = {leda_survey_judge, leda_survey_take_header, leda_survey_take_row,
                             &reader};
  leda_status status = begin(&reader, source->name, &fatal);
  if (!status) status = leda_table_read(source, &table, NULL, log, &fatal);
  if (!status) status = keep_facts(&reader, &fatal);
  if (!status) status = leda_survey_finish(&reader, &fatal);
  status = conclude(&reader, status, &fatal, err);
  *survey = reader.survey;
  return status;
}

leda_status leda_survey_read(leda_survey *survey, const char *path,
                             const leda_survey_options *options, leda_messages *log,
                             leda_error *err) {
  leda_source source;
  leda_error fatal = leda_error_none();
  *survey = (leda_survey){0};
  leda_status status = leda_source_open(&source, path, &fatal);
  if (status) {
    leda_messages_add(log, LEDA_ERROR, &fatal);
    if (err && !err->status) *err = fatal;
  } else {
    status = read_source(survey, &source, options, log, err);
  }
  leda_source_close(&source);
  return status;
}

leda_status leda_survey_parse(leda_survey *survey, leda_bytes bytes,
                              const leda_survey_options *options, leda_messages *log,
                              leda_error *err) {
  leda_source source;
  *survey = (leda_survey){0};
  leda_status status = leda_source_memory(&source, bytes.name, bytes.bytes, bytes.length, err);
  if (!status) status = read_source(survey, &source, options, log, err);
  leda_source_close(&source);
  return status;
}
