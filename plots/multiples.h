/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_MULTIPLES_H
#define LEDA_PLOTS_MULTIPLES_H

#include "plots/axis.h"
#include "plots/canvas.h"

/* Small multiples: multiples.c lays the pages out, multiples_panel.c draws one chart. A page is one plot command
   in pixels of the page, whatever the number of charts: a plot for each would take gnuplot seconds. */

leda_status leda_multiples_draw(leda_canvas *canvas, const leda_figure_multiples *multiples,
                                leda_error *err);

/* Pages that leda_multiples_draw fills; at least 1. */
size_t leda_multiples_pages(leda_canvas *canvas, const leda_figure_multiples *multiples);

/* ---- shared by the two ---- */

/* Blocks of data of a page, in the order in which they are drawn. */
typedef enum {
  LEDA_SMALL_GRID,
  LEDA_SMALL_LIMITS,
  LEDA_SMALL_TARGET,
  LEDA_SMALL_CENTRE,
  LEDA_SMALL_VALUES,
  LEDA_SMALL_NORMAL,
  LEDA_SMALL_EXCLUDED,
  LEDA_SMALL_RULE,
  LEDA_SMALL_BEYOND,
  LEDA_SMALL_BLOCKS
} leda_small_block;

typedef struct {
  leda_text text[LEDA_SMALL_BLOCKS];
} leda_small_blocks;

/* Ranges of the data, NaN where nothing can be drawn. */
typedef struct {
  double x_from;
  double x_to;
  double low;
  double high;
} leda_small_range;

/* Widens a range by a chart's values and limits, and by half a step before and after its times. */
void leda_small_range_add(leda_small_range *range, const leda_figure_control_chart *chart);

/* Adds a chart's data and its baseline's shade. */
void leda_small_chart_add(leda_canvas *canvas, leda_small_blocks *blocks, leda_plot_box box,
                          leda_small_range range, const leda_figure_control_chart *chart);

/* Writes the blocks and plots them with marks of this radius; clears them. */
void leda_small_blocks_plot(leda_canvas *canvas, leda_small_blocks *blocks, double radius);

/* Any of its points carries one of these flags of leda_figure_point. */
bool leda_small_chart_has(const leda_figure_control_chart *chart, unsigned flags);

/* Any of its points has a target. */
bool leda_small_chart_targeted(const leda_figure_control_chart *chart);

#endif
