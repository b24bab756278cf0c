/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_LINES_H
#define LEDA_PLOTS_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/text.h"

/* How wide a text stands, and how it breaks into lines. Widths are those of DejaVu Sans; a browser
   that has another font shows narrower text, seldom wider. */

typedef struct {
  double size; /* in the figure's pixels: the em */
  bool bold;
} leda_plot_font;

/* Width of a text in pixels. Characters outside ASCII are reckoned as an average letter of their
   script. Bytes that are not UTF-8 count as one letter each. */
double leda_plot_text_width(const char *text, leda_plot_font font);

#define LEDA_PLOT_LINES 8

/* Lines of a wrapped text. Start from {0}; end with leda_plot_lines_clear. */
typedef struct {
  leda_text text; /* the lines one after the other, each ended by NUL */
  size_t start[LEDA_PLOT_LINES];
  size_t n;
} leda_plot_lines;

void leda_plot_lines_clear(leda_plot_lines *lines);
const char *leda_plot_line(const leda_plot_lines *lines, size_t i);

/* The widest line, in pixels; 0 without lines. */
double leda_plot_lines_width(const leda_plot_lines *lines, leda_plot_font font);

/* Adds `text`, cleaned (see escape.h), as lines no wider than `width` until there are `most` lines
   (at most LEDA_PLOT_LINES); what does not fit is cut and shown as "…". Breaks at spaces and after
   hyphens and slashes, and inside a word only where it alone is too wide. An empty text adds no
   line. Running out of memory shows in lines->text.failed. */
void leda_plot_wrap(leda_plot_lines *lines, const char *text, leda_plot_font font, double width,
                    size_t most);

/* The same for a text whose line breaks are meant, as in a caption. */
void leda_plot_wrap_paragraphs(leda_plot_lines *lines, const char *text, leda_plot_font font,
                               double width, size_t most);

#endif
