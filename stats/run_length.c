/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/run_length.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

double leda_shewhart_inside(double limit, double shift, unsigned n) {
  if (!(limit > 0.0) || n < 1 || isnan(shift)) return NAN;
  double d = shift * sqrt((double)n);
  return gsl_cdf_ugaussian_P(limit - d) - gsl_cdf_ugaussian_P(-limit - d);
}

double leda_shewhart_arl(double limit, double shift, unsigned n) {
  if (isnan(leda_shewhart_inside(limit, shift, n))) return NAN;
  double d = shift * sqrt((double)n);
  return 1.0 / (gsl_cdf_ugaussian_Q(limit - d) + gsl_cdf_ugaussian_P(-limit - d));
}
