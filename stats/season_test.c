/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/season_test.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define DF_LEAST 3

/* Orthonormal columns so far, and what they leave of y. */
typedef struct {
  size_t n;
  size_t count;
  double *columns;
  double *left;
} basis;

static double dot(const double *a, const double *b, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

static void remove_column(double *x, const double *column, size_t n) {
  double along = dot(x, column, n);

  for (size_t i = 0; i < n; i++) x[i] -= along * column[i];
}

/* Adds the column standing at b->columns[count] unless the others hold it already (Gram-Schmidt, done
 * twice: once is not orthogonal enough). */
static void add_column(basis *b) {
  double *x = b->columns + b->count * b->n;
  double before = sqrt(dot(x, x, b->n)), after;

  for (int pass = 0; pass < 2; pass++)
    for (size_t j = 0; j < b->count; j++) remove_column(x, b->columns + j * b->n, b->n);
  after = sqrt(dot(x, x, b->n));
  if (!(after > 1e-8 * before)) return;
  for (size_t i = 0; i < b->n; i++) x[i] /= after;
  remove_column(b->left, x, b->n);
  b->count++;
}

static void add_base(basis *b, const int *t, size_t step_index) {
  size_t n = b->n;

  for (size_t i = 0; i < n; i++) b->columns[i] = 1.0;
  add_column(b);
  for (size_t i = 0; i < n; i++) b->columns[b->count * n + i] = (double)t[i] - (double)t[0];
  add_column(b);
  if (step_index == 0) return;
  for (size_t i = 0; i < n; i++) b->columns[b->count * n + i] = i >= step_index;
  add_column(b);
}

static void add_seasons(basis *b, const int *t, int length) {
  for (int season = 1; season < length; season++) {
    for (size_t i = 0; i < b->n; i++) {
      bool here = ((long long)t[i] - t[0]) % length == season;

      b->columns[b->count * b->n + i] = here ? 1.0 : 0.0;
    }
    add_column(b);
  }
}

double leda_season_test(const double *y, const int *t, size_t n, int length, size_t step_index) {
  basis b = {.n = n};
  double p = NAN, rss0, rss1, df1, df2;
  size_t base;

  if (length < 2 || n < 2 * (size_t)length) return NAN;
  b.columns = malloc(((size_t)length + 3) * n * sizeof *b.columns);
  b.left = malloc(n * sizeof *b.left);
  if (b.columns == NULL || b.left == NULL) goto done;
  memcpy(b.left, y, n * sizeof *y);
  add_base(&b, t, step_index);
  base = b.count;
  rss0 = dot(b.left, b.left, n);
  add_seasons(&b, t, length);
  rss1 = dot(b.left, b.left, n);
  df1 = (double)(b.count - base);
  df2 = (double)n - (double)b.count;
  if (df1 < 1.0 || df2 < DF_LEAST || !(rss0 > 1e-20 * dot(y, y, n))) goto done;
  rss1 = fmax(rss1, 1e-20 * rss0);
  p = gsl_cdf_fdist_Q(((rss0 - rss1) / df1) / (rss1 / df2), df1, df2);
done:
  free(b.columns);
  free(b.left);
  return p;
}
