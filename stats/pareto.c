/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pareto.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "stats/stream.h"

/* A sum of shares may miss its goal by rounding. */
static const double ROUNDING = 1e-12;
static const double PRIOR = 0.5;

static int larger_first(const void *a, const void *b) {
  const leda_pareto_row *x = a, *y = b;

  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return (x->cause > y->cause) - (x->cause < y->cause);
}

static int make_rows(const leda_pareto_plan *plan, leda_pareto_result *out) {
  out->row = calloc(plan->n + 1, sizeof *out->row);
  if (out->row == NULL) return GSL_ENOMEM;
  out->n = plan->n;
  out->counted = true;
  for (size_t i = 0; i < plan->n; i++) {
    double x = plan->count[i];

    if (!(x >= 0.0) || isinf(x)) return GSL_EDOM;
    out->counted = out->counted && floor(x) == x;
    out->row[i] = (leda_pareto_row){
        .cause = i, .count = x, .p_vital = GSL_NAN, .p_first = GSL_NAN, .p_above_next = GSL_NAN};
  }
  qsort(out->row, out->n, sizeof *out->row, larger_first);
  for (size_t i = 0; i < out->n; i++) out->total += out->row[i].count;
  return GSL_SUCCESS;
}

static void fill_shares(double goal, double level, leda_pareto_result *out) {
  double sum = 0.0;

  for (size_t i = 0; i < out->n; i++) {
    leda_pareto_row *row = &out->row[i];
    double before = sum / out->total;

    sum += row->count;
    row->share = (leda_share){row->count / out->total, GSL_NAN, GSL_NAN};
    if (out->counted) row->share = leda_proportion_exact(row->count, out->total, level);
    row->cumulative = sum / out->total;
    row->vital = out->total > 0.0 && before < goal - ROUNDING;
    out->vital += row->vital;
    if (out->counted && i + 1 < out->n)
      row->p_above_next = gsl_cdf_beta_Q(0.5, row->count + PRIOR, out->row[i + 1].count + PRIOR);
  }
}

/* Marsaglia & Tsang (2000), ACM Transactions on Mathematical Software 26; shape below 1 by one step up. */
static double draw_gamma(leda_stream *s, double shape) {
  double up = shape < 1.0 ? pow(leda_stream_uniform(s), 1.0 / shape) : 1.0;
  double d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0, c = 1.0 / sqrt(9.0 * d);

  for (;;) {
    double x = leda_stream_normal(s), v = gsl_pow_3(1.0 + c * x);

    if (v > 0.0 && log(leda_stream_uniform(s)) < 0.5 * x * x + d - d * v + d * log(v))
      return up * d * v;
  }
}

typedef struct {
  double share;
  size_t row;
} drawn;

static int drawn_larger_first(const void *a, const void *b) {
  const drawn *x = a, *y = b;

  if (x->share != y->share) return x->share < y->share ? 1 : -1;
  return (x->row > y->row) - (x->row < y->row);
}

typedef struct {
  drawn *causes;
  size_t *rank; /* n x n: how often row i had rank j */
  size_t *few;  /* how often j + 1 causes made the goal */
  size_t *vital;
} room;

static void draw_once(const leda_pareto_plan *plan, size_t d, const leda_pareto_result *out,
                      room *r) {
  leda_stream stream = leda_stream_start(plan->seed, d);
  double total = 0.0, sum = 0.0;
  size_t few = 0;

  for (size_t i = 0; i < out->n; i++) {
    r->causes[i] = (drawn){draw_gamma(&stream, out->row[i].count + PRIOR), i};
    total += r->causes[i].share;
  }
  qsort(r->causes, out->n, sizeof *r->causes, drawn_larger_first);
  for (size_t j = 0; j < out->n; j++) {
    size_t i = r->causes[j].row;

    r->rank[i * out->n + j]++;
    if (sum < (plan->goal - ROUNDING) * total) {
      r->vital[i]++;
      few = j;
    }
    sum += r->causes[j].share;
  }
  r->few[few]++;
}

/* The first place at which the counts up to it reach this share of the draws. */
static size_t quantile(const size_t *count, size_t n, double share, size_t draws) {
  double sum = 0.0;

  for (size_t j = 0; j < n; j++) {
    sum += (double)count[j];
    if (sum >= share * (double)draws) return j + 1;
  }
  return n;
}

static void summarise(const leda_pareto_plan *plan, const room *r, leda_pareto_result *out) {
  double tail = 0.5 - 0.5 * plan->level, draws = (double)plan->draws;

  for (size_t i = 0; i < out->n; i++) {
    out->row[i].p_vital = (double)r->vital[i] / draws;
    out->row[i].p_first = (double)r->rank[i * out->n] / draws;
    out->row[i].rank_least = quantile(r->rank + i * out->n, out->n, tail, plan->draws);
    out->row[i].rank_most = quantile(r->rank + i * out->n, out->n, 1.0 - tail, plan->draws);
  }
  out->vital_least = quantile(r->few, out->n, tail, plan->draws);
  out->vital_most = quantile(r->few, out->n, 1.0 - tail, plan->draws);
}

static int draw(const leda_pareto_plan *plan, leda_pareto_result *out) {
  room r = {NULL, NULL, NULL, NULL};
  int status = GSL_ENOMEM;

  if (out->n > SIZE_MAX / sizeof(size_t) / out->n) return GSL_ENOMEM;
  r = (room){malloc(out->n * sizeof *r.causes), calloc(out->n * out->n, sizeof(size_t)),
             calloc(out->n, sizeof(size_t)), calloc(out->n, sizeof(size_t))};
  if (r.causes && r.rank && r.few && r.vital) {
    for (size_t d = 0; d < plan->draws; d++) draw_once(plan, d, out, &r);
    summarise(plan, &r, out);
    status = GSL_SUCCESS;
  }
  free(r.causes);
  free(r.rank);
  free(r.few);
  free(r.vital);
  return status;
}

int leda_pareto(const leda_pareto_plan *plan, leda_pareto_result *out) {
  int status;

  *out = (leda_pareto_result){0};
  if (!(plan->goal > 0.0 && plan->goal <= 1.0 && plan->level > 0.0 && plan->level < 1.0))
    return GSL_EINVAL;
  status = make_rows(plan, out);
  if (status != GSL_SUCCESS) return status;
  fill_shares(plan->goal, plan->level, out);
  if (out->counted && out->total > 0.0 && plan->draws > 0) status = draw(plan, out);
  return status;
}

void leda_pareto_clear(leda_pareto_result *result) {
  free(result->row);
  *result = (leda_pareto_result){0};
}
