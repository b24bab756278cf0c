/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same question asked of other models, to see whether the answer hangs on the first. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/assess_fit.h"
#include "engine/analysis/assess_parts.h"
#include "engine/core/memory.h"
#include "stats/cumulative_mixed.h"
#include "stats/linear_mixed.h"

/* The sample as the models want it: no constant, answers as categories. */
typedef struct {
  double *x;
  int *y;
  size_t p;
  size_t wave; /* column of x */
} layout;

static void layout_clear(layout *l) {
  leda_free(l->x);
  leda_free(l->y);
}

static bool layout_init(layout *l, const leda_assess_sample *sample, int lowest) {
  *l = (layout){.p = sample->p - 1, .wave = (size_t)sample->column[LEDA_TERM_WAVE_1] - 1};
  l->x = leda_calloc(sample->n * l->p, sizeof *l->x);
  l->y = leda_calloc(sample->n, sizeof *l->y);
  if (!l->x || !l->y) return false;
  for (size_t i = 0; i < sample->n; i++) {
    for (size_t j = 0; j < l->p; j++) l->x[i * l->p + j] = sample->x[i * sample->p + j + 1];
    l->y[i] = (int)lround(sample->y[i]) - lowest;
  }
  return true;
}

/* df INFINITY: normal. */
static leda_assess_estimate wald(double estimate, double se, double df, double alpha) {
  leda_assess_estimate out = leda_assess_no_estimate();
  if (isnan(estimate) || !(se > 0.0)) return out;
  double q = isinf(df) ? gsl_cdf_ugaussian_Qinv(alpha / 2.0) : gsl_cdf_tdist_Qinv(alpha / 2.0, df);
  out = (leda_assess_estimate){estimate, se, df, estimate - q * se, estimate + q * se, NAN};
  out.p = leda_wald_p(estimate, se, df);
  return out;
}

static leda_status fit_ordinal(leda_assess_models *models, const leda_assess_sample *sample,
                               const layout *l, const leda_assess *assess) {
  const leda_instrument *instrument = assess->survey->instrument;
  leda_ordinal_data data = {.y = l->y,
                            .x = l->x,
                            .n = sample->n,
                            .p = l->p,
                            .categories =
                                (size_t)(instrument->scale_high - instrument->scale_low + 1),
                            .cluster = sample->cluster,
                            .clusters = sample->n_clusters,
                            .occasion = sample->wave};
  leda_cumulative_fit plain = {0};
  leda_cumulative_mixed_fit mixed = {0};
  double alpha = assess->options.alpha;
  int code = leda_cumulative_logit(&data, LEDA_LINK_LOGIT, &plain);
  if (code == GSL_SUCCESS && leda_fit_usable(plain.state) && plain.groups > 1) {
    size_t at = plain.thresholds + l->wave;
    models->logit =
        wald(plain.estimate[at], plain.se_robust[at], (double)plain.groups - 1.0, alpha);
  }
  if (code != GSL_ENOMEM) code = leda_cumulative_mixed(&data, 0, &mixed);
  if (code == GSL_SUCCESS && leda_fit_usable(mixed.state)) {
    size_t at = mixed.thresholds + l->wave;
    models->ordinal = wald(mixed.estimate[at], mixed.se[at], INFINITY, alpha);
  }
  leda_cumulative_fit_clear(&plain);
  leda_cumulative_mixed_clear(&mixed);
  return code == GSL_ENOMEM ? LEDA_ERR_MEMORY : LEDA_OK;
}

static leda_status fit_linear(leda_assess_models *models, const leda_assess_sample *sample,
                              const layout *l, double alpha) {
  leda_linear_data data = {.y = sample->y,
                           .x = l->x,
                           .n = sample->n,
                           .p = l->p,
                           .cluster = sample->cluster,
                           .clusters = sample->n_clusters,
                           .occasion = sample->wave};
  leda_linear_mixed_fit fit = {0};
  int code = leda_linear_mixed(&data, true, &fit);
  if (code == GSL_SUCCESS && leda_fit_usable(fit.state))
    models->mixed =
        wald(fit.estimate[l->wave + 1], fit.se[l->wave + 1], fit.df[l->wave + 1], alpha);
  leda_linear_mixed_clear(&fit);
  return code == GSL_ENOMEM ? LEDA_ERR_MEMORY : LEDA_OK;
}

static leda_status fit_fixed(leda_assess_models *models, const leda_assess_sample *sample,
                             double alpha) {
  leda_status status;
  leda_cluster_ols *fit = leda_assess_regress(sample, true, &status);
  if (!status)
    status = leda_assess_coefficient(fit, sample, LEDA_TERM_WAVE_1, alpha, &models->fixed);
  leda_cluster_ols_free(fit);
  return status;
}

leda_status leda_assess_other_models(leda_assess_models *models, const leda_assess_sample *sample,
                                     const leda_assess *assess, bool ordinal) {
  layout l = {0};
  leda_status status = LEDA_OK;
  models->fixed = models->logit = models->ordinal = models->mixed = leda_assess_no_estimate();
  if (!assess->options.models || sample->n == 0 || sample->column[LEDA_TERM_WAVE_1] < 0 ||
      sample->n_clusters < 2 || assess->survey->n_municipalities < 2)
    return LEDA_OK;
  if (!layout_init(&l, sample, assess->survey->instrument->scale_low)) status = LEDA_ERR_MEMORY;
  if (!status) status = fit_fixed(models, sample, assess->options.alpha);
  if (!status) status = fit_linear(models, sample, &l, assess->options.alpha);
  if (!status && ordinal) status = fit_ordinal(models, sample, &l, assess);
  layout_clear(&l);
  return status;
}
