/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_INFLUENCE_H
#define LEDA_STATS_INFLUENCE_H

#include <stddef.h>

/* How far one value moved a statistic, and the cluster (municipality) the value comes from. */
typedef struct {
  int cluster; /* any number */
  double u;
} leda_influence;

typedef struct {
  double variance;
  double df; /* clusters - 1 */
} leda_influence_variance;

/* Variance of a statistic whose values come in clusters: influences summed inside clusters, then
 * G/(G-1) sum u_g^2, for use with t on G - 1 (the linearised cluster jackknife; Obuchowski 1997
 * for the area under a curve). Sorts u. Fewer than two clusters: NaN. */
leda_influence_variance leda_influence_sum(leda_influence *u, size_t n);

#endif
