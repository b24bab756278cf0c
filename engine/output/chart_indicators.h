/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_CHART_INDICATORS_H
#define LEDA_OUTPUT_CHART_INDICATORS_H

#include "engine/analysis/chart.h"
#include "engine/core/text.h"
#include "engine/output/keeper.h"
#include "plots/render.h"

/* Many charts in one table: indicator, unit, the latest period and value, target, and what the summary icons
   say. Columns that would be empty are left out. */

/* One row of the table; texts live as long as the keeper. */
leda_figure_icon_row leda_chart_indicator_row(const leda_chart *chart, leda_language language,
                                              leda_keeper *keeper);

/* The heads of the columns that hold something, NULL of the others. */
void leda_chart_indicator_heads(const leda_figure_icon_row *rows, size_t n,
                                const char *heads[LEDA_ICON_TABLE_TEXTS + 2]);

/* The table for people, ended by a line break. */
void leda_chart_indicators_text(const leda_chart *charts, size_t n, leda_language language,
                                leda_text *text);

/* How many rows a figure of the table holds; more go to further files, NAME-2.svg and so on. */
#define LEDA_INDICATOR_ROWS 24

typedef struct {
  const char *path;
  const char *source;
  leda_language language;
  leda_figure_size size;
  leda_render_options render;
} leda_chart_indicators_file;

/* Draws the table of n charts. Errors as leda_figures_render, and LEDA_ERR_USAGE for another ending than svg, pdf
   or png. */
leda_status leda_chart_indicators_draw(const leda_chart *charts, size_t n,
                                       const leda_chart_indicators_file *file, leda_error *err);

#endif
