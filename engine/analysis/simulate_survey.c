/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/simulate_survey.h"

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

enum { WRITE_AT = 1 << 16 }; /* bytes */

leda_simulate_survey_options leda_simulate_survey_options_default(void) {
  return (leda_simulate_survey_options){.model = {.municipalities = 30,
                                                  .waves = 2,
                                                  .respondents = 240,
                                                  .statements = 19,
                                                  .level = 4.5,
                                                  .statement_sd = 0.4,
                                                  .sd = 1.4,
                                                  .person = 0.3,
                                                  .effect = 0.3,
                                                  .kept = 1.0,
                                                  .leadership = 0.4,
                                                  .municipality_sd = 0.4,
                                                  .wave_municipality_sd = 0.2,
                                                  .seed = 1}};
}

/* What an option's value may be. */
typedef struct {
  const char *option;
  double value, low, high;
} range;

leda_status leda_simulate_survey_check(const leda_simulate_survey_options *options,
                                       leda_error *err) {
  const leda_simulate_survey_model *m = &options->model;
  const range ranges[] = {{"municipalities", (double)m->municipalities, 1, 100000},
                          {"waves", (double)m->waves, 1, 1000},
                          {"respondents", (double)m->respondents, 1, 10000000},
                          {"statements", (double)m->statements, 1, 1000},
                          {"level", m->level, -100, 100},
                          {"statement-sd", m->statement_sd, 0, 100},
                          {"sd", m->sd, 0, 100},
                          {"person", m->person, 0, 1},
                          {"effect", m->effect, -100, 100},
                          {"kept", m->kept, -10, 10},
                          {"role-effect", m->role, -100, 100},
                          {"leadership", m->leadership, 0, 1},
                          {"municipality-sd", m->municipality_sd, 0, 100},
                          {"wave-municipality-sd", m->wave_municipality_sd, 0, 100},
                          {"missing", m->missing, 0, 0.99}};
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    const range *r = &ranges[i];
    if (!(r->value >= r->low && r->value <= r->high))
      return leda_fail(err, LEDA_ERR_USAGE, _("--%s must lie between %g and %g"), r->option, r->low,
                       r->high);
  }
  return LEDA_OK;
}

leda_status leda_simulate_survey_run(const leda_simulate_survey_options *options,
                                     const leda_simulate_survey_sink *sink, leda_error *err) {
  const leda_simulate_survey_model *model = &options->model;
  leda_status status = LEDA_OK;
  size_t rows = model->waves * model->respondents;
  leda_text text = {0};
  leda_simulate_survey *survey = leda_simulate_survey_alloc(model);
  int *answers = leda_calloc(model->statements, sizeof *answers);
  if (!survey || !answers) status = leda_fail_memory(err);
  for (size_t row = 0; row < rows && !status; row++) {
    leda_simulate_respondent respondent = leda_simulate_survey_row(survey, row, answers);
    sink->render(options, &respondent, answers, &text);
    if (text.length < WRITE_AT && row + 1 < rows && !text.failed) continue;
    status = leda_text_status(&text, err);
    if (!status) status = sink->write(&text, sink->data, err);
    text.length = 0;
    if (!status && leda_progress_report(&sink->progress, row, rows))
      status = leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("stopped"));
  }
  leda_simulate_survey_free(survey);
  leda_free(answers);
  leda_text_clear(&text);
  return status;
}
