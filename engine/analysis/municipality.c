/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/municipality.h"

#include <string.h>

#include "engine/core/memory.h"

/* A municipality has few people; more draws would not sharpen what its page says. */
enum { MOST_REPLICATES = 9999 };

/* The municipality's rows of the whole survey; what is not copied is shared. */
static leda_status take_rows(leda_municipality *own, const leda_survey *whole, size_t municipality,
                             leda_error *err) {
  leda_survey *survey = &own->survey;
  size_t width = whole->n_statements;
  *survey = *whole;
  survey->names = NULL;
  survey->municipalities = &whole->municipalities[municipality];
  survey->municipality_labels = &whole->municipality_labels[municipality];
  survey->n_municipalities = 1;
  survey->n = survey->n_synthetic = 0;
  survey->respondents = leda_calloc(whole->n, sizeof *survey->respondents);
  survey->answers = leda_calloc(whole->n * width, sizeof *survey->answers);
  if (!survey->respondents || !survey->answers) return leda_fail_memory(err);
  for (size_t i = 0; i < whole->n; i++) {
    if (whole->respondents[i].municipality != municipality) continue;
    survey->respondents[survey->n] = whole->respondents[i];
    survey->respondents[survey->n].municipality = 0;
    memcpy(survey->answers + survey->n * width, whole->answers + i * width,
           width * sizeof *survey->answers);
    survey->n++;
  }
  if (whole->n_synthetic == whole->n) survey->n_synthetic = survey->n;
  return LEDA_OK;
}

leda_status leda_municipality_run(leda_municipality *own, const leda_assess *whole,
                                  size_t municipality, leda_error *err) {
  leda_assess_options options = whole->options;
  options.models = false;
  options.reliability = false;
  options.progress = (leda_progress){0}; /* the caller counts municipalities */
  if (options.replicates > MOST_REPLICATES) options.replicates = MOST_REPLICATES;
  *own = (leda_municipality){.municipality = municipality};
  leda_status status = take_rows(own, whole->survey, municipality, err);
  if (!status) status = leda_assess_run(&own->assess, &own->survey, &options, err);
  if (status) leda_municipality_clear(own);
  return status;
}

void leda_municipality_clear(leda_municipality *own) {
  if (own->assess.survey) leda_assess_clear(&own->assess);
  leda_free(own->survey.respondents);
  leda_free(own->survey.answers);
  *own = (leda_municipality){0};
}

bool leda_municipality_shows_change(const leda_municipality *own, const leda_disclosure *disclosure,
                                    size_t subject, size_t pair) {
  const leda_assess_delta *delta = &own->assess.subjects[subject].deltas[pair];
  return leda_disclosure_shows(disclosure, subject, delta->from, own->municipality) &&
         leda_disclosure_shows(disclosure, subject, delta->to, own->municipality) &&
         delta->n_from >= LEDA_DISCLOSURE_LEAST && delta->n_to >= LEDA_DISCLOSURE_LEAST;
}
