/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_EQUAL_H
#define LEDA_ANALYSIS_CHART_EQUAL_H

#include "engine/analysis/chart_internal.h"

/* One size for the limits of a whole phase, where options.equal_limits asks for it: the mean denominator of the baseline
   of points from..to-1 (to the nearest whole number, at least 1, for exact limits), or the harmonic mean of its subgroups'
   sizes, that of the mean's average variance (r and s: of those with two values or more, to the nearest whole number).
   Montgomery, Introduction to Statistical Quality Control, 7th ed., section 7.3.2: average sample size. 0: each point
   its own. Sigma itself (Laney's factor, I', subgroups) is still told from each point's own size. */
double leda_chart_equal_size(const leda_chart_work *work, size_t from, size_t to);

/* LEDA_ERR_USAGE: asked for, and the type has no sizes that limits follow. */
leda_status leda_chart_equal_check(const leda_chart_work *work, leda_error *err);

#endif
