/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_SHEET_H
#define LEDA_PLOTS_SHEET_H

#include "engine/core/status.h"
#include "plots/canvas.h"

/* Writes the script of a sheet: panels in columns with text and figures. The figures are drawn again
   for their place, by gnuplot in one page (multiplot), rather than put in as pictures: so the sheet
   comes as SVG, PDF and PNG alike, letters keep a size that can be read, and every text still
   passes the one place that makes it safe. Errors: those of the figures; LEDA_ERR_DATA without any
   panel. */
leda_status leda_sheet_draw(leda_canvas *canvas, const leda_figure_sheet *sheet, leda_error *err);

#endif
