/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_BARS_H
#define LEDA_PLOTS_BARS_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a figure of bars: panels beside each other on one scale of per cent, their notes
   beneath. LEDA_ERR_DATA when no group has a share to show. */
leda_status leda_bars_draw(leda_canvas *canvas, const leda_figure_bars *bars, leda_error *err);

#endif
