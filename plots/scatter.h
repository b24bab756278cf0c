/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_SCATTER_H
#define LEDA_PLOTS_SCATTER_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a scatter plot with a line and its band where there is one. LEDA_ERR_DATA
   without any point. */
leda_status leda_scatter_draw(leda_canvas *canvas, const leda_figure_scatter *scatter,
                              leda_error *err);

#endif
