/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/assess_fit.h"

#include <gsl/gsl_errno.h>
#include <math.h>

leda_assess_estimate leda_assess_no_estimate(void) {
  return (leda_assess_estimate){NAN, NAN, NAN, NAN, NAN, NAN};
}

leda_cluster_ols *leda_assess_regress(const leda_assess_sample *sample, bool absorb,
                                      leda_status *status) {
  int code = GSL_SUCCESS;
  leda_cluster_design design = {.rows = sample->n,
                                .columns = sample->p,
                                .x = sample->x,
                                .cluster = sample->cluster,
                                .clusters = sample->n_clusters,
                                .absorb = absorb};
  *status = LEDA_OK;
  if (sample->n == 0) return NULL;
  leda_cluster_ols *fit = leda_cluster_ols_alloc(&design, sample->y, &code);
  if (!fit && code == GSL_ENOMEM) *status = LEDA_ERR_MEMORY;
  return fit;
}

leda_status leda_assess_contrast(const leda_cluster_ols *fit, const leda_assess_sample *sample,
                                 const double weight[LEDA_TERMS], double alpha,
                                 leda_assess_estimate *out) {
  double contrast[LEDA_TERMS] = {0.0};
  leda_cluster_estimate found;
  *out = leda_assess_no_estimate();
  if (!fit) return LEDA_OK;
  for (int term = 0; term < LEDA_TERMS; term++) {
    if (weight[term] == 0.0) continue;
    if (sample->column[term] < 0) return LEDA_OK;
    contrast[sample->column[term]] = weight[term];
  }
  if (leda_cluster_ols_contrast(fit, LEDA_CR2, contrast, &found) == GSL_ENOMEM)
    return LEDA_ERR_MEMORY;
  out->estimate = found.estimate;
  /* Where nothing is left to explain, what is left of a 0 is rounding. */
  if (found.state == LEDA_CLUSTER_NO_SPREAD && fabs(found.estimate) < 1e-9) out->estimate = 0.0;
  out->se = found.se;
  out->df = found.df;
  out->p = found.p;
  leda_cluster_interval(&found, 1.0 - alpha, &out->lower, &out->upper);
  return LEDA_OK;
}

leda_status leda_assess_coefficient(const leda_cluster_ols *fit, const leda_assess_sample *sample,
                                    leda_term term, double alpha, leda_assess_estimate *out) {
  double weight[LEDA_TERMS] = {0.0};
  weight[term] = 1.0;
  return leda_assess_contrast(fit, sample, weight, alpha, out);
}

leda_status leda_assess_estimate_term(const leda_assess_frame *frame, size_t subject,
                                      const leda_assess_plan *plan, leda_term term,
                                      leda_assess_estimate *out) {
  leda_assess_sample sample;
  leda_cluster_ols *fit = NULL;
  *out = leda_assess_no_estimate();
  leda_status status = leda_assess_sample_take(&sample, frame, subject, plan, NULL);
  if (!status) fit = leda_assess_regress(&sample, false, &status);
  if (!status) status = leda_assess_coefficient(fit, &sample, term, frame->alpha, out);
  leda_cluster_ols_free(fit);
  leda_assess_sample_clear(&sample);
  return status;
}
