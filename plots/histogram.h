/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_HISTOGRAM_H
#define LEDA_PLOTS_HISTOGRAM_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a capability histogram: bars with what lies beyond a limit hatched, limits and
   target as lines with their words above, the normal curve. LEDA_ERR_DATA without any count. */
leda_status leda_histogram_draw(leda_canvas *canvas, const leda_figure_histogram *histogram,
                                leda_error *err);

#endif
