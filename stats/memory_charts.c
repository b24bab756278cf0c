/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/memory_charts.h"

#include <math.h>

void leda_ewma_series(const double *y, size_t n, leda_ewma ewma, double *out, double *spread) {
  double keep = 1.0 - ewma.lambda, last = ewma.start, faded = 1.0;
  for (size_t i = 0; i < n; i++) {
    out[i] = NAN;
    spread[i] = NAN;
    if (isnan(y[i])) continue;
    last = ewma.lambda * y[i] + keep * last;
    faded *= keep * keep;
    out[i] = last;
    spread[i] = sqrt(ewma.lambda / (2.0 - ewma.lambda) * (1.0 - faded));
  }
}

/* Mean of the newest `wanted` values up to y[at], NaN passed over; *found of them were there. */
static double mean_back(const double *y, size_t at, size_t wanted, size_t *found) {
  double sum = 0.0;
  *found = 0;
  for (size_t i = at + 1; i > 0 && *found < wanted; i--) {
    if (isnan(y[i - 1])) continue;
    sum += y[i - 1];
    ++*found;
  }
  return sum / (double)*found;
}

void leda_moving_average_series(const double *y, size_t n, size_t points, double *out,
                                double *spread) {
  for (size_t i = 0; i < n; i++) {
    out[i] = NAN;
    spread[i] = NAN;
    if (isnan(y[i])) continue;
    size_t found;
    out[i] = mean_back(y, i, points, &found);
    spread[i] = 1.0 / sqrt((double)found);
  }
}

void leda_cusum_series(const double *z, size_t n, leda_cusum cusum, double *upper, double *lower) {
  double up = cusum.head_start, down = -cusum.head_start;
  for (size_t i = 0; i < n; i++) {
    upper[i] = NAN;
    lower[i] = NAN;
    if (isnan(z[i])) continue;
    up = fmax(0.0, up + z[i] - cusum.k);
    down = fmin(0.0, down + z[i] + cusum.k);
    upper[i] = up;
    lower[i] = down;
  }
}
