/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design_columns.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/small_matrix.h"

#define OWN_VARIANCE_LEAST 1e-9

/* False: the column is constant. */
static bool standardise(leda_design_columns *c, size_t k) {
  double sum = 0.0, squares = 0.0, size = 0.0;

  for (size_t i = 0; i < c->rows; i++) sum += c->z[i * c->p + k];
  c->mean[k] = sum / (double)c->rows;
  for (size_t i = 0; i < c->rows; i++) {
    double *z = c->z + i * c->p + k;

    size = fmax(size, fabs(*z));
    *z -= c->mean[k];
    squares += *z * *z;
  }
  c->scale[k] = sqrt(squares / (double)c->rows);
  if (!(c->scale[k] > 1e-12 * size)) return false;
  for (size_t i = 0; i < c->rows; i++) c->z[i * c->p + k] /= c->scale[k];
  return true;
}

/* Whether the correlations of the columns have full rank. */
static bool independent(const leda_design_columns *c, double *correlation) {
  for (size_t i = 0; i < c->rows; i++)
    for (size_t k = 0; k < c->p; k++)
      for (size_t j = 0; j <= k; j++)
        correlation[k * c->p + j] += c->z[i * c->p + k] * c->z[i * c->p + j];
  return leda_cholesky(correlation, c->p, OWN_VARIANCE_LEAST);
}

/* NOLINTNEXTLINE(readability-function-size): a matrix and the rows of it that count */
int leda_design_columns_init(leda_design_columns *columns, const double *x, size_t p,
                             const size_t *order, size_t rows, bool *collinear) {
  double *correlation = calloc(p * p + 1, sizeof *correlation);
  int status = GSL_ENOMEM;

  memset(columns, 0, sizeof *columns);
  columns->rows = rows;
  columns->p = p;
  columns->z = calloc(rows * p + 1, sizeof *columns->z);
  columns->mean = calloc(p + 1, sizeof *columns->mean);
  columns->scale = calloc(p + 1, sizeof *columns->scale);
  if (!correlation || !columns->z || !columns->mean || !columns->scale) goto done;
  status = GSL_EINVAL;
  for (size_t i = 0; i < rows; i++)
    for (size_t k = 0; k < p; k++) {
      columns->z[i * p + k] = x[order[i] * p + k];
      if (!isfinite(columns->z[i * p + k])) goto done;
    }
  status = GSL_SUCCESS;
  *collinear = false;
  for (size_t k = 0; k < p; k++) *collinear |= !standardise(columns, k);
  *collinear = *collinear || !independent(columns, correlation);
done:
  free(correlation);
  if (status != GSL_SUCCESS) leda_design_columns_clear(columns);
  return status;
}

void leda_design_columns_clear(leda_design_columns *columns) {
  free(columns->z);
  free(columns->mean);
  free(columns->scale);
  memset(columns, 0, sizeof *columns);
}
