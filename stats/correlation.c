/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlation.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

#define SPEARMAN_EXACT 9 /* 362,880 orders */
#define KENDALL_EXACT 60

int leda_correlation_ranks(const double *x, size_t n, double *rank) {
  size_t *order;

  if (n == 0) return GSL_SUCCESS;
  order = malloc(n * sizeof *order);
  if (order == NULL) return GSL_ENOMEM;
  gsl_sort_index(order, x, 1, n);
  for (size_t i = 0, end; i < n; i = end) {
    for (end = i + 1; end < n && x[order[end]] == x[order[i]];) end++;
    for (size_t j = i; j < end; j++) rank[order[j]] = 0.5 * (double)(i + end + 1);
  }
  free(order);
  return GSL_SUCCESS;
}

/* Pearson's r; NaN when n < 2 or a column is constant. */
static double pearson(const double *x, const double *y, size_t n) {
  double mx = 0.0, my = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
  bool x_varies = false, y_varies = false;

  for (size_t i = 0; i < n; i++) {
    mx += x[i] / (double)n, my += y[i] / (double)n;
    x_varies = x_varies || x[i] != x[0], y_varies = y_varies || y[i] != y[0];
  }
  if (!x_varies || !y_varies) return GSL_NAN;
  for (size_t i = 0; i < n; i++) {
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
    xy += (x[i] - mx) * (y[i] - my);
  }
  return fmax(-1.0, fmin(1.0, xy / sqrt(xx) / sqrt(yy)));
}

static double t_p(double r, size_t n) {
  double df = (double)n - 2.0;

  if (n < 3 || isnan(r)) return GSL_NAN;
  if (fabs(r) >= 1.0) return 0.0;
  return 2.0 * gsl_cdf_tdist_Q(fabs(r) * sqrt(df / ((1.0 - r) * (1.0 + r))), df);
}

static void fisher_interval(leda_correlation *out, double variance, double level) {
  double half;

  out->lower = out->upper = GSL_NAN;
  if (!(variance > 0.0) || isnan(out->r)) return;
  half = gsl_cdf_ugaussian_Pinv(0.5 + 0.5 * level) * sqrt(variance);
  out->lower = tanh(atanh(out->r) - half);
  out->upper = tanh(atanh(out->r) + half);
}

/* Pairs without NaN: kept holds the x, then from kept + n on the y. NULL when memory is short. */
static double *pairs(const double *x, const double *y, size_t n, size_t *count) {
  double *kept = malloc((2 * n + 1) * sizeof *kept);

  *count = 0;
  if (kept == NULL) return NULL;
  for (size_t i = 0; i < n; i++) {
    if (isnan(x[i]) || isnan(y[i])) continue;
    kept[*count] = x[i];
    kept[n + (*count)++] = y[i];
  }
  return kept;
}

int leda_correlation_pearson(const double *x, const double *y, size_t n, double level,
                             leda_correlation *out) {
  double *kept = pairs(x, y, n, &out->n);

  if (kept == NULL) return GSL_ENOMEM;
  out->r = pearson(kept, kept + n, out->n);
  out->exact = false;
  out->p = t_p(out->r, out->n);
  fisher_interval(out, out->n > 3 ? 1.0 / ((double)out->n - 3.0) : 0.0, level);
  free(kept);
  return GSL_SUCCESS;
}

typedef struct {
  const double *rx;
  double *ry;
  size_t n;
  double centre; /* of sum rx ry over all orders */
  double seen;   /* distance of the observed one */
  double extreme;
  double all;
} orders;

/* Heap's algorithm without recursion on values: each order once. */
static void try_orders(orders *o, size_t k) {
  if (k <= 1) {
    double sum = 0.0;

    for (size_t i = 0; i < o->n; i++) sum += o->rx[i] * o->ry[i];
    o->all += 1.0;
    /* Mid-ranks are halves, so sums are quarters: 1e-6 only takes up rounding of the centre. */
    if (fabs(sum - o->centre) >= o->seen - 1e-6) o->extreme += 1.0;
    return;
  }
  for (size_t i = 0; i < k; i++) {
    size_t j = k % 2 == 0 ? i : 0;
    double held;

    try_orders(o, k - 1);
    if (i + 1 == k) break;
    held = o->ry[j];
    o->ry[j] = o->ry[k - 1];
    o->ry[k - 1] = held;
  }
}

static double spearman_exact(orders o) {
  double n = (double)o.n, sum = 0.0;

  o.centre = n * (n + 1.0) * (n + 1.0) / 4.0;
  for (size_t i = 0; i < o.n; i++) sum += o.rx[i] * o.ry[i];
  o.seen = fabs(sum - o.centre);
  try_orders(&o, o.n);
  return o.extreme / o.all;
}

int leda_correlation_spearman(const double *x, const double *y, size_t n, double level,
                              leda_correlation *out) {
  double *kept = pairs(x, y, n, &out->n);
  double *rank = malloc((2 * n + 1) * sizeof *rank);
  int status = kept == NULL || rank == NULL ? GSL_ENOMEM : GSL_SUCCESS;

  if (status == GSL_SUCCESS) status = leda_correlation_ranks(kept, out->n, rank);
  if (status == GSL_SUCCESS) status = leda_correlation_ranks(kept + n, out->n, rank + n);
  if (status == GSL_SUCCESS) {
    out->r = pearson(rank, rank + n, out->n);
    out->p = t_p(out->r, out->n);
    out->exact = out->n >= 3 && out->n <= SPEARMAN_EXACT && !isnan(out->r);
    if (out->exact) out->p = spearman_exact((orders){rank, rank + n, out->n, 0, 0, 0, 0});
    fisher_interval(out, out->n > 3 ? (1.0 + 0.5 * out->r * out->r) / ((double)out->n - 3.0) : 0.0,
                    level);
  }
  free(kept);
  free(rank);
  return status;
}

/* Sums over groups of t equal values that Kendall's variance needs. */
typedef struct {
  double pairs;   /* t (t - 1) / 2 */
  double fives;   /* t (t - 1) (2 t + 5) */
  double triples; /* t (t - 1) (t - 2) */
} ties;

static ties count_ties(double *values, size_t n) {
  ties sum = {0.0, 0.0, 0.0};

  gsl_sort(values, 1, n);
  for (size_t i = 0, end; i < n; i = end) {
    double t;

    for (end = i + 1; end < n && values[end] == values[i];) end++;
    t = (double)(end - i);
    sum.pairs += 0.5 * t * (t - 1.0);
    sum.fives += t * (t - 1.0) * (2.0 * t + 5.0);
    sum.triples += t * (t - 1.0) * (t - 2.0);
  }
  return sum;
}

static double concordance(const double *x, const double *y, size_t n) {
  double s = 0.0;

  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++)
      s += ((x[i] > x[j]) - (x[i] < x[j])) * ((y[i] > y[j]) - (y[i] < y[j]));
  return s;
}

/* P(|S| >= |s|) without ties: the number of inversions is a sum of independent uniforms on
 * 0..i-1. */
static double kendall_exact(double s, size_t n) {
  enum { MOST = KENDALL_EXACT * (KENDALL_EXACT - 1) / 2 };
  double law[MOST + 1] = {1.0}, next[MOST + 1];
  double p = 0.0, pairs_all = 0.5 * (double)n * ((double)n - 1.0);
  size_t length = 1;

  for (size_t i = 2; i <= n; i++) {
    for (size_t j = 0; j < length + i - 1; j++) {
      next[j] = 0.0;
      for (size_t k = j >= length ? j - length + 1 : 0; k < i && k <= j; k++) next[j] += law[j - k];
      next[j] /= (double)i;
    }
    length += i - 1;
    for (size_t j = 0; j < length; j++) law[j] = next[j];
  }
  for (size_t j = 0; j < length; j++)
    if (fabs(pairs_all - 2.0 * (double)j) >= fabs(s) - 0.5) p += law[j];
  return fmin(1.0, p);
}

static double kendall_variance(ties x, ties y, size_t count) {
  double n = (double)count;
  double v = (n * (n - 1.0) * (2.0 * n + 5.0) - x.fives - y.fives) / 18.0;

  v += 2.0 * x.pairs * y.pairs / (n * (n - 1.0));
  if (count > 2) v += x.triples * y.triples / (9.0 * n * (n - 1.0) * (n - 2.0));
  return v;
}

int leda_correlation_kendall(const double *x, const double *y, size_t n, double level,
                             leda_correlation *out) {
  double *kept = pairs(x, y, n, &out->n);
  double s, all;
  ties tx, ty;

  if (kept == NULL) return GSL_ENOMEM;
  s = concordance(kept, kept + n, out->n);
  tx = count_ties(kept, out->n);
  ty = count_ties(kept + n, out->n);
  free(kept);
  all = 0.5 * (double)out->n * ((double)out->n - 1.0);
  out->r = s / (sqrt(all - tx.pairs) * sqrt(all - ty.pairs));
  out->p = GSL_NAN;
  out->exact = !isnan(out->r) && out->n <= KENDALL_EXACT && tx.pairs + ty.pairs == 0.0;
  if (out->exact)
    out->p = kendall_exact(s, out->n);
  else if (!isnan(out->r))
    out->p = 2.0 * gsl_cdf_ugaussian_Q(fabs(s) / sqrt(kendall_variance(tx, ty, out->n)));
  fisher_interval(out, out->n > 4 ? 0.437 / ((double)out->n - 4.0) : 0.0, level);
  return GSL_SUCCESS;
}
