/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the report published: Leda för resultat, SKL, ISBN 978-91-7585-120-4. The same numbers stand in
   datasets/lfr (answers.csv, table1.csv, table2.csv, role_means.csv), and tests hold the made answers to
   those. */
#include "engine/analysis/simulate_published_internal.h"

/* Not stated, leadership, support. */
const size_t leda_lfr_people[LEDA_SYNTHETIC_WAVES][LEDA_COHORTS][LEDA_SURVEY_ROLES] = {
    {{1, 35, 32}, {6 - 1, 136 - 35, 117 - 32}},
    {{6, 32, 25}, {18 - 6, 111 - 32, 105 - 25}},
    {{1, 17, 17}, {0, 0, 0}},
};

/* The text has 0.29 for statement 14 where the printed means differ by 0.30: both come out when the means
   before rounding differ by less than 0.295. */
const int leda_lfr_table2[LEDA_SYNTHETIC_STATEMENTS][3] = {
    {329, 408, 79}, {382, 424, 42}, {462, 498, 36}, {402, 460, 58}, {408, 483, 75},
    {354, 421, 67}, {381, 441, 60}, {345, 433, 88}, {339, 403, 64}, {439, 503, 64},
    {449, 504, 55}, {399, 450, 51}, {478, 524, 46}, {399, 429, 29}, {391, 428, 37},
    {322, 346, 24}, {405, 440, 35}, {360, 429, 69}, {378, 413, 35},
};

const leda_lfr_mean leda_lfr_means[] = {
    /* table 1 */
    {7, 0, true, -1, 317, 100},
    {7, 1, true, -1, 452, 100},
    {7, 2, true, -1, 423, 100},
    /* diagrams 3 and 5 */
    {3, 1, false, LEDA_SURVEY_SUPPORT, 45, 10},
    {9, 1, false, LEDA_SURVEY_SUPPORT, 48, 10},
    /* diagram 10 */
    {4, 0, true, LEDA_SURVEY_LEADERSHIP, 46, 10},
    {4, 0, true, LEDA_SURVEY_SUPPORT, 36, 10},
    {4, 1, true, LEDA_SURVEY_LEADERSHIP, 50, 10},
    {4, 1, true, LEDA_SURVEY_SUPPORT, 52, 10},
    {4, 2, true, LEDA_SURVEY_LEADERSHIP, 50, 10},
    {4, 2, true, LEDA_SURVEY_SUPPORT, 42, 10},
};
const size_t leda_lfr_n_means = sizeof leda_lfr_means / sizeof *leda_lfr_means;

const leda_lfr_mean *leda_lfr_find(size_t statement, size_t wave, bool chosen_only, int role) {
  for (size_t i = 0; i < leda_lfr_n_means; i++) {
    const leda_lfr_mean *mean = &leda_lfr_means[i];
    if (mean->statement == statement && mean->wave == wave && mean->chosen_only == chosen_only &&
        mean->role == role)
      return mean;
  }
  return NULL;
}

/* 3.17 is no mean of 68 or 67 whole answers. Of 66 it is, but then the rise to May, 4.52, would be 1.36
   where 1.35 is printed: three of the 68 must have left statement 8 open. */
size_t leda_lfr_skipped(size_t statement, size_t wave) {
  return statement == 7 && wave == 0 ? 3 : 0;
}
