/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cluster_ols.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cluster_ols_internal.h"

/* A column whose part outside the columns before it is smaller than this is one of their combinations. */
#define ALIAS 1e-9
/* Residuals this small against the outcome are rounding. */
#define ROUNDING 1e-12

/* Rows that take part, cluster by cluster, and the columns of Q as they are made. */
typedef struct {
  size_t *row;   /* indices into the design */
  size_t *start; /* G + 1: where each cluster's rows begin */
  double *q;     /* columns x rows, column by column */
  double *y;
} bench;

double leda_cluster_dot(const double *a, const double *b, size_t n) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

/* ---- the rows ---- */

static bool takes_part(const leda_cluster_design *d, const double *y, size_t i) {
  if (isnan(y[i])) return false;
  for (size_t j = 0; j < d->columns; j++)
    if (isnan(d->x[i * d->columns + j])) return false;
  return true;
}

/* Counting sort by cluster; empty clusters vanish. */
static int sort_rows(const leda_cluster_design *d, const double *y, bench *b,
                     leda_cluster_ols *fit) {
  size_t *count = calloc(d->clusters + 1, sizeof *count);
  size_t rows = 0;

  if (count == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < d->rows; i++) {
    if (!takes_part(d, y, i)) continue;
    if (d->cluster[i] >= d->clusters) {
      free(count);
      return GSL_EINVAL;
    }
    count[d->cluster[i]]++;
    rows++;
  }
  for (size_t c = 0, at = 0; c < d->clusters; c++) {
    size_t here = count[c];

    if (here > 0) b->start[fit->clusters++] = at;
    count[c] = at;
    at += here;
  }
  b->start[fit->clusters] = rows;
  fit->rows = rows;
  for (size_t i = 0; i < d->rows; i++)
    if (takes_part(d, y, i)) b->row[count[d->cluster[i]]++] = i;
  free(count);
  return rows > 0 ? GSL_SUCCESS : GSL_EDOM;
}

static void subtract_cluster_means(const bench *b, size_t clusters, double *v) {
  for (size_t g = 0; g < clusters; g++) {
    double sum = 0.0;

    for (size_t i = b->start[g]; i < b->start[g + 1]; i++) sum += v[i];
    sum /= (double)(b->start[g + 1] - b->start[g]);
    for (size_t i = b->start[g]; i < b->start[g + 1]; i++) v[i] -= sum;
  }
}

/* ---- Q and R ---- */

/* Gram and Schmidt's way, each column twice, which is as orthogonal as Householder's. */
static void add_column(const leda_cluster_design *d, bench *b, leda_cluster_ols *fit, size_t j) {
  size_t n = fit->rows;
  double *v = b->q + fit->rank * n;

  for (size_t i = 0; i < n; i++) v[i] = d->x[b->row[i] * d->columns + j];
  fit->scale[j] = sqrt(leda_cluster_dot(v, v, n));
  if (d->absorb) subtract_cluster_means(b, fit->clusters, v);
  for (int pass = 0; pass < 2; pass++)
    for (size_t k = 0; k < fit->rank; k++) {
      const double *q = b->q + k * n;
      double part = leda_cluster_dot(q, v, n);

      fit->r[k * fit->columns + j] += part;
      for (size_t i = 0; i < n; i++) v[i] -= part * q[i];
    }
  double length = sqrt(leda_cluster_dot(v, v, n));
  if (fit->rank >= n || !(length > ALIAS * fit->scale[j])) return;
  fit->r[fit->rank * fit->columns + j] = length;
  for (size_t i = 0; i < n; i++) v[i] /= length;
  fit->kept[fit->rank++] = j;
}

/* ---- what is kept of each cluster ---- */

static void take_outcome(const leda_cluster_design *d, const double *y, bench *b,
                         leda_cluster_ols *fit) {
  size_t n = fit->rows, r = fit->rank;

  for (size_t i = 0; i < n; i++) b->y[i] = y[b->row[i]];
  double size = leda_cluster_dot(b->y, b->y, n);
  if (d->absorb) subtract_cluster_means(b, fit->clusters, b->y);
  for (size_t g = 0; g < fit->clusters; g++) {
    size_t from = b->start[g], length = b->start[g + 1] - from;

    for (size_t k = 0; k < r; k++)
      fit->response[g * r + k] = leda_cluster_dot(b->q + k * n + from, b->y + from, length);
  }
  for (size_t k = 0; k < r; k++) fit->qy[k] = leda_cluster_dot(b->q + k * n, b->y, n);
  for (size_t k = 0; k < r; k++)
    for (size_t i = 0; i < n; i++) b->y[i] -= fit->qy[k] * b->q[k * n + i];
  fit->sum_squares = leda_cluster_dot(b->y, b->y, n);
  fit->exact = !(fit->sum_squares > ROUNDING * ROUNDING * size);
  for (size_t g = 0; g < fit->clusters; g++) {
    size_t from = b->start[g], length = b->start[g + 1] - from;

    for (size_t k = 0; k < r; k++)
      fit->score[g * r + k] = leda_cluster_dot(b->q + k * n + from, b->y + from, length);
  }
}

/* Eigenvalues and eigenvectors of K_g = Q_g'Q_g. */
static int take_spectrum(const bench *b, leda_cluster_ols *fit, size_t g,
                         gsl_eigen_symmv_workspace *w) {
  size_t r = fit->rank, n = fit->rows, from = b->start[g], length = b->start[g + 1] - from;
  double *gram = malloc((2 * r * r) * sizeof *gram);

  if (gram == NULL) return GSL_ENOMEM;
  double *found = gram + r * r;
  for (size_t k = 0; k < r; k++)
    for (size_t l = 0; l <= k; l++)
      gram[k * r + l] = gram[l * r + k] =
          leda_cluster_dot(b->q + k * n + from, b->q + l * n + from, length);
  gsl_matrix_view m = gsl_matrix_view_array(gram, r, r), v = gsl_matrix_view_array(found, r, r);
  gsl_vector_view values = gsl_vector_view_array(fit->eigen + g * r, r);
  int status = gsl_eigen_symmv(&m.matrix, &values.vector, &v.matrix, w);
  for (size_t k = 0; k < r; k++) {
    fit->eigen[g * r + k] = fmax(fit->eigen[g * r + k], 0.0);
    for (size_t l = 0; l < r; l++) fit->vectors[(g * r + k) * r + l] = found[l * r + k];
  }
  free(gram);
  return status;
}

static int take_spectra(const bench *b, leda_cluster_ols *fit) {
  gsl_eigen_symmv_workspace *w;
  int status = GSL_SUCCESS;

  if (fit->rank == 0) return GSL_SUCCESS;
  w = gsl_eigen_symmv_alloc(fit->rank);
  if (w == NULL) return GSL_ENOMEM;
  for (size_t g = 0; g < fit->clusters && status == GSL_SUCCESS; g++)
    status = take_spectrum(b, fit, g, w);
  gsl_eigen_symmv_free(w);
  return status;
}

/* ---- making and freeing ---- */

static void bench_clear(bench *b) {
  free(b->row);
  free(b->start);
  free(b->q);
  free(b->y);
}

static bool bench_init(bench *b, const leda_cluster_design *d) {
  *b = (bench){calloc(d->rows + 1, sizeof *b->row), malloc((d->clusters + 1) * sizeof *b->start),
               malloc((d->rows * (d->columns + 1) + 1) * sizeof *b->q),
               malloc((d->rows + 1) * sizeof *b->y)};
  return b->row && b->start && b->q && b->y;
}

static bool reserve_columns(leda_cluster_ols *fit, size_t columns) {
  fit->columns = columns;
  fit->kept = calloc(columns + 1, sizeof *fit->kept);
  fit->r = calloc(columns * columns + 1, sizeof *fit->r);
  fit->scale = calloc(columns + 1, sizeof *fit->scale);
  fit->qy = calloc(columns + 1, sizeof *fit->qy);
  return fit->kept && fit->r && fit->scale && fit->qy;
}

static bool reserve_clusters(leda_cluster_ols *fit) {
  size_t size = fit->clusters * fit->rank;

  fit->eigen = calloc(size + 1, sizeof *fit->eigen);
  fit->vectors = calloc(size * fit->rank + 1, sizeof *fit->vectors);
  fit->response = calloc(size + 1, sizeof *fit->response);
  fit->score = calloc(size + 1, sizeof *fit->score);
  return fit->eigen && fit->vectors && fit->response && fit->score;
}

static int fill(const leda_cluster_design *d, const double *y, bench *b, leda_cluster_ols *fit) {
  int status = sort_rows(d, y, b, fit);

  if (status != GSL_SUCCESS) return status;
  fit->absorbed = d->absorb ? fit->clusters : 0;
  for (size_t j = 0; j < d->columns; j++) add_column(d, b, fit, j);
  if (!reserve_clusters(fit)) return GSL_ENOMEM;
  take_outcome(d, y, b, fit);
  return take_spectra(b, fit);
}

leda_cluster_ols *leda_cluster_ols_alloc(const leda_cluster_design *design, const double *y,
                                         int *code) {
  leda_cluster_ols *fit = calloc(1, sizeof *fit);
  bench b = {NULL, NULL, NULL, NULL};
  int status = GSL_ENOMEM;

  if (fit != NULL && bench_init(&b, design) && reserve_columns(fit, design->columns))
    status = fill(design, y, &b, fit);
  bench_clear(&b);
  if (code != NULL) *code = status;
  if (status == GSL_SUCCESS) return fit;
  leda_cluster_ols_free(fit);
  return NULL;
}

void leda_cluster_ols_free(leda_cluster_ols *fit) {
  if (fit == NULL) return;
  free(fit->kept);
  free(fit->r);
  free(fit->scale);
  free(fit->qy);
  free(fit->eigen);
  free(fit->vectors);
  free(fit->response);
  free(fit->score);
  free(fit);
}

/* ---- reading ---- */

void leda_cluster_ols_coefficients(const leda_cluster_ols *fit, double *coefficients) {
  for (size_t j = 0; j < fit->columns; j++) coefficients[j] = (double)NAN;
  for (size_t k = fit->rank; k-- > 0;) {
    double sum = fit->qy[k];

    for (size_t l = k + 1; l < fit->rank; l++)
      sum -= fit->r[k * fit->columns + fit->kept[l]] * coefficients[fit->kept[l]];
    coefficients[fit->kept[k]] = sum / fit->r[k * fit->columns + fit->kept[k]];
  }
}

size_t leda_cluster_ols_rank(const leda_cluster_ols *fit) { return fit->rank; }
