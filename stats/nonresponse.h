/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_NONRESPONSE_H
#define LEDA_STATS_NONRESPONSE_H

#include <stddef.h>

/* What could those who did not answer have answered? */

typedef struct {
  double lower;
  double upper;
} leda_bounds;

/* Worst-case bounds of the mean of everybody (Manski 1989): those who did not answer gave all
 * the lowest or all the highest answer: r mean + (1 - r) low .. r mean + (1 - r) high. r:
 * response rate 0..1 (0: low..high). NaN outside, or for a mean outside the scale. */
leda_bounds leda_nonresponse_bounds(double mean, double response, double low, double high);

/* Bounds of the change from wave a to wave b: lower b - upper a .. upper b - lower a. */
leda_bounds leda_nonresponse_change(leda_bounds a, leda_bounds b);

/* How different must those who did not answer be for the change to be undone? The mean of the
 * missing at which the mean of everybody equals reference: (reference - r mean) / (1 - r).
 * Compare it with the scale: outside low..high nothing can undo it. NaN when r is 1 or outside
 * 0..1. */
double leda_nonresponse_tipping(double mean, double response, double reference);

/* Post-stratification (Holt & Smith 1979): weights that give the groups (roles) the shares they
 * have in the population or in another wave. group[i] is 0..groups-1, any other number: no
 * weight (0). weight[i] = share[group] * n / n_group, scaled so that the weights sum to the n
 * that are weighted; groups without answers drop out and the other shares are scaled up. Returns
 * Kish's effective number (sum w)^2 / sum w^2; NaN when nobody is weighted, a share is negative
 * or all are 0. */
typedef struct {
  const int *group;
  size_t n;
  const double *share; /* groups; need not sum to 1 */
  size_t groups;       /* at most LEDA_NONRESPONSE_GROUPS */
} leda_poststratum;
#define LEDA_NONRESPONSE_GROUPS 64
double leda_nonresponse_weights(const leda_poststratum *plan, double *weight);

/* Weighted mean, NaN among values or weights left out; NaN when the weights sum to 0. */
double leda_nonresponse_mean(const double *x, const double *weight, size_t n);

#endif
