/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/range_distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "stats/integral_equation.h"

/* Outside this many sigmas no smallest value of 1,000 lies. */
#define REACH 9.0

static double cdf_on(const leda_nodes *nodes, double w, unsigned n) {
  double sum = 0.0;
  for (size_t i = 0; i < nodes->n; i++) {
    double x = nodes->x[i], between = gsl_cdf_ugaussian_P(x + w) - gsl_cdf_ugaussian_P(x);
    if (x > 0.0) between = gsl_cdf_ugaussian_Q(x) - gsl_cdf_ugaussian_Q(x + w);
    sum += nodes->w[i] * gsl_ran_ugaussian_pdf(x) * pow(between, n - 1.0);
  }
  return fmin(1.0, n * sum);
}

double leda_range_cdf(double w, unsigned n) {
  leda_nodes nodes;
  if (n < 2 || n > 1000 || isnan(w)) return NAN;
  if (w <= 0.0) return 0.0;
  if (leda_nodes_make(&nodes, 256, -REACH, REACH)) return NAN;
  double p = cdf_on(&nodes, w, n);
  leda_nodes_free(&nodes);
  return p;
}

double leda_range_quantile(double p, unsigned n) {
  leda_nodes nodes;
  if (n < 2 || n > 1000 || !(p > 0.0 && p < 1.0)) return NAN;
  if (leda_nodes_make(&nodes, 256, -REACH, REACH)) return NAN;
  double low = 0.0, high = 2.0 * REACH;
  while (high - low > 1e-13 * high) {
    double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (cdf_on(&nodes, middle, n) < p)
      low = middle;
    else
      high = middle;
  }
  leda_nodes_free(&nodes);
  return 0.5 * (low + high);
}
