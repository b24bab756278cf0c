/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/phi.h"

#include <math.h>

#include "stats/lag1.h"
#include "stats/phi_differences.h"
#include "stats/phi_moments.h"

#define UPPER 1.6448536269514722

/* Pairs of neighbouring differences without a gap. */
static size_t count_pairs(const int *t, size_t n) {
  size_t pairs = 0;

  for (size_t i = 2; i < n; i++) pairs += t[i] - t[i - 1] == 1 && t[i - 1] - t[i - 2] == 1;
  return pairs;
}

leda_phi_estimate leda_phi_from_series(const double *y, const int *t, size_t n) {
  leda_phi_estimate out = {NAN, INFINITY, n};
  size_t effective = t != NULL ? count_pairs(t, n) + 2 : n;
  double raw = t != NULL ? leda_lag1_from_differences(y, t, n, 0) : leda_phi_differences(y, n);
  leda_phi_length length;

  out.n = effective;
  if (isnan(raw)) return out;
  length = leda_phi_length_of(effective);
  out.phi = leda_phi_corrected(raw, &length);
  out.variance = leda_phi_variance(out.phi, &length);
  return out;
}

static bool usable(const leda_phi_estimate *e) {
  return !isnan(e->phi) && e->variance > 0.0 && isfinite(e->variance);
}

/* The variance at one phi, kept for the next unit of the same length. */
typedef struct {
  double phi;
  size_t n;
  double variance;
} variance_at;

static double variance_of(variance_at *at, size_t n) {
  if (at->n != n) {
    leda_phi_length length = leda_phi_length_of(n);

    at->variance = leda_phi_variance(at->phi, &length);
    at->n = n;
  }
  return at->variance;
}

typedef struct {
  double weights;
  double squared_weights;
  double mean;
  double length; /* mean n */
  size_t units;
} weighted;

/* Weighted mean, the variance of each taken at a common phi, so that estimates do not weigh by chance. */
static weighted weigh(const leda_phi_estimate *e, size_t count, double common, double between2) {
  weighted w = {0.0, 0.0, 0.0, 0.0, 0};
  variance_at at = {.phi = common};

  for (size_t i = 0; i < count; i++) {
    double weight;

    if (!usable(&e[i])) continue;
    weight = 1.0 / (variance_of(&at, e[i].n) + between2);
    w.weights += weight;
    w.squared_weights += weight * weight;
    w.mean += weight * e[i].phi;
    w.length += weight * (double)e[i].n;
    w.units++;
  }
  w.mean /= w.weights;
  w.length /= w.weights;
  return w;
}

static double between_units(const leda_phi_estimate *e, size_t count, double common, weighted w) {
  variance_at at = {.phi = common};
  double spread = 0.0;

  for (size_t i = 0; i < count; i++)
    if (usable(&e[i]))
      spread += (e[i].phi - w.mean) * (e[i].phi - w.mean) / variance_of(&at, e[i].n);
  if (w.units < 2) return 0.0;
  return fmax(0.0,
              (spread - ((double)w.units - 1.0)) / (w.weights - w.squared_weights / w.weights));
}

leda_phi_pool leda_phi_pool_units(const leda_phi_estimate *estimates, size_t count) {
  leda_phi_pool pool = {.phi = NAN, .se = NAN};
  variance_at typical;
  leda_phi_length length;
  weighted w = weigh(estimates, count, 0.3, 0.0);
  double between2;

  if (w.units == 0) return pool;
  /* The sampling variance depends on phi a little: twice is enough. */
  w = weigh(estimates, count, w.mean, 0.0);
  between2 = between_units(estimates, count, w.mean, w);
  w = weigh(estimates, count, w.mean, between2);
  length = leda_phi_length_of((size_t)(w.length + 0.5));
  pool.phi = leda_phi_of_mean(w.mean, &length);
  pool.se = sqrt(1.0 / w.weights);
  pool.between = sqrt(between2);
  pool.units = w.units;
  typical = (variance_at){.phi = pool.phi};
  pool.variance = variance_of(&typical, length.n);
  pool.n = length.n;
  return pool;
}

leda_noise leda_phi_unit(const leda_phi_pool *pool, const leda_phi_estimate *own) {
  leda_noise noise = {.model = LEDA_NOISE_AR1_PANEL};
  double between2 = pool->between * pool->between;
  double share = 0.0;
  variance_at at = {pool->phi, pool->n, pool->variance};

  if (isnan(pool->phi)) return noise;
  if (usable(own) && between2 > 0.0) share = between2 / (between2 + variance_of(&at, own->n));
  noise.phi = pool->phi + (share > 0.0 ? share * (own->phi - pool->phi) : 0.0);
  noise.phi_sd =
      sqrt(between2 * (1.0 - share) + (1.0 - share) * (1.0 - share) * pool->se * pool->se);
  noise.persistent =
      noise.phi > LEDA_NOISE_PERSISTENT || pool->phi + UPPER * pool->se > LEDA_NOISE_PERSISTENT;
  return noise;
}
