/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/describe.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

size_t leda_describe_present(const double *x, size_t n, double *kept) {
  size_t count = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan(x[i])) kept[count++] = x[i];
  return count;
}

leda_moments leda_describe_moments(const double *x, size_t n) {
  leda_moments m = {0, GSL_NAN, GSL_NAN};
  double sum = 0.0, squares = 0.0, rest = 0.0;

  for (size_t i = 0; i < n; i++)
    if (!isnan(x[i])) sum += x[i], m.n++;
  if (m.n == 0) return m;
  m.mean = sum / (double)m.n;
  for (size_t i = 0; i < n; i++)
    if (!isnan(x[i])) squares += (x[i] - m.mean) * (x[i] - m.mean), rest += x[i] - m.mean;
  /* The second pass also takes out what rounding left in the mean (Chan, Golub & LeVeque 1983). */
  if (m.n > 1) m.variance = (squares - rest * rest / (double)m.n) / ((double)m.n - 1.0);
  return m;
}

int leda_describe_sample(const double *x, size_t n, leda_sample_description *out) {
  leda_moments m = leda_describe_moments(x, n);
  double *sorted;

  *out = (leda_sample_description){m.n,     n - m.n, m.mean,  sqrt(m.variance), GSL_NAN,
                                   GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN,          GSL_NAN};
  if (m.n == 0) return GSL_SUCCESS;
  sorted = malloc(m.n * sizeof *sorted);
  if (sorted == NULL) return GSL_ENOMEM;
  leda_describe_present(x, n, sorted);
  gsl_sort(sorted, 1, m.n);
  out->se = out->sd / sqrt((double)m.n);
  out->median = gsl_stats_median_from_sorted_data(sorted, 1, m.n);
  out->lower_quartile = gsl_stats_quantile_from_sorted_data(sorted, 1, m.n, 0.25);
  out->upper_quartile = gsl_stats_quantile_from_sorted_data(sorted, 1, m.n, 0.75);
  out->least = sorted[0];
  out->largest = sorted[m.n - 1];
  free(sorted);
  return GSL_SUCCESS;
}

leda_scale_shares leda_describe_scale(const double *x, size_t n, int low, int high, size_t *count) {
  leda_scale_shares s = {0, 0, 0, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN};
  size_t last = (size_t)(high - low);

  for (size_t i = 0; i <= last; i++) count[i] = 0;
  for (size_t i = 0; i < n; i++) {
    if (isnan(x[i]))
      s.missing++;
    else if (x[i] < low || x[i] > high || floor(x[i]) != x[i])
      s.outside++;
    else
      count[(size_t)(x[i] - low)]++, s.n++;
  }
  if (s.n == 0) return s;
  s.share_lowest = (double)count[0] / (double)s.n;
  s.share_highest = (double)count[last] / (double)s.n;
  s.share_bottom = (double)(count[0] + count[1]) / (double)s.n;
  s.share_top = (double)(count[last] + count[last - 1]) / (double)s.n;
  return s;
}
