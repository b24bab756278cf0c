/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_MSSD_H
#define LEDA_ANALYSIS_CHART_MSSD_H

#include "engine/analysis/chart_internal.h"

/* Sigma by the mean square of successive differences of a baseline (stats/mssd.h): range[0..n-1] are the moving ranges
   of a phase's points, point i counts where use[i], and excluded points are passed over. NaN: none. */
double leda_chart_mssd(const leda_chart_point *points, const double *range, const bool *use,
                       size_t n, leda_error *err);

/* Takes it: charts of single values, alone or with a memory. */
bool leda_chart_takes_mssd(const leda_chart *chart);

#endif
