/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/beta_tail.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define SMALLEST 1e-300

double leda_beta_tail(double x, size_t n) {
  double df = (double)n - 2.0;
  double left = 1.0 - x * x / ((double)n - 1.0);
  double p;

  if (!(left > 0.0)) return INFINITY;
  if (!(x > 0.0)) return 0.0;
  p = 2.0 * gsl_cdf_tdist_Q(x * sqrt(df / ((double)n - 1.0) / left), df);
  return p > SMALLEST ? -log(p) : INFINITY;
}

double leda_beta_tail_inverse(double minus_log_p, size_t n) {
  double df = (double)n - 2.0;
  double t;

  if (!(minus_log_p > 0.0)) return 0.0;
  t = gsl_cdf_tdist_Qinv(0.5 * fmax(exp(-minus_log_p), SMALLEST), df);
  return sqrt(((double)n - 1.0) * t * t / (df + t * t));
}
