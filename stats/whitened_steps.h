/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_WHITENED_STEPS_H
#define LEDA_STATS_WHITENED_STEPS_H

#include <stddef.h>

#include "stats/contrasts.h"

/* Step contrasts on whitened residuals (ar1.h), all of them in one pass. A step that begins at k is, whitened,
 *     0 before k,   own_k at k,   c_i = own_i - carry_i at i > k,
 * less what orthonormal columns q_j (constant, season) explain of it, so that with b_j = q_j'a
 *     x_k'a = own_k a_k + sum over i > k of c_i a_i - sum over j of (q_j'x_k) b_j,
 * for scores a that sum to 0. Norms of steps and of differences of two come from running sums likewise. */

/* What it is made from; the arrays are copied. */
typedef struct leda_whitened_form {
  size_t n;
  size_t removed;        /* columns */
  const double *own;     /* n: e_i = own_i y_i - carry_i y_{i-1} */
  const double *carry;   /* n */
  const double *columns; /* removed x n, orthonormal */
} leda_whitened_form;

typedef struct leda_whitened_steps leda_whitened_steps;

/* For scores with the given sum of squares, n >= 4. NULL when memory is short. Free with
 * leda_whitened_steps_free. */
leda_whitened_steps *leda_whitened_steps_alloc(const leda_whitened_form *form, double sum_squares);

/* NULL is accepted. */
void leda_whitened_steps_free(leda_whitened_steps *w);

/* The contrast of the step at `index`, standardised. */
double leda_whitened_steps_at(const leda_whitened_steps *w, const double *scores, size_t index);

/* The largest of all, as leda_contrasts_run fills s, z and index; d is 0. */
leda_contrasts_scan leda_whitened_steps_max(const leda_whitened_steps *w, const double *scores);

/* x_k'a for all k, at their indexes in sums[0..n-1]; from these the contrast of the step at `index`, and the
 * largest |contrast| of a difference of that step and another. */
void leda_whitened_steps_sums(const leda_whitened_steps *w, const double *scores, double *sums);
double leda_whitened_steps_of(const leda_whitened_steps *w, const double *sums, size_t index);
double leda_whitened_steps_segments(const leda_whitened_steps *w, const double *sums, size_t index);

#endif
