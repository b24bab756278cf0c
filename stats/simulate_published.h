/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SIMULATE_PUBLISHED_H
#define LEDA_STATS_SIMULATE_PUBLISHED_H

#include <stddef.h>
#include <stdint.h>

/* Made answers whose sums are given: what a publication says of answers that nobody has any more.
 *
 * Behind each answer stands a normal value as in simulate_survey.h,
 *     x = municipality + wave_municipality + sd (sqrt(person) p + sqrt(1 - person) e) + d,
 * cut into 1..7 at 1.5, 2.5 ... 6.5. People are in cells (a wave, cohort and role, say), and d, the same
 * for all answers of a cell to a statement, is what makes their sum the one that is given. As d grows the
 * sum grows from n to 7 n one by one (no two x leave the same remainder), so every sum in between can be
 * had, and the answers are still those of an ordered probit model. */

typedef struct {
  size_t people;
  size_t waves;
  size_t municipalities;
  size_t cells;
  size_t statements;
  double sd;     /* within a municipality and wave */
  double person; /* share of that variance which all answers of a person have in common */
  double municipality_sd;
  double wave_municipality_sd;
  uint64_t seed;
} leda_simulate_published_model;

/* Where one of the people is. */
typedef struct {
  size_t wave;
  size_t municipality;
  size_t cell;
} leda_simulate_person;

/* answers: people x statements, row by row. On entry 0 says that the answer is skipped and anything else
 * that there is one; on return they are 0 and 1..7. sums: cells x statements; each is reached exactly.
 * Depends on seed and numbers of people, municipalities and statements alone.
 *
 * GSL_SUCCESS; GSL_EDOM where a sum is below the number of answers in its cell or above 7 times it;
 * GSL_ENOMEM. */
int leda_simulate_published(const leda_simulate_published_model *model,
                            const leda_simulate_person *people, const int *sums, int *answers);

#endif
