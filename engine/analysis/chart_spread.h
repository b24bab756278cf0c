/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_SPREAD_H
#define LEDA_ANALYSIS_CHART_SPREAD_H

#include "engine/analysis/chart_many.h"

/* The chart of how much values differ that belongs to a chart of where they lie: mr to i, r to xbar-r, s to xbar-s; AUTO: none. */
leda_chart_type leda_chart_spread_type(leda_chart_type type);

/* Puts behind every chart that has one its chart of spread, with the same phases, baseline and excluded points. LEDA_ERR_USAGE
   where no chart has one. After an error the charts are as they were. */
leda_status leda_charts_add_spread(leda_charts *charts, const leda_panel *panel,
                                   const leda_chart_options *options, leda_error *err);

#endif
