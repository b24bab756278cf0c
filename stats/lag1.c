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

/* sqrt(n) times the limit for n values without gaps, from 200,000 series (benchmarks/make_phi_moments.c). */
static const struct {
  double n;
  double limit;
} limits[] = {{8, 3.227},  {9, 3.194},  {10, 3.150}, {12, 3.028}, {14, 2.997},  {16, 2.939},
              {20, 2.882}, {24, 2.798}, {32, 2.739}, {48, 2.652}, {100, 2.531}, {400, 2.422}};

#define LIMITS (sizeof limits / sizeof *limits)

/* On a line in 1 / n, and beyond the last length on that of the last two. */
static double built_in(size_t n) {
  size_t at = 0;
  double share;

  while (at + 2 < LIMITS && limits[at + 1].n <= (double)n) at++;
  share = (1.0 / limits[at].n - 1.0 / (double)n) / (1.0 / limits[at].n - 1.0 / limits[at + 1].n);
  return (limits[at].limit + share * (limits[at + 1].limit - limits[at].limit)) / sqrt((double)n);
}

static double simulated(const int *t, size_t n, uint64_t seed) {
  double *y = malloc((n + SERIES) * sizeof *y);
  double limit = NAN, *phi;

  if (y == NULL) return NAN;
  phi = y + n;
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

double leda_lag1_limit(const int *t, size_t n, uint64_t seed) {
  bool gaps = n > 0 && (long long)t[n - 1] - t[0] != (long long)n - 1;

  return gaps || (double)n < limits[0].n ? simulated(t, n, seed) : built_in(n);
}
