/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_FIGURE_FILES_H
#define LEDA_OUTPUT_FIGURE_FILES_H

#include "plots/render.h"

/* Draws one figure into n files, format by the ending. Errors as leda_figures_render; LEDA_ERR_USAGE for an ending that is
   not svg, pdf or png. */
leda_status leda_figure_files_write(const leda_figure *figure, const char *const *paths, size_t n,
                                    int threads, leda_error *err);

#endif
