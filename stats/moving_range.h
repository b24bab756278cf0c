/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_MOVING_RANGE_H
#define LEDA_STATS_MOVING_RANGE_H

#include <stdbool.h>
#include <stddef.h>

/* Moving ranges of two neighbours: MR_i = |y_i - y_(i-1)|.
   Source: Montgomery, Introduction to Statistical Quality Control, 7th ed., section 6.4. */

/* Expected range and its standard deviation for two independent normal values with sigma = 1, exact:
   d2 = 2 / sqrt(pi), d3 = sqrt(2 - 4 / pi). Tables print 1.128 and 0.853. */
double leda_d2_two(void);
double leda_d3_two(void);

/* Fills range[0..n-1]: NaN at the first point, where position[i] - position[i-1] is not 1 (a gap),
   and where either value is NaN. */
void leda_moving_ranges(const double *y, const int *position, size_t n, double *range);

/* Mean of range[0..n-1] over the i with use[i] (NULL: all) and a finite range; NaN when there is
   none. With `screen`, ranges of 3.267 times that mean or more (the MR chart's upper limit) are left
   out once and the mean is taken again (Nelson 1982); when none is left the first mean stands. */
double leda_moving_range_mean(const double *range, const bool *use, size_t n, bool screen);

#endif
