/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_WORDS_H
#define LEDA_PLOTS_WORDS_H

#include "plots/canvas.h"
#include "plots/shapes.h"

/* Texts that are measured, wrapped and written where several kinds of figure need them. */

/* What title, subtitle and caption leave of the page; nothing is written. */
leda_plot_box leda_words_room(const leda_canvas *canvas);

/* One line, cut where it is wider than `width`; returns the width it takes. */
double leda_words_line(leda_canvas *canvas, leda_plot_place place, const char *text, double width);

/* Wrapped to `width` in at most `most` lines, place.y the middle of the block; returns its height. */
double leda_words_block(leda_canvas *canvas, leda_plot_place place, const char *text, double width,
                        size_t most);

/* A number in the figure's language. */
void leda_words_number(leda_canvas *canvas, leda_plot_place place, double value, int decimals);

/* A share as whole per cent in the figure's language. */
void leda_words_percent(leda_canvas *canvas, leda_plot_place place, double share);

/* Lines that a text takes, and whether a word had to be broken or the end was cut. */
typedef struct {
  size_t lines;
  double width; /* of the widest */
  bool breaks;  /* a word wider than the room stands in it */
  bool cut;     /* not everything has room */
} leda_words_fit;

leda_words_fit leda_words_measure(const char *text, leda_plot_font font, double width, size_t most);

/* One entry of a key. `type` is gnuplot's point type with `look.edge` as its colour; LEDA_KEY_BOX a
   filled box, LEDA_KEY_LINE a line. */
enum { LEDA_KEY_BOX = -1, LEDA_KEY_LINE = -2 };

typedef struct {
  int type;
  leda_shape_look look;
  const char *colour; /* of the word */
  const char *word;   /* NULL or "": no entry */
} leda_words_key_entry;

/* Where a key ends, at which height, and how wide it may be. */
typedef struct {
  double right, y, width;
} leda_words_key_room;

/* Writes the entries from right to left, ending at `right`, with y the middle of the line. Where they
   do not fit in `width` each word is cut to its part. */
void leda_words_key(leda_shapes *shapes, const leda_words_key_entry *entries, size_t n,
                    leda_words_key_room room);

/* Axes of numbers both ways, from the canvas' ranges: titles outside (that of y in the left part of
   the first line, where a key may stand to the right), labels, light lines. The box
   shrinks by the room they take, by `above` at the top and by `right`. */
void leda_words_axes(leda_canvas *canvas, double above, double right);

/* Widens low..high by a value that can be drawn; both NaN: no value yet. */
void leda_words_widen(double *low, double *high, double value);

#endif
