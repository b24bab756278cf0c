/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/simulate_csv.h"

#include <math.h>
#include <stdio.h>

#include "engine/core/number.h"

/* Beyond this, doubles no longer tell whole numbers apart. */
#define EXACT 9e15

void leda_simulate_csv_header(const leda_simulation *simulation, leda_text *text) {
  leda_text_add(text, "period,unit,indicator,");
  if (simulation->denominators)
    leda_text_add(text, "numerator,denominator");
  else
    leda_text_add(text, "value");
  if (simulation->truth) leda_text_add(text, ",true_change,true_period,true_size,true_phi");
  leda_text_add(text, "\n");
}

static void add_digits(unsigned long long digits, int decimals, leda_text *text) {
  char buffer[32], *end = buffer + sizeof buffer, *p = end;
  for (int i = 0; i <= decimals || digits > 0; i++) {
    if (i == decimals && i > 0) *--p = '.';
    *--p = (char)('0' + digits % 10);
    digits /= 10;
  }
  leda_text_add_n(text, p, (size_t)(end - p));
}

/* With a fixed number of decimals, several times quicker than printf: panels of millions of rows are
   made to measure how fast they are read. */
static void add_fixed(double value, int decimals, leda_text *text) {
  double scaled = round(fabs(value) * pow(10.0, decimals));
  if (!(scaled < EXACT)) {
    leda_text_addf(text, "%.*f", decimals, value);
    return;
  }
  if (value < 0.0 && scaled > 0.0) leda_text_add_char(text, '-');
  add_digits((unsigned long long)scaled, decimals, text);
}

static void add_truth(const leda_simulation *simulation, const leda_simulate_truth *truth,
                      leda_text *text) {
  static const char *const words[] = {"none", "shift", "drift"};
  char period[LEDA_PERIOD_SIZE] = "", size[LEDA_NUMBER_SIZE];
  if (truth->change == LEDA_SIMULATE_SHIFT)
    leda_period_format(leda_simulation_period(simulation, truth->index), period);
  leda_number_format(truth->size, size);
  leda_text_addf(text, ",%s,%s,%s,%.6f", words[truth->change], period, size, truth->phi);
}

void leda_simulate_csv_series(const leda_simulation *simulation,
                              const leda_simulated_series *series, leda_text *text) {
  leda_text name = {0}, end = {0};
  const leda_simulate_truth *truth = series->truth;
  leda_text_addf(&name, ",Enhet %04zu,Mått %02zu,", series->unit + 1, series->indicator + 1);
  if (simulation->denominators) leda_text_addf(&end, ",%.0f", truth->denominator);
  if (simulation->truth) add_truth(simulation, truth, &end);
  leda_text_add(&end, "\n");
  for (size_t i = 0; i < simulation->model.periods; i++) {
    char period[LEDA_PERIOD_SIZE];
    leda_period_format(leda_simulation_period(simulation, i), period);
    leda_text_add(text, period);
    leda_text_add_n(text, leda_text_str(&name), name.length);
    if (!isnan(series->y[i]))
      add_fixed(series->y[i], simulation->counts ? 0 : simulation->decimals, text);
    leda_text_add_n(text, leda_text_str(&end), end.length);
  }
  text->failed = text->failed || name.failed || end.failed;
  leda_text_clear(&name);
  leda_text_clear(&end);
}

void leda_simulate_csv_survey_header(const leda_simulate_survey_options *options, leda_text *text) {
  leda_text_add(text, "wave,municipality,role,in_management");
  for (size_t q = 1; q <= options->model.statements; q++) leda_text_addf(text, ",q%zu", q);
  if (options->truth) leda_text_add(text, ",true_effect,true_municipality,true_wave_municipality");
  leda_text_add(text, "\n");
}

static void add_answers(const int *answers, size_t n, leda_text *text) {
  for (size_t q = 0; q < n; q++) {
    leda_text_add_char(text, ',');
    if (answers[q] > 0) leda_text_add_char(text, (char)('0' + answers[q]));
  }
}

void leda_simulate_csv_respondent(const leda_simulate_survey_options *options,
                                  const leda_simulate_respondent *respondent, const int *answers,
                                  leda_text *text) {
  leda_text_addf(text, "%zu,Kommun %02zu,%s,%s", respondent->wave + 1, respondent->municipality + 1,
                 respondent->leadership ? "leadership" : "support",
                 respondent->in_management ? "yes" : "no");
  add_answers(answers, options->model.statements, text);
  if (options->truth)
    leda_text_addf(text, ",%.6f,%.6f,%.6f", respondent->effect, respondent->municipality_effect,
                   respondent->wave_municipality_effect);
  leda_text_add(text, "\n");
}

void leda_simulate_csv_synthetic(const leda_synthetic *synthetic, leda_text *text) {
  static const char *const roles[LEDA_SURVEY_ROLES] = {"", "leadership", "support"};
  leda_text_add(text, "source,wave,municipality,role,in_management,chosen");
  for (size_t q = 1; q <= LEDA_SYNTHETIC_STATEMENTS; q++) leda_text_addf(text, ",q%zu", q);
  leda_text_add(text, "\n");
  for (size_t i = 0; i < synthetic->n; i++) {
    const leda_respondent *r = &synthetic->respondents[i];
    const char *management = r->in_management < 0 ? "" : r->in_management ? "yes" : "no";
    leda_text_addf(text, "synthetic,%s,Syntetisk %02zu,%s,%s,%s", leda_synthetic_wave(r->wave),
                   r->municipality + 1, roles[r->role], management, r->chosen ? "yes" : "no");
    add_answers(synthetic->answers + i * LEDA_SYNTHETIC_STATEMENTS, LEDA_SYNTHETIC_STATEMENTS,
                text);
    leda_text_add(text, "\n");
  }
}
