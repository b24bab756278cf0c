/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_ATTRIBUTE_AGREEMENT_H
#define LEDA_STATS_ATTRIBUTE_AGREEMENT_H

#include <stddef.h>

#include "stats/rating_levels.h"

/* Attribute agreement analysis: do raters judge alike, with themselves, with one another and with what is known
 * to be right? Counts of subjects, with exact (Clopper-Pearson) intervals. Source: AIAG, Measurement Systems
 * Analysis, 4th ed. (2010), III.C; the same four tables as other programs for quality print. For coefficients
 * corrected for chance see cohen_kappa.h, fleiss_kappa.h and krippendorff.h. */
typedef struct {
  const double *rating;   /* subjects x raters x trials, trial by trial inside rater; NaN missing */
  const double *standard; /* subjects; NaN: not known; NULL: none is */
  size_t subjects;
  size_t raters;
  size_t trials;
  double level;
} leda_attribute_plan;

typedef struct {
  size_t judged; /* subjects that could be compared */
  size_t agreed;
  leda_agreement share; /* NaN where judged is 0 */
} leda_attribute_share;

/* A subject counts where all ratings that the comparison needs are there. */
typedef struct {
  leda_attribute_share within;   /* all trials alike; none judged with one trial */
  leda_attribute_share standard; /* all trials right */
  size_t mixed;                  /* subjects with a standard, judged in different ways */
} leda_attribute_rater;

typedef struct {
  leda_attribute_rater *rater;   /* raters */
  leda_attribute_share between;  /* all trials of all raters alike; none judged with one rater */
  leda_attribute_share standard; /* ... and right */
} leda_attribute_result;

/* GSL_SUCCESS; GSL_EINVAL (no raters or trials, level); GSL_ENOMEM. Free also after an error. */
int leda_attribute_agreement(const leda_attribute_plan *plan, leda_attribute_result *out);
void leda_attribute_agreement_clear(leda_attribute_result *result);

#endif
