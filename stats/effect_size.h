/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_EFFECT_SIZE_H
#define LEDA_STATS_EFFECT_SIZE_H

#include <stddef.h>

#include "stats/two_sample.h"

/* How large is a difference, apart from whether it is noise. x minus y as in two_sample.h; NaN
 * among the values is left out. */

/* Cliff's delta = P(X > Y) - P(X < Y), and the probability of superiority P(X > Y) + P(X = Y)/2
 * = (delta + 1) / 2. The interval is Cliff's asymmetric one (Feng & Cliff 2004), which never
 * leaves -1..1:  (d - d^3 -+ q s sqrt((1 - d^2)^2 + q^2 s^2)) / (1 - d^2 + q^2 s^2),  s^2 =
 * variance. At d = 1 or -1 its other end is Feng & Cliff's (b - q^2)/(b + q^2), b the smaller
 * sample's size (or the number of clusters). */
typedef struct {
  size_t nx; /* values used */
  size_t ny;
  double delta;
  double lower;
  double upper;
  double superiority;
  double superiority_lower;
  double superiority_upper;
  double variance;            /* of delta, unbiased, not below (1 - d^2)/(nx ny - 1) (Cliff 1996) */
  double variance_unbiased;   /* without that floor; may be negative */
  double variance_consistent; /* ((ny-1) s_x^2 + (nx-1) s_y^2 + s_xy^2) / (nx ny) (Cliff 1996) */
  double df;                  /* of q: nx + ny - 2, or clusters - 1 */
} leda_cliff_delta;

/* An empty sample: all NaN. One value in a sample: delta alone, the rest NaN. All tied: delta 0.
 * 0 < level < 1. GSL_SUCCESS or GSL_ENOMEM. */
int leda_cliff_delta_run(const leda_two_samples *samples, double level, leda_cliff_delta *out);

/* The same where answers come in clusters (municipalities): cluster_x[i] and cluster_y[j] are
 * any numbers, the same number in both samples being the same cluster. The variance is that of
 * the sums of placements per cluster (Obuchowski 1997), corrected for few and unequal clusters
 * as CR2 is, with Satterthwaite's degrees of freedom (influence.h). Over 30 unequal
 * municipalities whose waves moved together with sd 0.5, 95 % intervals so made held the truth
 * in 94.7 % of 4,000 draws, those of independent answers in 89 to 92 %; with 5 to 12
 * municipalities in the later wave 95.0 to 96.5 %. A sample from one cluster alone: NaN but
 * delta. variance_unbiased and variance_consistent are NaN. */
int leda_cliff_delta_clustered(const leda_two_samples *samples, const int *cluster_x,
                               const int *cluster_y, double level, leda_cliff_delta *out);

/* Cohen's d with pooled standard deviation, and Hedges' g = J d, J = gamma(m/2) / (sqrt(m/2)
 * gamma((m-1)/2)), m = nx + ny - 2 (Hedges 1981, exact). The intervals turn the noncentral t
 * distribution of t = d sqrt(nx ny / (nx + ny)) round (Steiger & Fouladi 1997); g's is J times
 * d's. */
typedef struct {
  size_t nx;
  size_t ny;
  double d;
  double d_lower;
  double d_upper;
  double g;
  double g_lower;
  double g_upper;
  double correction; /* J */
  double se;         /* of d: sqrt(1/nx + 1/ny + d^2 / (2 (nx + ny))), Hedges & Olkin (1985) */
  double sd_pooled;
} leda_mean_effect;

/* Needs one value in each and three in all, and not both constant; else NaN. With m = 1 d alone is
 * defined (J is 0 there): g is 0. 0 < level < 1. */
leda_mean_effect leda_mean_effect_run(const leda_two_samples *samples, double level);

/* The same where answers come in clusters, as leda_cliff_delta_clustered: se from the influences
 * of the values on d, the interval d -+ t se. In the same draws 94.8 to 95.7 % of the intervals
 * held the truth, 89 to 94 % of those of independent answers. A sample from one cluster alone:
 * interval and se NaN. GSL_SUCCESS or GSL_ENOMEM. */
int leda_mean_effect_clustered(const leda_two_samples *samples, const int *cluster_x,
                               const int *cluster_y, double level, leda_mean_effect *out);

/* Common words for the size of a delta (Romano et al. 2006): 0 negligible below 0.147, 1 small
 * below 0.33, 2 medium below 0.474, 3 large; -1 for NaN. The sign does not count. */
int leda_cliff_delta_size(double delta);

#endif
