/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_ASSESS_SAMPLE_H
#define LEDA_ANALYSIS_ASSESS_SAMPLE_H

#include "engine/analysis/assess.h"

/* The rows of one regression: who takes part, and the columns of the design. */

/* What a column holds: 1, or 0 and 1, or a product of these. */
typedef enum {
  LEDA_TERM_ONE,
  LEDA_TERM_WAVE_1, /* 1 in waves[1] of the plan */
  LEDA_TERM_WAVE_2, /* 1 in waves[2] */
  LEDA_TERM_ROLE,   /* leadership 1, support 0 */
  LEDA_TERM_CHOSEN,
  LEDA_TERM_WAVE_ROLE, /* WAVE_1 times ROLE */
  LEDA_TERM_WAVE_CHOSEN,
  LEDA_TERMS,
} leda_term;

typedef struct {
  const size_t *waves;
  size_t n_waves;
  bool same; /* only municipalities with respondents in the last of the waves */
  const leda_term *terms;
  size_t n_terms;
} leda_assess_plan;

/* What all samples of an assessment share. */
typedef struct {
  const leda_survey *survey;
  size_t n_subjects;
  double
      *values; /* n_subjects rows of survey->n: the value of each respondent, NaN where missing */
  size_t *cluster; /* of each respondent: the municipality; each its own where `persons` */
  size_t n_clusters;
  bool *there;        /* n_waves rows of n_municipalities: respondents who can take part? */
  bool role_adjusted; /* only those who stated a role take part */
  bool persons;
  double alpha;
} leda_assess_frame;

/* `n` rows with a value that fit the plan, in the survey's order. Columns that do not vary are left out:
   column[term] is -1 for these, and for terms that the plan does not ask for. */
typedef struct {
  size_t n;
  size_t p;
  double *y;
  double *x;       /* row-major n x p */
  size_t *cluster; /* 0..n_clusters-1, in the order of the survey's municipalities */
  size_t n_clusters;
  size_t *wave; /* index into the plan's waves */
  int column[LEDA_TERMS];
} leda_assess_sample;

/* Fills *frame for the subjects of an assessment. Free with leda_assess_frame_clear. LEDA_ERR_MEMORY. */
leda_status leda_assess_frame_init(leda_assess_frame *frame, const leda_assess *assess,
                                   leda_error *err);
void leda_assess_frame_clear(leda_assess_frame *frame);

/* May this respondent take part in comparisons? */
bool leda_assess_takes_part(const leda_assess_frame *frame, const leda_respondent *respondent);

/* May be called by several threads at once. *sample need not be initialised; free with
   leda_assess_sample_clear. LEDA_ERR_MEMORY. */
leda_status leda_assess_sample_take(leda_assess_sample *sample, const leda_assess_frame *frame,
                                    size_t subject, const leda_assess_plan *plan, leda_error *err);
void leda_assess_sample_clear(leda_assess_sample *sample);

#endif
