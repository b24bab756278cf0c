/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/hodges_lehmann.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "stats/describe.h"

typedef struct {
  double *x; /* ascending */
  double *y;
  size_t nx;
  size_t ny;
} sorted;

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static int sorted_make(const leda_two_samples *s, sorted *out) {
  *out = (sorted){malloc((s->nx + 1) * sizeof(double)), malloc((s->ny + 1) * sizeof(double)), 0, 0};
  if (out->x == NULL || out->y == NULL) return GSL_ENOMEM;
  out->nx = leda_describe_present(s->x, s->nx, out->x);
  out->ny = leda_describe_present(s->y, s->ny, out->y);
  qsort(out->x, out->nx, sizeof(double), ascending);
  qsort(out->y, out->ny, sizeof(double), ascending);
  return GSL_SUCCESS;
}

/* How many differences are d or less. */
static double count_to(const sorted *s, double d) {
  double count = 0.0;
  size_t j = s->ny;

  for (size_t i = 0; i < s->nx; i++) {
    while (j > 0 && s->x[i] - s->y[s->ny - j] > d) j--;
    count += (double)j;
  }
  return count;
}

/* The k-th smallest difference, k from 1: halving between the ends until they are neighbours. */
static double difference_of_rank(const sorted *s, double k) {
  double low = s->x[0] - s->y[s->ny - 1], high = s->x[s->nx - 1] - s->y[0];

  if (count_to(s, low) >= k) return low;
  for (;;) {
    double middle = low + 0.5 * (high - low);

    if (middle <= low || middle >= high) return high;
    if (count_to(s, middle) >= k)
      high = middle;
    else
      low = middle;
  }
}

/* Number of orders with U = 0, 1, ... most, the coefficients of the Gaussian binomial: product over i of
   (1 - q^(ny + i)) / (1 - q^i). */
static void count_orders(size_t nx, size_t ny, double *ways, size_t most) {
  for (size_t u = 0; u <= most; u++) ways[u] = u == 0;
  for (size_t i = 1; i <= nx; i++) {
    for (size_t u = most; u >= ny + i && u > 0; u--) ways[u] -= ways[u - ny - i];
    for (size_t u = i; u <= most; u++) ways[u] += ways[u - i];
  }
}

/* k of the header; *reached becomes 1 - 2 P(U <= k - 1). */
static int exact_rank(const sorted *s, double tail, double *k, double *reached) {
  size_t most = s->nx * s->ny / 2;
  double *ways = malloc((most + 1) * sizeof(double)), sum = 0.0, all;

  if (ways == NULL) return GSL_ENOMEM;
  count_orders(s->nx, s->ny, ways, most);
  all = exp(lgamma((double)(s->nx + s->ny) + 1.0) - lgamma((double)s->nx + 1.0) -
            lgamma((double)s->ny + 1.0));
  *k = 0.0;
  for (size_t u = 0; u <= most && (u == 0 || (sum + ways[u]) / all <= tail * (1.0 + 1e-12)); u++) {
    sum += ways[u];
    *k = (double)u + 1.0;
  }
  *reached = fmax(0.0, 1.0 - 2.0 * sum / all);
  free(ways);
  return GSL_SUCCESS;
}

static void normal_rank(const sorted *s, double tail, double *k, double *reached) {
  double pairs = (double)s->nx * (double)s->ny;
  double sd = sqrt(pairs * (double)(s->nx + s->ny + 1) / 12.0);

  *k = fmax(1.0, floor(0.5 * pairs - gsl_cdf_ugaussian_Qinv(tail) * sd));
  *reached = 1.0 - 2.0 * gsl_cdf_ugaussian_P((*k - 0.5 - 0.5 * pairs) / sd);
}

static int fill(const sorted *s, double level, leda_hodges_lehmann_shift *out) {
  double pairs = (double)s->nx * (double)s->ny, k, reached, tail = 0.5 - 0.5 * level;
  int status = GSL_SUCCESS;

  out->exact = s->nx <= LEDA_HODGES_EXACT && s->ny <= LEDA_HODGES_EXACT;
  if (out->exact)
    status = exact_rank(s, tail, &k, &reached);
  else
    normal_rank(s, tail, &k, &reached);
  if (status != GSL_SUCCESS) return status;
  out->shift = 0.5 * (difference_of_rank(s, floor(0.5 * (pairs + 1.0))) +
                      difference_of_rank(s, ceil(0.5 * (pairs + 1.0))));
  out->lower = difference_of_rank(s, k);
  out->upper = difference_of_rank(s, pairs + 1.0 - k);
  out->reached = reached;
  return GSL_SUCCESS;
}

int leda_hodges_lehmann(const leda_two_samples *samples, double level,
                        leda_hodges_lehmann_shift *out) {
  sorted s;
  int status = sorted_make(samples, &s);

  *out = (leda_hodges_lehmann_shift){GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, false};
  if (status == GSL_SUCCESS && s.nx > 0 && s.ny > 0 && level > 0.0 && level < 1.0 &&
      !isinf(s.x[0]) && !isinf(s.y[0]) && !isinf(s.x[s.nx - 1]) && !isinf(s.y[s.ny - 1]))
    status = fill(&s, level, out);
  free(s.x);
  free(s.y);
  return status;
}
