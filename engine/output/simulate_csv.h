/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_SIMULATE_CSV_H
#define LEDA_OUTPUT_SIMULATE_CSV_H

#include "engine/analysis/simulate.h"
#include "engine/analysis/simulate_published.h"
#include "engine/analysis/simulate_survey.h"

/* The made data in the forms that leda reads (docs/simulate.md): the same bytes in every language. */

/* period,unit,indicator,value or numerator,denominator; with truth also true_change (none, shift, drift),
   true_period (first of a shift's new level), true_size, true_phi. */
void leda_simulate_csv_header(const leda_simulation *simulation, leda_text *text);

/* Adds the rows of one series; the `render` of a leda_simulation_sink. Missing: an empty cell. */
void leda_simulate_csv_series(const leda_simulation *simulation,
                              const leda_simulated_series *series, leda_text *text);

/* wave,municipality,role,in_management,q1,q2...; with truth also true_effect, true_municipality,
   true_wave_municipality. */
void leda_simulate_csv_survey_header(const leda_simulate_survey_options *options, leda_text *text);

/* Adds one row; the `render` of a leda_simulate_survey_sink. Missing: an empty cell. */
void leda_simulate_csv_respondent(const leda_simulate_survey_options *options,
                                  const leda_simulate_respondent *respondent, const int *answers,
                                  leda_text *text);

/* The header and every row of synthetic answers: source,wave,municipality,role,in_management,chosen,
   q1..q19, where source is "synthetic" and municipalities are called "Syntetisk 01". Skipped: an empty
   cell. */
void leda_simulate_csv_synthetic(const leda_synthetic *synthetic, leda_text *text);

#endif
