/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_TIMELINE_H
#define LEDA_PLOTS_TIMELINE_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a project's timeline: a row for each phase, changes as lines through all.
   LEDA_ERR_DATA when no phase has a place in time. */
leda_status leda_timeline_draw(leda_canvas *canvas, const leda_figure_timeline *timeline,
                               leda_error *err);

#endif
