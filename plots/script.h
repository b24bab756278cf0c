/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_SCRIPT_H
#define LEDA_PLOTS_SCRIPT_H

#include "engine/core/status.h"
#include "engine/core/text.h"
#include "plots/canvas.h"
#include "plots/render.h"

/* leda_figure_script, with the height the figure took: a dot plot with many rows grows. */
leda_status leda_plot_script(const leda_figure *figure, leda_figure_size size, leda_text *script,
                             double *height, leda_error *err);

/* Draws a figure of any kind on a canvas that has its style, texts, width and height: a page's own, or
   a place on one. Its height grows where the figure needs more. */
leda_status leda_plot_draw(leda_canvas *canvas, const leda_figure *figure, leda_error *err);

#endif
