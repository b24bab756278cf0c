/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_BEFORE_AFTER_H
#define LEDA_PLOTS_BEFORE_AFTER_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of values before and after with their intervals, in panels. LEDA_ERR_DATA when no
   panel has a value. */
leda_status leda_before_after_draw(leda_canvas *canvas,
                                   const leda_figure_before_after *before_after, leda_error *err);

#endif
