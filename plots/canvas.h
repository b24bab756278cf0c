/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_CANVAS_H
#define LEDA_PLOTS_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/status.h"
#include "engine/core/text.h"
#include "plots/figure.h"
#include "plots/lines.h"
#include "plots/style.h"

/* A figure's page in pixels, y growing downwards, and the script that draws on it. All texts and
   their places are worked out here, so that gnuplot has nothing to lay out and the three formats
   look alike. Failed allocations gather in out->failed. */

typedef struct {
  double left;
  double right;
  double top;
  double bottom;
} leda_plot_box;

typedef struct leda_canvas {
  leda_text *out;
  const leda_plot_style *style;
  const leda_figure_texts *texts;
  double width;
  double height;
  double head_right; /* kept free at the right of title and subtitle */
  leda_plot_box box; /* the plot inside its margins */
  double x_from;     /* data range of the box */
  double x_to;
  double y_from; /* at the bottom */
  double y_to;
  const struct leda_canvas *page; /* NULL: the canvas is the page; else it is a place on this one */
  double origin_x;                /* of that place's upper left corner, in the page's pixels */
  double origin_y;
} leda_canvas;

typedef enum { LEDA_ALIGN_LEFT, LEDA_ALIGN_CENTRE, LEDA_ALIGN_RIGHT } leda_plot_align;

/* Where and how a line of text stands; y is the middle of the line. */
typedef struct {
  double x;
  double y;
  leda_plot_align align;
  leda_plot_font font;
  const char *colour;
} leda_plot_place;

/* Distance from line to line of a font. */
double leda_canvas_leading(leda_plot_font font);

/* Pixels of a data value, and whether a number can be drawn at all (finite and of sane size). */
double leda_canvas_x(const leda_canvas *canvas, double x);
double leda_canvas_y(const leda_canvas *canvas, double y);
bool leda_plot_drawable(double value);

/* Begins the script: settings every figure shares. */
void leda_canvas_begin(leda_canvas *canvas);

/* One line of text; empty ones draw nothing. */
void leda_canvas_text(leda_canvas *canvas, leda_plot_place place, const char *text);

/* Wrapped lines, the first at place.y; returns the y after the last. */
double leda_canvas_lines(leda_canvas *canvas, leda_plot_place place, const leda_plot_lines *lines);

/* A straight line in pixels; `look` is gnuplot's, such as "lc rgb '#DDDDDD' lw 1". */
void leda_canvas_line(leda_canvas *canvas, leda_plot_box from_to, const char *look);

/* A mark of gnuplot's point type at a place in pixels. */
void leda_canvas_mark(leda_canvas *canvas, leda_plot_place place, int type, double radius);

/* Writes title and subtitle at the top and the caption at the bottom; what remains between them is
   left in canvas->box (full width within the margins). */
void leda_canvas_frame(leda_canvas *canvas);

/* Writes margins and ranges from canvas->box and the data ranges. */
void leda_canvas_axes(leda_canvas *canvas);

/* The same for the whole page, so that a place on it is a pair of pixels. */
void leda_canvas_page_axes(const leda_canvas *canvas);

/* A number as a script's data: "%.10g", or "NaN" where it cannot be drawn. */
void leda_canvas_number(leda_canvas *canvas, double value);

/* Adds one piece of a plot command to those gathered so far. */
void leda_plot_clause(leda_text *clauses, const char *format, ...) LEDA_PRINTF(2, 3);

/* Writes the plot command and clears *clauses. */
void leda_canvas_plot(leda_canvas *canvas, leda_text *clauses);

/* The failure of a figure without any value to show, named by its title. */
leda_status leda_canvas_no_value(const leda_canvas *canvas, leda_error *err);

#endif
