/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ordinal_rows.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/small_matrix.h"

static bool valid(const leda_ordinal_data *data) {
  if (data->y == NULL || (data->p > 0 && data->x == NULL)) return false;
  for (size_t i = 0; i < data->n; i++) {
    if (data->y[i] >= 0 && (size_t)data->y[i] >= data->categories) return false;
    if (data->cluster != NULL && data->cluster[i] >= data->clusters) return false;
  }
  return true;
}

static int set_grouping(leda_ordinal_rows *rows, const leda_ordinal_data *data, bool with_cells) {
  bool *use = malloc((data->n + 1) * sizeof *use);
  leda_grouping_source source = {.n = data->n,
                                 .use = use,
                                 .cluster = data->cluster,
                                 .occasion = with_cells ? data->occasion : NULL};
  int status;

  if (use == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < data->n; i++) use[i] = data->y[i] >= 0;
  status = leda_grouping_init(&rows->grouping, &source);
  rows->rows = rows->grouping.rows;
  free(use);
  return status;
}

/* Numbers the categories that somebody chose. */
static int set_answers(leda_ordinal_rows *rows, const leda_ordinal_data *data) {
  int *number = calloc(data->categories + 1, sizeof *number);

  rows->y = calloc(rows->rows + 1, sizeof *rows->y);
  rows->category = calloc(data->categories + 1, sizeof *rows->category);
  if (!number || !rows->y || !rows->category) {
    free(number);
    return GSL_ENOMEM;
  }
  for (size_t i = 0; i < rows->rows; i++) number[data->y[rows->grouping.order[i]]] = 1;
  for (size_t j = 0; j < data->categories; j++) {
    if (number[j] == 0) continue;
    rows->category[rows->used] = (int)j;
    number[j] = (int)rows->used++;
  }
  for (size_t i = 0; i < rows->rows; i++) rows->y[i] = number[data->y[rows->grouping.order[i]]];
  free(number);
  return GSL_SUCCESS;
}

static leda_fit_state state_of(const leda_ordinal_rows *rows, bool collinear) {
  if (rows->rows > 0 && rows->used == 1) return LEDA_FIT_ONE_CATEGORY;
  if (rows->rows == 0 || rows->rows < rows->thresholds + rows->p) return LEDA_FIT_EMPTY;
  return collinear ? LEDA_FIT_COLLINEAR : LEDA_FIT_OK;
}

int leda_ordinal_rows_init(leda_ordinal_rows *rows, const leda_ordinal_data *data,
                           bool with_cells) {
  bool collinear = false;
  int status;

  memset(rows, 0, sizeof *rows);
  if (!valid(data)) return GSL_EINVAL;
  rows->p = data->p;
  status = set_grouping(rows, data, with_cells);
  if (status == GSL_SUCCESS) status = set_answers(rows, data);
  if (status == GSL_SUCCESS)
    status = leda_design_columns_init(&rows->x, data->x, data->p, rows->grouping.order, rows->rows,
                                      &collinear);
  if (status != GSL_SUCCESS) {
    leda_ordinal_rows_clear(rows);
    return status;
  }
  rows->thresholds = rows->used > 0 ? rows->used - 1 : 0;
  rows->state = state_of(rows, collinear);
  return GSL_SUCCESS;
}

void leda_ordinal_rows_clear(leda_ordinal_rows *rows) {
  free(rows->y);
  free(rows->category);
  leda_design_columns_clear(&rows->x);
  leda_grouping_clear(&rows->grouping);
  memset(rows, 0, sizeof *rows);
}

void leda_ordinal_rows_null(const leda_ordinal_rows *rows, double *thresholds,
                            double *log_likelihood) {
  double below = 0.0, n = (double)rows->rows;

  *log_likelihood = 0.0;
  for (size_t j = 0; j < rows->used; j++) {
    double count = 0.0;

    for (size_t i = 0; i < rows->rows; i++) count += rows->y[i] == (int)j ? 1.0 : 0.0;
    *log_likelihood += count * log(count / n);
    below += count;
    if (j < rows->thresholds) thresholds[j] = log(below / (n - below));
  }
}

int leda_ordinal_rows_unscale(const leda_ordinal_rows *rows, double *estimate, double *covariance) {
  size_t t = rows->thresholds, m = t + rows->p;
  double *map = calloc(3 * m * m + m, sizeof *map), *out, *work;

  if (map == NULL) return GSL_ENOMEM;
  out = map + m * m;
  work = out + m * m;
  for (size_t j = 0; j < t; j++) map[j * m + j] = 1.0;
  for (size_t k = 0; k < rows->p; k++) {
    map[(t + k) * m + t + k] = 1.0 / rows->x.scale[k];
    for (size_t j = 0; j < t; j++) map[j * m + t + k] = rows->x.mean[k] / rows->x.scale[k];
  }
  if (covariance != NULL) {
    leda_congruence(map, covariance, out, work, m);
    memcpy(covariance, out, m * m * sizeof *out);
  }
  for (size_t i = 0; i < m; i++) {
    out[i] = 0.0;
    for (size_t k = 0; k < m; k++) out[i] += map[i * m + k] * estimate[k];
  }
  memcpy(estimate, out, m * sizeof *out);
  free(map);
  return GSL_SUCCESS;
}
