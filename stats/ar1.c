/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ar1.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/whitened_steps.h"

#define DF_LEAST 4

struct leda_ar1 {
  size_t n;
  double phi;
  bool plain;     /* phi = 0, no season: residuals are the values themselves */
  size_t removed; /* columns */
  double *carry;  /* e_i = own_i y_i - carry_i y_{i-1} */
  double *own;
  double *columns; /* orthonormal, removed x n */
  double *steps;   /* (n - 3) x n */
  double *time;
};

static double dot(const double *a, const double *b, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

static void remove_column(double *x, const double *column, size_t n) {
  double along = dot(x, column, n);

  for (size_t i = 0; i < n; i++) x[i] -= along * column[i];
}

static void whiten(const leda_ar1 *a, const double *y, double *out) {
  /* From the end, so that out may be y. */
  for (size_t i = a->n - 1; i > 0; i--) out[i] = a->own[i] * y[i] - a->carry[i] * y[i - 1];
  out[0] = a->own[0] * y[0];
}

/* Whitens the column standing at columns[removed] and keeps what is new in it (Gram-Schmidt, done twice:
 * once is not orthogonal enough). */
static void add_column(leda_ar1 *a) {
  double *x = a->columns + a->removed * a->n;
  double before, after;

  whiten(a, x, x);
  before = sqrt(dot(x, x, a->n));
  for (int pass = 0; pass < 2; pass++)
    for (size_t j = 0; j < a->removed; j++) remove_column(x, a->columns + j * a->n, a->n);
  after = sqrt(dot(x, x, a->n));
  if (!(after > 1e-8 * before)) return;
  for (size_t i = 0; i < a->n; i++) x[i] /= after;
  a->removed++;
}

static int at(const int *t, size_t i) { return t != NULL ? t[i] : (int)i; }

static void add_columns(leda_ar1 *a, const int *t, int season_length) {
  size_t n = a->n;

  for (size_t i = 0; i < n; i++) a->columns[i] = 1.0;
  add_column(a);
  for (int season = 1; season < season_length; season++) {
    double *x = a->columns + a->removed * n;

    for (size_t i = 0; i < n; i++)
      x[i] = ((long long)at(t, i) - at(t, 0)) % season_length == season ? 1.0 : 0.0;
    add_column(a);
  }
}

static void set_weights(leda_ar1 *a, const int *t) {
  double kept = 1.0 - a->phi * a->phi;

  a->own[0] = sqrt(kept);
  a->carry[0] = 0.0;
  for (size_t i = 1; i < a->n; i++) {
    double power = pow(a->phi, (double)at(t, i) - (double)at(t, i - 1));

    a->own[i] = sqrt(kept / (1.0 - power * power));
    a->carry[i] = power * a->own[i];
  }
}

static void set_regressors(leda_ar1 *a, const int *t) {
  size_t n = a->n;

  for (size_t k = LEDA_CONTRASTS_SIDE; k <= n - LEDA_CONTRASTS_SIDE; k++) {
    double *row = a->steps + (k - LEDA_CONTRASTS_SIDE) * n;

    for (size_t i = 0; i < n; i++) row[i] = i >= k ? 1.0 : 0.0;
    leda_ar1_residuals(a, row, row);
  }
  for (size_t i = 0; i < n; i++) a->time[i] = (double)at(t, i) - (double)at(t, 0);
  leda_ar1_residuals(a, a->time, a->time);
}

static bool alloc_arrays(leda_ar1 *a, size_t columns) {
  a->carry = calloc(a->n, sizeof *a->carry);
  a->own = calloc(a->n, sizeof *a->own);
  a->columns = calloc(columns * a->n, sizeof *a->columns);
  a->steps = calloc((a->n + 1 - 2 * LEDA_CONTRASTS_SIDE) * a->n, sizeof *a->steps);
  a->time = calloc(a->n, sizeof *a->time);
  return a->carry && a->own && a->columns && a->steps && a->time;
}

leda_ar1 *leda_ar1_alloc(const int *t, size_t n, double phi, int season_length) {
  leda_ar1 *a;
  size_t columns = season_length >= 2 ? (size_t)season_length + 1 : 2;

  if (n < 2 * LEDA_CONTRASTS_SIDE || !(phi >= 0.0 && phi < 1.0)) return NULL;
  for (size_t i = 1; t != NULL && i < n; i++)
    if (t[i] <= t[i - 1]) return NULL;
  a = calloc(1, sizeof *a);
  if (a == NULL) return NULL;
  a->n = n;
  a->phi = phi;
  a->plain = !(phi > 0.0) && season_length < 2;
  if (!alloc_arrays(a, columns)) goto fail;
  set_weights(a, t);
  add_columns(a, t, season_length);
  if (!a->plain && n < a->removed + DF_LEAST) goto fail;
  set_regressors(a, t);
  return a;
fail:
  leda_ar1_free(a);
  return NULL;
}

void leda_ar1_free(leda_ar1 *ar1) {
  if (ar1 == NULL) return;
  free(ar1->carry);
  free(ar1->own);
  free(ar1->columns);
  free(ar1->steps);
  free(ar1->time);
  free(ar1);
}

size_t leda_ar1_n(const leda_ar1 *ar1) { return ar1->n; }

double leda_ar1_phi(const leda_ar1 *ar1) { return ar1->phi; }

size_t leda_ar1_removed(const leda_ar1 *ar1) { return ar1->removed; }

void leda_ar1_project(const leda_ar1 *ar1, const double *e, double *out) {
  if (out != e) memcpy(out, e, ar1->n * sizeof *out);
  if (ar1->plain) return;
  for (size_t j = 0; j < ar1->removed; j++) remove_column(out, ar1->columns + j * ar1->n, ar1->n);
}

void leda_ar1_residuals(const leda_ar1 *ar1, const double *y, double *out) {
  if (ar1->plain) {
    if (out != y) memcpy(out, y, ar1->n * sizeof *out);
    return;
  }
  whiten(ar1, y, out);
  leda_ar1_project(ar1, out, out);
}

const double *leda_ar1_step(const leda_ar1 *ar1, size_t index) {
  return ar1->steps + (index - LEDA_CONTRASTS_SIDE) * ar1->n;
}

const double *leda_ar1_time(const leda_ar1 *ar1) { return ar1->time; }

double leda_ar1_leverage(const leda_ar1 *ar1, size_t index) {
  double sum = 0.0;

  for (size_t j = 0; j < ar1->removed; j++)
    sum += ar1->columns[j * ar1->n + index] * ar1->columns[j * ar1->n + index];
  return sum;
}

static leda_contrasts *plain_contrasts(const leda_ar1 *ar1, double sum_squares) {
  int *t = malloc(ar1->n * sizeof *t);
  leda_contrasts *c;

  if (t == NULL) return NULL;
  for (size_t i = 0; i < ar1->n; i++) t[i] = (int)ar1->time[i];
  c = leda_contrasts_alloc(t, ar1->n, sum_squares);
  free(t);
  return c;
}

leda_contrasts *leda_ar1_contrasts(const leda_ar1 *ar1, double sum_squares) {
  leda_whitened_form form;

  if (ar1->plain) return plain_contrasts(ar1, sum_squares);
  form = (leda_whitened_form){ar1->n, ar1->removed, ar1->own, ar1->carry, ar1->columns};
  return leda_contrasts_alloc_whitened(&form, ar1->time, sum_squares);
}
