/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_RELIABILITY_H
#define LEDA_STATS_RELIABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How well several statements measure one thing. Rows with a missing answer (NaN) are left out.
 * Reversed statements must have been turned before. */
typedef struct {
  const double *answers; /* n rows of k answers */
  size_t n;
  size_t k;
  double level; /* of the intervals, for instance 0.95 */
} leda_reliability_plan;

typedef struct {
  double item_rest;       /* correlation with the sum of the other statements */
  double item_rest_lower; /* Fisher's z */
  double item_rest_upper;
  double alpha_dropped; /* alpha without this statement; NaN when k = 2 */
  double loading;       /* standardised, one factor by maximum likelihood */
} leda_reliability_item;

/* Omega is McDonald's (1999): (sum of loadings)^2 / (the same + sum of unique variances), one
 * factor by maximum likelihood (one_factor.h), in the covariance metric as raw alpha is. */
typedef struct {
  size_t n; /* rows used */
  size_t k;
  double alpha;       /* Cronbach (1951): k/(k-1) (1 - sum of variances / variance of the sum) */
  double alpha_lower; /* Feldt (1965): F with n - 1 and (n - 1)(k - 1) degrees of freedom */
  double alpha_upper;
  double alpha_standardised; /* from the mean correlation */
  double lambda2;            /* Guttman (1945) */
  double mean_correlation;
  double omega;
  double omega_observed;     /* over the observed variance of the sum */
  double omega_standardised; /* correlation metric */
  bool omega_at_bound;       /* a uniqueness stands at 0.005 (Heywood case): read omega with care */
  bool omega_converged;
  double chi_square; /* of the one-factor model, with Bartlett's correction; df = k (k - 3) / 2 */
  double chi_square_df;
  double chi_square_p; /* NaN when df is 0 */
  double sd;           /* of the persons' mean scores */
  double sem;          /* standard error of measurement of a mean score: sd sqrt(1 - alpha) */
  double sdc;          /* smallest detectable change of one person: 1.96 sqrt(2) sem */
  leda_reliability_item *items; /* k */
} leda_reliability;

/* Fewer than 2 statements, fewer than 3 complete rows, or a sum without variance: everything NaN
 * (n, k set). A constant statement: its item-rest correlation and all that standardises is NaN.
 * Omega needs k >= 3 and more rows than statements, else NaN. GSL_SUCCESS or GSL_ENOMEM. Free
 * with leda_reliability_clear, also after an error. */
int leda_reliability_run(const leda_reliability_plan *plan, leda_reliability *out);
void leda_reliability_clear(leda_reliability *reliability);

/* Alpha and omega alone, for a bootstrap: row[0..rows-1] are indexes of plan->answers, repeats
 * allowed. NaN as above. */
typedef struct {
  double alpha;
  double omega;
} leda_reliability_pair;
int leda_reliability_of_rows(const leda_reliability_plan *plan, const size_t *row, size_t rows,
                             leda_reliability_pair *out);

/* Bootstrap intervals (BCa, see bootstrap.h) of alpha and omega; cluster (n numbers, or NULL:
 * persons are independent) makes whole municipalities be drawn. */
typedef struct {
  double alpha_lower;
  double alpha_upper;
  double omega_lower;
  double omega_upper;
  size_t replicates; /* that gave a number */
} leda_reliability_intervals;

typedef struct {
  const int *cluster;
  size_t replicates;
  uint64_t seed;
  int threads; /* never changes a result */
} leda_reliability_draws;

int leda_reliability_bootstrap(const leda_reliability_plan *plan,
                               const leda_reliability_draws *draws,
                               leda_reliability_intervals *out);

/* The same by leaving out one cluster (municipality; NULL: person) at a time: ln(1 -
 * coefficient) -+ t se with clusters - 1 degrees of freedom, turned back. Over 1,000 made waves
 * of 262 answers in about 30 unequal municipalities 94 % of these 95 % intervals held the truth,
 * against 92 % of the bootstrap's and 91 % of Feldt's; and it costs 30 fits instead of 1,000.
 * replicates: clusters. NaN with fewer than two, and for a coefficient that is 1 or cannot be had
 * without some cluster. GSL_SUCCESS or GSL_ENOMEM. */
int leda_reliability_jackknife(const leda_reliability_plan *plan, const int *cluster,
                               leda_reliability_intervals *out);

#endif
