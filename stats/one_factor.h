/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_ONE_FACTOR_H
#define LEDA_STATS_ONE_FACTOR_H

#include <stdbool.h>
#include <stddef.h>

/* One common factor by maximum likelihood (Lawley & Maxwell 1971): correlations = loading
 * loading' + diag(uniqueness), by the EM algorithm of Rubin & Thayer (1982), accelerated by
 * SQUAREM. Uniquenesses are kept at LEDA_ONE_FACTOR_LEAST or above, as in R's factanal. */
#define LEDA_ONE_FACTOR_LEAST 0.005

typedef struct {
  double *loading;    /* k, room given by the caller; their sum is not negative */
  double *uniqueness; /* k */
  double objective;   /* ln|S| + tr(S^-1 R) - ln|R| - k; NaN where R is not positive definite */
  bool at_bound;
  bool converged; /* nothing moved by more than 1e-12 in the last round */
} leda_one_factor;

/* correlation: k x k. k >= 2; with k = 2 the loadings are not determined. NaN in gives NaN out.
 * GSL_SUCCESS or GSL_ENOMEM. */
int leda_one_factor_fit(const double *correlation, size_t k, leda_one_factor *out);

#endif
