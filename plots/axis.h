/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_AXIS_H
#define LEDA_PLOTS_AXIS_H

#include <stdbool.h>
#include <stddef.h>

#include "plots/canvas.h"

/* Numbers on an axis and labels along it. */

/* The round numbers of an axis: first, first + step, ... up to `last`. */
typedef struct {
  double first;
  double last;
  double step;
  int decimals; /* that show every one of them exactly */
} leda_plot_ticks;

/* Ticks at multiples of 1, 2, 2.5 or 5 times a power of ten within [from, to], at most `most` + 1 of
   them and at least two where from < to. */
leda_plot_ticks leda_plot_ticks_choose(double from, double to, int most);

/* How many there are; and the i-th, with 0 exactly 0. */
size_t leda_plot_ticks_count(const leda_plot_ticks *ticks);
double leda_plot_tick(const leda_plot_ticks *ticks, size_t i);

/* Widest label in pixels. */
double leda_plot_ticks_width(const leda_canvas *canvas, const leda_plot_ticks *ticks,
                             leda_plot_font font);

/* Labels left of the box with light lines across it. */
void leda_plot_ticks_up(leda_canvas *canvas, const leda_plot_ticks *ticks);

/* Labels below the box with light lines up through it. */
void leda_plot_ticks_along(leda_canvas *canvas, const leda_plot_ticks *ticks);

/* Grows from..to so that a single value, or equal ones, have room around them; a range close above
   zero that holds nothing negative begins at zero. */
void leda_plot_range_pad(double *from, double *to);

/* Which of the labels of a time axis to show so that none overlap: every `step`-th from `first` on.
   Seasons are found from the labels: where a year's number changes regularly (January, first
   quarter), the labels shown begin there; bare numbers are shown at their round ones. */
typedef struct {
  size_t first;
  size_t step;
} leda_plot_thinning;

/* `spacing`: pixels from one tick to the next; `width`: of the widest label with its gap. */
leda_plot_thinning leda_plot_thin(leda_figure_marks ticks, double spacing, double width);

/* Nudges `n` heights, sorted growing, so that they are `gap` apart and within [low, high]; where
   there is no room they come as close as the room is. */
void leda_plot_spread(double *heights, size_t n, double gap, double low, double high);

#endif
