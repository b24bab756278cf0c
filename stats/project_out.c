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

/* Rows that take part, and room. */
typedef struct {
  size_t *row;
  size_t n;
  double *q;    /* columns + 1 vectors of n */
  double *mean; /* groups */
  double *count;
} bench;

static void subtract_group_means(const leda_projection *what, const bench *b, double *v) {
  for (size_t g = 0; g < what->groups; g++) b->mean[g] = b->count[g] = 0.0;
  for (size_t i = 0; i < b->n; i++) {
    b->mean[what->group[b->row[i]]] += v[i];
    b->count[what->group[b->row[i]]] += 1.0;
  }
  for (size_t g = 0; g < what->groups; g++) b->mean[g] /= fmax(b->count[g], 1.0);
  for (size_t i = 0; i < b->n; i++) v[i] -= b->mean[what->group[b->row[i]]];
}

/* An orthonormal basis of what the columns add to the levels; returns its size. */
static size_t make_basis(const leda_projection *what, const bench *b) {
  size_t rank = 0, n = b->n;

  for (size_t j = 0; j < what->columns && rank < n; j++) {
    double *v = b->q + rank * n;

    for (size_t i = 0; i < n; i++) v[i] = what->x[b->row[i] * what->columns + j];
    double before = sqrt(dot(v, v, n));
    subtract_group_means(what, b, v);
    remove_parts(b->q, rank, n, v);
    double length = sqrt(dot(v, v, n));
    if (!(length > ALIAS * before)) continue;
    for (size_t i = 0; i < n; i++) v[i] /= length;
    rank++;
  }
  return rank;
}

static void bench_clear(bench *b) {
  free(b->row);
  free(b->q);
  free(b->mean);
  free(b->count);
}

static bool bench_init(bench *b, const leda_projection *what) {
  *b = (bench){.row = calloc(what->rows + 1, sizeof *b->row),
               .q = calloc(what->rows * (what->columns + 1) + 1, sizeof *b->q),
               .mean = calloc(what->groups + 1, sizeof *b->mean),
               .count = calloc(what->groups + 1, sizeof *b->count)};
  return b->row && b->q && b->mean && b->count;
}

static void project(const leda_projection *what, bench *b, double *y) {
  for (size_t i = 0; i < what->rows; i++) {
    const double *x = what->columns > 0 ? what->x + i * what->columns : NULL;

    if (row_is_whole(x, what->columns, y[i]))
      b->row[b->n++] = i;
    else
      y[i] = (double)NAN;
  }
  size_t rank = make_basis(what, b);
  double *v = b->q + what->columns * b->n;
  for (size_t i = 0; i < b->n; i++) v[i] = y[b->row[i]];
  double size = dot(v, v, b->n);
  subtract_group_means(what, b, v);
  remove_parts(b->q, rank, b->n, v);
  bool rounding = !(dot(v, v, b->n) > ROUNDING * ROUNDING * size);
  for (size_t i = 0; i < b->n; i++) y[b->row[i]] = rounding ? 0.0 : v[i];
}

int leda_project_out(const leda_projection *what, double *y) {
  bench b;
  bool made = bench_init(&b, what);

  if (made) project(what, &b, y);
  bench_clear(&b);
  return made ? GSL_SUCCESS : GSL_ENOMEM;
}
