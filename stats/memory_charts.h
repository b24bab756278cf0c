/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_MEMORY_CHARTS_H
#define LEDA_STATS_MEMORY_CHARTS_H

#include <stddef.h>

/* Statistics of charts whose points remember earlier values, and so see small lasting shifts that single
   points hide. Source: Montgomery, Introduction to Statistical Quality Control, 7th ed., chapter 9.
   A NaN in y is passed over: its own results are NaN and the next value goes on from the last. out and
   spread may not overlap y. */

/* EWMA: out_i = lambda y_i + (1 - lambda) out_{i-1}, from `start` on; spread_i is its standard deviation
   in sigmas of y: sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2i))). 0 < lambda <= 1. */
typedef struct {
  double lambda;
  double start;
} leda_ewma;

void leda_ewma_series(const double *y, size_t n, leda_ewma ewma, double *out, double *spread);

/* Mean of the last `points` values, of all so far before there are so many; spread_i = 1 / sqrt(of how
   many). points >= 1. */
void leda_moving_average_series(const double *y, size_t n, size_t points, double *out,
                                double *spread);

/* Tabular CUSUM of z (values off their target, in sigmas): upper_i = max(0, upper_{i-1} + z_i - k) and
   lower_i = min(0, lower_{i-1} + z_i + k), from head_start and -head_start on (Lucas & Crosier 1982). */
typedef struct {
  double k;
  double head_start;
} leda_cusum;

void leda_cusum_series(const double *z, size_t n, leda_cusum cusum, double *upper, double *lower);

#endif
