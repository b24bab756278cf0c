/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_ICON_TABLE_H
#define LEDA_PLOTS_ICON_TABLE_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a table with icons and sets canvas->height, which grows with the rows. Columns without
   a head are left out. LEDA_ERR_DATA where there is no row. */
leda_status leda_icon_table_draw(leda_canvas *canvas, const leda_figure_icon_table *table,
                                 leda_error *err);

#endif
