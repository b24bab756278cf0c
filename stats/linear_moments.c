/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/linear_moments.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RESIDUAL, GROUPS, CELLS };

/* ---- rows ---- */

/* y of each row in order, standardised. */
static double *standardised(leda_linear_rows *rows, const double *y) {
  double *out = malloc((rows->rows + 1) * sizeof *out), sum = 0.0, squares = 0.0, size = 0.0;

  if (out == NULL) return NULL;
  for (size_t i = 0; i < rows->rows; i++) {
    out[i] = y[rows->grouping.order[i]];
    sum += out[i];
    size = fmax(size, fabs(out[i]));
  }
  rows->y_mean = rows->rows > 0 ? sum / (double)rows->rows : (double)NAN;
  for (size_t i = 0; i < rows->rows; i++) {
    out[i] -= rows->y_mean;
    squares += out[i] * out[i];
  }
  rows->y_scale = rows->rows > 0 ? sqrt(squares / (double)rows->rows) : 0.0;
  if (rows->y_scale <= 1e-13 * size) rows->y_scale = 0.0;
  for (size_t i = 0; i < rows->rows && rows->y_scale > 0.0; i++) out[i] /= rows->y_scale;
  return out;
}

/* One cell's mean, and the products of deviations from it. deviation: `columns` values. */
static void add_cell(leda_linear_rows *rows, size_t cell, const double *y, double *deviation) {
  size_t q = rows->columns, p = q - 2;
  size_t first = rows->grouping.cell_start[cell], end = rows->grouping.cell_start[cell + 1];
  double n = (double)(end - first), *mean = rows->means + cell * q;

  for (size_t i = first; i < end; i++) {
    for (size_t k = 0; k < p; k++) mean[k + 1] += rows->x.z[i * p + k] / n;
    mean[q - 1] += y[i] / n;
  }
  mean[0] = 1.0;
  for (size_t i = first; i < end; i++) {
    for (size_t k = 0; k < p; k++) deviation[k + 1] = rows->x.z[i * p + k] - mean[k + 1];
    deviation[q - 1] = y[i] - mean[q - 1];
    for (size_t j = 1; j < q; j++)
      for (size_t k = 1; k < q; k++) rows->within[j * q + k] += deviation[j] * deviation[k];
  }
  rows->root[cell] = sqrt(n);
  for (size_t k = 0; k < q; k++) mean[k] *= rows->root[cell];
}

int leda_linear_rows_init(leda_linear_rows *rows, leda_linear_values values,
                          leda_grouping *grouping, bool *collinear) {
  size_t q = values.p + 2, cells = grouping->cells;
  double *y = NULL, *deviation = calloc(q, sizeof *deviation);
  int status;

  memset(rows, 0, sizeof *rows);
  rows->grouping = *grouping;
  memset(grouping, 0, sizeof *grouping);
  rows->rows = rows->grouping.rows;
  rows->columns = q;
  rows->within = calloc(q * q, sizeof *rows->within);
  rows->means = calloc(cells * q + 1, sizeof *rows->means);
  rows->root = calloc(cells + 1, sizeof *rows->root);
  y = standardised(rows, values.y);
  status = leda_design_columns_init(&rows->x, values.x, values.p, rows->grouping.order, rows->rows,
                                    collinear);
  if (!deviation || !rows->within || !rows->means || !rows->root || !y) status = GSL_ENOMEM;
  if (status == GSL_SUCCESS && !isfinite(rows->y_scale)) status = GSL_EINVAL;
  for (size_t c = 0; status == GSL_SUCCESS && c < cells; c++) add_cell(rows, c, y, deviation);
  if (status != GSL_SUCCESS) leda_linear_rows_clear(rows);
  free(deviation);
  free(y);
  return status;
}

void leda_linear_rows_clear(leda_linear_rows *rows) {
  free(rows->within);
  free(rows->means);
  free(rows->root);
  leda_design_columns_clear(&rows->x);
  leda_grouping_clear(&rows->grouping);
  memset(rows, 0, sizeof *rows);
}

/* ---- moments ---- */

static size_t largest_group(const leda_grouping *g) {
  size_t most = 0;

  for (size_t i = 0; i < g->groups; i++) {
    size_t cells = g->group_start[i + 1] - g->group_start[i];

    if (cells > most) most = cells;
  }
  return most;
}

int leda_linear_moments_init(leda_linear_moments *moments, const leda_linear_rows *rows) {
  size_t square = rows->columns * rows->columns, most = largest_group(&rows->grouping);
  double *next;

  memset(moments, 0, sizeof *moments);
  moments->memory = calloc(13 * square, sizeof *moments->memory);
  moments->work = calloc(7 * most * rows->columns + 4 * most * most + 1, sizeof *moments->work);
  if (moments->memory == NULL || moments->work == NULL) {
    leda_linear_moments_clear(moments);
    return GSL_ENOMEM;
  }
  next = moments->plain = moments->memory;
  for (int k = 0; k < LEDA_LINEAR_VARIANCES; k++) {
    moments->once[k] = next += square;
    for (int l = 0; l < LEDA_LINEAR_VARIANCES; l++) moments->twice[k][l] = next += square;
  }
  return GSL_SUCCESS;
}

void leda_linear_moments_clear(leda_linear_moments *moments) {
  free(moments->memory);
  free(moments->work);
  memset(moments, 0, sizeof *moments);
}

/* A group at work: V^-1 of its cells is diag(1 / a) - link b b', b = root / a. */
typedef struct {
  const leda_linear_rows *rows;
  const double *phi;
  size_t first; /* cell */
  size_t cells;
  double link;
} group_work;

static double root_of(const group_work *w, size_t c) { return w->rows->root[w->first + c]; }

static double own_variance(const group_work *w, size_t c) {
  double root = root_of(w, c);

  return w->phi[RESIDUAL] + w->phi[CELLS] * root * root;
}

/* Returns the log of the determinant. */
static double set_link(group_work *w) {
  double sum = 0.0, log_det = 0.0;

  for (size_t c = 0; c < w->cells; c++) {
    double root = root_of(w, c), a = own_variance(w, c);

    sum += root * root / a;
    log_det += log(a);
  }
  w->link = w->phi[GROUPS] / (1.0 + w->phi[GROUPS] * sum);
  return log_det + log1p(w->phi[GROUPS] * sum);
}

/* out = V^-1 m; both cells x columns. */
static void solve(const group_work *w, const double *m, double *out) {
  size_t q = w->rows->columns;

  for (size_t k = 0; k < q; k++) {
    double sum = 0.0;

    for (size_t c = 0; c < w->cells; c++) sum += root_of(w, c) * m[c * q + k] / own_variance(w, c);
    for (size_t c = 0; c < w->cells; c++)
      out[c * q + k] = (m[c * q + k] - w->link * root_of(w, c) * sum) / own_variance(w, c);
  }
}

/* out = V_k m; cells x columns, of which there may be any number. */
static void multiply(const group_work *w, int k, size_t columns, const double *m, double *out) {
  for (size_t j = 0; j < columns; j++) {
    double sum = 0.0;

    for (size_t c = 0; c < w->cells; c++) sum += root_of(w, c) * m[c * columns + j];
    for (size_t c = 0; c < w->cells; c++) {
      double root = root_of(w, c), value = m[c * columns + j];

      if (k == GROUPS)
        value = root * sum;
      else if (k == CELLS)
        value *= root * root;
      out[c * columns + j] = value;
    }
  }
}

/* sum += a' b, a and b cells x columns. */
static void add_product(const group_work *w, const double *a, const double *b, double *sum) {
  size_t q = w->rows->columns;

  for (size_t c = 0; c < w->cells; c++)
    for (size_t i = 0; i < q; i++)
      for (size_t j = 0; j < q; j++) sum[i * q + j] += a[c * q + i] * b[c * q + j];
}

/* work: four times the square of the cells. */
static void add_traces(leda_linear_moments *m, const group_work *w, double *work) {
  size_t n = w->cells;
  double *inverse = work + 3 * n * n;

  for (size_t c = 0; c < n; c++)
    for (size_t d = 0; d < n; d++)
      inverse[c * n + d] =
          (c == d ? 1.0 / own_variance(w, c) : 0.0) -
          w->link * root_of(w, c) / own_variance(w, c) * root_of(w, d) / own_variance(w, d);
  for (int k = 0; k < LEDA_LINEAR_VARIANCES; k++) {
    double *product = work + (size_t)k * n * n; /* V_k V^-1 */

    multiply(w, k, n, inverse, product);
    for (size_t c = 0; c < n; c++) m->trace[k] += product[c * n + c];
  }
  for (int k = 0; k < LEDA_LINEAR_VARIANCES; k++)
    for (int l = 0; l < LEDA_LINEAR_VARIANCES; l++)
      for (size_t c = 0; c < n; c++)
        for (size_t d = 0; d < n; d++)
          m->traces[k][l] +=
              work[(size_t)k * n * n + c * n + d] * work[(size_t)l * n * n + d * n + c];
}

static void add_group(leda_linear_moments *m, group_work *w, bool derivatives) {
  size_t q = w->rows->columns, size = w->cells * q;
  const double *means = w->rows->means + w->first * q;
  double *solved = m->work, *products = solved + size; /* V_k V^-1 M, and V^-1 of it */

  m->log_det += set_link(w);
  solve(w, means, solved);
  add_product(w, means, solved, m->plain);
  if (!derivatives) return;
  for (int k = 0; k < LEDA_LINEAR_VARIANCES; k++) {
    double *product = products + (size_t)(2 * k) * size;

    multiply(w, k, q, solved, product);
    solve(w, product, product + size);
    add_product(w, solved, product, m->once[k]);
  }
  for (size_t k = 0; k < LEDA_LINEAR_VARIANCES; k++)
    for (size_t l = 0; l < LEDA_LINEAR_VARIANCES; l++)
      add_product(w, products + 2 * k * size, products + (2 * l + 1) * size, m->twice[k][l]);
  add_traces(m, w, products + 6 * size);
}

/* Deviations within cells have variance phi_0. */
static void start_within(leda_linear_moments *m, const leda_linear_rows *rows, double variance) {
  size_t square = rows->columns * rows->columns;
  double free_rows = (double)(rows->rows - rows->grouping.cells);

  memset(m->memory, 0, 13 * square * sizeof *m->memory);
  memset(m->trace, 0, sizeof m->trace);
  memset(m->traces, 0, sizeof m->traces);
  for (size_t k = 0; k < square; k++) {
    m->plain[k] = rows->within[k] / variance;
    m->once[RESIDUAL][k] = m->plain[k] / variance;
    m->twice[RESIDUAL][RESIDUAL][k] = m->once[RESIDUAL][k] / variance;
  }
  m->trace[RESIDUAL] = free_rows / variance;
  m->traces[RESIDUAL][RESIDUAL] = m->trace[RESIDUAL] / variance;
  m->log_det = free_rows * log(variance);
}

void leda_linear_moments_set(leda_linear_moments *moments, const leda_linear_rows *rows,
                             const double phi[LEDA_LINEAR_VARIANCES], bool derivatives) {
  group_work w = {.rows = rows, .phi = phi};

  start_within(moments, rows, phi[RESIDUAL]);
  for (size_t g = 0; g < rows->grouping.groups; g++) {
    w.first = rows->grouping.group_start[g];
    w.cells = rows->grouping.group_start[g + 1] - w.first;
    add_group(moments, &w, derivatives);
  }
}
