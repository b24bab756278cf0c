/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_SHAPES_H
#define LEDA_PLOTS_SHAPES_H

#include "plots/canvas.h"

/* Areas, lines and marks in pixels of the canvas, drawn in the order they are added: over the light
   lines of axes, under every text. gnuplot draws them as data of one plot command. */

typedef struct {
  double x;
  double y;
} leda_shape_point;

/* NULL fill: not filled. NULL edge: none. */
typedef struct {
  const char *fill;
  const char *edge;
  double width;
  const char *dash; /* gnuplot's, such as "(8,5)"; NULL: solid */
} leda_shape_look;

/* Start from {.canvas = ...}; leda_shapes_draw ends it. */
typedef struct {
  leda_canvas *canvas;
  leda_text clauses;
  size_t n;
} leda_shapes;

void leda_shapes_polygon(leda_shapes *shapes, const leda_shape_point *points, size_t n,
                         leda_shape_look look);
void leda_shapes_box(leda_shapes *shapes, leda_plot_box box, leda_shape_look look);

/* Slanted lines through a box, `spacing` apart. */
void leda_shapes_hatch(leda_shapes *shapes, leda_plot_box box, double spacing,
                       leda_shape_look look);

/* The line through the points; one that cannot be drawn breaks it. */
void leda_shapes_line(leda_shapes *shapes, const leda_shape_point *points, size_t n,
                      leda_shape_look look);
void leda_shapes_segment(leda_shapes *shapes, leda_shape_point from, leda_shape_point to,
                         leda_shape_look look);

/* A segment that ends in a filled head of `head` pixels' length at `to`. */
void leda_shapes_arrow(leda_shapes *shapes, leda_shape_point from, leda_shape_point to, double head,
                       leda_shape_look look);

/* A mark of gnuplot's and its size. */
typedef struct {
  int type;
  double radius;
} leda_shape_sign;

/* Marks of gnuplot's point type `type`, with the edge's colour and width. */
void leda_shapes_marks(leda_shapes *shapes, const leda_shape_point *points, size_t n,
                       leda_shape_sign sign, leda_shape_look look);
void leda_shapes_mark(leda_shapes *shapes, leda_shape_point point, int type, double radius,
                      leda_shape_look look);

/* Makes the canvas' pixels the scale and writes the plot command. */
void leda_shapes_draw(leda_shapes *shapes);

#endif
