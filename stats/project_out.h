/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PROJECT_OUT_H
#define LEDA_STATS_PROJECT_OUT_H

#include <stddef.h>

/* Least squares residuals of y on a constant and x (rows x columns, row by row), in place. Rows in which
 * y or x is NaN take no part and become NaN. Columns that are combinations of earlier ones are skipped.
 * Residuals that are only rounding (against y) become exactly 0. GSL_SUCCESS or GSL_ENOMEM. */
int leda_project_out(const double *x, size_t rows, size_t columns, double *y);

#endif
