/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/standardise.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static int check(const double *x, const double *d, size_t n, leda_counts_kind kind) {
  if (n == 0) return GSL_EINVAL;
  for (size_t i = 0; i < n; i++)
    if (!(d[i] > 0.0) || !isfinite(d[i]) || !(x[i] >= 0.0) || !isfinite(x[i]) ||
        (kind == LEDA_COUNTS_BINOMIAL && x[i] > d[i]))
      return GSL_EINVAL;
  return GSL_SUCCESS;
}

/* Variance beyond counting, given the variance of counting one case. */
static double beyond_counting(const double *x, const double *d, size_t n, double unit) {
  double sum = 0.0;

  for (size_t i = 1; i < n; i++) {
    double step = x[i] / d[i] - x[i - 1] / d[i - 1];

    sum += 0.5 * (step * step - unit / d[i] - unit / d[i - 1]);
  }
  return n > 1 ? fmax(0.0, sum / (double)(n - 1)) : 0.0;
}

/* NOLINTNEXTLINE(readability-function-size): counts, denominators and how many are one thing */
int leda_standardise(const double *x, const double *d, size_t n, leda_counts_kind kind, double *z,
                     leda_standardised *out) {
  double cases = 0.0, events = 0.0, counting = 0.0, unit;
  int status = check(x, d, n, kind);

  if (status != GSL_SUCCESS) return status;
  for (size_t i = 0; i < n; i++) {
    events += x[i];
    cases += d[i];
  }
  out->centre = events / cases;
  unit = kind == LEDA_COUNTS_BINOMIAL ? out->centre * (1.0 - out->centre) : out->centre;
  out->tau2 = beyond_counting(x, d, n, unit);
  for (size_t i = 0; i < n; i++) {
    double variance = out->tau2 + unit / d[i];

    z[i] = variance > 0.0 ? (x[i] / d[i] - out->centre) / sqrt(variance) : 0.0;
    counting += unit / d[i] / (double)n;
  }
  out->scale = sqrt(out->tau2 + counting);
  return GSL_SUCCESS;
}
