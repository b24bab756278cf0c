/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_DOT_LAYOUT_H
#define LEDA_PLOTS_DOT_LAYOUT_H

#include "engine/core/status.h"
#include "plots/axis.h"
#include "plots/canvas.h"

/* Where the rows of a dot plot stand. */

#define LEDA_DOT_SERIES 4 /* as many as there are shapes and colours */

typedef struct {
  leda_plot_lines label;
  leda_plot_lines heading; /* of the group that begins here */
  double heading_y;        /* middle of its first line */
  double y;                /* middle of the row */
  double height;           /* of the row without its heading */
} leda_dot_row;

typedef struct {
  const leda_figure_dot_plot *plot;
  size_t n_series;     /* at most LEDA_DOT_SERIES */
  leda_plot_font font; /* of rows and values */
  leda_dot_row *rows;
  double label_width;
  double value_width;  /* of the widest printed value; 0 where none are printed */
  bool columns;        /* values stand in columns at the right, not at their marks */
  double names_height; /* room for the names of the series over the first row */
  leda_plot_ticks ticks;
} leda_dot_layout;

/* True when the row has a value of that series that can be drawn. */
bool leda_dot_has(const leda_dot_layout *layout, size_t series, size_t row);

/* Chooses the size of the letters so that the rows fit, lets canvas->height grow where even the
   smallest are too many, writes title and caption, and places rows, box and ranges. */
leda_status leda_dot_layout_make(leda_dot_layout *layout, leda_canvas *canvas, leda_error *err);
void leda_dot_layout_clear(leda_dot_layout *layout);

#endif
