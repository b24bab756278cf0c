/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moving_range.h"

#include <gsl/gsl_math.h>
#include <math.h>

double leda_d2_two(void) { return 2.0 / sqrt(M_PI); }

double leda_d3_two(void) { return sqrt(2.0 - 4.0 / M_PI); }

void leda_moving_ranges(const double *y, const int *position, size_t n, double *range) {
  if (n == 0) return;
  range[0] = NAN;
  for (size_t i = 1; i < n; i++)
    range[i] = position[i] - position[i - 1] == 1 ? fabs(y[i] - y[i - 1]) : NAN;
}

static double mean_below(const double *range, const bool *use, size_t n, double limit) {
  double sum = 0.0;
  size_t count = 0;
  for (size_t i = 0; i < n; i++) {
    if ((use && !use[i]) || !isfinite(range[i]) || range[i] >= limit) continue;
    sum += range[i];
    count++;
  }
  return count ? sum / (double)count : NAN;
}

double leda_moving_range_mean(const double *range, const bool *use, size_t n, bool screen) {
  double mean = mean_below(range, use, n, INFINITY);
  if (!screen || !(mean > 0.0)) return mean;
  double screened = mean_below(range, use, n, mean * (1.0 + 3.0 * leda_d3_two() / leda_d2_two()));
  return isnan(screened) ? mean : screened;
}
