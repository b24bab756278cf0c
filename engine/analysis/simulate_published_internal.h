/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that make synthetic answers; not for others. */
#ifndef LEDA_ANALYSIS_SIMULATE_PUBLISHED_INTERNAL_H
#define LEDA_ANALYSIS_SIMULATE_PUBLISHED_INTERNAL_H

#include <stdbool.h>

#include "engine/analysis/simulate_published.h"

enum { LEDA_COHORT_CHOSEN, LEDA_COHORT_OTHERS, LEDA_COHORTS };

/* ---- what is published (simulate_published_lfr.c) ---- */

/* Questionnaires; roles in the order of leda_survey_role. */
extern const size_t leda_lfr_people[LEDA_SYNTHETIC_WAVES][LEDA_COHORTS][LEDA_SURVEY_ROLES];

/* Table 2 in hundredths: October, May, and the difference, which for statement 14 is the text's. */
extern const int leda_lfr_table2[LEDA_SYNTHETIC_STATEMENTS][3];

/* A published mean of some of the people, in units of 1 / scale. */
typedef struct {
  size_t statement; /* index */
  size_t wave;
  bool chosen_only; /* else all municipalities */
  int role;         /* leda_survey_role, or -1: all */
  int mean;
  int scale;
} leda_lfr_mean;
extern const leda_lfr_mean leda_lfr_means[];
extern const size_t leda_lfr_n_means;

/* How many of the chosen skip a statement in a wave, so that its printed mean is possible. */
size_t leda_lfr_skipped(size_t statement, size_t wave);

/* The published mean of some people, or NULL. */
const leda_lfr_mean *leda_lfr_find(size_t statement, size_t wave, bool chosen_only, int role);

/* ---- sums (simulate_published_sums.c) ---- */

/* Sums of the answers to one statement, and how many there are, by wave, cohort and role. */
typedef struct {
  long sum[LEDA_SYNTHETIC_WAVES][LEDA_COHORTS][LEDA_SURVEY_ROLES];
  long n[LEDA_SYNTHETIC_WAVES][LEDA_COHORTS][LEDA_SURVEY_ROLES];
} leda_lfr_cells;

/* Chooses whole sums with which every published mean comes out; the rest, which is not published, follows
   what the report says in words. *cells comes with n filled. False where there are none. */
bool leda_lfr_choose_sums(leda_lfr_cells *cells, size_t statement, uint64_t seed);

/* The whole sum of n answers whose mean is nearest mean / scale; false where no sum gives a mean that is
   printed as that. */
bool leda_lfr_sum(long n, int mean, int scale, long *sum);

#endif
