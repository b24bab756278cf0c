/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_WHYS_H
#define LEDA_PLOTS_WHYS_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a chain of whys: boxes in steps, an arrow from each to its answer.
   LEDA_ERR_DATA without any answer. */
leda_status leda_whys_draw(leda_canvas *canvas, const leda_figure_whys *whys, leda_error *err);

#endif
