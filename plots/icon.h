/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_ICON_H
#define LEDA_PLOTS_ICON_H

#include "plots/canvas.h"

/* Summary icons in the manner of Making data count: a circle with a letter, an arrow or a curve. What is for
   the worse is filled, everything else a ring, so that no icon is told by its colour alone. */

/* Draws one about (x, y) with radius r, in pixels. LEDA_ICON_NONE draws nothing. */
void leda_icon_draw(leda_canvas *canvas, const leda_figure_icon *icon, leda_plot_place at,
                    double radius);

#endif
