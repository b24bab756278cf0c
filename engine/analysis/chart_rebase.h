/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_REBASE_H
#define LEDA_ANALYSIS_CHART_REBASE_H

#include "engine/analysis/chart_internal.h"

/* Phases where the verdict finds a sustained shift (options.rebase_alpha > 0). The whole series is judged at level alpha,
   as leda_check_run does by default; where that names a shift or a change, the series is parted at the found period, and
   each part of LEDA_VERDICT_MIN_N points or more is judged at alpha times its share of the points, and so on. An
   unchanged series is thus parted at most as often as the verdict errs, and beside true shifts the levels add up to alpha.
   What is judged: counts with denominators on leda_standardise's residual scale, other ratios as deviations from
   the part's ratio times the root of the denominator, means of subgroups, else the plotted values; excluded points and
   missing values are left out. Not parted: a drift, a series whose season shows and cannot be removed, a shift
   with fewer than LEDA_REBASE_MIN_POINTS points on a side. Fills chart->rebasing, and work->options with the phases. */
leda_status leda_chart_rebase(leda_chart_work *work, leda_error *err);

/* LEDA_ERR_USAGE where rebasing does not go with what else is chosen: phases, baselines, a known centre, or a type whose
   points are not values about a level (mr, r, s, t2, ewma, cusum, ma). */
leda_status leda_chart_rebase_check(const leda_chart_options *options, leda_error *err);

void leda_rebasing_clear(leda_rebasing *rebasing);

#endif
