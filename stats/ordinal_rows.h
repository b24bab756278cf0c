/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_ORDINAL_ROWS_H
#define LEDA_STATS_ORDINAL_ROWS_H

#include "stats/cumulative_logit.h"
#include "stats/design_columns.h"
#include "stats/grouping.h"

/* What the cumulative models fit: the rows with an answer, sorted by group, categories that nobody chose left
 * out, columns standardised. Parameters of the fits stand on that scale: thresholds, then coefficients
 * (q of each threshold where some columns act on thresholds; then the columns that do not). */
typedef struct {
  leda_fit_state state; /* LEDA_FIT_OK, or why there is nothing to fit */
  size_t rows;
  size_t used;       /* categories */
  size_t thresholds; /* used - 1 */
  size_t p;
  int *y;                /* rows: 0..used-1 */
  int *category;         /* used */
  leda_design_columns x; /* z is rows x p in the order of y */
  leda_grouping grouping;
} leda_ordinal_rows;

/* with_cells: cells are a group at an occasion, else groups. GSL_SUCCESS, with a state; GSL_EINVAL as
 * leda_cumulative_logit; GSL_ENOMEM. Free with leda_ordinal_rows_clear. */
int leda_ordinal_rows_init(leda_ordinal_rows *rows, const leda_ordinal_data *data, bool with_cells);
void leda_ordinal_rows_clear(leda_ordinal_rows *rows);

/* Logits of the observed shares at or below each used category but the last: where a fit starts, and what
 * maximises the likelihood without coefficients, *log_likelihood. */
void leda_ordinal_rows_null(const leda_ordinal_rows *rows, double *thresholds,
                            double *log_likelihood);

/* Thresholds and coefficients from the standardised scale to that of x, and the covariance with them;
 * in place. m = thresholds + p. GSL_SUCCESS or GSL_ENOMEM. */
int leda_ordinal_rows_unscale(const leda_ordinal_rows *rows, double *estimate, double *covariance);

#endif
