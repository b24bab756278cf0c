/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CUMULATIVE_SHIFT_H
#define LEDA_STATS_CUMULATIVE_SHIFT_H

#include <math.h>
#include <stddef.h>

#include "stats/ordinal_rows.h"

/* Logistic terms of rows whose predictor is shifted by the effect u of a group:
 *     p_i(u) = F(high_i - u) - F(low_i - u) = F(high_i - u) (1 - F(low_i - u)) (1 - exp(low_i - high_i)).
 * The last factor does not depend on u, and exp(high - u) is a product: a row at a value of u costs one
 * division. */
typedef struct {
  size_t rows;
  double *high;     /* exp(-high_i); 0 at the upper end of the scale */
  double *low;      /* exp(low_i); 0 at the lower end */
  double *gap;      /* 1 / (exp(high_i - low_i) - 1) */
  double *constant; /* log(1 - exp(low_i - high_i)) */
} leda_cumulative_shift;

/* GSL_SUCCESS or GSL_ENOMEM. Free with leda_cumulative_shift_clear. */
int leda_cumulative_shift_init(leda_cumulative_shift *shift, size_t rows);
void leda_cumulative_shift_clear(leda_cumulative_shift *shift);

/* For these thresholds and coefficients (on the scale of rows). False: thresholds do not increase. */
bool leda_cumulative_shift_set(leda_cumulative_shift *shift, const leda_ordinal_rows *rows,
                               const double *parameter);

/* What lies above the upper bound of a row, and below its lower bound. */
typedef struct {
  double above;   /* 1 - F(high - u) */
  double below;   /* F(low - u) */
  double inverse; /* 1 / (F(high - u) (1 - F(low - u))) */
} leda_shifted;

/* exp of u, cut where it would overflow. */
static inline double leda_shift_factor(double u) { return exp(fmin(fmax(u, -300.0), 300.0)); }

/* factor: leda_shift_factor(u); other: its inverse. */
static inline leda_shifted leda_shifted_at(const leda_cumulative_shift *shift, size_t row,
                                           double factor, double other) {
  double a = shift->high[row] * factor, b = shift->low[row] * other;
  leda_shifted s = {.inverse = (1.0 + a) * (1.0 + b)};
  double share = 1.0 / s.inverse;

  s.above = a * (1.0 + b) * share;
  s.below = b * (1.0 + a) * share;
  return s;
}

#endif
