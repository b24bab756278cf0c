/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pattern costs G (2 r + 2) multiplications, whatever the number of rows (compare Roodman et al. 2019):
 * with r_g = Q_g'e0_g the scores of the residuals e0 under the null and weights v,
 *     c'b* - null = u'S,  S = sum_g v_g r_g,
 *     the residuals' score of cluster g in the made sample is v_g r_g - K_g S, so that
 *     var* = sum_g (v_g w_g'r_g - (K_g w_g)'S)^2 with w_g = A_g u. */
#include "stats/wild_cluster.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/cluster_ols_internal.h"
#include "stats/stream.h"

/* Patterns a thread takes at a time; the stream of chance is the block's. */
#define BLOCK 512
/* |t*| this close to |t| is the same number, added up in another order. */
#define TIE 1e-9
/* All patterns are gone through up to this many clusters at most. */
#define ENUMERATE_MOST 31

typedef struct {
  const leda_cluster_ols *fit;
  const leda_wild_options *opt;
  size_t draws;
  bool all;
  double threshold;   /* |t| without the constant factor of the error */
  double *u;          /* r */
  double *restricted; /* G x r: r_g */
  double *alone;      /* G: w_g'r_g */
  double *both;       /* G x r: K_g w_g */
} bench;

leda_wild_options leda_wild_options_default(void) {
  return (leda_wild_options){.kind = LEDA_CR1,
                             .weights = LEDA_WILD_RADEMACHER,
                             .draws = LEDA_WILD_DRAWS,
                             .seed = 1,
                             .threads = 1};
}

static void bench_clear(bench *b) {
  free(b->u);
  free(b->restricted);
  free(b->alone);
  free(b->both);
}

static bool bench_init(bench *b) {
  size_t r = b->fit->rank, g = b->fit->clusters;

  b->u = malloc((2 * r + 1) * sizeof *b->u);
  b->restricted = malloc((g * r + 1) * sizeof *b->restricted);
  b->alone = malloc((g + 1) * sizeof *b->alone);
  b->both = malloc((g * r + 1) * sizeof *b->both);
  return b->u && b->restricted && b->alone && b->both;
}

/* K_g times x. */
static void multiply_gram(const leda_cluster_ols *fit, size_t g, const double *x, double *out) {
  size_t r = fit->rank;

  for (size_t k = 0; k < r; k++) out[k] = 0.0;
  for (size_t k = 0; k < r; k++) {
    const double *v = fit->vectors + (g * r + k) * r;
    double part = fit->eigen[g * r + k] * leda_cluster_dot(v, x, r);

    for (size_t l = 0; l < r; l++) out[l] += part * v[l];
  }
}

/* Fits under the null: Q'y moves against u until u'Q'y is the null. */
static void restrict_fit(bench *b) {
  const leda_cluster_ols *fit = b->fit;
  size_t r = fit->rank;
  double *weight = b->u + r;
  double gap = leda_cluster_dot(b->u, fit->qy, r) - b->opt->null;
  double step = gap / leda_cluster_dot(b->u, b->u, r);

  for (size_t g = 0; g < fit->clusters; g++) {
    double *mine = b->restricted + g * r;

    multiply_gram(fit, g, b->u, mine);
    for (size_t k = 0; k < r; k++) mine[k] = fit->score[g * r + k] + step * mine[k];
    leda_cluster_turn(fit, g, b->opt->kind, b->u, weight, b->both + g * r);
    b->alone[g] = leda_cluster_dot(weight, mine, r);
  }
}

/* |t*| without the constant factor of the error. sum: r numbers of room. */
static double pattern_t(const bench *b, const double *v, double *sum) {
  size_t r = b->fit->rank;
  double variance = 0.0;

  for (size_t k = 0; k < r; k++) sum[k] = 0.0;
  for (size_t g = 0; g < b->fit->clusters; g++)
    for (size_t k = 0; k < r; k++) sum[k] += v[g] * b->restricted[g * r + k];
  for (size_t g = 0; g < b->fit->clusters; g++) {
    double part = v[g] * b->alone[g] - leda_cluster_dot(b->both + g * r, sum, r);

    variance += part * part;
  }
  double t = fabs(leda_cluster_dot(b->u, sum, r)) / sqrt(variance);
  return isnan(t) ? (double)INFINITY : t;
}

static double webb(leda_stream *s) {
  static const double size[] = {0.70710678118654752, 1.0, 1.2247448713915890};
  uint32_t which = leda_stream_below(s, 6);

  return which < 3 ? -size[which] : size[which - 3];
}

static void draw(const bench *b, leda_stream *s, double *v) {
  uint64_t bits = 0;

  for (size_t g = 0; g < b->fit->clusters; g++) {
    if (b->opt->weights == LEDA_WILD_WEBB) {
      v[g] = webb(s);
      continue;
    }
    if (g % 64 == 0) bits = leda_stream_bits(s);
    v[g] = (bits >> (g % 64)) & 1 ? 1.0 : -1.0;
  }
}

/* Patterns with |t*| >= |t| in one block. v: G + r numbers of room. */
static size_t count_block(const bench *b, size_t block, double *v) {
  uint64_t own = b->opt->stream << 32;
  leda_stream stream = leda_stream_start(b->opt->seed, own + block);
  size_t end = (block + 1) * BLOCK < b->draws ? (block + 1) * BLOCK : b->draws, count = 0;

  for (size_t i = block * BLOCK; i < end; i++) {
    if (b->all)
      for (size_t g = 0; g < b->fit->clusters; g++) v[g] = (i >> g) & 1 ? -1.0 : 1.0;
    else
      draw(b, &stream, v);
    count += pattern_t(b, v, v + b->fit->clusters) >= b->threshold * (1.0 - TIE);
  }
  return count;
}

/* SIZE_MAX: memory is short. */
static size_t count_all(const bench *b) {
  size_t blocks = (b->draws + BLOCK - 1) / BLOCK, sum = 0;
  size_t *count = malloc(blocks * sizeof *count);
  int failed = 0;

  if (count == NULL) return SIZE_MAX;
#pragma omp parallel num_threads(b->opt->threads < 1 ? 1 : b->opt->threads)
  {
    double *v = malloc((b->fit->clusters + b->fit->rank + 1) * sizeof *v);

#pragma omp for schedule(dynamic)
    for (size_t i = 0; i < blocks; i++) {
      if (v != NULL) {
        count[i] = count_block(b, i, v);
        continue;
      }
#pragma omp atomic write
      failed = 1;
    }
    free(v);
  }
  for (size_t i = 0; i < blocks && !failed; i++) sum += count[i];
  free(count);
  return failed ? SIZE_MAX : sum;
}

static void choose_patterns(bench *b) {
  size_t g = b->fit->clusters;

  b->draws = b->opt->draws > 0 ? b->opt->draws : LEDA_WILD_DRAWS;
  b->all = b->opt->weights == LEDA_WILD_RADEMACHER && g > 0 && g <= ENUMERATE_MOST &&
           (size_t)1 << (g - 1) <= b->draws;
  if (b->all) b->draws = (size_t)1 << (g - 1);
}

static double smallest_p(const bench *b) {
  double least = b->all ? 1.0 / (double)b->draws : 1.0 / (double)(b->draws + 1);
  double signs = b->opt->weights == LEDA_WILD_RADEMACHER ? 2.0 : 6.0;

  return fmax(least, 2.0 * pow(signs, -(double)b->fit->clusters));
}

static int judge(bench *b, const leda_cluster_estimate *e, leda_wild_result *out) {
  double factor = sqrt(leda_cluster_factor(b->fit, b->opt->kind));
  size_t count;

  out->t = (e->estimate - b->opt->null) / e->se;
  b->threshold = fabs(out->t) * factor;
  restrict_fit(b);
  choose_patterns(b);
  count = count_all(b);
  if (count == SIZE_MAX) return GSL_ENOMEM;
  out->patterns = b->draws;
  out->enumerated = b->all;
  out->p_smallest = smallest_p(b);
  out->p = b->all ? (double)count / (double)b->draws : (double)(count + 1) / (double)(b->draws + 1);
  return GSL_SUCCESS;
}

int leda_wild_cluster_run(const leda_cluster_ols *fit, const double *contrast,
                          const leda_wild_options *opt, leda_wild_result *out) {
  leda_wild_options usual = leda_wild_options_default();
  bench b = {.fit = fit, .opt = opt ? opt : &usual};
  leda_cluster_estimate e;
  int status = leda_cluster_ols_contrast(fit, b.opt->kind, contrast, &e);

  *out = (leda_wild_result){.state = e.state,
                            .t = (double)NAN,
                            .p = (double)NAN,
                            .p_smallest = (double)NAN,
                            .clusters = e.clusters};
  if (status != GSL_SUCCESS || e.state != LEDA_CLUSTER_OK) return status;
  status = GSL_ENOMEM;
  if (bench_init(&b) && leda_cluster_direction(fit, contrast, b.u)) status = judge(&b, &e, out);
  bench_clear(&b);
  return status;
}
