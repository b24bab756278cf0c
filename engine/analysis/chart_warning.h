/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_WARNING_H
#define LEDA_ANALYSIS_CHART_WARNING_H

#include "engine/analysis/chart_internal.h"

/* Warning limits, where options.warning_sigmas asks for them: lines at so many sigmas from the centre, which no rule
   looks at (Montgomery, Introduction to Statistical Quality Control, 7th ed., section 5.3). Each point's own sigma;
   cut where the control limits are (0, all cases); t: on the scale of the power 1/3.6, taken back; g: from the mean,
   not from the median. NaN where the point has no sigma.
   LEDA_ERR_USAGE: a type without a sigma to count in (run, cusum, t2). */
leda_status leda_chart_warning_limits(leda_chart_work *work, leda_error *err);

#endif
