/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/subgroups.h"

#include <math.h>
#include <stdlib.h>

#include "stats/control_constants.h"

leda_subgroup leda_subgroup_of(const double *y, size_t n) {
  leda_subgroup g = {.n = n, .mean = NAN, .range = NAN, .sd = NAN};
  if (n == 0) return g;
  double sum = 0.0, squares = 0.0, low = y[0], high = y[0];
  for (size_t i = 0; i < n; i++) {
    sum += y[i];
    low = fmin(low, y[i]);
    high = fmax(high, y[i]);
  }
  g.mean = sum / (double)n;
  if (n < 2) return g;
  for (size_t i = 0; i < n; i++) squares += (y[i] - g.mean) * (y[i] - g.mean);
  g.range = high - low;
  g.sd = high > low ? sqrt(squares / (double)(n - 1)) : 0.0;
  return g;
}

/* ---- constants ---- */

struct leda_size_constants {
  size_t largest;
  int d2_decimals;
  double *d2; /* by size; NaN: not asked for yet */
  double *d3;
  double *c4;
};

leda_size_constants *leda_size_constants_alloc(size_t largest, int d2_decimals) {
  leda_size_constants *c = malloc(sizeof *c);
  double *room = malloc(3 * (largest + 1) * sizeof *room);
  if (!c || !room) {
    free(c);
    free(room);
    return NULL;
  }
  *c = (leda_size_constants){largest, d2_decimals, room, room + largest + 1,
                             room + 2 * (largest + 1)};
  for (size_t i = 0; i < 3 * (largest + 1); i++) room[i] = NAN;
  return c;
}

void leda_size_constants_free(leda_size_constants *constants) {
  if (!constants) return;
  free(constants->d2);
  free(constants);
}

static double look_up(const leda_size_constants *c, double *kept, size_t n,
                      double (*work_out)(unsigned)) {
  if (n < 2 || n > c->largest) return NAN;
  if (isnan(kept[n])) kept[n] = work_out((unsigned)n);
  return kept[n];
}

double leda_size_d2(leda_size_constants *constants, size_t n) {
  double d2 = look_up(constants, constants->d2, n, leda_control_d2);
  if (constants->d2_decimals < 0) return d2;
  double scale = pow(10.0, constants->d2_decimals);
  return round(d2 * scale) / scale;
}

double leda_size_d3(leda_size_constants *constants, size_t n) {
  return look_up(constants, constants->d3, n, leda_control_d3);
}

double leda_size_c4(leda_size_constants *constants, size_t n) {
  return look_up(constants, constants->c4, n, leda_control_c4);
}

/* ---- sigma ---- */

/* What one subgroup says of sigma. */
static double estimate_of(const leda_subgroup *g, leda_within_method method,
                          leda_size_constants *constants) {
  return method == LEDA_WITHIN_RANGE ? g->range / leda_size_d2(constants, g->n)
                                     : g->sd / leda_size_c4(constants, g->n);
}

/* One over its variance, up to sigma's own. */
static double precision_of(const leda_subgroup *g, leda_within_method method,
                           leda_size_constants *constants) {
  if (method == LEDA_WITHIN_RANGE) {
    double ratio = leda_size_d2(constants, g->n) / leda_size_d3(constants, g->n);
    return ratio * ratio;
  }
  double c4 = leda_size_c4(constants, g->n);
  return c4 * c4 / (1.0 - c4 * c4);
}

static double pooled_sigma(const leda_subgroup *g, size_t m) {
  double squares = 0.0;
  size_t df = 0;
  for (size_t i = 0; i < m; i++) {
    if (g[i].n < 2) continue;
    squares += (double)(g[i].n - 1) * g[i].sd * g[i].sd;
    df += g[i].n - 1;
  }
  return df ? sqrt(squares / (double)df) / leda_control_c4((unsigned)(df + 1)) : NAN;
}

double leda_subgroups_sigma(const leda_subgroup *g, size_t m, leda_within_plan plan,
                            leda_size_constants *constants) {
  if (plan.method == LEDA_WITHIN_POOLED) return pooled_sigma(g, m);
  double sum = 0.0, weights = 0.0;
  for (size_t i = 0; i < m; i++) {
    if (g[i].n < 2) continue;
    double weight =
        plan.weights == LEDA_WEIGHTS_OPTIMAL ? precision_of(&g[i], plan.method, constants) : 1.0;
    sum += weight * estimate_of(&g[i], plan.method, constants);
    weights += weight;
  }
  return weights > 0.0 ? sum / weights : NAN;
}

double leda_subgroups_mean(const leda_subgroup *g, size_t m) {
  double sum = 0.0, n = 0.0;
  for (size_t i = 0; i < m; i++) {
    if (g[i].n == 0) continue;
    sum += (double)g[i].n * g[i].mean;
    n += (double)g[i].n;
  }
  return n > 0.0 ? sum / n : NAN;
}
