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

/* The part of the objective that the factor can change. */
static double misfit(const double *r, size_t k, const leda_one_factor *f) {
  double value = 0.0, information = 0.0, quadratic = 0.0;

  for (size_t i = 0; i < k; i++) {
    double wi = f->loading[i] / f->uniqueness[i];

    value += log(f->uniqueness[i]) + r[i * k + i] / f->uniqueness[i];
    information += f->loading[i] * wi;
    for (size_t j = 0; j < k; j++)
      quadratic += wi * r[i * k + j] * f->loading[j] / f->uniqueness[j];
  }
  return value + log1p(information) - quadratic / (1.0 + information);
}

static void store(const leda_one_factor *f, size_t k, double *place) {
  for (size_t i = 0; i < k; i++) place[i] = f->loading[i], place[k + i] = f->uniqueness[i];
}

static void restore(leda_one_factor *f, size_t k, const double *place) {
  for (size_t i = 0; i < k; i++) f->loading[i] = place[i], f->uniqueness[i] = place[k + i];
}

/* From three points of the path of EM, far ahead along it (Varadhan & Roland 2008, SQUAREM with
 * their third step length); stays at the last one where that is no better. A weak factor takes
 * EM ten thousands of rounds, this some tens. */
static void leap(const double *r, size_t k, leda_one_factor *f, const double *path) {
  const double *first = path, *second = path + 2 * k, *third = path + 4 * k;
  double speed = 0.0, bend = 0.0, ahead, reached = misfit(r, k, f);

  for (size_t i = 0; i < 2 * k; i++) {
    double step = second[i] - first[i], change = third[i] - second[i] - step;

    speed += step * step;
    bend += change * change;
  }
  ahead = sqrt(speed / bend);
  if (!(ahead > 1.0) || isinf(ahead)) return;
  for (size_t i = 0; i < k; i++) {
    double u = first[k + i] + 2.0 * ahead * (second[k + i] - first[k + i]);

    f->loading[i] = first[i] + 2.0 * ahead * (second[i] - first[i]) +
                    ahead * ahead * (third[i] - 2.0 * second[i] + first[i]);
    u += ahead * ahead * (third[k + i] - 2.0 * second[k + i] + first[k + i]);
    f->uniqueness[i] = u > LEDA_ONE_FACTOR_LEAST ? u : LEDA_ONE_FACTOR_LEAST;
  }
  if (!(misfit(r, k, f) <= reached)) restore(f, k, third);
}

/* room: 8 k. */
static void climb(const double *r, size_t k, leda_one_factor *f, double *room) {
  double *path = room + 2 * k;

  for (int round = 0; round < ROUNDS; round += 2) {
    for (int i = 0; i < 2; i++) {
      double moved;

      store(f, k, path + 2 * k * (size_t)i);
      moved = improve(r, k, f, room, room + k);
      f->converged = moved <= STILL;
      if (f->converged || isnan(moved)) return;
    }
    store(f, k, path + 4 * k);
    leap(r, k, f, path);
  }
}

static void finish(const double *r, size_t k, leda_one_factor *f, double *room) {
  double sum = 0.0;

  f->objective = misfit(r, k, f) - log_determinant(r, k, room) - (double)k;
  for (size_t i = 0; i < k; i++) {
    sum += f->loading[i];
    f->at_bound = f->at_bound || f->uniqueness[i] <= LEDA_ONE_FACTOR_LEAST;
  }
  for (size_t i = 0; i < k && sum < 0.0; i++) f->loading[i] = -f->loading[i];
}

int leda_one_factor_fit(const double *correlation, size_t k, leda_one_factor *out) {
  double *room = malloc((k * k + 8 * k) * sizeof *room);

  out->objective = GSL_NAN;
  out->at_bound = out->converged = false;
  if (room == NULL) return GSL_ENOMEM;
  start(correlation, k, out);
  climb(correlation, k, out, room);
  finish(correlation, k, out, room);
  free(room);
  return GSL_SUCCESS;
}
