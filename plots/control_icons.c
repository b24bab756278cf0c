/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plots/control_chart.h"
#include "plots/icon.h"

/* The icons stand at the right end of title and subtitle, which wrap before them, each over its word. */

#define WORD_LINES 2

static leda_plot_font word_font(const leda_canvas *canvas) {
  return (leda_plot_font){canvas->style->small, false};
}

static double radius_of(const leda_canvas *canvas) { return canvas->style->title * 0.78; }

static double cell_width(const leda_canvas *canvas) { return canvas->style->small * 8.0; }

double leda_control_icons_width(const leda_canvas *canvas, const leda_figure_control_chart *chart) {
  return (double)chart->n_icons * (cell_width(canvas) + canvas->style->small * 0.6);
}

static double draw_one(leda_canvas *canvas, const leda_figure_icon *icon, double x) {
  double radius = radius_of(canvas), top = canvas->style->margin * 0.6;
  leda_plot_font font = word_font(canvas);
  leda_icon_draw(canvas, icon, (leda_plot_place){.x = x, .y = top + radius}, radius);
  leda_plot_lines words = {0};
  leda_plot_wrap(&words, icon->words, font, cell_width(canvas), WORD_LINES);
  double bottom = leda_canvas_lines(
      canvas,
      (leda_plot_place){x, top + 2 * radius + font.size * 0.9, LEDA_ALIGN_CENTRE, font, LEDA_INK},
      &words);
  leda_plot_lines_clear(&words);
  return bottom;
}

void leda_control_icons_draw(leda_canvas *canvas, const leda_figure_control_chart *chart) {
  double width = cell_width(canvas), x = canvas->width - canvas->style->margin - width / 2;
  for (size_t i = chart->n_icons; i > 0; i--) {
    double bottom = draw_one(canvas, &chart->icons[i - 1], x);
    canvas->box.top = fmax(canvas->box.top, bottom - word_font(canvas).size * 0.2);
    x -= width + canvas->style->small * 0.6;
  }
}
