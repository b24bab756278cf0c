/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_DOT_PLOT_H
#define LEDA_PLOTS_DOT_PLOT_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a dot plot and sets canvas->height, which grows where the rows need more than
   the size has. LEDA_ERR_DATA when no series has a value to show. */
leda_status leda_dot_plot_draw(leda_canvas *canvas, const leda_figure_dot_plot *plot,
                               leda_error *err);

#endif
