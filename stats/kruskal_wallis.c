/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/kruskal_wallis.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/adjust.h"
#include "stats/correlation.h"
#include "stats/stream.h"

/* Ranks of the values that are there. */
typedef struct {
  size_t n;
  size_t groups; /* of the plan, empty ones too */
  double *rank;
  size_t *group;
  double *sum;  /* of ranks, per group */
  double *size; /* per group */
  double ties;  /* sum t^3 - t */
} ranked;

static void ranked_clear(ranked *r) {
  free(r->rank);
  free(r->group);
  free(r->sum);
  free(r->size);
}

/* All values of a tie have one mid-rank, and no two ties have the same whole part of it. */
static int count_ties(ranked *r) {
  double *tied = calloc(r->n + 1, sizeof(double));

  if (tied == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < r->n; i++) tied[(size_t)r->rank[i]] += 1.0;
  for (size_t i = 0; i <= r->n; i++) r->ties += tied[i] * (tied[i] * tied[i] - 1.0);
  free(tied);
  return GSL_SUCCESS;
}

static int ranked_make(const leda_kruskal_plan *plan, ranked *r) {
  double *value = malloc((plan->n + 1) * sizeof(double));
  int status = GSL_SUCCESS;

  *r = (ranked){0,
                plan->groups,
                malloc((plan->n + 1) * sizeof(double)),
                malloc((plan->n + 1) * sizeof(size_t)),
                calloc(plan->groups + 1, sizeof(double)),
                calloc(plan->groups + 1, sizeof(double)),
                0.0};
  if (!value || !r->rank || !r->group || !r->sum || !r->size) status = GSL_ENOMEM;
  for (size_t i = 0; i < plan->n && status == GSL_SUCCESS; i++) {
    if (plan->group[i] >= plan->groups) status = GSL_EINVAL;
    if (status != GSL_SUCCESS || isnan(plan->value[i])) continue;
    value[r->n] = plan->value[i];
    r->group[r->n++] = plan->group[i];
  }
  if (status == GSL_SUCCESS) status = leda_correlation_ranks(value, r->n, r->rank);
  if (status == GSL_SUCCESS) status = count_ties(r);
  for (size_t i = 0; i < r->n && status == GSL_SUCCESS; i++) {
    r->sum[r->group[i]] += r->rank[i];
    r->size[r->group[i]] += 1.0;
  }
  free(value);
  return status;
}

/* All that a rearrangement changes of H. Sums of half numbers are exact, so equal tables give equal values up to the
   division. */
static double between(const double *sum, const double *size, size_t groups) {
  double total = 0.0;

  for (size_t g = 0; g < groups; g++)
    if (size[g] > 0.0) total += sum[g] * sum[g] / size[g];
  return total;
}

typedef struct {
  const ranked *r;
  double *sum;
  double *left; /* places left per group */
  double limit;
  double all;
  double extreme;
} enumeration;

static void place(enumeration *e, size_t i) {
  if (i == e->r->n) {
    e->all += 1.0;
    e->extreme += between(e->sum, e->r->size, e->r->groups) >= e->limit;
    return;
  }
  for (size_t g = 0; g < e->r->groups; g++) {
    if (e->left[g] == 0.0) continue;
    e->left[g] -= 1.0;
    e->sum[g] += e->r->rank[i];
    place(e, i + 1);
    e->sum[g] -= e->r->rank[i];
    e->left[g] += 1.0;
  }
}

static double arrangements(const ranked *r) {
  double log_ways = lgamma((double)r->n + 1.0);

  for (size_t g = 0; g < r->groups; g++) log_ways -= lgamma(r->size[g] + 1.0);
  return exp(log_ways);
}

static void exact_p(enumeration *e, leda_kruskal_result *out) {
  for (size_t g = 0; g < e->r->groups; g++) {
    e->sum[g] = 0.0;
    e->left[g] = e->r->size[g];
  }
  place(e, 0);
  out->method = LEDA_RANK_EXACT;
  out->p = e->extreme / e->all;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The groups take their ranks one after another from a shuffled row, which starts sorted: the order of the data
   does not matter. mixed: room for n ranks. */
static void drawn_p(enumeration *e, const leda_kruskal_plan *plan, double *mixed,
                    leda_kruskal_result *out) {
  const ranked *r = e->r;
  double draws = (double)plan->draws;

  for (size_t i = 0; i < r->n; i++) mixed[i] = r->rank[i];
  qsort(mixed, r->n, sizeof(double), ascending);
  for (size_t d = 0; d < plan->draws; d++) {
    leda_stream stream = leda_stream_start(plan->seed, d);
    size_t at = 0;

    leda_stream_shuffle(&stream, mixed, r->n);
    for (size_t g = 0; g < r->groups; g++) {
      e->sum[g] = 0.0;
      for (double i = 0.0; i < r->size[g]; i++) e->sum[g] += mixed[at++];
    }
    e->extreme += between(e->sum, r->size, r->groups) >= e->limit;
  }
  out->method = LEDA_RANK_DRAWN;
  out->p = (1.0 + e->extreme) / (1.0 + draws);
  out->p_se = sqrt(out->p * (1.0 - out->p) / draws);
}

static int permute(const ranked *r, const leda_kruskal_plan *plan, leda_kruskal_result *out) {
  double most =
      plan->most_arrangements == 0.0 ? LEDA_KRUSKAL_ARRANGEMENTS : plan->most_arrangements;
  double limit = between(r->sum, r->size, r->groups) * (1.0 - 1e-12);
  double *room = malloc((2 * r->groups + r->n) * sizeof(double));
  enumeration e = {r, room, NULL, limit, 0.0, 0.0};

  if (room == NULL) return GSL_ENOMEM;
  e.left = room + r->groups;
  if (arrangements(r) <= most)
    exact_p(&e, out);
  else if (plan->draws > 0)
    drawn_p(&e, plan, room + 2 * r->groups, out);
  free(room);
  return GSL_SUCCESS;
}

static int fill(const ranked *r, const leda_kruskal_plan *plan, leda_kruskal_result *out) {
  double n = (double)r->n, correction = 1.0 - r->ties / (n * n * n - n);

  out->n = r->n;
  for (size_t g = 0; g < r->groups; g++) out->groups += r->size[g] > 0.0;
  if (out->groups < 2) return GSL_SUCCESS;
  out->df = (double)out->groups - 1.0;
  if (r->ties == n * n * n - n) {
    out->p = out->p_chi_square = 1.0;
    out->method = LEDA_RANK_EXACT;
    return GSL_SUCCESS;
  }
  out->h =
      (12.0 / (n * (n + 1.0)) * between(r->sum, r->size, r->groups) - 3.0 * (n + 1.0)) / correction;
  out->h = fmax(out->h, 0.0);
  out->epsilon = out->h / (n - 1.0);
  out->p = out->p_chi_square = gsl_cdf_chisq_Q(out->h, out->df);
  return permute(r, plan, out);
}

int leda_kruskal_wallis(const leda_kruskal_plan *plan, leda_kruskal_result *out) {
  ranked r;
  int status = ranked_make(plan, &r);

  *out = (leda_kruskal_result){
      0, 0, GSL_NAN, GSL_NAN, GSL_NAN, GSL_NAN, LEDA_RANK_CHI_SQUARE, 0.0, GSL_NAN};
  if (status == GSL_SUCCESS) status = fill(&r, plan, out);
  ranked_clear(&r);
  return status;
}

static void test_pair(const ranked *r, size_t a, size_t b, leda_dunn_pair *pair) {
  double n = (double)r->n;
  double v = (n * (n + 1.0) - r->ties / (n - 1.0)) / 12.0;

  *pair = (leda_dunn_pair){a,       b,      r->sum[a] / r->size[a], r->sum[b] / r->size[b], GSL_NAN,
                           GSL_NAN, GSL_NAN};
  if (r->ties == n * n * n - n) return;
  pair->z =
      (pair->mean_rank_a - pair->mean_rank_b) / sqrt(v * (1.0 / r->size[a] + 1.0 / r->size[b]));
  pair->p = 2.0 * gsl_cdf_ugaussian_Q(fabs(pair->z));
}

int leda_dunn(const leda_kruskal_plan *plan, leda_dunn_pair *pair) {
  size_t pairs = plan->groups * (plan->groups - (plan->groups > 0)) / 2, at = 0;
  double *p = malloc((pairs + 1) * sizeof(double));
  ranked r;
  int status = ranked_make(plan, &r);

  if (status == GSL_SUCCESS && p == NULL) status = GSL_ENOMEM;
  if (status != GSL_SUCCESS) goto done;
  for (size_t a = 0; a < plan->groups; a++)
    for (size_t b = a + 1; b < plan->groups; b++) {
      test_pair(&r, a, b, &pair[at]);
      p[at] = pair[at].p;
      at++;
    }
  status = leda_adjust_p(LEDA_ADJUST_HOLM, p, pairs, p);
  for (size_t i = 0; i < pairs && status == GSL_SUCCESS; i++) pair[i].p_holm = p[i];
done:
  free(p);
  ranked_clear(&r);
  return status;
}
