/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_VERDICT_NAMING_H
#define LEDA_STATS_VERDICT_NAMING_H

#include <stddef.h>

#include "stats/contrasts.h"
#include "stats/verdict.h"

/* Which fits better, a step or a line? The mean of two log ratios (n/2) ln(RSS of line / RSS of best
 * step), > 0 for the step: one of the values by least squares, which sees how large a change is, and
 * one of their scores, where RSS = Q (1 - z^2 / (n - 1)) for a contrast z, which no single value can
 * sway. Measured, the mean names more changes rightly than either (docs/verdict.md). Unchanged when
 * the values are shifted, scaled or mirrored. y must not be constant. */
double leda_verdict_log_ratio(const double *y, const int *t, size_t n,
                              const leda_contrasts_scan *scan);

/* Name of a flagged change: shift, drift, or change where the fits are too alike. The limits come from
 * simulation and hold the wrong name to at most 10 % of the flagged series for shifts of 1-3 sd at the
 * middle and at three quarters and drifts of 2-4 sd in all, phi up to 0.8 (docs/verdict.md). noise->phi: as
 * used, also where it was estimated. */
leda_verdict_name leda_verdict_name_change(double log_ratio, size_t n, const leda_noise *noise);

#endif
