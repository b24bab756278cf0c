/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/detectable.h"

#include <math.h>
#include <stdlib.h>

#include "stats/stream.h"
#include "stats/verdict_judge.h"

#define WORK 120000
#define SERIES_LEAST 300
#define SERIES_MOST 4000
#define BLOCK 100
#define BEYOND_ALL 1e6 /* parts the sides completely */
#define PRECISION 0.005

typedef struct {
  const leda_null *null;
  double alpha;
  int threads;
  size_t n;
  size_t series;
  double *noise;          /* series x n */
  double *shifted;        /* work space, blocks x n */
  leda_judge_work *works; /* one for each block */
  unsigned char *found;   /* one for each series */
} simulation;

static size_t blocks_of(const simulation *sim) { return (sim->series + BLOCK - 1) / BLOCK; }

static void simulation_clear(simulation *sim) {
  for (size_t b = 0; sim->works != NULL && b < blocks_of(sim); b++)
    leda_judge_work_clear(&sim->works[b]);
  free(sim->works);
  free(sim->noise);
  free(sim->shifted);
  free(sim->found);
}

static bool simulation_init(simulation *sim, uint64_t seed) {
  size_t series = WORK / sim->n;

  sim->series = series < SERIES_LEAST ? SERIES_LEAST : series > SERIES_MOST ? SERIES_MOST : series;
  sim->noise = malloc(sim->series * sim->n * sizeof *sim->noise);
  sim->shifted = malloc(blocks_of(sim) * sim->n * sizeof *sim->shifted);
  sim->found = malloc(sim->series);
  sim->works = calloc(blocks_of(sim), sizeof *sim->works);
  if (sim->noise == NULL || sim->shifted == NULL || sim->found == NULL || sim->works == NULL)
    return false;
  for (size_t b = 0; b < blocks_of(sim); b++)
    if (leda_judge_work_init(&sim->works[b], sim->n) != 0) return false;
  for (size_t r = 0; r < sim->series; r++) {
    leda_stream stream = leda_stream_start(seed, r);

    for (size_t i = 0; i < sim->n; i++) sim->noise[r * sim->n + i] = leda_stream_normal(&stream);
  }
  return true;
}

static void judge_block(simulation *sim, size_t block, double delta) {
  double *y = sim->shifted + block * sim->n;
  size_t end = (block + 1) * BLOCK < sim->series ? (block + 1) * BLOCK : sim->series;

  for (size_t r = block * BLOCK; r < end; r++) {
    const double *noise = sim->noise + r * sim->n;
    leda_judgement judgement;

    for (size_t i = 0; i < sim->n; i++) y[i] = noise[i] + (i >= sim->n / 2 ? delta : 0.0);
    leda_judge_screen(sim->null, y, &sim->works[block], &judgement);
    sim->found[r] = judgement.p.p <= sim->alpha;
  }
}

static double power_at(simulation *sim, double delta) {
  size_t blocks = blocks_of(sim), found = 0;

#pragma omp parallel for schedule(static) num_threads(sim->threads < 1 ? 1 : sim->threads)
  for (size_t b = 0; b < blocks; b++) judge_block(sim, b, delta);
  for (size_t r = 0; r < sim->series; r++) found += sim->found[r];
  return (double)found / (double)sim->series;
}

double leda_detectable_sigmas(const leda_null *null, double alpha, double power, uint64_t seed,
                              int threads) {
  simulation sim = {.null = null, .alpha = alpha, .threads = threads, .n = leda_null_n(null)};
  double low = 0.0, high = 1.0, answer = NAN;

  if (!simulation_init(&sim, seed)) goto done;
  answer = INFINITY;
  if (power_at(&sim, BEYOND_ALL) < power) goto done;
  while (power_at(&sim, high) < power && high < BEYOND_ALL) {
    low = high;
    high *= 1.5;
  }
  while (high - low > PRECISION) {
    double middle = 0.5 * (low + high);

    if (power_at(&sim, middle) < power)
      low = middle;
    else
      high = middle;
  }
  answer = 0.5 * (low + high);
done:
  simulation_clear(&sim);
  return answer;
}
