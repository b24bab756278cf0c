/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_simulate.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/gauss.h"
#include "stats/noise.h"
#include "stats/scores.h"

leda_contrasts_scan leda_null_simulate_one(const leda_ar1_plan *plan, const double *scores,
                                           const double *e, double *work, size_t *order) {
  double *r = work, *a = work + plan->n;

  leda_ar1_plan_project(plan, e, r);
  leda_scores_fill(r, plan->n, scores, order, a);
  return leda_ar1_plan_run(plan, a);
}

/* Whitened noise of a series whose true phi is not the one that whitens. */
static void draw_other_phi(const leda_simulate_plan *p, leda_stream *stream, double *y, double *e) {
  const leda_ar1_plan *plan = p->plan;
  double phi = p->phi + p->phi_sd * leda_stream_normal(stream);
  double sd;

  phi = fmin(fmax(phi, 0.0), LEDA_NOISE_MOST);
  sd = sqrt(1.0 - phi * phi);
  leda_gauss_fill(stream, y, plan->n);
  y[0] /= sd;
  for (size_t i = 1; i < plan->n; i++) y[i] += phi * y[i - 1];
  if (plan->plain) {
    for (size_t i = 0; i < plan->n; i++) e[i] = y[i];
    return;
  }
  e[0] = plan->own[0] * y[0];
  for (size_t i = 1; i < plan->n; i++) e[i] = plan->own[i] * y[i] - plan->carry[i] * y[i - 1];
}

/* NOLINTNEXTLINE(readability-function-size): two arrays of one length and their work space */
static void simulate_block(const leda_simulate_plan *p, size_t from, size_t to, double *work,
                           size_t *order, double *s, double *d) {
  size_t n = p->plan->n;
  double *e = work + 2 * n, *y = work + 3 * n;
  leda_stream stream = leda_stream_start(p->seed, from / LEDA_SIMULATE_BLOCK);

  memcpy(y, p->scores, n * sizeof *y);
  for (size_t i = from; i < to; i++) {
    leda_contrasts_scan scan;

    if (p->orders) {
      leda_stream_shuffle(&stream, y, n);
      scan = leda_ar1_plan_run(p->plan, y);
      s[i] = scan.s;
      d[i] = fabs(scan.d);
      continue;
    }
    if (p->phi_sd > 0.0)
      draw_other_phi(p, &stream, y, e);
    else
      leda_gauss_fill(&stream, e, n);
    scan = leda_null_simulate_one(p->plan, p->scores, e, work, order);
    s[i] = scan.s;
    d[i] = fabs(scan.d);
  }
}

int leda_null_simulate(const leda_simulate_plan *plan, size_t draws, double *s, double *d) {
  size_t n = plan->plan->n;
  int failed = 0;

#pragma omp parallel num_threads(plan->threads < 1 ? 1 : plan->threads)
  {
    double *work = malloc(4 * n * sizeof *work);
    size_t *order = malloc(n * sizeof *order);

    if (work == NULL || order == NULL) {
#pragma omp atomic write
      failed = 1;
    }
#pragma omp for schedule(static)
    for (size_t from = 0; from < draws; from += LEDA_SIMULATE_BLOCK) {
      size_t to = from + LEDA_SIMULATE_BLOCK < draws ? from + LEDA_SIMULATE_BLOCK : draws;

      if (work != NULL && order != NULL) simulate_block(plan, from, to, work, order, s, d);
    }
    free(work);
    free(order);
  }
  return failed ? GSL_ENOMEM : GSL_SUCCESS;
}
