/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_INTERVAL_STEP_H
#define LEDA_STATS_INTERVAL_STEP_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/verdict_setting.h"

/* Confidence region of one shift: all (k, delta) for which "one shift, at k, of size delta" is not
 * rejected by the two contrasts of step_limits.h on the scores of y - delta * 1(i >= k). Its projection
 * on delta covers the true size in about 1 - alpha of all series when the shift is large and oftener
 * when it is small (docs/verdict.md), whatever the shape of the noise. Source: test inversion, e.g.
 * Worsley (1986), Siegmund (1988). Inverting the scan S itself would be valid too, but it bounds
 * nothing: with all of one side pushed out of reach the rest of a short series holds no significant
 * step, so that every k and sizes without end stay in (measured: all series at n <= 24).
 *
 * The contrasts depend on delta through the order of the values alone, so the region's edges are
 * pairwise differences y[j] - y[i], i < k <= j. Up to LEDA_INTERVAL_EXACT_PAIRS of them for a k all are
 * tried; beyond that a grid of at least 16 cells over the part that the contrast at k itself does not
 * reject, rounded outwards. Ties: scores as in scores.h, limits of the null without ties. */

#define LEDA_INTERVAL_EXACT_PAIRS 512

typedef struct {
  double lower;    /* of delta; -INFINITY where no shift down is too large */
  double upper;    /* INFINITY likewise */
  size_t *indexes; /* k in the region, ascending; malloc, owned by the caller */
  size_t count;
  bool empty; /* no single shift fits: the region at `best` alone, by the contrast there */
} leda_step_region;

/* Region for y[0..n-1], n = leda_null_n of the setting's null, finite values. best is the index of the
 * largest contrast; it is always in the set. GSL_SUCCESS or GSL_ENOMEM. Free with
 * leda_step_region_clear. */
int leda_step_region_find(const leda_verdict_setting *setting, const double *y, size_t best,
                          leda_step_region *out);

void leda_step_region_clear(leda_step_region *region);

#endif
