/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_FISHBONE_H
#define LEDA_PLOTS_FISHBONE_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a fishbone. All places are worked out so that no text lies on another: letters
   shrink to seven tenths, then the page grows. LEDA_ERR_DATA without any bone. */
leda_status leda_fishbone_draw(leda_canvas *canvas, const leda_figure_fishbone *fishbone,
                               leda_error *err);

#endif
