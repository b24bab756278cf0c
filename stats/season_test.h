/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SEASON_TEST_H
#define LEDA_STATS_SEASON_TEST_H

#include <stddef.h>

/* Do the periods of a cycle differ in level? Partial F test of cycle-position means, added to a
 * constant, a line in t and (step_index > 0) a step there:
 *     F = ((RSS0 - RSS1) / df1) / (RSS1 / df2),
 * df1 = seasons that the rest does not hold already, df2 = what is left of n. The season of point i is
 * (t[i] - t[0]) mod length. Returns p; NaN when length < 2, n < 2 * length, df2 < 3, the residuals are
 * 0, or memory is short. Exact for independent normal noise. */
double leda_season_test(const double *y, const int *t, size_t n, int length, size_t step_index);

#endif
