/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rating_levels.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/describe.h"
#include "stats/proportions.h"

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

int leda_rating_levels(const double *x, size_t n, double **value, size_t *count) {
  size_t kept, distinct = 0;

  *count = 0;
  *value = malloc((n + 1) * sizeof(double));
  if (*value == NULL) return GSL_ENOMEM;
  kept = leda_describe_present(x, n, *value);
  qsort(*value, kept, sizeof(double), ascending);
  for (size_t i = 0; i < kept; i++)
    if (i == 0 || (*value)[i] != (*value)[distinct - 1]) (*value)[distinct++] = (*value)[i];
  *count = distinct;
  return GSL_SUCCESS;
}

size_t leda_rating_level(const double *value, size_t count, double x) {
  const double *at =
      count == 0 || isnan(x) ? NULL : bsearch(&x, value, count, sizeof(double), ascending);

  return at == NULL ? count : (size_t)(at - value);
}

double leda_agreement_full_lower(double n, double chance, double level) {
  return (leda_proportion_exact(n, n, level).lower - chance) / (1.0 - chance);
}
