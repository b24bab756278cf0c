/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_ASSESS_FIT_H
#define LEDA_ANALYSIS_ASSESS_FIT_H

#include "engine/analysis/assess_sample.h"
#include "stats/cluster_ols.h"

/* Least squares on a sample, errors and degrees of freedom as assess.h says. */

/* NaN in every field. */
leda_assess_estimate leda_assess_no_estimate(void);

/* The regression of a sample; NULL where there is none to be had (*status says whether memory is the
   reason). Free with leda_cluster_ols_free. `absorb`: each municipality has a level of its own. */
leda_cluster_ols *leda_assess_regress(const leda_assess_sample *sample, bool absorb,
                                      leda_status *status);

/* A contrast of the coefficients, sum of weight[term] times the coefficient of the term; no estimate where
   a term with a weight was left out of the sample, or the data do not tell it. fit NULL: none. */
leda_status leda_assess_contrast(const leda_cluster_ols *fit, const leda_assess_sample *sample,
                                 const double weight[LEDA_TERMS], double alpha,
                                 leda_assess_estimate *out);

/* The coefficient of one term. */
leda_status leda_assess_coefficient(const leda_cluster_ols *fit, const leda_assess_sample *sample,
                                    leda_term term, double alpha, leda_assess_estimate *out);

/* Takes the sample of a plan, regresses, and gives the coefficient of one term. */
leda_status leda_assess_estimate_term(const leda_assess_frame *frame, size_t subject,
                                      const leda_assess_plan *plan, leda_term term,
                                      leda_assess_estimate *out);

#endif
