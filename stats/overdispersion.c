/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/overdispersion.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

static double size_at(const double *size, size_t i) { return size ? size[i] : 1.0; }

static int used(const double *count, const double *size, size_t i) {
  return isfinite(count[i]) && isfinite(size_at(size, i)) && size_at(size, i) > 0.0;
}

static leda_dispersion unknown(size_t n) {
  return (leda_dispersion){
      .n = n, .ratio = NAN, .statistic = NAN, .df = NAN, .p_over = NAN, .p_under = NAN};
}

/* The common rate and the number of used counts. */
static double common_rate(const double *count, const double *size, size_t n, size_t *m) {
  double counts = 0.0, sizes = 0.0;
  *m = 0;
  for (size_t i = 0; i < n; i++) {
    if (!used(count, size, i)) continue;
    counts += count[i];
    sizes += size_at(size, i);
    (*m)++;
  }
  return *m > 0 ? counts / sizes : NAN;
}

/* Variance of a count of size 1 by the model; NaN where it is none. */
static double unit_variance(leda_counts_kind model, double rate) {
  double v = model == LEDA_COUNTS_BINOMIAL ? rate * (1.0 - rate) : rate;
  return v > 0.0 ? v : NAN;
}

static leda_dispersion told(size_t n, double ratio, double df) {
  leda_dispersion d = unknown(n);
  if (isnan(ratio)) return d;
  d.ratio = ratio;
  d.df = df;
  d.statistic = ratio * df;
  d.p_over = gsl_cdf_chisq_Q(d.statistic, df);
  d.p_under = gsl_cdf_chisq_P(d.statistic, df);
  return d;
}

leda_dispersion leda_overdispersion(leda_counts_kind model, const double *count, const double *size,
                                    size_t n) {
  size_t m;
  double rate = common_rate(count, size, n, &m), v = unit_variance(model, rate), sum = 0.0;
  if (m < 2) return unknown(m);
  for (size_t i = 0; i < n; i++) {
    if (!used(count, size, i)) continue;
    double away = count[i] - rate * size_at(size, i);
    sum += away * away / (v * size_at(size, i));
  }
  double df = (double)(m - 1);
  return told(m, sum / df, df);
}

leda_dispersion leda_overdispersion_local(leda_counts_kind model, const double *count,
                                          const double *size, size_t n) {
  size_t m;
  double rate = common_rate(count, size, n, &m), v = unit_variance(model, rate);
  double sum = 0.0, before = NAN;
  if (m < 3) return unknown(m);
  for (size_t i = 0; i < n; i++) {
    if (!used(count, size, i)) continue;
    double z = (count[i] - rate * size_at(size, i)) / sqrt(v * size_at(size, i));
    if (!isnan(before)) sum += (z - before) * (z - before) / 2.0;
    before = z;
  }
  double differences = (double)(m - 1);
  return told(m, sum / differences, 2.0 * differences * differences / (3.0 * differences - 1.0));
}
