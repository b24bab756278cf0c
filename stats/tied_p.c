/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/tied_p.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/null_simulate.h"

/* The same contrast summed in another order differs by less than this. */
#define SAME 1e-9

double leda_tied_lost(const leda_tied_subject *x) {
  const leda_null_length *length = x->length;
  double kept = 0.0;

  for (size_t from = 0, to; from < length->n; from = to) {
    double sum = length->scores[from];

    for (to = from + 1; to < length->n; to++) {
      if (x->scores[x->order[to]] > x->scores[x->order[from]]) break;
      sum += length->scores[to];
    }
    kept += sum * sum / (double)(to - from);
  }
  return 1.0 - kept / length->sum_squares;
}

/* How many of the sorted draws are at least x. */
static size_t at_least(const double *sorted, size_t count, double x) {
  size_t low = 0, high = count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sorted[middle] < x - SAME)
      low = middle + 1;
    else
      high = middle;
  }
  return count - low;
}

/* p from the draws with the observation among them; the tail beyond LEDA_CELL_ENOUGH of them falls as
 * that of the law. */
static double tail_p(const double *sorted, size_t count, double x,
                     double (*law_p)(const void *, double), const void *law) {
  size_t beyond = at_least(sorted, count, x);
  double p = (double)(beyond + 1) / (double)(count + 1);
  double join;

  if (beyond >= LEDA_CELL_ENOUGH || count < LEDA_TIED_LAST) return p;
  join = sorted[count - LEDA_CELL_ENOUGH];
  return fmin(p, (double)LEDA_CELL_ENOUGH / (double)count * law_p(law, x) / law_p(law, join));
}

static double step_p(const void *law, double x) { return leda_null_law_step_p(law, x); }

static double drift_p(const void *law, double x) { return leda_null_law_drift_p(law, x); }

typedef struct {
  double *s;
  double *d;
  double *sorted_s;
  double *sorted_d;
} columns;

static bool columns_alloc(columns *c, size_t draws) {
  c->s = malloc(4 * draws * sizeof *c->s);
  if (c->s == NULL) return false;
  c->d = c->s + draws;
  c->sorted_s = c->d + draws;
  c->sorted_d = c->sorted_s + draws;
  return true;
}

/* Share of draws whose smaller p is at most that of the observation. */
static double least_p(const columns *c, size_t draws, double least) {
  size_t rank = (size_t)(least * (double)(draws + 1) + 0.5), within = 1;

  for (size_t i = 0; i < draws; i++)
    within += at_least(c->sorted_s, draws, c->s[i]) < rank ||
              at_least(c->sorted_d, draws, c->d[i]) < rank;
  return (double)within / (double)(draws + 1);
}

/* Scores in rising order, or those of the series turned upside down, whichever is larger at the first
 * difference, so that a sign never changes which random orders are drawn. */
static void canonical_scores(const leda_tied_subject *x, double *out) {
  size_t n = x->length->n;
  bool turn = false;

  for (size_t i = 0; i < n; i++) out[i] = x->scores[x->order[i]];
  for (size_t i = 0; i < n; i++) {
    if (-out[n - 1 - i] < out[i]) break;
    turn = -out[n - 1 - i] > out[i];
    if (turn) break;
  }
  for (size_t i = 0; turn && i < (n + 1) / 2; i++) {
    double low = out[i];

    out[i] = -out[n - 1 - i];
    out[n - 1 - i] = -low;
  }
}

/* Draws must not depend on which way time runs: of a drift regressor and its mirror image the one that is
 * larger at the first difference. */
static void canonical_drift(const leda_ar1_plan *plan, double *out) {
  size_t n = plan->n;
  bool turn = false;

  for (size_t i = 0; i < n && !turn; i++) {
    double mirrored = -plan->drift[n - 1 - i];

    if (mirrored < plan->drift[i] - SAME) break;
    turn = mirrored > plan->drift[i] + SAME;
  }
  for (size_t i = 0; i < n; i++) out[i] = turn ? -plan->drift[n - 1 - i] : plan->drift[i];
}

static void read_p(const leda_null_law *law, columns *c, size_t draws, leda_screen_result *out) {
  double least;

  for (size_t i = 0; i < draws; i++) {
    c->sorted_s[i] = c->s[i];
    c->sorted_d[i] = c->d[i];
  }
  gsl_sort(c->sorted_s, 1, draws);
  gsl_sort(c->sorted_d, 1, draws);
  out->p_step = tail_p(c->sorted_s, draws, out->s, step_p, law);
  out->p_drift = tail_p(c->sorted_d, draws, fabs(out->d), drift_p, law);
  least = fmin(out->p_step, out->p_drift);
  if (least * (double)draws >= LEDA_CELL_ENOUGH || draws < LEDA_TIED_LAST)
    out->p = least_p(c, draws, least);
  else
    out->p = leda_null_law_least_p(law, least);
  out->conditional = true;
}

static int permute(const leda_tied_subject *x, size_t draws, uint64_t seed,
                   leda_screen_result *out) {
  size_t n = x->length->n;
  double *scores = malloc(2 * n * sizeof *scores);
  leda_ar1_plan plan = *x->plan;
  leda_simulate_plan how = {
      .plan = &plan, .scores = scores, .seed = seed, .threads = 1, .orders = true};
  columns c = {NULL, NULL, NULL, NULL};
  int status = GSL_ENOMEM;

  if (scores == NULL || !columns_alloc(&c, draws)) goto done;
  canonical_scores(x, scores);
  plan.drift = scores + n;
  canonical_drift(x->plan, plan.drift);
  status = leda_null_simulate(&how, draws, c.s, c.d);
  if (status == GSL_SUCCESS) read_p(x->law, &c, draws, out);
done:
  free(scores);
  free(c.s);
  return status;
}

int leda_tied_p(const leda_tied_subject *subject, double alpha, uint64_t seed,
                leda_screen_result *out) {
  static const size_t draws[] = {LEDA_TIED_FIRST, LEDA_TIED_SECOND, LEDA_TIED_LAST};
  static const double go_on_below[] = {2.0, 0.1, 0.0}; /* of alpha, after each stage */
  double doubt = fmin(0.5, LEDA_TIED_DOUBT * alpha);
  double light = subject->length->n < LEDA_TIED_SHORT ? 0.0 : LEDA_TIED_LIGHT;

  if (out->p > doubt || leda_tied_lost(subject) <= light) return GSL_SUCCESS;
  for (int stage = 0; stage < 3; stage++) {
    int status = permute(subject, draws[stage], seed, out);

    if (status != GSL_SUCCESS || out->p > go_on_below[stage] * alpha) return status;
  }
  return GSL_SUCCESS;
}
