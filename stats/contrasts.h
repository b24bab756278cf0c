/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_CONTRASTS_H
#define LEDA_STATS_CONTRASTS_H

#include <stddef.h>

/* Standardised contrasts of scores a[0..n-1] (sum 0, sum of squares Q): for a regressor x
 *     z = sum x_i a_i / sqrt(sum (x_i - mean x)^2 * Q / (n - 1)),
 * which has mean 0 and variance 1 when the scores are permuted (Hajek, Sidak & Sen 1999, 3.3).
 * Step number j is the regressor of a new level from index LEDA_CONTRASTS_SIDE + j on, so that each
 * side holds at least LEDA_CONTRASTS_SIDE points. The regressors come in as arrays: whitened ones fit. */

#define LEDA_CONTRASTS_SIDE 2

typedef struct leda_contrasts leda_contrasts;

/* What the scan of one vector of scores gives. */
typedef struct {
  double s;     /* largest |step contrast| */
  size_t index; /* first period of the new level where it stands; the earliest of equals */
  double z;     /* the step contrast there, signed: > 0 when the later level is higher */
  double d;     /* drift contrast, signed: > 0 when rising */
} leda_contrasts_scan;

/* Contrasts for n >= 4 values at positions t[0..n-1] (strictly increasing) with sum of squares Q of the
 * scores: plain steps, and the positions themselves as the drift regressor. NULL when memory is short
 * or n < 4. Free with leda_contrasts_free. */
leda_contrasts *leda_contrasts_alloc(const int *t, size_t n, double sum_squares);

/* The same for any regressors: steps holds n - 3 rows of n values, drift n values. The constant is
 * taken out of each. A regressor that is constant gives a contrast of 0. */
leda_contrasts *leda_contrasts_alloc_regressors(const double *steps, const double *drift, size_t n,
                                                double sum_squares);

/* The same for the steps of whitened_steps.h, without a matrix of them: the time of a scan grows with n
 * and not with its square. drift: n values. NULL when memory is short or n < 4. */
struct leda_whitened_form;
leda_contrasts *leda_contrasts_alloc_whitened(const struct leda_whitened_form *form,
                                              const double *drift, double sum_squares);

/* NULL is accepted. */
void leda_contrasts_free(leda_contrasts *c);

size_t leda_contrasts_n(const leda_contrasts *c);

/* Step contrast of the new level from `index` on (LEDA_CONTRASTS_SIDE <= index <= n -
 * LEDA_CONTRASTS_SIDE). */
double leda_contrasts_step(const leda_contrasts *c, const double *scores, size_t index);

/* Drift contrast, signed. */
double leda_contrasts_drift(const leda_contrasts *c, const double *scores);

/* prefix[i] = scores[0] + ... + scores[i - 1], i = 0..n. */
void leda_contrasts_prefix(const double *scores, size_t n, double *prefix);

/* What leda_contrasts_segments needs, n + 1 values: prefix sums for plain steps; for regressors
 * handed in the step contrasts before they are standardised, at their indexes. */
void leda_contrasts_sums(const leda_contrasts *c, const double *scores, double *sums);

/* The step contrast at `index`, and the largest |step contrast|, from these sums. */
double leda_contrasts_step_of(const leda_contrasts *c, const double *sums, size_t index);
double leda_contrasts_max_step_of(const leda_contrasts *c, const double *sums);

/* Largest |contrast| of a segment that lies between `index` and any other candidate for a step; for
 * regressors the contrast of their difference. 0 for more than LEDA_CONTRASTS_PAIRS_MOST regressors, whose
 * pairs would be too many. */
double leda_contrasts_segments(const leda_contrasts *c, const double *sums, size_t index);

#define LEDA_CONTRASTS_PAIRS_MOST 200

/* Largest |sums[i] - sum| * scale[i], i < count. */
double leda_contrasts_widest(const double *sums, double sum, const double *scale, size_t count);

/* Largest |step contrast| over all indexes. */
double leda_contrasts_max_step(const leda_contrasts *c, const double *scores);

/* All of them with the place of the largest. */
leda_contrasts_scan leda_contrasts_run(const leda_contrasts *c, const double *scores);

#endif
