/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_OVERVIEW_H
#define LEDA_PLOTS_OVERVIEW_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of an overview and sets canvas->height, which grows with the rows.
   LEDA_ERR_DATA where no place holds anything. */
leda_status leda_overview_draw(leda_canvas *canvas, const leda_figure_overview *overview,
                               leda_error *err);

#endif
