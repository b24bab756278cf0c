/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_FIGURE_TEXTS_H
#define LEDA_PLOTS_FIGURE_TEXTS_H

#include <stddef.h>

#include "engine/core/i18n.h"

/* What figures of every kind are made of. */

/* Texts that every figure has. `caption` may have several lines (source, processing, n). `alt` says
   in words what the figure shows (SVG <desc>). */
typedef struct {
  leda_language language; /* decimal mark */
  const char *title;
  const char *subtitle;
  const char *x_title;
  const char *y_title;
  const char *caption;
  const char *alt;
} leda_figure_texts;

/* A label at a place on an axis: ticks, changes (vertical lines) and notes (points). */
typedef struct {
  double at;
  const char *text;
} leda_figure_mark;

typedef struct {
  const leda_figure_mark *items;
  size_t n;
} leda_figure_marks;

#endif
