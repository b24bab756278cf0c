/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_PARETO_H
#define LEDA_PLOTS_PARETO_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a Pareto figure: bars of counts on one scale with the line of the share so
   far (the height of all bars together is 100 %), upright or lying. LEDA_ERR_DATA when the bars sum
   to nothing. */
leda_status leda_pareto_draw(leda_canvas *canvas, const leda_figure_pareto *pareto,
                             leda_error *err);

#endif
