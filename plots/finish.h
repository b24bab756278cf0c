/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_FINISH_H
#define LEDA_PLOTS_FINISH_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/text.h"
#include "plots/figure.h"

/* What is done to a file after gnuplot wrote it. Each returns false when the file is not whole. */

/* Puts the figure's title and words into <title> and <desc> in place of gnuplot's, drops the titles
   of its plot elements, names generic fonts behind DejaVu Sans, and begins every id, and every
   reference to one, with `prefix`, so that several SVGs can stand in one page. */
bool leda_svg_finish(leda_text *out, const char *svg, size_t length, const leda_figure_texts *texts,
                     const char *prefix);

/* Overwrites the dates in a PDF at equal length, so that the offsets in it stay right. */
bool leda_pdf_finish(leda_text *out, const char *pdf, size_t length);

/* Adds the density (300 dots per inch) to a PNG: programs then place it at its size on paper. */
bool leda_png_finish(leda_text *out, const char *png, size_t length);

#endif
