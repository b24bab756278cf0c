/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_LINE_PLOT_H
#define LEDA_PLOTS_LINE_PLOT_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a line plot. LEDA_ERR_DATA when no line has a value to show. */
leda_status leda_line_plot_draw(leda_canvas *canvas, const leda_figure_line_plot *plot,
                                leda_error *err);

#endif
