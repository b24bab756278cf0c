/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/lag1.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/stream.h"

#define PAIRS_LEAST 4
#define SERIES 4000
#define RATE 0.05

/* Whether the difference into y[i] counts. */
static bool counts(const int *t, size_t i, size_t break_index) {
  return i != break_index && (long long)t[i] - t[i - 1] == 1;
}

double leda_lag1_from_differences(const double *y, const int *t, size_t n, size_t break_index) {
  double mean = 0.0, squares = 0.0, products = 0.0;
  size_t used = 0, pairs = 0;

  for (size_t i = 1; i < n; i++)
    if (counts(t, i, break_index)) {
      mean += y[i] - y[i - 1];
      used++;
    }
  mean /= used > 0 ? (double)used : 1.0;
  for (size_t i = 1; i < n; i++) {
    double d = y[i] - y[i - 1] - mean;

    if (!counts(t, i, break_index)) continue;
    squares += d * d;
    if (i + 1 < n && counts(t, i + 1, break_index)) {
      products += d * (y[i + 1] - y[i] - mean);
      pairs++;
    }
  }
  if (pairs < PAIRS_LEAST || !(squares > 0.0)) return NAN;
  return 1.0 + 2.0 * (products / (double)pairs) / (squares / (double)used);
}

double leda_lag1_limit(const int *t, size_t n, uint64_t seed) {
  double *y = malloc((n + SERIES) * sizeof *y);
  double limit = NAN;

  if (y == NULL) return NAN;
  double *phi = y + n;
  for (size_t r = 0; r < SERIES; r++) {
    leda_stream stream = leda_stream_start(seed, r);

    for (size_t i = 0; i < n; i++) y[i] = leda_stream_normal(&stream);
    phi[r] = leda_lag1_from_differences(y, t, n, 0);
    if (isnan(phi[r])) goto done;
  }
  gsl_sort(phi, 1, SERIES);
  limit = phi[(size_t)((1.0 - RATE) * SERIES)];
done:
  free(y);
  return limit;
}
