/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/two_sample.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "stats/describe.h"

static double t_upper(double t, double df) {
  return isinf(df) ? gsl_cdf_ugaussian_Q(t) : gsl_cdf_tdist_Q(t, df);
}

static double t_quantile(double p, double df) {
  return isinf(df) ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_tdist_Pinv(p, df);
}

static leda_t_test from_estimate(double difference, double se, double df, double level) {
  leda_t_test out = {difference, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  double half;

  if (!(se > 0.0) || !(df > 0.0)) return out;
  half = t_quantile(0.5 + 0.5 * level, df) * se;
  out.se = se;
  out.t = difference / se;
  out.df = df;
  out.p = 2.0 * t_upper(fabs(out.t), df);
  out.lower = difference - half;
  out.upper = difference + half;
  return out;
}

leda_t_test leda_t_test_student(const leda_two_samples *samples, double level) {
  leda_moments x = leda_describe_moments(samples->x, samples->nx);
  leda_moments y = leda_describe_moments(samples->y, samples->ny);
  double nx = (double)x.n, ny = (double)y.n;
  double df = nx + ny - 2.0;
  double squares = 0.0;

  if (x.n == 0 || y.n == 0 || x.n + y.n < 3)
    return from_estimate(x.mean - y.mean, GSL_NAN, GSL_NAN, level);
  if (x.n > 1) squares += (nx - 1.0) * x.variance;
  if (y.n > 1) squares += (ny - 1.0) * y.variance;
  return from_estimate(x.mean - y.mean, sqrt(squares / df * (1.0 / nx + 1.0 / ny)), df, level);
}

leda_t_test leda_t_test_welch(const leda_two_samples *samples, double level) {
  leda_moments x = leda_describe_moments(samples->x, samples->nx);
  leda_moments y = leda_describe_moments(samples->y, samples->ny);
  double ex = x.variance / (double)x.n, ey = y.variance / (double)y.n;
  double df =
      (ex + ey) * (ex + ey) / (ex * ex / ((double)x.n - 1.0) + ey * ey / ((double)y.n - 1.0));

  return from_estimate(x.mean - y.mean, sqrt(ex + ey), df, level);
}

leda_equivalence leda_equivalence_test(const leda_t_test *estimate, double margin, double alpha) {
  leda_equivalence out = {GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  double d = estimate->difference, se = estimate->se, half;

  if (!(se > 0.0) || !(estimate->df > 0.0) || !(margin >= 0.0) || isnan(d)) return out;
  half = t_quantile(1.0 - alpha, estimate->df) * se;
  out.p_lower = t_upper((d + margin) / se, estimate->df);
  out.p_upper = t_upper((margin - d) / se, estimate->df);
  out.p = fmax(out.p_lower, out.p_upper);
  out.lower = d - half;
  out.upper = d + half;
  return out;
}
