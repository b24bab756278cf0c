/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_CHART_FILES_H
#define LEDA_OUTPUT_CHART_FILES_H

#include "engine/output/chart_output.h"
#include "plots/render.h"

/* Which files to draw of some charts. */
typedef struct {
  const char *const *paths; /* --figure: files of the first chart, format by the ending */
  size_t n_paths;
  const char *folder; /* --figures: a file for each chart, named by leda_file_slug; NULL: none */
  leda_figure_format format; /* of these */
  const char *page;          /* --page: all charts as small multiples; NULL: none */
  bool shared_scale;         /* on one y scale */
  leda_figure_size size;
  leda_chart_figure_options look;
  leda_render_options render; /* with `keep` the charts' CSV too is left, as PATH.csv */
} leda_chart_files;

/* Draws them in one batch, each file whole or not at all. Errors as leda_figures_render, and
   LEDA_ERR_USAGE for an ending that is not svg, pdf or png, and for more charts than a page of SVG or PNG has room
   for. */
leda_status leda_chart_files_write(const leda_chart *charts, size_t n,
                                   const leda_chart_files *files, leda_error *err);

#endif
