/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NULL_H
#define LEDA_STATS_NULL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/ar1.h"
#include "stats/contrasts.h"
#include "stats/null_table.h"
#include "stats/stream.h"

/* Null distribution of the verdict's statistics at given positions: S (largest step contrast), D
 * (drift contrast) and the smaller of their p-values, under permutation of van der Waerden scores.
 * Without ties it depends on the positions alone. Immutable once made, so any number of series and
 * threads may share one. */

#define LEDA_NULL_EXACT_MAX 9 /* full enumeration up to here: 9! = 362,880 orders */
#define LEDA_NULL_DRAWS 200000
#define LEDA_NULL_MIN_N 4

typedef struct leda_null leda_null;

/* Null for n >= LEDA_NULL_MIN_N values without ties at positions t[0..n-1], strictly increasing. draws
 * 0: leda_null_default_draws(n). The same (t, n, draws, seed) gives the same table for any number of
 * threads, and positions read backwards give the same table too. NULL when memory is short, n is too
 * small or t does not increase. Free with leda_null_free. */
leda_null *leda_null_alloc(const int *t, size_t n, size_t draws, uint64_t seed, int threads);

/* On what ground a series is judged. */
typedef struct {
  const int *t;
  size_t n;
  double phi;        /* that whitens; 0: independent */
  double phi_sd;     /* of the true phi about it */
  int season_length; /* >= 2: season means are taken out; below 2: none */
} leda_null_ground;

/* The frame, contrasts and scores of a ground without a table: leda_null_untied gives NULL. NULL as
 * above, or where leda_ar1_alloc gives it. */
leda_null *leda_null_alloc_ground(const leda_null_ground *ground);

/* How the values become residuals: plain in a null made by leda_null_alloc. */
const leda_ar1 *leda_null_frame(const leda_null *null);
bool leda_null_plain(const leda_null *null);

/* Whether the null was made on this ground. */
bool leda_null_on_ground(const leda_null *null, const leda_null_ground *ground);

/* Puts the scores of another unchanged series into scores[0..n-1], which must hold the scores of this
 * null in some order: independent noise in another order, else from normal noise. work holds n values,
 * order n. */
void leda_null_draw(const leda_null *null, leda_stream *stream, double *scores, double *work,
                    size_t *order);

/* NULL is accepted. */
void leda_null_free(leda_null *null);

/* LEDA_NULL_DRAWS, less for n > 200: 4e7 / n, but at least 20,000. */
size_t leda_null_default_draws(size_t n);

size_t leda_null_n(const leda_null *null);

/* Whether the null was made for these positions; only differences count, not where they start. */
bool leda_null_fits(const leda_null *null, const int *t, size_t n);

/* Positions as given, scores of ranks 1..n ascending, contrasts of the positions, table without ties.
 * All belong to the null. */
const int *leda_null_positions(const leda_null *null);
const double *leda_null_scores(const leda_null *null);
const leda_contrasts *leda_null_contrasts(const leda_null *null);
const leda_null_table *leda_null_untied(const leda_null *null);

/* The null distribution given these very scores (with their ties, sum of squares as without ties):
 * all orders for n <= LEDA_NULL_EXACT_MAX, else draws random orders (0: the default). Scores turned in
 * sign or in order give the same table. NULL when memory is short. Free with leda_null_table_free. */
leda_null_table *leda_null_conditional(const leda_null *null, const double *scores, size_t draws,
                                       uint64_t seed, int threads);

#endif
