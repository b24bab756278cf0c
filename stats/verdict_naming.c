/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/verdict_naming.h"

#include <math.h>

#define SHIFT_ABOVE 3.4

/* Short series bend a line and a step into each other: below LONG_ENOUGH points a drift must be clearer,
 * and below SHORT clearer still. */
#define LONG_ENOUGH 16
#define SHORT 12
#define LIMIT_PER_POINT 0.15
#define EXTRA_PER_POINT 0.2

static double log_ratio(double line, double step, size_t n) {
  return 0.5 * (double)n * (log(fmax(line, 1e-12)) - log(fmax(step, 1e-12)));
}

static double unexplained(double z, size_t n) { return 1.0 - z * z / (double)(n - 1); }

/* Shares of the sum of squares about the mean that the line and the best step leave unexplained. */
static void fit_values(const double *y, const int *t, size_t n, double *line, double *step) {
  double mean = 0.0, middle = 0.0, yy = 0.0, ty = 0.0, tt = 0.0, sum = 0.0, best = 0.0;

  for (size_t i = 0; i < n; i++) {
    mean += y[i] / (double)n;
    middle += ((double)t[i] - (double)t[0]) / (double)n;
  }
  for (size_t i = 0; i < n; i++) {
    double u = (double)t[i] - (double)t[0] - middle;

    yy += (y[i] - mean) * (y[i] - mean);
    ty += u * (y[i] - mean);
    tt += u * u;
  }
  for (size_t k = 1; k <= n - LEDA_CONTRASTS_SIDE; k++) {
    sum += y[k - 1] - mean;
    if (k >= LEDA_CONTRASTS_SIDE)
      best = fmax(best, sum * sum * (double)n / ((double)k * (double)(n - k)));
  }
  *line = 1.0 - ty * ty / (tt * yy);
  *step = 1.0 - best / yy;
}

double leda_verdict_log_ratio(const double *y, const int *t, size_t n,
                              const leda_contrasts_scan *scan) {
  double line, step;

  fit_values(y, t, n, &line, &step);
  return 0.5 * (log_ratio(line, step, n) +
                log_ratio(unexplained(scan->d, n), unexplained(scan->s, n), n));
}

static double within(double x, double low, double high) { return fmin(fmax(x, low), high); }

/* Whitening bends a line towards a step, the more the larger phi is, and a phi that is estimated adds to it. */
static double shift_limit(const leda_noise *noise) {
  double limit = SHIFT_ABOVE + within(noise->phi / 0.5, 0.0, 1.0);

  if (noise->model == LEDA_NOISE_AR1_SERIES) limit += 0.5 * within(noise->phi / 0.2, 0.0, 1.0);
  return limit;
}

static double drift_limit(size_t n, double phi) {
  double limit = -1.5 * fmax(phi - 0.2, 0.0) * within((26.0 - (double)n) / 8.0, 0.0, 1.0);

  if (n < LONG_ENOUGH) limit -= LIMIT_PER_POINT * (double)(LONG_ENOUGH - n);
  if (n < SHORT) limit -= EXTRA_PER_POINT * (double)(SHORT - n);
  return limit;
}

leda_verdict_name leda_verdict_name_change(double ratio, size_t n, const leda_noise *noise) {
  if (ratio > shift_limit(noise)) return LEDA_VERDICT_SHIFT;
  return ratio < drift_limit(n, noise->phi) ? LEDA_VERDICT_DRIFT : LEDA_VERDICT_CHANGE;
}
