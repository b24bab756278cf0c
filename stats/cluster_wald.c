/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several contrasts at once, HTZ of Pustejovsky & Tipton (2018). The contrasts are turned so that the
 * expected value of their covariance matrix D is the identity; with p_sg as in cluster_contrast.c,
 *     var D_st = sum_g sum_h [p_sg'p_sh p_tg'p_th + p_sg'p_th p_tg'p_sh],
 *     eta = q (q + 1) / sum_s sum_t var D_st. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cluster_ols.h"
#include "stats/cluster_ols_internal.h"

/* Contrasts whose expected covariance matrix is this close to singular say the same thing. */
#define SINGULAR 1e-10

/* Everything in Q's coordinates. */
typedef struct {
  const leda_cluster_ols *fit;
  leda_cluster_kind kind;
  size_t q;
  double *u;      /* q x r: the contrasts */
  double *weight; /* q x r, of one cluster */
  double *both;   /* G x q x r: K_g A_g u */
  double *own;    /* G x q x q: p_sg'p_tg */
  double *square; /* 3 x q x q, work space */
} bench;

static void bench_clear(bench *b) {
  free(b->u);
  free(b->weight);
  free(b->both);
  free(b->own);
  free(b->square);
}

static bool bench_init(bench *b) {
  size_t q = b->q, r = b->fit->rank, g = b->fit->clusters;

  b->u = malloc((q * r + 1) * sizeof *b->u);
  b->weight = malloc((q * r + 1) * sizeof *b->weight);
  b->both = malloc((g * q * r + 1) * sizeof *b->both);
  b->own = malloc((g * q * q + 1) * sizeof *b->own);
  b->square = malloc((3 * q * q + 1) * sizeof *b->square);
  return b->u && b->weight && b->both && b->own && b->square;
}

/* p_sg'p_tg of one cluster. */
static double own_part(const bench *b, size_t g, const double *s, const double *t) {
  const leda_cluster_ols *fit = b->fit;
  size_t r = fit->rank;
  double sum = 0.0;

  for (size_t k = 0; k < r; k++) {
    const double *v = fit->vectors + (g * r + k) * r;
    double eigen = fit->eigen[g * r + k], factor = leda_cluster_power(b->kind, eigen);

    sum += eigen * fmax(1.0 - eigen, 0.0) * factor * factor * leda_cluster_dot(v, s, r) *
           leda_cluster_dot(v, t, r);
  }
  return sum;
}

static void fill_own(bench *b) {
  size_t q = b->q, r = b->fit->rank;

  for (size_t g = 0; g < b->fit->clusters; g++)
    for (size_t s = 0; s < q; s++)
      for (size_t t = 0; t < q; t++)
        b->own[(g * q + s) * q + t] = own_part(b, g, b->u + s * r, b->u + t * r);
}

/* The inverse square root of the sum of `own`, into square[0..q*q-1]. */
static int inverse_root(bench *b) {
  size_t q = b->q;
  double *root = b->square, *sum = root + q * q, *vectors = sum + q * q, largest = 0.0;
  gsl_matrix_view m = gsl_matrix_view_array(sum, q, q), v = gsl_matrix_view_array(vectors, q, q);
  gsl_vector *values = gsl_vector_alloc(q);
  gsl_eigen_symmv_workspace *w = gsl_eigen_symmv_alloc(q);
  int status = values && w ? GSL_SUCCESS : GSL_ENOMEM;

  memset(b->square, 0, 3 * q * q * sizeof *b->square);
  for (size_t i = 0; i < b->fit->clusters * q * q; i++) sum[i % (q * q)] += b->own[i];
  if (status == GSL_SUCCESS) status = gsl_eigen_symmv(&m.matrix, values, &v.matrix, w);
  for (size_t k = 0; status == GSL_SUCCESS && k < q; k++)
    largest = fmax(largest, gsl_vector_get(values, k));
  for (size_t k = 0; status == GSL_SUCCESS && k < q; k++) {
    double value = gsl_vector_get(values, k);

    if (!(value > SINGULAR * largest)) status = GSL_ESING;
    for (size_t s = 0; status == GSL_SUCCESS && s < q; s++)
      for (size_t t = 0; t < q; t++)
        root[s * q + t] += vectors[s * q + k] * vectors[t * q + k] / sqrt(value);
  }
  gsl_eigen_symmv_free(w);
  gsl_vector_free(values);
  return status;
}

/* u becomes square u, weight serving as room. */
static void turn_contrasts(bench *b) {
  size_t q = b->q, r = b->fit->rank;

  memset(b->weight, 0, q * r * sizeof *b->weight);
  for (size_t s = 0; s < q; s++)
    for (size_t t = 0; t < q; t++)
      for (size_t k = 0; k < r; k++) b->weight[s * r + k] += b->square[s * q + t] * b->u[t * r + k];
  memcpy(b->u, b->weight, q * r * sizeof *b->u);
}

/* Sum over s and t of [ss tt + st ts] of one pair of clusters. */
static double pair_spread(const double *part, size_t q) {
  double sum = 0.0;

  for (size_t s = 0; s < q; s++)
    for (size_t t = 0; t < q; t++)
      sum += part[s * q + s] * part[t * q + t] + part[s * q + t] * part[t * q + s];
  return sum;
}

static double degrees(bench *b) {
  size_t q = b->q, r = b->fit->rank;
  double spread = 0.0, *cross = b->square;

  for (size_t g = 0; g < b->fit->clusters; g++) {
    spread += pair_spread(b->own + g * q * q, q);
    for (size_t h = 0; h < g; h++) {
      for (size_t s = 0; s < q; s++)
        for (size_t t = 0; t < q; t++)
          cross[s * q + t] =
              leda_cluster_dot(b->both + (g * q + s) * r, b->both + (h * q + t) * r, r);
      spread += 2.0 * pair_spread(cross, q);
    }
  }
  return (double)(q * (q + 1)) / spread;
}

/* The covariance matrix D of the turned contrasts into square, their K_g A_g u into both. */
static void fill_covariance(bench *b) {
  const leda_cluster_ols *fit = b->fit;
  size_t q = b->q, r = fit->rank;
  double factor = leda_cluster_factor(fit, b->kind), *part = b->square + q * q;

  memset(b->square, 0, q * q * sizeof *b->square);
  for (size_t g = 0; g < fit->clusters; g++) {
    for (size_t s = 0; s < q; s++) {
      leda_cluster_turn(fit, g, b->kind, b->u + s * r, b->weight, b->both + (g * q + s) * r);
      part[s] = leda_cluster_dot(b->weight, fit->score + g * r, r);
    }
    for (size_t s = 0; s < q; s++)
      for (size_t t = 0; t < q; t++) b->square[s * q + t] += factor * part[s] * part[t];
  }
}

/* d' D^-1 d with d the turned contrasts' estimates; NaN when D cannot be inverted. */
static double quadratic(bench *b) {
  size_t q = b->q, r = b->fit->rank;
  double *d = b->square + q * q, *solved = d + q, sum, trace = 0.0;
  gsl_matrix_view m = gsl_matrix_view_array(b->square, q, q);
  gsl_vector_view left = gsl_vector_view_array(d, q), right = gsl_vector_view_array(solved, q);

  for (size_t s = 0; s < q; s++) {
    d[s] = leda_cluster_dot(b->u + s * r, b->fit->qy, r);
    trace += b->square[s * q + s];
  }
  if (gsl_linalg_cholesky_decomp1(&m.matrix) != GSL_SUCCESS) return (double)NAN;
  for (size_t s = 0; s < q; s++)
    if (!(b->square[s * q + s] * b->square[s * q + s] > SINGULAR * trace)) return (double)NAN;
  if (gsl_linalg_cholesky_solve(&m.matrix, &left.vector, &right.vector) != GSL_SUCCESS)
    return (double)NAN;
  sum = leda_cluster_dot(d, solved, q);
  return sum;
}

static int judge(bench *b, leda_cluster_wald *out) {
  double q = (double)b->q, factor = leda_cluster_factor(b->fit, b->kind), statistic, eta;
  int status;

  fill_own(b);
  status = inverse_root(b);
  if (status == GSL_ESING) return GSL_SUCCESS;
  if (status != GSL_SUCCESS) return status;
  out->state = LEDA_CLUSTER_TOO_FEW;
  if (b->fit->clusters < 2 || !(factor > 0.0) || isinf(factor)) return GSL_SUCCESS;
  out->state = LEDA_CLUSTER_NO_SPREAD;
  if (b->fit->exact) return GSL_SUCCESS;
  out->state = LEDA_CLUSTER_TOO_FEW;
  turn_contrasts(b);
  fill_own(b);
  fill_covariance(b);
  statistic = quadratic(b);
  eta = degrees(b);
  out->df2 = eta - q + 1.0;
  if (isnan(statistic) || !(out->df2 > 0.0)) return GSL_SUCCESS;
  out->state = LEDA_CLUSTER_OK;
  out->f = out->df2 / (eta * q) * statistic;
  out->p = gsl_cdf_fdist_Q(out->f, q, out->df2);
  return GSL_SUCCESS;
}

int leda_cluster_ols_wald(const leda_cluster_ols *fit, leda_cluster_kind kind,
                          const double *contrasts, size_t count, leda_cluster_wald *out) {
  bench b = {.fit = fit, .kind = kind, .q = count};
  int status = GSL_ENOMEM;

  *out =
      (leda_cluster_wald){LEDA_CLUSTER_NOT_ESTIMABLE, (double)NAN, count, (double)NAN, (double)NAN};
  if (count == 0) return GSL_EINVAL;
  if (!bench_init(&b)) goto done;
  status = GSL_SUCCESS;
  for (size_t s = 0; s < count; s++)
    if (!leda_cluster_direction(fit, contrasts + s * fit->columns, b.u + s * fit->rank)) goto done;
  if (fit->rank > 0) status = judge(&b, out);
done:
  bench_clear(&b);
  return status;
}
