/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_SIMULATE_PUBLISHED_H
#define LEDA_ANALYSIS_SIMULATE_PUBLISHED_H

#include <stdint.h>

#include "engine/core/status.h"
#include "engine/data/survey.h"

/* Synthetic answers behind the published numbers of "Leda för resultat" (datasets/lfr): nobody's answers,
   but as many in each wave, role and cohort, and with the same means to the printed digits. */

#define LEDA_SYNTHETIC_WAVES 3
#define LEDA_SYNTHETIC_STATEMENTS 19
#define LEDA_SYNTHETIC_MUNICIPALITIES 40
#define LEDA_SYNTHETIC_CHOSEN 7 /* the first of them */

/* How much answers differ: see stats/simulate_published.h. */
typedef struct {
  double sd;
  double person;
  double municipality_sd;
  double wave_municipality_sd;
  uint64_t seed;
} leda_synthetic_options;

/* sd 1.4, person 0.3, municipality 0.4, wave and municipality 0.2, seed 1. */
leda_synthetic_options leda_synthetic_options_default(void);

/* Rows by wave and municipality; indexes as in survey.h. answers: n x LEDA_SYNTHETIC_STATEMENTS, 1..7,
   0 where skipped. */
typedef struct {
  leda_respondent *respondents;
  int *answers;
  size_t n;
} leda_synthetic;

/* "2012-10", "2013-05", "2014-Q1". */
const char *leda_synthetic_wave(size_t wave);

/* Errors: LEDA_ERR_USAGE where an option is out of range; LEDA_ERR_MEMORY; LEDA_ERR_INTERNAL. Free with
   leda_synthetic_clear. */
leda_status leda_synthetic_run(leda_synthetic *synthetic, const leda_synthetic_options *options,
                               leda_error *err);
void leda_synthetic_clear(leda_synthetic *synthetic);

#endif
