/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_CONTROL_CHART_H
#define LEDA_PLOTS_CONTROL_CHART_H

#include "engine/core/status.h"
#include "plots/axis.h"
#include "plots/canvas.h"

/* The parts of a control chart. leda_control_chart_draw is what the rest of plots calls. */

/* Writes the script of a control chart. LEDA_ERR_DATA when it has no value to show. */
leda_status leda_control_chart_draw(leda_canvas *canvas, const leda_figure_control_chart *chart,
                                    leda_error *err);

/* What the parts of the drawing hand to each other. */
typedef struct {
  const leda_figure_control_chart *chart;
  double spacing;     /* the smallest distance between neighbours on the time axis */
  double step_pixels; /* the same in pixels, once the box is known */
  double low;         /* range of what is drawn, before room for texts at the top */
  double high;
  leda_plot_ticks ticks;
  size_t strip_rows; /* lines of text over the data */
} leda_control_layout;

/* ---- control_limits.c ---- */

/* One label at the right end: a line's word and value. */
typedef struct {
  double value;
  double y; /* pixels, nudged */
  const char *colour;
  leda_text text;
} leda_control_end;

#define LEDA_CONTROL_ENDS 8 /* centre, limits, warning limits, target, limits asked for */

typedef struct {
  leda_control_end items[LEDA_CONTROL_ENDS];
  size_t n;
} leda_control_ends;

/* Labels of centre line, limits and target as they stand at the last point; leda_control_ends_clear
   after. */
void leda_control_ends_make(leda_control_ends *ends, const leda_canvas *canvas,
                            const leda_figure_control_chart *chart);
void leda_control_ends_clear(leda_control_ends *ends);
double leda_control_ends_width(const leda_control_ends *ends, leda_plot_font font);
void leda_control_ends_draw(leda_canvas *canvas, leda_control_ends *ends);

/* Where the piece of a limit that belongs to point i begins (side -1) or ends (side 1): half way to
   the neighbour, at the plot's edge for the first and the last. */
double leda_control_edge(const leda_canvas *canvas, const leda_figure_control_chart *chart,
                         size_t i, int side);

/* Data blocks $centre, $upper and $lower as steps, with what plots them in *clauses. */
void leda_control_limits_data(leda_canvas *canvas, const leda_control_layout *layout,
                              leda_text *clauses);

/* The baseline's shade. */
void leda_control_baseline(leda_canvas *canvas, const leda_control_layout *layout);

/* ---- control_target.c ---- */

/* The target at point i; NaN: none. */
double leda_control_target(const leda_figure_control_chart *chart, size_t i);

/* Data block $target: steps where it jumps, slopes where it moves; with what plots it. */
void leda_control_target_plot(leda_canvas *canvas, const leda_control_layout *layout,
                              leda_text *clauses);

/* ---- control_icons.c ---- */

/* What the icons take of the title's width; 0 without any. */
double leda_control_icons_width(const leda_canvas *canvas, const leda_figure_control_chart *chart);

/* Draws them and moves canvas->box.top below them. */
void leda_control_icons_draw(leda_canvas *canvas, const leda_figure_control_chart *chart);

/* ---- control_specs.c: what values are asked to keep ---- */

/* The lower (side 0) or upper limit; NaN: none. */
double leda_control_spec(const leda_figure_control_chart *chart, size_t side);

/* Data blocks $spec0 and $spec1 with what plots them in *clauses. */
void leda_control_specs_plot(leda_canvas *canvas, const leda_control_layout *layout,
                             leda_text *clauses);

/* ---- control_second.c: the second line of a chart that has one ---- */

/* Its value at point i lies below the lower limit or above the upper. */
bool leda_control_second_beyond(const leda_figure_control_chart *chart, size_t i);

/* Data blocks $second... with what plots them in *clauses; nothing where there is no second line. */
void leda_control_second_plot(leda_canvas *canvas, const leda_control_layout *layout,
                              leda_text *clauses);

/* ---- control_strip.c: texts of changes and phases in rows over the data ---- */

typedef struct leda_control_strip leda_control_strip;

/* Gives every change and phase a row. NULL: no memory (out->failed is set). */
leda_control_strip *leda_control_strip_alloc(leda_canvas *canvas, leda_control_layout *layout);
void leda_control_strip_draw(leda_canvas *canvas, const leda_control_strip *strip);
void leda_control_strip_free(leda_control_strip *strip);

/* ---- control_notes.c ---- */

/* True when the notes are few and short enough to stand at their points; otherwise they are
   numbered and listed below the chart. */
bool leda_control_notes_direct(const leda_figure_control_chart *chart);

/* Draws the list of numbered notes upwards from canvas->box.bottom and shortens the box. */
void leda_control_notes_list(leda_canvas *canvas, const leda_figure_control_chart *chart);
void leda_control_notes_draw(leda_canvas *canvas, const leda_control_layout *layout);

#endif
