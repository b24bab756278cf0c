/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_CHART_FILES_H
#define LEDA_OUTPUT_CHART_FILES_H

#include "engine/output/chart_output.h"
#include "plots/render.h"

/* Which files to draw of some charts. */
typedef struct {
  const char *const *paths; /* --figure: files of the first chart, format by the ending */
  size_t n_paths;
  const char *folder; /* --figures: one SVG for each chart, named by leda_file_slug; NULL: none */
  leda_chart_figure_options look;
  leda_render_options render;
} leda_chart_files;

/* Draws them in one batch, each file whole or not at all. Errors as leda_figures_render, and
   LEDA_ERR_USAGE for an ending that is not svg, pdf or png. */
leda_status leda_chart_files_write(const leda_chart *charts, size_t n,
                                   const leda_chart_files *files, leda_error *err);

#endif
