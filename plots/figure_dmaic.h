/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_FIGURE_DMAIC_H
#define LEDA_PLOTS_FIGURE_DMAIC_H

#include <stdbool.h>
#include <stddef.h>

#include "plots/figure_texts.h"

/* Figures of an improvement project, under the rules of figure.h: texts and arrays belong to the
   caller, every text may hold anything, NULL counts as "", NaN is not drawn. Words of the figure
   (keys, names of lines) come from the caller in the language of the figure. */

/* ---- Pareto: which few causes make the most ---- */

typedef struct {
  const char *label;
  double count; /* NaN or negative: the bar is left out */
  double lower; /* interval of the count, a thin mark; NaN: none */
  double upper;
  int rank_from; /* places in the order that the data leave open, 1 the largest; 0: nobody said */
  int rank_to;
  bool vital; /* one of the vital few: a dark bar; others are light with an edge */
} leda_figure_pareto_bar;

/* Bars stand in the order given (largest first; the caller puts "other" last). The line is the share
   of all bars so far. Bars stand upright where every label fits beneath its bar without breaking a
   word; else they lie, and the figure grows in height where there are many. */
typedef struct {
  const leda_figure_pareto_bar *bars;
  size_t n_bars;
  double level; /* of the line, 0.8; NaN: none */
  int decimals; /* of the counts */
  const char *vital_word;
  const char *other_word;
  const char *line_word; /* "share of all so far" */
  const char *rank_word; /* before the places: "place 1-2" */
} leda_figure_pareto;

#endif
