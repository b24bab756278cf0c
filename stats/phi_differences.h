/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PHI_DIFFERENCES_H
#define LEDA_STATS_PHI_DIFFERENCES_H

#include <stddef.h>

/* leda_lag1_from_differences for y[0..n-1] at consecutive positions, in one pass. NaN for n < 6 or equal
 * differences. */
double leda_phi_differences(const double *y, size_t n);

#endif
