/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SIMULATE_SURVEY_H
#define LEDA_STATS_SIMULATE_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Anonymous answers on a scale of whole numbers, in waves, by people inside municipalities. Behind each
 * answer stands a normal value
 *     x = level + statement + effect_wave + municipality + wave_municipality +- role / 2
 *         + sd (sqrt(person) p + sqrt(1 - person) e),
 * cut into 1..7 at 1.5, 2.5 ... 6.5 (an ordered probit with even thresholds; McKelvey & Zavoina 1975). The
 * ends of the scale press means towards the middle, so the difference that shows in the means is a little
 * less than the effect. Municipalities have unequal numbers of people: weights exp(0.6 z). */

#define LEDA_SIMULATE_SCALE 7

typedef struct {
  size_t municipalities;
  size_t waves;
  size_t respondents; /* in each wave, over all municipalities */
  size_t statements;
  double level;
  double statement_sd; /* between statements */
  double sd;           /* within a municipality and wave */
  double person;       /* share of that variance which all answers of a person have in common */
  double effect;       /* from the second wave on */
  double kept;         /* share of the effect from the third wave on */
  double role;         /* how much higher leadership answers than support */
  double leadership;   /* share of respondents */
  double municipality_sd;
  double wave_municipality_sd; /* drawn anew for each municipality and wave */
  double missing;              /* share of answers */
  uint64_t seed;
} leda_simulate_survey_model;

typedef struct leda_simulate_survey leda_simulate_survey;

/* One person's row. */
typedef struct {
  size_t wave;
  size_t municipality;
  bool leadership;
  bool in_management; /* half of leadership */
  double effect;      /* of the wave, without what its municipality adds */
  double municipality_effect;
  double wave_municipality_effect;
} leda_simulate_respondent;

/* Draws what municipalities, waves and statements are like. NULL when memory is short. Free with
 * leda_simulate_survey_free. */
leda_simulate_survey *leda_simulate_survey_alloc(const leda_simulate_survey_model *model);

/* NULL is accepted. */
void leda_simulate_survey_free(leda_simulate_survey *survey);

/* Row number row = wave * respondents + person: answers[0..statements-1] are 1..7, 0 where missing. Depends
 * on (seed, row) and on what alloc drew alone. */
leda_simulate_respondent leda_simulate_survey_row(const leda_simulate_survey *survey, size_t row,
                                                  int *answers);

#endif
