/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/gauss.h"
#include "stats/noise.h"
#include "stats/null_draws.h"
#include "stats/scores.h"

struct leda_null {
  size_t n;
  int *t;
  double *scores;
  leda_contrasts *contrasts;
  leda_ar1 *frame;
  bool plain;
  double phi_sd;
  int season_length;
  leda_contrasts *canonical; /* of the positions or of their mirror, whichever comes first */
  leda_null_table *untied;
};

size_t leda_null_default_draws(size_t n) {
  size_t draws = n > 200 ? 40000000 / n : LEDA_NULL_DRAWS;

  return draws < 20000 ? 20000 : draws;
}

static bool increases(const int *t, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (t[i] <= t[i - 1]) return false;
  return true;
}

/* Whether the mirror of the positions has its first differing gap shorter than the positions. */
static bool mirror_first(const int *t, size_t n) {
  for (size_t i = 1; i < n; i++) {
    long long here = (long long)t[i] - t[i - 1];
    long long there = (long long)t[n - i] - t[n - i - 1];

    if (here != there) return there < here;
  }
  return false;
}

static leda_contrasts *alloc_canonical(const int *t, size_t n, double sum_squares) {
  int *mirror;
  leda_contrasts *c;

  if (!mirror_first(t, n)) return leda_contrasts_alloc(t, n, sum_squares);
  mirror = malloc(n * sizeof *mirror);
  if (mirror == NULL) return NULL;
  for (size_t i = 0; i < n; i++) mirror[i] = (int)((long long)t[n - 1] - t[n - 1 - i] + t[0]);
  c = leda_contrasts_alloc(mirror, n, sum_squares);
  free(mirror);
  return c;
}

/* Table of permuted scores, which stand in their canonical order. */
static leda_null_table *permute(const leda_contrasts *c, const double *scores,
                                const leda_null_draws_plan *plan) {
  size_t n = leda_contrasts_n(c);
  bool exact = n <= LEDA_NULL_EXACT_MAX;
  size_t size = exact ? leda_null_draws_orders(n) : plan->draws;
  double *s = malloc(size * sizeof *s);
  double *d = malloc(size * sizeof *d);
  int status = GSL_ENOMEM;

  if (s != NULL && d != NULL)
    status = exact ? leda_null_draws_enumerate(c, scores, plan->threads, s, d)
                   : leda_null_draws_sample(c, scores, plan, s, d);
  if (status != GSL_SUCCESS) {
    free(s);
    free(d);
    return NULL;
  }
  return leda_null_table_take(s, d, size, exact);
}

static leda_null_draws_plan make_plan(size_t n, size_t draws, uint64_t seed, int threads) {
  leda_null_draws_plan plan = {draws > 0 ? draws : leda_null_default_draws(n), seed, threads};

  return plan;
}

/* All but canonical contrasts and the table. */
leda_null *leda_null_alloc_ground(const leda_null_ground *ground) {
  size_t n = ground->n;
  leda_null *null;

  if (ground->t == NULL || n < LEDA_NULL_MIN_N || !increases(ground->t, n)) return NULL;
  null = calloc(1, sizeof *null);
  if (null == NULL) return NULL;
  null->n = n;
  null->phi_sd = ground->phi_sd;
  null->season_length = ground->season_length < 2 ? 0 : ground->season_length;
  null->plain = !(ground->phi > 0.0) && !(ground->phi_sd > 0.0) && null->season_length == 0;
  null->t = malloc(n * sizeof *null->t);
  null->scores = malloc(n * sizeof *null->scores);
  null->frame = leda_ar1_alloc(ground->t, n, ground->phi, ground->season_length);
  if (null->t == NULL || null->scores == NULL || null->frame == NULL) goto fail;
  memcpy(null->t, ground->t, n * sizeof *null->t);
  leda_scores_table(n, null->scores);
  null->contrasts = leda_ar1_contrasts(null->frame, leda_scores_sum_squares(null->scores, n));
  if (null->contrasts != NULL) return null;
fail:
  leda_null_free(null);
  return NULL;
}

leda_null *leda_null_alloc(const int *t, size_t n, size_t draws, uint64_t seed, int threads) {
  leda_null_draws_plan plan = make_plan(n > 0 ? n : 1, draws, seed, threads);
  leda_null *null = leda_null_alloc_ground(&(leda_null_ground){.t = t, .n = n});

  if (null == NULL) return NULL;
  null->canonical = alloc_canonical(t, n, leda_scores_sum_squares(null->scores, n));
  if (null->canonical != NULL) null->untied = permute(null->canonical, null->scores, &plan);
  if (null->untied != NULL) return null;
  leda_null_free(null);
  return NULL;
}

void leda_null_free(leda_null *null) {
  if (null == NULL) return;
  free(null->t);
  free(null->scores);
  leda_ar1_free(null->frame);
  leda_contrasts_free(null->contrasts);
  leda_contrasts_free(null->canonical);
  leda_null_table_free(null->untied);
  free(null);
}

size_t leda_null_n(const leda_null *null) { return null->n; }

bool leda_null_fits(const leda_null *null, const int *t, size_t n) {
  if (n != null->n) return false;
  for (size_t i = 1; i < n; i++)
    if ((long long)t[i] - t[0] != (long long)null->t[i] - null->t[0]) return false;
  return true;
}

const leda_ar1 *leda_null_frame(const leda_null *null) { return null->frame; }

bool leda_null_plain(const leda_null *null) { return null->plain; }

bool leda_null_on_ground(const leda_null *null, const leda_null_ground *ground) {
  return leda_null_fits(null, ground->t, ground->n) &&
         null->season_length == (ground->season_length < 2 ? 0 : ground->season_length) &&
         fabs(leda_ar1_phi(null->frame) - ground->phi) < 1e-9 &&
         fabs(null->phi_sd - ground->phi_sd) < 1e-9;
}

/* Whitened noise of a series whose phi is not quite that of the frame. */
static void draw_other_phi(const leda_null *null, leda_stream *stream, double *e) {
  double phi = leda_ar1_phi(null->frame) + null->phi_sd * leda_stream_normal(stream);

  phi = fmin(fmax(phi, 0.0), LEDA_NOISE_MOST);
  e[0] /= sqrt(1.0 - phi * phi);
  for (size_t i = 1; i < null->n; i++) e[i] += phi * e[i - 1];
  leda_ar1_residuals(null->frame, e, e);
}

void leda_null_draw(const leda_null *null, leda_stream *stream, double *scores, double *work,
                    size_t *order) {
  if (null->plain) {
    leda_stream_shuffle(stream, scores, null->n);
    return;
  }
  leda_gauss_fill(stream, work, null->n);
  if (null->phi_sd > 0.0)
    draw_other_phi(null, stream, work);
  else
    leda_ar1_project(null->frame, work, work);
  leda_scores_fill(work, null->n, null->scores, order, scores);
}

const int *leda_null_positions(const leda_null *null) { return null->t; }

const double *leda_null_scores(const leda_null *null) { return null->scores; }

const leda_contrasts *leda_null_contrasts(const leda_null *null) { return null->contrasts; }

const leda_null_table *leda_null_untied(const leda_null *null) { return null->untied; }

/* Sorted scores, or those of the series turned upside down, whichever is larger at the first
 * difference, so that a sign never changes which random orders are drawn. */
static void canonical_scores(const double *scores, size_t n, double *out) {
  memcpy(out, scores, n * sizeof *out);
  gsl_sort(out, 1, n);
  for (size_t i = 0; i < n; i++) {
    double turned = -out[n - 1 - i];

    if (turned < out[i]) return;
    if (turned > out[i]) break;
  }
  for (size_t i = 0; i < (n + 1) / 2; i++) {
    double low = out[i];

    out[i] = -out[n - 1 - i];
    out[n - 1 - i] = -low;
  }
}

leda_null_table *leda_null_conditional(const leda_null *null, const double *scores, size_t draws,
                                       uint64_t seed, int threads) {
  leda_null_draws_plan plan = make_plan(null->n, draws, seed, threads);
  double *sorted = malloc(null->n * sizeof *sorted);
  leda_null_table *table;

  if (sorted == NULL) return NULL;
  canonical_scores(scores, null->n, sorted);
  table = permute(null->canonical, sorted, &plan);
  free(sorted);
  return table;
}
