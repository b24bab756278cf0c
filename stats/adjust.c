/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/adjust.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* From the smallest p up, none below the one before. */
static void step_down(double *p, size_t m) {
  double so_far = 0.0;

  for (size_t i = 0; i < m; i++) {
    so_far = fmax(so_far, fmin((double)(m - i) * p[i], 1.0));
    p[i] = so_far;
  }
}

static double harmonic(size_t m) {
  double sum = 0.0;

  for (size_t k = 1; k <= m; k++) sum += 1.0 / (double)k;
  return sum;
}

/* From the largest p down, none above the one after. */
static void step_up(leda_adjust_method method, double *p, size_t m) {
  double so_far = 1.0, c = harmonic(m);

  for (size_t i = m; i-- > 0;) {
    double factor = method == LEDA_ADJUST_BY ? c * (double)m / (double)(i + 1) : (double)(m - i);

    so_far = fmin(so_far, factor * p[i]);
    p[i] = so_far;
  }
}

/* Wright (1992), algorithm A, as p.adjust. p is replaced through a and q (m each). */
static void hommel(double *p, size_t m, double *q, double *a) {
  double least = (double)INFINITY;

  for (size_t i = 0; i < m; i++) least = fmin(least, (double)m * p[i] / (double)(i + 1));
  for (size_t i = 0; i < m; i++) q[i] = a[i] = least;
  for (size_t j = m; j-- > 2;) {
    size_t first = m - j + 1; /* of the j - 1 largest */
    double smallest = (double)INFINITY;

    for (size_t i = first; i < m; i++)
      smallest = fmin(smallest, (double)j * p[i] / (double)(i - first + 2));
    for (size_t i = 0; i < first; i++) q[i] = fmin((double)j * p[i], smallest);
    for (size_t i = first; i < m; i++) q[i] = q[first - 1];
    for (size_t i = 0; i < m; i++) a[i] = fmax(a[i], q[i]);
  }
  for (size_t i = 0; i < m; i++) p[i] = fmin(fmax(a[i], p[i]), 1.0);
}

/* p in rising order; room: 2 m. */
static bool adjust_sorted(leda_adjust_method method, double *p, size_t m, double *room) {
  switch (method) {
  case LEDA_ADJUST_BONFERRONI:
    for (size_t i = 0; i < m; i++) p[i] = fmin((double)m * p[i], 1.0);
    return true;
  case LEDA_ADJUST_HOLM:
    step_down(p, m);
    return true;
  case LEDA_ADJUST_HOCHBERG:
  case LEDA_ADJUST_BY:
    step_up(method, p, m);
    return true;
  case LEDA_ADJUST_HOMMEL:
    hommel(p, m, room, room + m);
    return true;
  }
  return false;
}

int leda_adjust_p(leda_adjust_method method, const double *p, size_t count, double *adjusted) {
  size_t *order = malloc((2 * count + 1) * sizeof *order), *index = order + count, m = 0;
  double *sorted = calloc(4 * count + 1, sizeof *sorted), *known = sorted + count;
  int status = order && sorted ? GSL_SUCCESS : GSL_ENOMEM;

  if (status != GSL_SUCCESS) goto done;
  for (size_t i = 0; i < count; i++) {
    if (isnan(p[i])) continue;
    known[m] = p[i];
    index[m++] = i;
  }
  gsl_sort_index(order, known, 1, m);
  for (size_t i = 0; i < m; i++) sorted[i] = known[order[i]];
  if (!adjust_sorted(method, sorted, m, sorted + 2 * count)) {
    status = GSL_EINVAL;
    goto done;
  }
  for (size_t i = 0; i < count; i++) adjusted[i] = (double)NAN;
  for (size_t i = 0; i < m; i++) adjusted[index[order[i]]] = sorted[i];
done:
  free(order);
  free(sorted);
  return status;
}
