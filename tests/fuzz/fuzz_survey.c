/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads bytes as survey answers by the built-in questionnaire, with and without a cohort and waves, or as
   the numbers of people invited to a survey; the first byte chooses. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/text.h"
#include "engine/data/invited.h"
#include "engine/data/survey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition) {
  if (!condition) abort();
}

static void check(const leda_survey *survey) {
  require(survey->n > 0 && survey->n_waves > 0 && survey->n_municipalities > 0);
  for (size_t i = 0; i < survey->n; i++) {
    const leda_respondent *r = &survey->respondents[i];
    require(r->wave < survey->n_waves && r->municipality < survey->n_municipalities);
    require(r->role < LEDA_SURVEY_ROLES && r->in_management >= -1 && r->in_management <= 1);
    require(i == 0 || r[-1].wave <= r->wave);
    for (size_t q = 0; q < survey->n_statements; q++) {
      int answer = leda_survey_answer(survey, i, q);
      require(answer == LEDA_ANSWER_MISSING || (answer >= 1 && answer <= 7));
      require(survey->asked[q] || answer == LEDA_ANSWER_MISSING);
    }
  }
  for (size_t w = 0; w < survey->n_waves; w++)
    require(leda_utf8_valid(survey->waves[w], strlen(survey->waves[w])));
  for (size_t m = 1; m < survey->n_municipalities; m++)
    require(strcmp(survey->municipalities[m - 1], survey->municipalities[m]) < 0);
}

static void read_invited(const leda_instrument *instrument, leda_bytes source) {
  static const char ANSWERS[] = "wave,kommun,roll,q1\n2012-10,A,ledning,1\n2013-05,B,,2\n";
  leda_survey_options options = {.instrument = instrument};
  leda_bytes answers = {"answers.csv", ANSWERS, sizeof ANSWERS - 1};
  leda_messages log = {0};
  leda_error err = leda_error_none();
  leda_survey survey;
  leda_invited invited;
  require(leda_survey_parse(&survey, answers, &options, NULL, &err) == LEDA_OK);
  if (leda_invited_parse(&invited, source, &survey, &log, &err) == LEDA_OK)
    for (size_t i = 0; i < invited.n; i++)
      require(invited.rows[i].wave < 2 && invited.rows[i].municipality < 2 &&
              invited.rows[i].role < LEDA_SURVEY_ROLES && invited.rows[i].invited > 0);
  else
    require(err.status != LEDA_OK && err.message[0] != '\0' && invited.rows == NULL);
  leda_invited_clear(&invited);
  leda_survey_clear(&survey);
  leda_messages_clear(&log);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const WAVES[] = {"2012-10", "2013-05"};
  static leda_instrument instrument;
  leda_survey survey;
  leda_messages log = {0};
  leda_error err = leda_error_none();
  if (size == 0) return 0;
  if (!instrument.n) require(leda_instrument_open(&instrument, "lfr", NULL, &err) == LEDA_OK);
  leda_survey_options options = {.instrument = &instrument};
  if (data[0] & 1) {
    options.cohort_column = "chosen";
    options.cohort_value = "yes";
  }
  if (data[0] & 2) {
    options.waves = WAVES;
    options.n_waves = 2;
  }
  leda_bytes source = {"survey.csv", (const char *)data + 1, size - 1};
  if (data[0] & 4) {
    read_invited(&instrument, source);
    return 0;
  }
  if (leda_survey_parse(&survey, source, &options, &log, &err) == LEDA_OK)
    check(&survey);
  else
    require(err.status != LEDA_OK && err.message[0] != '\0' && survey.respondents == NULL);
  leda_survey_clear(&survey);
  leda_messages_clear(&log);
  return 0;
}
