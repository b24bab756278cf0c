/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_BOX_PLOTS_H
#define LEDA_PLOTS_BOX_PLOTS_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of box plots in rows; points that would touch stand beside each other.
   LEDA_ERR_DATA without any value. */
leda_status leda_box_plots_draw(leda_canvas *canvas, const leda_figure_box_plots *box_plots,
                                leda_error *err);

#endif
