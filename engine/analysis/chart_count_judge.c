/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_count_judge.h"

#include <math.h>

#include "engine/core/memory.h"
#include "stats/count_quantiles.h"

/* A quantile rises with the rate: one that was met at two rates holds for every rate between. Rates of unchanged
   charts differ little, so that few quantiles are worked out. */
enum { KEPT = 32 };
struct leda_count_seen {
  size_t n;
  double count[KEPT];
  double low[KEPT];
  double high[KEPT];
};

bool leda_chart_count_judge_fits(const leda_chart_replay *r) {
  return r->law != NULL && !r->options.equal_limits && r->chart.centre_kind == LEDA_CENTRE_MEAN &&
         r->chart.sigma_method == LEDA_SIGMA_MODEL;
}

leda_status leda_chart_count_judge_init(leda_chart_count_judge *c, const leda_chart_replay *r,
                                        leda_error *err) {
  *c = (leda_chart_count_judge){.n = r->n_used, .exact = r->chart.limits == LEDA_LIMITS_EXACT};
  c->y = leda_calloc(c->n, sizeof *c->y);
  c->z = leda_calloc(c->n, sizeof *c->z);
  if (c->exact) c->seen = leda_calloc(2 * r->chart.n, sizeof *c->seen);
  return c->y && c->z && (c->seen || !c->exact) ? LEDA_OK : leda_fail_memory(err);
}

void leda_chart_count_judge_clear(leda_chart_count_judge *c) {
  leda_free(c->y);
  leda_free(c->z);
  leda_free(c->seen);
  *c = (leda_chart_count_judge){0};
}

static double size_at(const leda_chart_replay *r, size_t i) {
  return leda_chart_kind_of(r->chart.type)->needs_denominator ? r->work.denominator[i] : 1.0;
}

static double quantile_of(const leda_chart_replay *r, double q, double size, double rate) {
  return leda_chart_kind_of(r->chart.type)->share ? leda_binomial_quantile(q, size, rate)
                                                  : leda_poisson_quantile(q, size * rate);
}

static double remembered(struct leda_count_seen *s, const leda_chart_replay *r, double q,
                         double size, double rate) {
  for (size_t k = 0; k < s->n; k++)
    if (rate >= s->low[k] && rate <= s->high[k]) return s->count[k];
  double count = quantile_of(r, q, size, rate);
  for (size_t k = 0; k < s->n; k++) {
    if (s->count[k] != count) continue;
    s->low[k] = fmin(s->low[k], rate);
    s->high[k] = fmax(s->high[k], rate);
    return count;
  }
  if (s->n == KEPT) return count;
  s->count[s->n] = count;
  s->low[s->n] = s->high[s->n] = rate;
  s->n++;
  return count;
}

static bool is_beyond(leda_chart_count_judge *c, const leda_chart_replay *r, size_t k,
                      double rate) {
  size_t i = r->used[k], at = r->origin[i];
  double tail = r->chart.limit_rate / 2.0, size = size_at(r, i), count = r->work.numerator[i];
  return count < remembered(&c->seen[2 * at], r, tail, size, rate) ||
         count > remembered(&c->seen[2 * at + 1], r, 1.0 - tail, size, rate);
}

/* Used points from..to-1 of one phase. */
static void make_phase(leda_chart_count_judge *c, const leda_chart_replay *r, size_t from,
                       size_t to, bool *beyond) {
  double events = 0.0, units = 0.0;
  for (size_t k = from; k < to; k++) {
    if (!r->work.in_baseline[r->used[k]]) continue;
    events += r->work.numerator[r->used[k]];
    units += size_at(r, r->used[k]);
  }
  double rate = units > 0.0 ? events / units : NAN;
  double variance = leda_chart_kind_of(r->chart.type)->share ? rate * (1.0 - rate) : rate;
  for (size_t k = from; k < to; k++) {
    size_t i = r->used[k];
    double size = size_at(r, i), value = r->work.numerator[i] / size, off = value - rate;
    c->y[k] = r->work.observed[i];
    if (fabs(off) <= 1e-12 * fmax(rate, value)) off = 0.0;
    c->z[k] = off / sqrt(variance / size); /* without spread: NaN on the centre, else infinite */
    if (c->exact && !isnan(rate)) *beyond = *beyond || is_beyond(c, r, k, rate);
  }
}

void leda_chart_count_judge_make(leda_chart_count_judge *c, const leda_chart_replay *r,
                                 bool *beyond) {
  *beyond = false;
  const leda_chart_point *points = r->chart.points;
  for (size_t from = 0, to; from < c->n; from = to) {
    for (to = from; to < c->n && points[r->used[to]].phase == points[r->used[from]].phase;) to++;
    make_phase(c, r, from, to, beyond);
  }
}
