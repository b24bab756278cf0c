/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/power.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/power_known.h"
#include "stats/screen.h"
#include "stats/simulate.h"
#include "stats/verdict.h"

#define SEED_NULL 17
#define BLOCKS 16
#define BEYOND_ALL 1e6 /* parts all values before from all after */
#define PRECISION 0.001

struct leda_power {
  leda_power_options options;
  size_t n;
  leda_null_store *store;  /* NULL where the change is known */
  leda_power_known *known; /* NULL where it is not */
  double *noise;           /* series x n */
  double *changed;         /* blocks x 3 n: a series, and work space for a known change */
  size_t *order;           /* blocks x n */
  leda_screen_work *works[BLOCKS];
  size_t found[BLOCKS];
};

static int threads_of(const leda_power *power) {
  return power->options.threads < 1 ? 1 : power->options.threads;
}

void leda_power_free(leda_power *power) {
  if (power == NULL) return;
  for (size_t b = 0; b < BLOCKS; b++) leda_screen_work_free(power->works[b]);
  leda_null_store_free(power->store);
  leda_power_known_free(power->known);
  free(power->noise);
  free(power->changed);
  free(power->order);
  free(power);
}

static void make_noise(leda_power *power) {
#pragma omp parallel for schedule(static) num_threads(threads_of(power))
  for (size_t r = 0; r < power->options.series; r++) {
    leda_stream stream = leda_stream_start(power->options.seed, r);

    leda_simulate_ar1(&stream, LEDA_SIMULATE_NORMAL, power->options.phi,
                      power->noise + r * power->n, power->n);
  }
}

static bool prepare_known(leda_power *power) {
  const leda_power_options *o = &power->options;
  leda_power_known_setup setup = {.n = power->n,
                                  .index = o->known_index,
                                  .phi = leda_noise_phi(&o->noise),
                                  .alpha = o->alpha,
                                  .seed = o->seed + SEED_NULL,
                                  .threads = threads_of(power)};

  if (o->noise.model == LEDA_NOISE_AR1_SERIES) return false;
  power->known = leda_power_known_alloc(&setup);
  return power->known != NULL;
}

static bool prepare_unknown(leda_power *power) {
  leda_screen_options screen = {.alpha = power->options.alpha, .seed = power->options.seed};

  power->store = leda_null_store_alloc(power->options.seed + SEED_NULL, threads_of(power));
  if (power->store == NULL) return false;
  if (leda_null_store_prepare(power->store, power->n, &power->options.noise, 0) != GSL_SUCCESS)
    return false;
  for (size_t b = 0; b < BLOCKS; b++) {
    power->works[b] = leda_screen_work_alloc(power->n, &screen);
    if (power->works[b] == NULL) return false;
  }
  return true;
}

static bool fill(leda_power *power) {
  size_t n = power->n;

  power->noise = malloc(power->options.series * n * sizeof *power->noise);
  power->changed = malloc(BLOCKS * 3 * n * sizeof *power->changed);
  power->order = malloc(BLOCKS * n * sizeof *power->order);
  if (power->noise == NULL || power->changed == NULL || power->order == NULL) return false;
  if (!(power->options.known_index > 0 ? prepare_known(power) : prepare_unknown(power)))
    return false;
  make_noise(power);
  return true;
}

leda_power *leda_power_alloc(size_t n, const leda_power_options *options) {
  leda_power *power;

  if (n < LEDA_VERDICT_MIN_N || !(options->alpha > 0.0 && options->alpha < 1.0)) return NULL;
  if (!(options->phi >= 0.0 && options->phi < 1.0)) return NULL;
  power = calloc(1, sizeof *power);
  if (power == NULL) return NULL;
  power->options = *options;
  if (power->options.series == 0) power->options.series = LEDA_POWER_SERIES;
  power->n = n;
  if (fill(power)) return power;
  leda_power_free(power);
  return NULL;
}

/* Ties do not come up in normal noise, so nothing is allocated and nothing can fail here. A series that is
 * too persistent to tell counts as not flagged, whatever its p. */
static bool is_flagged(leda_power *power, size_t block, double *y) {
  leda_screen_result result;

  if (power->known != NULL)
    return leda_power_known_finds(power->known, y, y + power->n, power->order + block * power->n);
  return leda_verdict_screen(power->store, &power->options.noise, y, NULL, power->n,
                             power->works[block], &result) == GSL_SUCCESS &&
         result.p <= power->options.alpha && !result.persistent;
}

static void judge_block(leda_power *power, size_t block, const double *shape, double size) {
  double *y = power->changed + block * 3 * power->n;
  size_t series = power->options.series, found = 0;

  for (size_t r = block * series / BLOCKS; r < (block + 1) * series / BLOCKS; r++) {
    const double *noise = power->noise + r * power->n;

    for (size_t i = 0; i < power->n; i++) y[i] = noise[i] + size * shape[i];
    found += is_flagged(power, block, y);
  }
  power->found[block] = found;
}

double leda_power_of(leda_power *power, const double *shape, double size) {
  size_t found = 0;

#pragma omp parallel for schedule(dynamic) num_threads(threads_of(power))
  for (size_t b = 0; b < BLOCKS; b++) judge_block(power, b, shape, size);
  for (size_t b = 0; b < BLOCKS; b++) found += power->found[b];
  return (double)found / (double)power->options.series;
}

double leda_power_size(leda_power *power, const double *shape, double wanted) {
  double low = 0.0, high = 1.0;

  if (leda_power_of(power, shape, BEYOND_ALL) < wanted) return INFINITY;
  while (leda_power_of(power, shape, high) < wanted && high < BEYOND_ALL) {
    low = high;
    high *= 1.5;
  }
  while (high - low > PRECISION * high) {
    double middle = 0.5 * (low + high);

    if (leda_power_of(power, shape, middle) < wanted)
      low = middle;
    else
      high = middle;
  }
  return high;
}
