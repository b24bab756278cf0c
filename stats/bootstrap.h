/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_BOOTSTRAP_H
#define LEDA_STATS_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

/* Bootstrap of any statistic of units that can be drawn: persons, or whole clusters. */

/* The statistic of the units index[0..n-1] (repeats allowed). data is the caller's; the function is
 * called from several threads at once and must not write to it. NaN where undefined. */
typedef double (*leda_bootstrap_statistic)(const size_t *index, size_t n, const void *data);

/* Strata are neighbouring units that are drawn each for itself, as {nx, ny} for two samples.
 * `drawn` holds indexes made elsewhere: a row of n for each replicate, units numbered from 0 in
 * their stratum; without it the stream (seed, replicate) draws. */
typedef struct {
  size_t n;              /* units */
  const size_t *strata;  /* their sizes; NULL: one stratum */
  size_t strata_count;   /* 0 with NULL */
  size_t replicates;     /* B */
  const uint32_t *drawn; /* B rows of n, or NULL */
  uint64_t seed;
  int threads; /* never changes a result */
  leda_bootstrap_statistic statistic;
  const void *data;
} leda_bootstrap_plan;

typedef struct {
  double estimate;     /* of all units once */
  double *replicate;   /* B, in the order drawn */
  size_t count;        /* B */
  double se;           /* sd of the replicates that are numbers */
  double acceleration; /* see below */
  double jackknife_se; /* sqrt((n - 1)/n sum d^2) */
  size_t usable;       /* replicates that are numbers; the others are left out */
} leda_bootstrap;

/* Runs all replicates and the jackknife. acceleration (Efron 1987) = sum d^3 / (6 (sum d^2)^1.5)
 * over all units, d = mean of the leave-one-out values - value; 0 where they are all equal.
 * GSL_SUCCESS, GSL_EINVAL (n or B 0, strata that do not sum to n, a drawn unit outside its
 * stratum) or GSL_ENOMEM. Free with leda_bootstrap_clear, also after an error. */
int leda_bootstrap_run(const leda_bootstrap_plan *plan, leda_bootstrap *out);

/* Several statistics of the same draws: value[0..count-1] is what a function of this kind fills. */
typedef void (*leda_bootstrap_statistics)(const size_t *index, size_t n, const void *data,
                                          double *value);

/* out: count results, each as leda_bootstrap_run would give it; plan->statistic is not used.
 * 1 <= count <= LEDA_BOOTSTRAP_STATISTICS. Clear each, also after an error. */
#define LEDA_BOOTSTRAP_STATISTICS 8
int leda_bootstrap_run_several(const leda_bootstrap_plan *plan,
                               leda_bootstrap_statistics statistics, size_t count,
                               leda_bootstrap *out);
void leda_bootstrap_clear(leda_bootstrap *bootstrap);

typedef enum {
  LEDA_BOOTSTRAP_PERCENTILE,
  LEDA_BOOTSTRAP_BASIC,
  LEDA_BOOTSTRAP_BCA,       /* z0 from replicates below the estimate, half of those equal to it: for
                               statistics with ties */
  LEDA_BOOTSTRAP_BCA_STRICT /* z0 from replicates strictly below (Efron 1987) */
} leda_bootstrap_method;

typedef struct {
  double lower;
  double upper;
  double z0;       /* BCa only, else 0 */
  double level[2]; /* quantile levels used */
} leda_bootstrap_interval;

/* quantile_type: 6 or 7 as in R's quantile (Hyndman & Fan 1996). NaN where fewer than 2
 * replicates are numbers, the estimate is NaN, or (BCa) it lies outside all replicates.
 * GSL_SUCCESS, GSL_EINVAL (type, level) or GSL_ENOMEM. */
int leda_bootstrap_interval_get(const leda_bootstrap *bootstrap, leda_bootstrap_method method,
                                int quantile_type, double level, leda_bootstrap_interval *out);

/* Quantile of sorted[0..n-1] by type 6 or 7; NaN when n = 0. */
double leda_bootstrap_quantile(const double *sorted, size_t n, double p, int type);

/* Rows sorted into clusters, for cluster bootstraps: the rows of cluster c are row[start[c] ..
 * start[c + 1] - 1], clusters in the order of their numbers, rows in their order. */
typedef struct {
  size_t count;  /* clusters */
  size_t *start; /* count + 1 */
  size_t *row;
} leda_bootstrap_clusters;

/* GSL_SUCCESS or GSL_ENOMEM; free with leda_bootstrap_clusters_clear. */
int leda_bootstrap_clusters_make(leda_bootstrap_clusters *clusters, const int *cluster, size_t n);
void leda_bootstrap_clusters_clear(leda_bootstrap_clusters *clusters);

#endif
