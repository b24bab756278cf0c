/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_INFLUENCE_H
#define LEDA_STATS_INFLUENCE_H

#include <stddef.h>

/* How far one value of two samples moved a statistic, and the cluster (municipality) it comes
 * from. */
typedef struct {
  int cluster; /* any number */
  int sample;  /* 0 or 1 */
  double u;
} leda_influence;

typedef struct {
  double variance;
  double df;
  size_t clusters[2]; /* of each sample */
} leda_influence_variance;

/* Variance of a statistic of two samples whose values come in clusters, with Satterthwaite's
 * degrees of freedom: the linearised form of CR2 (Bell & McCaffrey 2002; Pustejovsky & Tipton
 * 2018) with independent values as working model. A cluster with the share h of a sample has the
 * sum of its influences there divided by sqrt(1 - h); both samples' sums are added, squared and
 * summed over clusters. df = (trace P)^2 / (sum of squares of P), P the covariance of those sums
 * when values are independent: equal clusters in both samples give clusters - 1, a cluster for
 * each value Welch's degrees of freedom. Sorts u. NaN where a sample lies in one cluster alone
 * or nothing varies. GSL_SUCCESS or GSL_ENOMEM. */
int leda_influence_sum(leda_influence *u, size_t n, leda_influence_variance *out);

#endif
