/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/fit_state.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

bool leda_fit_usable(leda_fit_state state) {
  return state == LEDA_FIT_OK || state == LEDA_FIT_BOUNDARY;
}

double leda_wald_p(double estimate, double se, double df) {
  double t = fabs(estimate / se);

  if (!(se > 0.0) || !(df > 0.0) || isnan(t)) return NAN;
  if (isinf(t)) return 0.0;
  return 2.0 * (isinf(df) ? gsl_cdf_ugaussian_Q(t) : gsl_cdf_tdist_Q(t, df));
}

double leda_likelihood_ratio_p(double larger, double smaller, double df) {
  double statistic = 2.0 * (larger - smaller);

  if (isnan(statistic) || !(df > 0.0)) return NAN;
  return statistic > 0.0 ? gsl_cdf_chisq_Q(statistic, df) : 1.0;
}
