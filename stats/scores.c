/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/scores.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>

/* Up to this length counting smaller values beats sorting, since nothing in it branches. */
#define COUNTING_MAX 256

void leda_scores_table(size_t n, double *table) {
  for (size_t i = 0; i < (n + 1) / 2; i++) {
    double a = gsl_cdf_ugaussian_Pinv((double)(i + 1) / (double)(n + 1));

    table[n - 1 - i] = -a;
    table[i] = a;
  }
  if (n % 2 == 1) table[n / 2] = 0.0;
}

double leda_scores_sum_squares(const double *x, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += x[i] * x[i];
  return sum;
}

/* order[r] = index of the value of rank r; equal values in their order of time. */
static void order_by_counting(const double *y, size_t n, size_t *order) {
  size_t rank[COUNTING_MAX] = {0};

  for (size_t i = 1; i < n; i++) {
    size_t below = 0;

    for (size_t j = 0; j < i; j++) {
      size_t smaller = y[i] < y[j];

      rank[j] += smaller;
      below += 1 - smaller;
    }
    rank[i] += below;
  }
  for (size_t i = 0; i < n; i++) order[rank[i]] = i;
}

static double mean_of(const double *x, size_t from, size_t to) {
  double sum = 0.0;

  for (size_t i = from; i < to; i++) sum += x[i];
  return sum / (double)(to - from);
}

static void stretch(double *x, size_t n, double sum_squares) {
  double own = leda_scores_sum_squares(x, n);
  double factor = own > 0.0 ? sqrt(sum_squares / own) : 0.0;

  for (size_t i = 0; i < n; i++) x[i] *= factor;
}

size_t leda_scores_assign(const double *y, size_t n, const double *table, const size_t *order,
                          double *out) {
  size_t tied = 0;

  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && y[order[to]] <= y[order[from]]; to++)
      ;
    double score = to - from == 1 ? table[from] : mean_of(table, from, to);

    for (size_t r = from; r < to; r++) out[order[r]] = score;
    if (to - from > 1) tied += to - from;
  }
  if (tied == n && n > 0 && y[order[0]] >= y[order[n - 1]]) {
    for (size_t i = 0; i < n; i++) out[i] = 0.0;
  } else if (tied > 0) {
    stretch(out, n, leda_scores_sum_squares(table, n));
  }
  return tied;
}

size_t leda_scores_fill(const double *y, size_t n, const double *table, size_t *order,
                        double *out) {
  if (n == 0) return 0;
  if (n <= COUNTING_MAX)
    order_by_counting(y, n, order);
  else
    gsl_sort_index(order, y, 1, n);
  return leda_scores_assign(y, n, table, order, out);
}
