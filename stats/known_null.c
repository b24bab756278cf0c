/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/known_null.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/beta_tail.h"
#include "stats/gauss.h"
#include "stats/noise.h"
#include "stats/null_cell.h"
#include "stats/scores.h"

#define SAME 1e-9
#define BLOCK 1000

/* C(n, k), at most `most` + 1. */
static size_t choices(size_t n, size_t k, size_t most) {
  double c = 1.0;

  for (size_t i = 1; i <= k; i++) {
    c = c * (double)(n - k + i) / (double)i;
    if (c > (double)most) return most + 1;
  }
  return (size_t)(c + 0.5);
}

/* All choices of `left` of the scores from `from` on, whose sum so far is known. */
typedef struct {
  const double *scores;
  size_t n;
  double scale;
  double *out;
  size_t at;
} chooser;

static void choose(chooser *c, size_t from, size_t left, double sum) {
  if (left == 0) {
    c->out[c->at++] = fabs(sum) * c->scale;
    return;
  }
  for (size_t i = from; i + left <= c->n; i++) choose(c, i + 1, left - 1, sum + c->scores[i]);
}

static void choose_all(const leda_known_recipe *r, leda_known_null *out) {
  double squares = leda_scores_sum_squares(r->scores, out->n);
  double n = (double)out->n, k = (double)r->index;
  chooser c = {.scores = r->scores,
               .n = out->n,
               .scale = squares > 0.0 ? 1.0 / sqrt(k * (n - k) / n * squares / (n - 1.0)) : 0.0,
               .out = out->sorted};

  choose(&c, 0, r->index <= out->n / 2 ? r->index : out->n - r->index, 0.0);
}

/* Whitened noise of a series whose phi is not quite that of the frame. */
static void draw_noise(const leda_known_recipe *r, leda_stream *stream, double *e) {
  size_t n = leda_ar1_n(r->frame);
  double phi;

  leda_gauss_fill(stream, e, n);
  if (!(r->phi_sd > 0.0)) {
    leda_ar1_project(r->frame, e, e);
    return;
  }
  phi = leda_ar1_phi(r->frame) + r->phi_sd * leda_stream_normal(stream);
  phi = fmin(fmax(phi, 0.0), LEDA_NOISE_MOST);
  e[0] /= sqrt(1.0 - phi * phi);
  for (size_t i = 1; i < n; i++) e[i] += phi * e[i - 1];
  leda_ar1_residuals(r->frame, e, e);
}

static void draw_block(const leda_known_recipe *r, size_t block, double *work, size_t *order,
                       leda_known_null *out) {
  leda_stream stream = leda_stream_start(r->seed, block);
  size_t to = (block + 1) * BLOCK < out->count ? (block + 1) * BLOCK : out->count;
  double *e = work, *a = work + out->n, *table = work + 2 * out->n;

  memcpy(a, r->scores, out->n * sizeof *a);
  leda_scores_table(out->n, table);
  for (size_t i = block * BLOCK; i < to; i++) {
    if (r->permute) {
      leda_stream_shuffle(&stream, a, out->n);
    } else {
      draw_noise(r, &stream, e);
      leda_scores_fill(e, out->n, table, order, a);
    }
    out->sorted[i] = fabs(leda_contrasts_step(r->contrasts, a, r->index));
  }
}

static int draw_all(const leda_known_recipe *r, leda_known_null *out) {
  size_t blocks = (out->count + BLOCK - 1) / BLOCK;
  int failed = 0;

#pragma omp parallel num_threads(r->threads < 1 ? 1 : r->threads)
  {
    double *work = malloc(3 * out->n * sizeof *work);
    size_t *order = malloc(out->n * sizeof *order);

    if (work == NULL || order == NULL) {
#pragma omp atomic write
      failed = 1;
    }
#pragma omp for schedule(static)
    for (size_t b = 0; b < blocks; b++)
      if (work != NULL && order != NULL) draw_block(r, b, work, order, out);
    free(work);
    free(order);
  }
  return failed ? GSL_ENOMEM : GSL_SUCCESS;
}

int leda_known_null_make(const leda_known_recipe *recipe, leda_known_null *out) {
  size_t n = leda_ar1_n(recipe->frame);
  size_t all =
      choices(n, recipe->index <= n / 2 ? recipe->index : n - recipe->index, recipe->exact_most);
  int status = GSL_SUCCESS;

  out->n = n;
  out->exact = recipe->permute && all <= recipe->exact_most;
  out->count = out->exact ? all : recipe->draws;
  out->sorted = malloc(out->count * sizeof *out->sorted);
  if (out->sorted == NULL) return GSL_ENOMEM;
  if (out->exact)
    choose_all(recipe, out);
  else
    status = draw_all(recipe, out);
  gsl_sort(out->sorted, 1, out->count);
  if (status != GSL_SUCCESS) leda_known_null_clear(out);
  return status;
}

void leda_known_null_clear(leda_known_null *null) {
  free(null->sorted);
  null->sorted = NULL;
}

static size_t at_least(const leda_known_null *null, double x) {
  size_t low = 0, high = null->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (null->sorted[middle] < x - SAME)
      low = middle + 1;
    else
      high = middle;
  }
  return null->count - low;
}

double leda_known_null_p(const leda_known_null *null, double z) {
  size_t beyond = at_least(null, fabs(z));
  double join;

  if (null->exact) return (double)(beyond > 0 ? beyond : 1) / (double)null->count;
  if (beyond >= LEDA_CELL_ENOUGH || null->count < 2 * LEDA_CELL_ENOUGH)
    return (double)(beyond + 1) / (double)(null->count + 1);
  join = null->sorted[null->count - LEDA_CELL_ENOUGH];
  return (double)LEDA_CELL_ENOUGH / (double)null->count *
         exp(fmax(leda_beta_tail(join, null->n) - leda_beta_tail(fabs(z), null->n), -700.0));
}

double leda_known_null_critical(const leda_known_null *null, double alpha) {
  size_t low = 0, high = null->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (leda_known_null_p(null, null->sorted[middle]) <= alpha)
      high = middle;
    else
      low = middle + 1;
  }
  return low < null->count ? null->sorted[low] : INFINITY;
}
