/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_DESIGN_COLUMNS_H
#define LEDA_STATS_DESIGN_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

/* Columns of a design in units of their standard deviation about their mean, so that a fit does not
 * depend on the units it is given. */
typedef struct {
  size_t rows;
  size_t p;
  double *z;     /* rows x p, row by row */
  double *mean;  /* p */
  double *scale; /* p */
} leda_design_columns;

/* Of the rows order[0..rows-1] of x (n x p, row by row). *collinear: a column is constant over these rows or a
 * combination of others (to 1e-9 of its variance). GSL_SUCCESS, GSL_EINVAL (x not finite), GSL_ENOMEM. Free
 * with leda_design_columns_clear. */
int leda_design_columns_init(leda_design_columns *columns, const double *x, size_t p,
                             const size_t *order, size_t rows, bool *collinear);
void leda_design_columns_clear(leda_design_columns *columns);

#endif
