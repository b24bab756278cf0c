/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/control_constants.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#include "stats/integral_equation.h"

/* Beyond this many sigmas no sample of 1,000 holds anything that shows in twelve digits. */
#define REACH 9.0

/* Chance that a sample does not lie on one side of x: the density of its range over x. */
static double straddles(double x, double n) {
  return 1.0 - pow(gsl_cdf_ugaussian_P(x), n) - pow(gsl_cdf_ugaussian_Q(x), n);
}

double leda_control_d2(unsigned n) {
  leda_nodes nodes;
  double sum = 0.0;
  if (n < 2 || n > 1000 || leda_nodes_make(&nodes, 256, -REACH, REACH)) return NAN;
  for (size_t i = 0; i < nodes.n; i++) sum += nodes.w[i] * straddles(nodes.x[i], n);
  leda_nodes_free(&nodes);
  return sum;
}

/* The inner integral at x, over y from x on. */
static double inner(const leda_nodes *unit, double x, double n) {
  double length = REACH - x, sum = 0.0, below = pow(gsl_cdf_ugaussian_Q(x), n);
  for (size_t i = 0; i < unit->n; i++) {
    double y = x + length * unit->x[i];
    double between = gsl_cdf_ugaussian_P(y) - gsl_cdf_ugaussian_P(x);
    sum += unit->w[i] * (1.0 - pow(gsl_cdf_ugaussian_P(y), n) - below + pow(between, n));
  }
  return sum * length;
}

double leda_control_d3(unsigned n) {
  leda_nodes nodes, unit;
  double sum = 0.0, mean = leda_control_d2(n);
  if (isnan(mean) || leda_nodes_make(&nodes, 256, -REACH, REACH)) return NAN;
  if (leda_nodes_make(&unit, 256, 0.0, 1.0)) {
    leda_nodes_free(&nodes);
    return NAN;
  }
  for (size_t i = 0; i < nodes.n; i++) sum += nodes.w[i] * inner(&unit, nodes.x[i], n);
  leda_nodes_free(&nodes);
  leda_nodes_free(&unit);
  return sqrt(2.0 * sum - mean * mean);
}

double leda_control_c4(unsigned n) {
  if (n < 2) return NAN;
  double half = (double)n / 2.0;
  return sqrt(1.0 / (half - 0.5)) * exp(gsl_sf_lngamma(half) - gsl_sf_lngamma(half - 0.5));
}

double leda_control_median_range_two(void) { return sqrt(2.0) * gsl_cdf_ugaussian_Pinv(0.75); }
