/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/bootstrap.h"

double leda_bootstrap_quantile(const double *sorted, size_t n, double p, int type) {
  double at, below;
  size_t i;

  if (n == 0 || isnan(p)) return GSL_NAN;
  /* Place among 1..n; a few bits are forgiven where it should be whole, as R does. */
  at = type == 6 ? p * ((double)n + 1.0) : 1.0 + p * ((double)n - 1.0);
  below = floor(at + 4.0 * GSL_DBL_EPSILON);
  if (below < 1.0) return sorted[0];
  if (below >= (double)n) return sorted[n - 1];
  i = (size_t)below;
  at = fabs(at - below) < 4.0 * GSL_DBL_EPSILON ? 0.0 : at - below;
  return at == 0.0 ? sorted[i - 1] : (1.0 - at) * sorted[i - 1] + at * sorted[i];
}

/* Share of replicates below the estimate, as a normal deviate. */
static double bias_of(const double *sorted, size_t n, double estimate, double half) {
  double below = 0.0, equal = 0.0;

  for (size_t i = 0; i < n; i++) {
    below += sorted[i] < estimate;
    equal += sorted[i] == estimate;
  }
  below = (below + half * equal) / (double)n;
  return below > 0.0 && below < 1.0 ? gsl_cdf_ugaussian_Pinv(below) : GSL_NAN;
}

static double adjusted(double z0, double acceleration, double p) {
  double z = z0 + gsl_cdf_ugaussian_Pinv(p);

  return gsl_cdf_ugaussian_P(z0 + z / (1.0 - acceleration * z));
}

/* sorted: the usable replicates. */
static void fill(const leda_bootstrap *b, leda_bootstrap_method method, const double *sorted,
                 int type, leda_bootstrap_interval *out) {
  bool bca = method == LEDA_BOOTSTRAP_BCA || method == LEDA_BOOTSTRAP_BCA_STRICT;

  if (bca) {
    out->z0 = bias_of(sorted, b->usable, b->estimate, method == LEDA_BOOTSTRAP_BCA ? 0.5 : 0.0);
    out->level[0] = adjusted(out->z0, b->acceleration, out->level[0]);
    out->level[1] = adjusted(out->z0, b->acceleration, out->level[1]);
  }
  out->lower = leda_bootstrap_quantile(sorted, b->usable, out->level[0], type);
  out->upper = leda_bootstrap_quantile(sorted, b->usable, out->level[1], type);
  if (method == LEDA_BOOTSTRAP_BASIC) {
    double lower = 2.0 * b->estimate - out->upper;

    out->upper = 2.0 * b->estimate - out->lower;
    out->lower = lower;
  }
}

int leda_bootstrap_interval_get(const leda_bootstrap *bootstrap, leda_bootstrap_method method,
                                int quantile_type, double level, leda_bootstrap_interval *out) {
  double *sorted;
  size_t n = 0;

  *out = (leda_bootstrap_interval){GSL_NAN, GSL_NAN, 0.0, {0.5 - 0.5 * level, 0.5 + 0.5 * level}};
  if ((quantile_type != 6 && quantile_type != 7) || !(level > 0.0 && level < 1.0))
    return GSL_EINVAL;
  if (bootstrap->usable < 2 || isnan(bootstrap->estimate)) return GSL_SUCCESS;
  sorted = malloc(bootstrap->usable * sizeof *sorted);
  if (sorted == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < bootstrap->count; i++)
    if (!isnan(bootstrap->replicate[i])) sorted[n++] = bootstrap->replicate[i];
  gsl_sort(sorted, 1, n);
  fill(bootstrap, method, sorted, quantile_type, out);
  free(sorted);
  return GSL_SUCCESS;
}
