/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cumulative_shift.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

int leda_cumulative_shift_init(leda_cumulative_shift *shift, size_t rows) {
  memset(shift, 0, sizeof *shift);
  shift->rows = rows;
  shift->high = calloc(4 * rows + 1, sizeof *shift->high);
  if (shift->high == NULL) return GSL_ENOMEM;
  shift->low = shift->high + rows;
  shift->gap = shift->low + rows;
  shift->constant = shift->gap + rows;
  return GSL_SUCCESS;
}

void leda_cumulative_shift_clear(leda_cumulative_shift *shift) {
  free(shift->high);
  memset(shift, 0, sizeof *shift);
}

bool leda_cumulative_shift_set(leda_cumulative_shift *shift, const leda_ordinal_rows *rows,
                               const double *parameter) {
  const double *beta = parameter + rows->thresholds;

  for (size_t j = 1; j < rows->thresholds; j++)
    if (!(parameter[j - 1] < parameter[j])) return false;
  for (size_t i = 0; i < rows->rows; i++) {
    size_t y = (size_t)rows->y[i];
    double predictor = 0.0;

    for (size_t k = 0; k < rows->p; k++) predictor += beta[k] * rows->x.z[i * rows->p + k];
    shift->high[i] = y < rows->thresholds ? leda_shift_factor(predictor - parameter[y]) : 0.0;
    shift->low[i] = y > 0 ? leda_shift_factor(parameter[y - 1] - predictor) : 0.0;
    shift->gap[i] = shift->constant[i] = 0.0;
    if (y == 0 || y == rows->thresholds) continue;
    shift->gap[i] = 1.0 / expm1(parameter[y] - parameter[y - 1]);
    shift->constant[i] = log(-expm1(parameter[y - 1] - parameter[y]));
  }
  return true;
}
