/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_RATING_LEVELS_H
#define LEDA_STATS_RATING_LEVELS_H

#include <stddef.h>

/* Ratings: numbers that stand for categories (codes) or steps of a scale; NaN is a missing rating. Subjects in
 * rows, raters in columns. */
typedef struct {
  const double *rating; /* subjects x raters, row by row */
  size_t subjects;
  size_t raters;
  double level; /* of the intervals, for instance 0.95 */
} leda_ratings;

typedef struct {
  double value;
  double lower;
  double upper;
} leda_agreement;

/* The distinct values of x[0..n-1], ascending, NaN left out: caller frees *value (NULL after an error; never NULL
 * otherwise). GSL_SUCCESS or GSL_ENOMEM. */
int leda_rating_levels(const double *x, size_t n, double **value, size_t *count);

/* Index of x among value[0..count-1]; count where it is not there, or NaN. */
size_t leda_rating_level(const double *value, size_t count, double x);

/* The lower end of a chance-corrected coefficient (a - chance) / (1 - chance) whose n subjects all show full
 * agreement, so that no standard error exists: the coefficient at the exact (Clopper-Pearson) lower end of the
 * share of subjects agreed on, chance agreement as it was seen. */
double leda_agreement_full_lower(double n, double chance, double level);

#endif
