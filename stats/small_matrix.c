/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/small_matrix.h"

#include <math.h>

bool leda_cholesky(double *a, size_t m, double least) {
  for (size_t j = 0; j < m; j++) {
    double before = a[j * m + j], pivot = before;

    for (size_t k = 0; k < j; k++) pivot -= a[j * m + k] * a[j * m + k];
    if (!(pivot > 0.0 && pivot > least * before)) return false;
    a[j * m + j] = sqrt(pivot);
    for (size_t i = j + 1; i < m; i++) {
      double sum = a[i * m + j];

      for (size_t k = 0; k < j; k++) sum -= a[i * m + k] * a[j * m + k];
      a[i * m + j] = sum / a[j * m + j];
    }
  }
  return true;
}

void leda_cholesky_forward(const double *l, size_t m, double *b) {
  for (size_t i = 0; i < m; i++) {
    for (size_t k = 0; k < i; k++) b[i] -= l[i * m + k] * b[k];
    b[i] /= l[i * m + i];
  }
}

void leda_cholesky_solve(const double *l, size_t m, double *b) {
  leda_cholesky_forward(l, m, b);
  for (size_t i = m; i-- > 0;) {
    for (size_t k = i + 1; k < m; k++) b[i] -= l[k * m + i] * b[k];
    b[i] /= l[i * m + i];
  }
}

void leda_cholesky_inverse(const double *l, size_t m, double *out) {
  for (size_t j = 0; j < m; j++) {
    double *row = out + j * m; /* the inverse is symmetric: a column is a row */

    for (size_t i = 0; i < m; i++) row[i] = i == j ? 1.0 : 0.0;
    leda_cholesky_solve(l, m, row);
  }
}

double leda_cholesky_log_det(const double *l, size_t m) {
  double sum = 0.0;

  for (size_t i = 0; i < m; i++) sum += log(l[i * m + i]);
  return 2.0 * sum;
}

double leda_bilinear(const double *x, const double *a, const double *y, size_t m) {
  double sum = 0.0;

  for (size_t i = 0; i < m; i++) {
    double row = 0.0;

    for (size_t j = 0; j < m; j++) row += a[i * m + j] * y[j];
    sum += x[i] * row;
  }
  return sum;
}

void leda_square_product(const double *a, const double *b, double *out, size_t m) {
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < m; j++) {
      double sum = 0.0;

      for (size_t k = 0; k < m; k++) sum += a[i * m + k] * b[k * m + j];
      out[i * m + j] = sum;
    }
}

void leda_congruence(const double *a, const double *c, double *out, double *work, size_t m) {
  leda_square_product(a, c, work, m);
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < m; j++) {
      double sum = 0.0;

      for (size_t k = 0; k < m; k++) sum += work[i * m + k] * a[j * m + k];
      out[i * m + j] = sum;
    }
}
