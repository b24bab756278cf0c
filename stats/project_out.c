/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/project_out.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#define ALIAS 1e-9
#define ROUNDING 1e-12

static double dot(const double *a, const double *b, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

/* v without its parts along q[0..count-1]; twice, which is enough. */
static void remove_parts(const double *q, size_t count, size_t n, double *v) {
  for (int pass = 0; pass < 2; pass++)
    for (size_t k = 0; k < count; k++) {
      double part = dot(q + k * n, v, n);

      for (size_t i = 0; i < n; i++) v[i] -= part * q[k * n + i];
    }
}

static bool row_is_whole(const double *x, size_t columns, double y) {
  for (size_t j = 0; j < columns; j++)
    if (isnan(x[j])) return false;
  return !isnan(y);
}

/* An orthonormal basis of a constant and x over the n rows listed; returns its size. */
static size_t make_basis(const double *x, size_t columns, const size_t *row, size_t n, double *q) {
  size_t rank = 0;

  for (size_t j = 0; j <= columns && rank < n; j++) {
    double *v = q + rank * n;

    for (size_t i = 0; i < n; i++) v[i] = j == 0 ? 1.0 : x[row[i] * columns + j - 1];
    double before = sqrt(dot(v, v, n));
    remove_parts(q, rank, n, v);
    double length = sqrt(dot(v, v, n));
    if (!(length > ALIAS * before)) continue;
    for (size_t i = 0; i < n; i++) v[i] /= length;
    rank++;
  }
  return rank;
}

int leda_project_out(const double *x, size_t rows, size_t columns, double *y) {
  size_t *row = malloc((rows + 1) * sizeof *row), n = 0;
  double *q = calloc(rows * (columns + 2) + 1, sizeof *q);
  int status = GSL_ENOMEM;

  if (row == NULL || q == NULL) goto done;
  status = GSL_SUCCESS;
  for (size_t i = 0; i < rows; i++) {
    if (row_is_whole(x + i * columns, columns, y[i]))
      row[n++] = i;
    else
      y[i] = (double)NAN;
  }
  double *v = q + (columns + 1) * n;
  size_t rank = make_basis(x, columns, row, n, q);
  for (size_t i = 0; i < n; i++) v[i] = y[row[i]];
  double size = dot(v, v, n);
  remove_parts(q, rank, n, v);
  bool rounding = !(dot(v, v, n) > ROUNDING * ROUNDING * size);
  for (size_t i = 0; i < n; i++) y[row[i]] = rounding ? 0.0 : v[i];
done:
  free(row);
  free(q);
  return status;
}
