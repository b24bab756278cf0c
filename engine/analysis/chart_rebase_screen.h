/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_REBASE_SCREEN_H
#define LEDA_ANALYSIS_CHART_REBASE_SCREEN_H

#include "engine/analysis/check.h"

/* p of leda_check_run where its verdict is noise and no season is to be removed; NaN: ask leda_check_run. Errors
   are its own. */
leda_status leda_rebase_screen(const leda_panel *panel, const leda_series *series,
                               const leda_check_options *options, double *p, leda_error *err);

#endif
