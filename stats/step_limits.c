/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/step_limits.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "stats/stream.h"

#define CANDIDATES_MOST 25
#define EVERY_ONE_NEAR_ENDS 6
#define BLOCK 100
#define SAME 1e-9

struct leda_step_limits {
  size_t n;
  size_t count;               /* candidates with limits of their own */
  size_t at[CANDIDATES_MOST]; /* ascending */
  double level[CANDIDATES_MOST];
  double segment[CANDIDATES_MOST];
};

/* Draws of both contrasts, [candidate][draw]. */
typedef struct {
  const leda_null *null;
  const leda_step_limits *limits;
  size_t draws;
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
    step = leda_contrasts_max_step_of(c, sums);
    for (size_t j = 0; j < d->limits->count; j++) {
      size_t k = d->limits->at[j];

      d->level[j * d->draws + b] = fabs(leda_contrasts_step_of(c, sums, k));
      d->segment[j * d->draws + b] = fmax(step, leda_contrasts_segments(c, sums, k));
    }
  }
}

static size_t draws_for(size_t n) {
  size_t draws = LEDA_STEP_LIMITS_WORK / n / BLOCK * BLOCK;

  if (draws > LEDA_STEP_LIMITS_DRAWS) return LEDA_STEP_LIMITS_DRAWS;
  return draws < LEDA_STEP_LIMITS_LEAST ? LEDA_STEP_LIMITS_LEAST : draws;
}

static bool draw_all(drawing *d, int threads) {
  size_t blocks = d->draws / BLOCK, values = d->limits->count * d->draws;

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

static void swap(double *a, double *b) {
  double kept = *a;

  *a = *b;
  *b = kept;
}

/* Puts the count - at largest at the end, in any order (Hoare 1961). */
static void select_largest(double *x, size_t count, size_t at) {
  size_t low = 0, high = count - 1;

  while (low < high) {
    double pivot = x[low + (high - low) / 2];
    size_t i = low, j = high;

    for (;;) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i >= j) break;
      swap(&x[i++], &x[j--]);
    }
    if (x[j] > pivot) j--;
    if (at <= j)
      high = j;
    else
      low = j + 1;
  }
}

/* The smallest of the draws that at most alpha of them reach, or else the largest draw. Changes their
 * order. */
static double limit_of(double *draws, size_t count, double alpha) {
  size_t at = count - (size_t)(alpha * (double)count);
  double below = -INFINITY;

  if (at >= count) at = count - 1;
  select_largest(draws, count, at);
  gsl_sort(draws + at, 1, count - at);
  for (size_t i = 0; i < at; i++) below = draws[i] > below ? draws[i] : below;
  for (; at + 1 < count && draws[at] < below + SAME; at++) below = draws[at];
  return draws[at];
}

/* All of a short series; else all near the ends, where the limits change most, and some between. */
static void choose_candidates(leda_step_limits *limits) {
  size_t all = limits->n + 1 - 2 * LEDA_CONTRASTS_SIDE, near = EVERY_ONE_NEAR_ENDS;
  size_t between = CANDIDATES_MOST - 2 * near + 1; /* steps from the last near one to the first */

  limits->count = all <= CANDIDATES_MOST ? all : CANDIDATES_MOST;
  for (size_t j = 0; j < limits->count; j++) {
    size_t place = j;

    if (all > CANDIDATES_MOST && j >= CANDIDATES_MOST - near)
      place = all - (CANDIDATES_MOST - j);
    else if (all > CANDIDATES_MOST && j >= near)
      place = near - 1 + (j - near + 1) * (all - 2 * near + 1) / between;
    limits->at[j] = LEDA_CONTRASTS_SIDE + place;
  }
}

leda_step_limits *leda_step_limits_alloc(const leda_null *null, double alpha, uint64_t seed,
                                         int threads) {
  leda_step_limits *limits = calloc(1, sizeof *limits);
  drawing d = {.null = null, .limits = limits, .draws = draws_for(leda_null_n(null)), .seed = seed};
  bool all = false;

  if (limits != NULL) {
    limits->n = leda_null_n(null);
    choose_candidates(limits);
    all = draw_all(&d, threads);
  }
  if (all) {
#pragma omp parallel for schedule(dynamic) num_threads(threads < 1 ? 1 : threads)
    for (size_t j = 0; j < limits->count; j++) {
      limits->level[j] = limit_of(d.level + j * d.draws, d.draws, alpha);
      limits->segment[j] = limit_of(d.segment + j * d.draws, d.draws, alpha);
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

void leda_step_limits_free(leda_step_limits *limits) { free(limits); }

/* On a line between the candidates on both sides of k. */
static double look_up(const leda_step_limits *limits, const double *value, size_t k) {
  size_t j = 0;
  double share;

  while (j + 1 < limits->count && limits->at[j + 1] <= k) j++;
  if (j + 1 == limits->count) return value[j];
  share = (double)(k - limits->at[j]) / (double)(limits->at[j + 1] - limits->at[j]);
  return value[j] + share * (value[j + 1] - value[j]);
}

double leda_step_limits_level(const leda_step_limits *limits, size_t k) {
  return look_up(limits, limits->level, k);
}

double leda_step_limits_segment(const leda_step_limits *limits, size_t k) {
  return look_up(limits, limits->segment, k);
}
