/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/attribute_sigma.h"

#include <math.h>

static const double TIME_POWER = 3.6;

double leda_sigma_binomial(double rate, double size) {
  return size > 0.0 ? sqrt(rate * (1.0 - rate) / size) : NAN;
}

double leda_sigma_poisson(double rate, double size) { return size > 0.0 ? sqrt(rate / size) : NAN; }

double leda_sigma_geometric(double mean) { return mean >= 0.0 ? sqrt(mean * (mean + 1.0)) : NAN; }

double leda_time_normal(double time) { return pow(time, 1.0 / TIME_POWER); }

double leda_time_back(double x) { return x > 0.0 ? pow(x, TIME_POWER) : x <= 0.0 ? 0.0 : NAN; }

double leda_range_of_ratios(double difference, double a, double b) {
  return a > 0.0 && b > 0.0 ? fabs(difference) / sqrt((1.0 / a + 1.0 / b) / 2.0) : NAN;
}
