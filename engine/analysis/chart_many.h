/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_MANY_H
#define LEDA_ANALYSIS_CHART_MANY_H

#include "engine/analysis/chart.h"
#include "engine/core/progress.h"

/* The charts of a whole panel. Texts point into the panel and the options. */
typedef struct {
  leda_chart *items; /* in the panel's order; T2: one for each unit and group, in their order */
  size_t n;
} leda_charts;

typedef struct {
  int threads; /* 0: one a core; never changes a result */
  leda_progress progress;
} leda_charts_run;

/* Makes the chart of every series of the panel (T2: of every unit and group), several at a time. No
   series: n is 0. Errors: those of leda_chart_run, and of several the one that stands first in the panel's
   order, whatever the threads; LEDA_ERR_CANCELLED. After an error nothing is left in *charts.
   *charts need not be initialised; free with leda_charts_clear. */
leda_status leda_charts_make(leda_charts *charts, const leda_panel *panel,
                             const leda_chart_options *options, const leda_charts_run *how,
                             leda_error *err);

void leda_charts_clear(leda_charts *charts);

#endif
