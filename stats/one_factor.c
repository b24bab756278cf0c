/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/one_factor.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#define ROUNDS 100000
#define STILL 1e-12

/* Centroid loadings: the correlation of each statement with the sum of all. */
static void start(const double *r, size_t k, leda_one_factor *f) {
  double total = 0.0;

  for (size_t i = 0; i < k * k; i++) total += r[i];
  for (size_t i = 0; i < k; i++) {
    double sum = 0.0;

    for (size_t j = 0; j < k; j++) sum += r[i * k + j];
    f->loading[i] = total > 0.0 ? fmax(-0.9, fmin(0.9, sum / sqrt(total))) : 0.5;
    if (f->loading[i] == 0.0) f->loading[i] = 0.1;
    f->uniqueness[i] = 1.0 - f->loading[i] * f->loading[i];
  }
}

/* One round of EM; returns the largest move of a loading or uniqueness. weight and cross: room
 * for k each. */
static double improve(const double *r, size_t k, leda_one_factor *f, double *weight,
                      double *cross) {
  double information = 0.0, own = 0.0, reliability = 0.0, moved = 0.0;

  for (size_t i = 0; i < k; i++) {
    weight[i] = f->loading[i] / f->uniqueness[i];
    information += f->loading[i] * weight[i];
  }
  for (size_t i = 0; i < k; i++) weight[i] /= 1.0 + information;
  for (size_t i = 0; i < k; i++) {
    cross[i] = 0.0;
    for (size_t j = 0; j < k; j++) cross[i] += r[i * k + j] * weight[j];
    own += weight[i] * cross[i];
    reliability += weight[i] * f->loading[i];
  }
  own += 1.0 - reliability;
  for (size_t i = 0; i < k; i++) {
    double before = f->uniqueness[i], loading = f->loading[i];

    f->loading[i] = cross[i] / own;
    f->uniqueness[i] = r[i * k + i] - f->loading[i] * cross[i];
    if (!(f->uniqueness[i] >= LEDA_ONE_FACTOR_LEAST) && !isnan(f->uniqueness[i]))
      f->uniqueness[i] = LEDA_ONE_FACTOR_LEAST;
    if (fabs(f->uniqueness[i] - before) > moved) moved = fabs(f->uniqueness[i] - before);
    if (fabs(f->loading[i] - loading) > moved) moved = fabs(f->loading[i] - loading);
    if (isnan(f->uniqueness[i])) return GSL_NAN;
  }
  return moved;
}

/* ln|R| by Cholesky, in room (k x k); NaN when not positive definite. */
static double log_determinant(const double *r, size_t k, double *room) {
  double sum = 0.0;

  for (size_t i = 0; i < k; i++)
    for (size_t j = 0; j <= i; j++) {
      double v = r[i * k + j];

      for (size_t m = 0; m < j; m++) v -= room[i * k + m] * room[j * k + m];
      if (i == j && !(v > 1e-14)) return GSL_NAN;
      room[i * k + j] = i == j ? sqrt(v) : v / room[j * k + j];
      if (i == j) sum += log(v);
    }
  return sum;
}

static double objective(const double *r, size_t k, const leda_one_factor *f, double *room) {
  double value = -log_determinant(r, k, room) - (double)k, information = 0.0, quadratic = 0.0;

  for (size_t i = 0; i < k; i++) {
    double wi = f->loading[i] / f->uniqueness[i];

    value += log(f->uniqueness[i]) + r[i * k + i] / f->uniqueness[i];
    information += f->loading[i] * wi;
    for (size_t j = 0; j < k; j++)
      quadratic += wi * r[i * k + j] * f->loading[j] / f->uniqueness[j];
  }
  return value + log1p(information) - quadratic / (1.0 + information);
}

static void finish(const double *r, size_t k, leda_one_factor *f, double *room) {
  double sum = 0.0;

  f->objective = objective(r, k, f, room);
  for (size_t i = 0; i < k; i++) {
    sum += f->loading[i];
    f->at_bound = f->at_bound || f->uniqueness[i] <= LEDA_ONE_FACTOR_LEAST;
  }
  for (size_t i = 0; i < k && sum < 0.0; i++) f->loading[i] = -f->loading[i];
}

int leda_one_factor_fit(const double *correlation, size_t k, leda_one_factor *out) {
  double *room = malloc((k * k + 2 * k) * sizeof *room);

  out->objective = GSL_NAN;
  out->at_bound = out->converged = false;
  if (room == NULL) return GSL_ENOMEM;
  start(correlation, k, out);
  for (int i = 0; i < ROUNDS && !out->converged; i++) {
    double moved = improve(correlation, k, out, room, room + k);

    if (isnan(moved)) break;
    out->converged = moved <= STILL;
  }
  finish(correlation, k, out, room + 2 * k);
  free(room);
  return GSL_SUCCESS;
}
