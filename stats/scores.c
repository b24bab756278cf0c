/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/scores.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

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

/* Several numbers that are compared at once, by whatever vector registers the machine has. */
#define LANES 4
typedef int32_t lanes __attribute__((vector_size(LANES * sizeof(int32_t))));

/* The upper half of the bits of y, as a number of the same order; equal for values that differ by less than
   about a millionth of themselves. */
static int32_t coarse(double y) {
  double plain = y + 0.0; /* -0 becomes 0 */
  int64_t bits;

  memcpy(&bits, &plain, sizeof bits);
  if (bits < 0) bits ^= INT64_MAX;
  return (int32_t)(bits >> 32);
}

/* As order_by_counting, four values at a time; false where two values are too near to each other for
   it. */
static bool order_by_lanes(const double *y, size_t n, size_t *order) {
  int32_t key[COUNTING_MAX + LANES], rank[COUNTING_MAX + LANES];
  unsigned char taken[COUNTING_MAX] = {0};

  for (size_t i = 0; i < n; i++) key[i] = coarse(y[i]);
  for (size_t i = n; i < n + LANES; i++) key[i] = INT32_MIN;
  for (size_t j = 0; j < n; j += LANES) {
    lanes here, below = {0};

    memcpy(&here, key + j, sizeof here);
    for (size_t i = 0; i < n; i++) below -= key[i] < here; /* true is -1 */
    memcpy(rank + j, &below, sizeof below);
  }
  for (size_t i = 0; i < n; i++) {
    if (taken[rank[i]]) return false;
    taken[rank[i]] = 1;
    order[rank[i]] = i;
  }
  return true;
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
  if (n > COUNTING_MAX)
    gsl_sort_index(order, y, 1, n);
  else if (!order_by_lanes(y, n, order))
    order_by_counting(y, n, order);
  return leda_scores_assign(y, n, table, order, out);
}
