/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_STYLE_H
#define LEDA_PLOTS_STYLE_H

#include "engine/core/text.h"
#include "plots/render.h"

/* How figures look: colours, sizes and the terminals that bring the three formats to one look. */

/* Okabe and Ito's colours ("Color Universal Design", 2008) where marks are filled; text stands in
   darker shades of them, with a contrast of at least 4.5:1 on white. */
#define LEDA_INK "#1A1A1A"
#define LEDA_INK_SOFT "#4D4D4D"
#define LEDA_INK_CAPTION "#5F5F5F"
#define LEDA_GRID "#DDDDDD"
#define LEDA_SHADE "#EEF3F7"
#define LEDA_BLUE "#0072B2"
#define LEDA_VERMILLION "#D55E00"
#define LEDA_ORANGE "#E69F00"
#define LEDA_GREEN "#009E73"
#define LEDA_PURPLE "#CC79A7"
#define LEDA_VERMILLION_TEXT "#B34700"
#define LEDA_ORANGE_EDGE "#5C3D00"
#define LEDA_GREEN_TEXT "#00694C"
#define LEDA_PURPLE_TEXT "#8A3A66"
#define LEDA_BLUE_TEXT "#005A8C"
#define LEDA_LIMIT "#595959"

#define LEDA_PLOT_FONT "DejaVu Sans"

/* gnuplot's point types, the same in all three terminals. */
enum {
  LEDA_MARK_SQUARE_HOLLOW = 4,
  LEDA_MARK_SQUARE = 5,
  LEDA_MARK_CIRCLE_HOLLOW = 6,
  LEDA_MARK_CIRCLE = 7,
  LEDA_MARK_TRIANGLE_HOLLOW = 8,
  LEDA_MARK_TRIANGLE = 9,
  LEDA_MARK_DIAMOND_HOLLOW = 12,
  LEDA_MARK_DIAMOND = 13
};

/* A size of figure: its canvas in pixels of its own (the SVG's user units), its width on paper, and
   the sizes of texts and marks on it. */
typedef struct {
  double width;
  double height;
  double inches; /* width on a slide or a page */
  double title;  /* sizes of text */
  double subtitle;
  double label;
  double small;
  double margin;
  double line; /* width of the data's line */
  double mark; /* radius of a normal mark */
} leda_plot_style;

const leda_plot_style *leda_plot_style_of(leda_figure_size size);

/* Pixels of radius that gnuplot's `ps 1` has with the terminals below. */
#define LEDA_MARK_UNIT 6.0

/* Adds the `set terminal` line for a canvas of `width` x `height` pixels. */
void leda_plot_terminal(leda_text *out, leda_figure_format format, const leda_plot_style *style,
                        double height);

#endif
