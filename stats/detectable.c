/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/detectable.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/screen.h"
#include "stats/stream.h"

#define WORK 120000
#define SERIES_LEAST 300
#define SERIES_MOST 4000
#define BLOCK 100
#define BEYOND_ALL 1e6 /* parts the sides completely */
#define PRECISION 0.005
#define PRECISION_FEW 0.02 /* with few series */

typedef struct {
  const leda_detectable_plan *plan;
  size_t series;
  double *noise;            /* series x n */
  double *shifted;          /* work space, blocks x n */
  leda_screen_work **works; /* one for each block */
  unsigned char *found;     /* one for each series */
} simulation;

static size_t blocks_of(const simulation *sim) { return (sim->series + BLOCK - 1) / BLOCK; }

static void simulation_clear(simulation *sim) {
  for (size_t b = 0; sim->works != NULL && b < blocks_of(sim); b++)
    leda_screen_work_free(sim->works[b]);
  free(sim->works);
  free(sim->noise);
  free(sim->shifted);
  free(sim->found);
}

/* AR(1) noise of sd 1. */
static void fill_noise(const leda_detectable_plan *plan, size_t r, double *y) {
  leda_stream stream = leda_stream_start(plan->seed, r);
  double phi = leda_noise_phi(&plan->noise);

  if (plan->noise.model == LEDA_NOISE_AR1_SERIES)
    phi = fmin(fmax(plan->noise.phi, 0.0), LEDA_NOISE_MOST);
  y[0] = leda_stream_normal(&stream);
  for (size_t i = 1; i < plan->n; i++) {
    double gap = plan->t != NULL ? (double)plan->t[i] - (double)plan->t[i - 1] : 1.0;
    double power = phi > 0.0 ? pow(phi, gap) : 0.0;

    y[i] = power * y[i - 1] + sqrt(1.0 - power * power) * leda_stream_normal(&stream);
  }
}

static size_t series_for(const leda_detectable_plan *plan) {
  size_t series = WORK / plan->n;

  if (plan->noise.model == LEDA_NOISE_AR1_SERIES || plan->season_length >= 2) return SERIES_LEAST;
  if (series < SERIES_LEAST) return SERIES_LEAST;
  return series > SERIES_MOST ? SERIES_MOST : series;
}

static bool simulation_init(simulation *sim) {
  const leda_detectable_plan *plan = sim->plan;
  leda_screen_options options = {
      .alpha = plan->alpha, .seed = plan->seed, .season_length = plan->season_length};

  sim->series = series_for(plan);
  sim->noise = malloc(sim->series * plan->n * sizeof *sim->noise);
  sim->shifted = malloc(blocks_of(sim) * plan->n * sizeof *sim->shifted);
  sim->found = malloc(sim->series);
  sim->works = calloc(blocks_of(sim), sizeof(leda_screen_work *));
  if (sim->noise == NULL || sim->shifted == NULL || sim->found == NULL || sim->works == NULL)
    return false;
  for (size_t b = 0; b < blocks_of(sim); b++) {
    sim->works[b] = leda_screen_work_alloc(plan->n, &options);
    if (sim->works[b] == NULL) return false;
  }
  for (size_t r = 0; r < sim->series; r++) fill_noise(plan, r, sim->noise + r * plan->n);
  return true;
}

static void judge_block(simulation *sim, size_t block, double delta) {
  const leda_detectable_plan *plan = sim->plan;
  double *y = sim->shifted + block * plan->n;
  size_t end = (block + 1) * BLOCK < sim->series ? (block + 1) * BLOCK : sim->series;

  for (size_t r = block * BLOCK; r < end; r++) {
    const double *noise = sim->noise + r * plan->n;
    leda_screen_result out;
    int status;

    for (size_t i = 0; i < plan->n; i++) y[i] = noise[i] + (i >= plan->n / 2 ? delta : 0.0);
    status = leda_verdict_screen(plan->store, &plan->noise, y, plan->t, plan->n, sim->works[block],
                                 &out);
    sim->found[r] = status == GSL_SUCCESS && out.p <= plan->alpha;
  }
}

static double power_at(simulation *sim, double delta) {
  size_t blocks = blocks_of(sim), found = 0;

#pragma omp parallel for schedule(static)                                                          \
    num_threads(sim->plan->threads < 1 ? 1 : sim->plan->threads)
  for (size_t b = 0; b < blocks; b++) judge_block(sim, b, delta);
  for (size_t r = 0; r < sim->series; r++) found += sim->found[r];
  return (double)found / (double)sim->series;
}

double leda_detectable_shift(const leda_detectable_plan *plan) {
  simulation sim = {.plan = plan};
  double low = 0.0, high = 1.0, answer = NAN, precision;

  if (!simulation_init(&sim)) goto done;
  precision = sim.series > SERIES_LEAST ? PRECISION : PRECISION_FEW;
  answer = INFINITY;
  if (power_at(&sim, BEYOND_ALL) < plan->power) goto done;
  while (power_at(&sim, high) < plan->power && high < BEYOND_ALL) {
    low = high;
    high *= 1.5;
  }
  while (high - low > precision) {
    double middle = 0.5 * (low + high);

    if (power_at(&sim, middle) < plan->power)
      low = middle;
    else
      high = middle;
  }
  answer = 0.5 * (low + high);
done:
  simulation_clear(&sim);
  return answer;
}
