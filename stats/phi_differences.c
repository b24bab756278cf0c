/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/phi_differences.h"

#include <math.h>

#define PAIRS_LEAST 4

double leda_phi_differences(const double *y, size_t n) {
  double mean, squares = 0.0, products = 0.0, last = 0.0;
  size_t differences = n - 1, pairs = n - 2;

  if (n < PAIRS_LEAST + 2) return NAN;
  mean = (y[n - 1] - y[0]) / (double)differences;
  for (size_t i = 1; i < n; i++) {
    double d = y[i] - y[i - 1] - mean;

    squares += d * d;
    if (i > 1) products += d * last;
    last = d;
  }
  if (!(squares > 0.0)) return NAN;
  return 1.0 + 2.0 * (products / (double)pairs) / (squares / (double)differences);
}
