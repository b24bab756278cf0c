/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_GAUGE_COMPONENTS_H
#define LEDA_PLOTS_GAUGE_COMPONENTS_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a measurement system's components as bars in groups, beside what each operator
   measured on each part. LEDA_ERR_DATA when no component has a value. */
leda_status leda_gauge_components_draw(leda_canvas *canvas, const leda_figure_gauge *gauge,
                                       leda_error *err);

#endif
