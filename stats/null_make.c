/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_make.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/gauss.h"
#include "stats/noise.h"
#include "stats/null_simulate.h"
#include "stats/scores.h"

static size_t draws_for(size_t n, bool plain) {
  size_t draws = LEDA_MAKE_WORK / n, most = plain ? LEDA_MAKE_DRAWS : LEDA_MAKE_DRAWS_WHITENED;

  if (draws > most) return most;
  return draws < LEDA_MAKE_LEAST ? LEDA_MAKE_LEAST : draws;
}

/* S and |D| with a season taken out. */
static int simulate_season(const leda_null_recipe *r, size_t draws, double *s, double *d) {
  int failed = 0;

#pragma omp parallel num_threads(r->threads < 1 ? 1 : r->threads)
  {
    double *e = malloc(2 * r->n * sizeof *e);
    size_t *order = malloc(r->n * sizeof *order);

    if (e == NULL || order == NULL) {
#pragma omp atomic write
      failed = 1;
    }
#pragma omp for schedule(static)
    for (size_t from = 0; from < draws; from += LEDA_SIMULATE_BLOCK) {
      leda_stream stream = leda_stream_start(r->seed, from / LEDA_SIMULATE_BLOCK);

      for (size_t i = from; i < draws && i < from + LEDA_SIMULATE_BLOCK; i++) {
        leda_contrasts_scan scan;

        if (e == NULL || order == NULL) break;
        leda_gauss_fill(&stream, e, r->n);
        leda_ar1_project(r->frame, e, e);
        leda_scores_fill(e, r->n, r->scores, order, e + r->n);
        scan = leda_contrasts_run(r->contrasts, e + r->n);
        s[i] = scan.s;
        d[i] = fabs(scan.d);
      }
    }
    free(e);
    free(order);
  }
  return failed ? GSL_ENOMEM : GSL_SUCCESS;
}

/* Law from draws, which are put in order. m holds as many values. */
/* NOLINTNEXTLINE(readability-function-size): three arrays of one length */
static leda_null_law *law_from(size_t n, const leda_null_cell *tail, size_t draws, double *s,
                               double *d, double *m) {
  leda_null_cell cell = *tail;
  leda_null_law *first, *law;

  for (size_t i = 0; i < draws; i++) m[i] = s[i];
  leda_null_cell_set(&cell, LEDA_TABLES_STEP, m, draws, n, tail);
  for (size_t i = 0; i < draws; i++) m[i] = d[i];
  leda_null_cell_set(&cell, LEDA_TABLES_DRIFT, m, draws, n, tail);
  first = leda_null_law_alloc(n, &cell);
  if (first == NULL) return NULL;
  for (size_t i = 0; i < draws; i++)
    m[i] = fmin(leda_null_law_step_p(first, s[i]), leda_null_law_drift_p(first, d[i]));
  leda_null_law_free(first);
  leda_null_cell_set(&cell, LEDA_TABLES_LEAST, m, draws, n, tail);
  law = leda_null_law_alloc(n, &cell);
  return law;
}

static leda_null_law *simulated(const leda_null_recipe *r) {
  size_t draws = r->frame != NULL ? LEDA_MAKE_LEAST : draws_for(r->n, r->plan->plain);
  leda_simulate_plan plan = {.plan = r->plan,
                             .scores = r->scores,
                             .phi_sd = r->phi_sd,
                             .phi = r->phi,
                             .seed = r->seed,
                             .threads = r->threads,
                             .orders = r->plan->plain && !(r->phi_sd > 0.0)};
  leda_null_cell tail = leda_null_cell_mixed(r->n, r->phi, r->phi_sd);
  double *s = malloc(draws * sizeof *s), *d = malloc(draws * sizeof *d);
  double *m = malloc(draws * sizeof *m);
  leda_null_law *law = NULL;
  int status = GSL_ENOMEM;

  if (s != NULL && d != NULL && m != NULL)
    status =
        r->frame != NULL ? simulate_season(r, draws, s, d) : leda_null_simulate(&plan, draws, s, d);
  if (status == GSL_SUCCESS) law = law_from(r->n, &tail, draws, s, d, m);
  free(s);
  free(d);
  free(m);
  return law;
}

/* Where a season takes few of many values the contrasts only grow, by as much as it takes of what is left
 * of the noise. */
static bool season_stretches(const leda_null_recipe *r) {
  double taken = (double)leda_ar1_removed(r->frame) / (double)r->n;
  size_t enough = r->phi > LEDA_MAKE_SEASON_PHI ? LEDA_MAKE_SEASON_FAR : LEDA_MAKE_SEASON_NEAR;

  return r->n >= enough && r->n <= LEDA_TABLES_LONGEST && taken <= LEDA_MAKE_SEASON_SHARE;
}

static leda_null_law *stretched(const leda_null_recipe *r) {
  double left = (double)r->n - (double)leda_ar1_removed(r->frame);
  leda_null_cell cell = leda_null_cell_mixed(r->n, r->phi, r->phi_sd);

  cell = leda_null_cell_stretched(&cell, r->n, sqrt(((double)r->n - 1.0) / left));
  return leda_null_law_alloc(r->n, &cell);
}

leda_null_law *leda_null_make_law(const leda_null_recipe *recipe) {
  bool sure = !(recipe->phi_sd > 0.0);
  leda_null_cell cell;

  if (recipe->frame != NULL)
    return season_stretches(recipe) ? stretched(recipe) : simulated(recipe);
  if (sure)
    return recipe->n <= LEDA_TABLES_LONGEST ? leda_null_law_built_in(recipe->n, recipe->phi)
                                            : simulated(recipe);
  cell = leda_null_cell_mixed(recipe->n, recipe->phi, recipe->phi_sd);
  return leda_null_law_alloc(recipe->n, &cell);
}

leda_null_law *leda_null_make_series_law(size_t n, int number) {
  leda_null_cell cell = leda_null_cell_series(n, number);

  return leda_null_law_alloc(n, &cell);
}
