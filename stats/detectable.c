/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/detectable.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/detectable_table.h"
#include "stats/null_cell.h"
#include "stats/null_store_internal.h"
#include "stats/screen.h"
#include "stats/stream.h"

#define WORK 120000
#define SERIES_LEAST 300
#define SERIES_MOST 4000
#define BLOCK 100
#define BEYOND_ALL 1e6 /* parts the sides completely */
#define PRECISION 0.005
#define PRECISION_FEW 0.02 /* with few series */
#define NEAR 0.005         /* of the probit of the power: 0.0014 of the power at 0.8 */
#define STEPS 30
#define GUESS 4.0 /* of a contrast's noncentrality, where the tables say nothing */
#define SHORT 12  /* below, limits are not moved */

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

/* Of the power found, half a count away from the ends. */
static double probit_of(const simulation *sim, double power) {
  double half = 0.5 / (double)sim->series;

  return gsl_cdf_ugaussian_Pinv(fmin(fmax(power, half), 1.0 - half));
}

typedef struct {
  double low, high;       /* of the shift */
  double at_low, at_high; /* probit of the power less that asked for */
} bracket;

/* Grows from the guess until the power asked for lies between; false where no shift reaches it. */
static bool enclose(simulation *sim, double guess, bracket *b) {
  double aim = gsl_cdf_ugaussian_Pinv(sim->plan->power);

  b->low = 0.0;
  b->at_low = probit_of(sim, sim->plan->alpha) - aim;
  b->high = guess;
  b->at_high = probit_of(sim, power_at(sim, guess)) - aim;
  if (b->at_high >= 0.0) {
    b->low = 0.9 * guess;
    b->at_low = probit_of(sim, power_at(sim, b->low)) - aim;
    if (b->at_low < 0.0) return true;
    b->high = b->low;
    b->at_high = b->at_low;
    b->low = 0.0;
    b->at_low = probit_of(sim, sim->plan->alpha) - aim;
    return b->at_low < 0.0;
  }
  if (power_at(sim, BEYOND_ALL) < sim->plan->power) return false;
  for (double factor = 1.1; b->at_high < 0.0; factor *= factor) {
    b->low = b->high;
    b->at_low = b->at_high;
    b->high *= factor;
    b->at_high = probit_of(sim, power_at(sim, b->high)) - aim;
    if (b->high > BEYOND_ALL) return false;
  }
  return true;
}

/* The probit of the power is nearly a line: the Illinois variant of regula falsi (Dowell & Jarratt 1971). */
static double narrow(simulation *sim, bracket b) {
  double aim = gsl_cdf_ugaussian_Pinv(sim->plan->power);
  double precision = sim->series > SERIES_LEAST ? PRECISION : PRECISION_FEW;

  for (int i = 0, side = 0; i < STEPS && b.high - b.low > precision; i++) {
    double x = b.low + (b.high - b.low) * b.at_low / (b.at_low - b.at_high);
    double here = probit_of(sim, power_at(sim, x)) - aim;

    if (fabs(here) < NEAR) return x;
    if (here < 0.0) {
      b.low = x;
      b.at_low = here;
      if (side < 0) b.at_high *= 0.5;
      side = -1;
    } else {
      b.high = x;
      b.at_high = here;
      if (side > 0) b.at_low *= 0.5;
      side = 1;
    }
  }
  return 0.5 * (b.low + b.high);
}

double leda_detectable_simulated(const leda_detectable_plan *plan, double guess, size_t series) {
  simulation sim = {.plan = plan, .series = series > 0 ? series : series_for(plan)};
  double answer = NAN;
  bracket b;

  if (simulation_init(&sim)) answer = enclose(&sim, guess, &b) ? narrow(&sim, b) : INFINITY;
  simulation_clear(&sim);
  return answer;
}

/* ---- built in ---- */

typedef struct {
  size_t below, above;
  double share;
} place;

static place place_of(double x, size_t count, double (*at)(size_t)) {
  place p = {0, 0, 0.0};

  while (p.below + 1 < count && at(p.below + 1) <= x) p.below++;
  p.above = p.below + 1 < count ? p.below + 1 : p.below;
  if (p.above > p.below && x > at(p.below))
    p.share = (x - at(p.below)) / (at(p.above) - at(p.below));
  return p;
}

static double length_at(size_t i) { return -1.0 / (double)leda_tables_lengths[i]; }

static double phi_at(size_t i) { return leda_tables_phis[i]; }

/* INFINITY where one of the cells around is. */
static double noncentrality(bool series, size_t n, double phi) {
  size_t phis = series ? LEDA_DETECTABLE_SERIES_PHIS : LEDA_TABLES_PHIS;
  place l = place_of(-1.0 / (double)n, LEDA_TABLES_LENGTHS, length_at);
  place f = place_of(phi, phis, phi_at);
  double sum = 0.0;

  for (int corner = 0; corner < 4; corner++) {
    size_t i = corner & 1 ? l.above : l.below, j = corner & 2 ? f.above : f.below;
    double weight = (corner & 1 ? l.share : 1.0 - l.share) * (corner & 2 ? f.share : 1.0 - f.share);
    int value = series ? leda_detectable_series[i][j] : leda_detectable_given[i][j];

    if (!(weight > 0.0)) continue;
    if (value == 0) return INFINITY;
    sum += weight * value / LEDA_DETECTABLE_UNIT;
  }
  return sum;
}

double leda_detectable_length(const leda_ar1 *frame) {
  size_t n = leda_ar1_n(frame);
  const double *x = leda_ar1_step(frame, n / 2);
  double phi = leda_ar1_phi(frame), mean = 0.0, squares = 0.0;

  /* The constant is out of a step already, but not where the values are their own residuals. */
  if (!(phi > 0.0) && leda_ar1_removed(frame) == 1)
    for (size_t i = 0; i < n; i++) mean += x[i] / (double)n;
  for (size_t i = 0; i < n; i++) squares += (x[i] - mean) * (x[i] - mean);
  return sqrt(squares / (1.0 - phi * phi));
}

/* The same on the plan's ground, and how much a season stretches contrasts. */
static double step_length(const leda_detectable_plan *plan, double phi, double *stretch) {
  size_t n = plan->n;
  leda_ar1 *own = NULL;
  const leda_ar1 *frame = plan->frame;
  double length;

  if (frame == NULL) frame = own = leda_ar1_alloc(plan->t, n, phi, plan->season_length);
  if (frame == NULL) return NAN;
  *stretch = 1.0;
  if (leda_ar1_removed(frame) > 1)
    *stretch = sqrt(((double)n - 1.0) / ((double)n - (double)leda_ar1_removed(frame)));
  length = leda_detectable_length(frame);
  leda_ar1_free(own);
  return length;
}

/* Student's t of a contrast of n values. */
static double student(double s, size_t n) {
  return s * sqrt(((double)n - 2.0) / ((double)n - 1.0 - s * s));
}

/* How much further out the noise's own law (of a phi that is not quite known) puts the limit than the law that the table was made for. NaN where that is no guide. */
static double further_out(const leda_detectable_plan *plan, double phi, double stretch) {
  const leda_null_length *length = leda_null_store_length(plan->store, plan->n);
  const leda_null_entry *entry =
      length != NULL ? leda_null_store_entry(length, &plan->noise, plan->season_length) : NULL;
  leda_null_cell cell;
  leda_null_law *usual;
  double here, there = NAN;

  if (entry == NULL || plan->noise.model == LEDA_NOISE_AR1_SERIES) return NAN;
  if (plan->n < SHORT) return NAN;
  cell = leda_null_cell_built_in(plan->n, phi);
  usual = leda_null_law_alloc(plan->n, &cell);
  if (usual != NULL) there = leda_null_law_step_critical(usual, LEDA_DETECTABLE_ALPHA);
  leda_null_law_free(usual);
  here = leda_null_law_step_critical(entry->law, LEDA_DETECTABLE_ALPHA);
  if (!isfinite(here) || !isfinite(there)) return NAN;
  return student(here, plan->n) / stretch - student(there, plan->n);
}

/* What the tables were made for, but perhaps of a phi that is not quite known. */
static bool is_usual(const leda_detectable_plan *plan) {
  return fabs(plan->alpha - LEDA_DETECTABLE_ALPHA) < 1e-12 &&
         fabs(plan->power - LEDA_DETECTABLE_POWER) < 1e-12;
}

static bool certain(const leda_detectable_plan *plan) {
  bool spread = plan->noise.model == LEDA_NOISE_AR1_PANEL && plan->noise.phi_sd > 0.0;

  return !spread && plan->season_length < 2;
}

double leda_detectable_shift(const leda_detectable_plan *plan) {
  bool series = plan->noise.model == LEDA_NOISE_AR1_SERIES;
  double phi =
      series ? fmin(fmax(plan->noise.phi, 0.0), LEDA_NOISE_MOST) : leda_noise_phi(&plan->noise);
  double stretch = 1.0, length = step_length(plan, phi, &stretch);
  double needed = noncentrality(series, plan->n, phi);

  if (isnan(length)) return NAN;
  if (is_usual(plan)) {
    double more = certain(plan) ? 0.0 : further_out(plan, phi, stretch);
    if (!isnan(more) && isfinite(needed)) return (needed + more) / length;
  }
  return leda_detectable_simulated(plan, (isfinite(needed) ? needed : GUESS) / length, 0);
}
