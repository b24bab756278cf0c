/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SCREEN_H
#define LEDA_STATS_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/null_store.h"

/* The verdict's p for very many series: what `leda scan` calls for each; the full result, with
 * estimates and intervals, comes from leda_verdict_run for those that are printed. p here and there are
 * the same number for the same store, noise, alpha and seed. */

/* Work space for one thread. */
typedef struct leda_screen_work leda_screen_work;

typedef struct {
  double alpha;      /* tied values are judged by permutation where p could matter at this level */
  uint64_t seed;     /* of those permutations */
  int season_length; /* >= 2: month or quarter means are removed; below 2: none */
} leda_screen_options;

/* For series of up to n_max values. NULL when memory is short. Free with leda_screen_work_free. */
leda_screen_work *leda_screen_work_alloc(size_t n_max, const leda_screen_options *options);

/* NULL is accepted. */
void leda_screen_work_free(leda_screen_work *work);

typedef struct {
  double p; /* of the whole procedure, > 0; NaN when n < LEDA_VERDICT_MIN_N (8); 1 when constant */
  double p_step;
  double p_drift;
  double s;     /* largest absolute standardised step contrast */
  double z;     /* the same, signed */
  double d;     /* standardised drift contrast, signed */
  size_t index; /* first period of the new level */
  double phi;   /* as used */
  size_t tied;
  bool constant;
  bool persistent;  /* too persistent to tell, whatever p */
  bool conditional; /* p by permutation of the tied values */
} leda_screen_result;

/* Judges y[0..n-1] at strictly increasing positions t[0..n-1]; t NULL: 0, 1, 2... All y finite (missing
 * periods are left out of y and t). Nothing is allocated unless values are tied and p is small.
 * GSL_SUCCESS; GSL_EINVAL (n above n_max, or the store was not prepared for (n, noise, season));
 * GSL_ENOMEM. */
int leda_verdict_screen(const leda_null_store *store, const leda_noise *noise, const double *y,
                        const int *t, size_t n, leda_screen_work *work, leda_screen_result *out);

#endif
