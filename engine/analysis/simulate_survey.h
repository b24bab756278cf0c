/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_SIMULATE_SURVEY_H
#define LEDA_ANALYSIS_SIMULATE_SURVEY_H

#include "engine/core/progress.h"
#include "engine/core/status.h"
#include "engine/core/text.h"
#include "stats/simulate_survey.h"

typedef struct {
  leda_simulate_survey_model model;
  bool truth;
} leda_simulate_survey_options;

/* Where the rows go: `render` adds one to a text, `write` takes the text now and then; it is emptied
   afterwards. */
typedef struct {
  void (*render)(const leda_simulate_survey_options *options,
                 const leda_simulate_respondent *respondent, const int *answers, leda_text *text);
  leda_status (*write)(const leda_text *text, void *data, leda_error *err);
  void *data;
  leda_progress progress;
} leda_simulate_survey_sink;

/* 30 municipalities, 2 waves of 240 answers each to 19 statements, effect 0.3, municipality sd 0.4,
   wave-municipality sd 0.2. */
leda_simulate_survey_options leda_simulate_survey_options_default(void);

/* Errors: LEDA_ERR_USAGE naming the option that is out of range. */
leda_status leda_simulate_survey_check(const leda_simulate_survey_options *options,
                                       leda_error *err);

/* Makes all rows of checked options, wave by wave. Errors: what `write` returns; LEDA_ERR_MEMORY;
   LEDA_ERR_CANCELLED. */
leda_status leda_simulate_survey_run(const leda_simulate_survey_options *options,
                                     const leda_simulate_survey_sink *sink, leda_error *err);

#endif
