/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/step_limits.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/sort_positive.h"
#include "stats/stream.h"

#define EVERY_CANDIDATE 64
#define SPREAD_CANDIDATES 33
#define BLOCK 100
#define SAME 1e-9

struct leda_step_limits {
  size_t n;
  size_t count; /* candidates with limits of their own */
  size_t *at;   /* those candidates, ascending */
  double *level;
  double *segment;
};

/* Draws of both contrasts, [candidate][draw]. */
typedef struct {
  const leda_null *null;
  const leda_step_limits *limits;
  double *level;
  double *segment;
  double *work;  /* blocks x (3 n + 1) */
  size_t *order; /* blocks x n */
  uint64_t seed;
} drawing;

static void draw_block(const drawing *d, size_t block) {
  const leda_contrasts *c = leda_null_contrasts(d->null);
  size_t n = d->limits->n;
  double *scores = d->work + block * (3 * n + 1), *noise = scores + n, *sums = noise + n;
  leda_stream stream = leda_stream_start(d->seed, block);

  memcpy(scores, leda_null_scores(d->null), n * sizeof *scores);
  for (size_t b = block * BLOCK; b < (block + 1) * BLOCK; b++) {
    double step;

    leda_null_draw(d->null, &stream, scores, noise, d->order + block * n);
    leda_contrasts_sums(c, scores, sums);
    step = leda_contrasts_max_step(c, scores);
    for (size_t j = 0; j < d->limits->count; j++) {
      size_t k = d->limits->at[j];

      d->level[j * LEDA_STEP_LIMITS_DRAWS + b] = fabs(leda_contrasts_step(c, scores, k));
      d->segment[j * LEDA_STEP_LIMITS_DRAWS + b] = fmax(step, leda_contrasts_segments(c, sums, k));
    }
  }
}

static bool draw_all(drawing *d, int threads) {
  size_t blocks = LEDA_STEP_LIMITS_DRAWS / BLOCK;
  size_t values = d->limits->count * LEDA_STEP_LIMITS_DRAWS;

  if (values == 0) return false;
  d->level = malloc(values * sizeof *d->level);
  d->segment = malloc(values * sizeof *d->segment);
  d->work = malloc(blocks * (3 * d->limits->n + 1) * sizeof *d->work);
  d->order = malloc(blocks * d->limits->n * sizeof *d->order);
  if (d->level == NULL || d->segment == NULL || d->work == NULL || d->order == NULL) return false;
#pragma omp parallel for schedule(static) num_threads(threads < 1 ? 1 : threads)
  for (size_t b = 0; b < blocks; b++) draw_block(d, b);
  return true;
}

/* The smallest of the draws that at most alpha of them reach, or else the largest draw. Sorts them. */
static double limit_of(double *draws, double alpha) {
  double work[LEDA_STEP_LIMITS_DRAWS];
  size_t at = LEDA_STEP_LIMITS_DRAWS - (size_t)(alpha * LEDA_STEP_LIMITS_DRAWS);

  leda_sort_positive(draws, work, LEDA_STEP_LIMITS_DRAWS);
  while (at > 0 && at < LEDA_STEP_LIMITS_DRAWS && draws[at] < draws[at - 1] + SAME) at++;
  return draws[at < LEDA_STEP_LIMITS_DRAWS ? at : LEDA_STEP_LIMITS_DRAWS - 1];
}

static void choose_candidates(leda_step_limits *limits) {
  size_t all = limits->n + 1 - 2 * LEDA_CONTRASTS_SIDE;

  limits->count = all <= EVERY_CANDIDATE ? all : SPREAD_CANDIDATES;
  for (size_t j = 0; j < limits->count; j++)
    limits->at[j] =
        LEDA_CONTRASTS_SIDE + (limits->count > 1 ? j * (all - 1) / (limits->count - 1) : 0);
}

static leda_step_limits *alloc_empty(size_t n) {
  leda_step_limits *limits = calloc(1, sizeof *limits);

  if (limits == NULL) return NULL;
  limits->n = n;
  limits->at = malloc(EVERY_CANDIDATE * sizeof *limits->at);
  limits->level = malloc(EVERY_CANDIDATE * sizeof *limits->level);
  limits->segment = malloc(EVERY_CANDIDATE * sizeof *limits->segment);
  if (limits->at == NULL || limits->level == NULL || limits->segment == NULL) {
    leda_step_limits_free(limits);
    return NULL;
  }
  choose_candidates(limits);
  return limits;
}

leda_step_limits *leda_step_limits_alloc(const leda_null *null, double alpha, uint64_t seed,
                                         int threads) {
  leda_step_limits *limits = alloc_empty(leda_null_n(null));
  drawing d = {.null = null, .limits = limits, .seed = seed};
  bool all = limits != NULL && draw_all(&d, threads);

  if (all) {
#pragma omp parallel for schedule(dynamic) num_threads(threads < 1 ? 1 : threads)
    for (size_t j = 0; j < limits->count; j++) {
      limits->level[j] = limit_of(d.level + j * LEDA_STEP_LIMITS_DRAWS, alpha);
      limits->segment[j] = limit_of(d.segment + j * LEDA_STEP_LIMITS_DRAWS, alpha);
    }
  }
  free(d.level);
  free(d.segment);
  free(d.work);
  free(d.order);
  if (all) return limits;
  leda_step_limits_free(limits);
  return NULL;
}

void leda_step_limits_free(leda_step_limits *limits) {
  if (limits == NULL) return;
  free(limits->at);
  free(limits->level);
  free(limits->segment);
  free(limits);
}

/* Larger of the values at the candidates on both sides of k. */
static double look_up(const leda_step_limits *limits, const double *value, size_t k) {
  size_t all = limits->n + 1 - 2 * LEDA_CONTRASTS_SIDE;
  size_t j = limits->count > 1 ? (k - LEDA_CONTRASTS_SIDE) * (limits->count - 1) / (all - 1) : 0;

  while (j > 0 && limits->at[j] > k) j--;
  while (j + 1 < limits->count && limits->at[j + 1] <= k) j++;
  if (limits->at[j] == k || j + 1 == limits->count) return value[j];
  return fmax(value[j], value[j + 1]);
}

double leda_step_limits_level(const leda_step_limits *limits, size_t k) {
  return look_up(limits, limits->level, k);
}

double leda_step_limits_segment(const leda_step_limits *limits, size_t k) {
  return look_up(limits, limits->segment, k);
}
