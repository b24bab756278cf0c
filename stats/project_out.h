/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PROJECT_OUT_H
#define LEDA_STATS_PROJECT_OUT_H

#include <stddef.h>

/* What is taken out of an outcome: a level for each group, and columns. */
typedef struct {
  size_t rows;
  const size_t *group; /* rows: 0..groups-1 */
  size_t groups;
  const double *x; /* rows x columns, row by row */
  size_t columns;
} leda_projection;

/* Least squares residuals of y[0..rows-1] on all of it, in place. Rows in which y or x is NaN take no part
 * and become NaN. Columns that are combinations of earlier ones or of the levels are skipped. Residuals that
 * are only rounding (against y) become exactly 0. GSL_SUCCESS or GSL_ENOMEM. */
int leda_project_out(const leda_projection *what, double *y);

#endif
