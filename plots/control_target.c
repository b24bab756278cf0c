/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plots/control_chart.h"

double leda_control_target(const leda_figure_control_chart *chart, size_t i) {
  return chart->targets ? chart->targets[i] : chart->target;
}

static void add_xy(leda_canvas *canvas, double x, double y) {
  leda_canvas_number(canvas, x);
  leda_text_add_char(canvas->out, ' ');
  leda_canvas_number(canvas, y);
  leda_text_add_char(canvas->out, '\n');
}

/* A piece of the line ends after point i. */
static bool ends_at(const leda_figure_control_chart *chart, size_t i) {
  return i + 1 == chart->n || chart->points[i + 1].flags & LEDA_POINT_TARGET_BEGINS ||
         !leda_plot_drawable(leda_control_target(chart, i + 1));
}

/* One piece over points from..to: level to the edges outside its first and last point. Points between
   equal neighbours bend nothing and are left out. */
static void add_piece(leda_canvas *canvas, const leda_figure_control_chart *chart, size_t from,
                      size_t to) {
  add_xy(canvas, leda_control_edge(canvas, chart, from, -1), leda_control_target(chart, from));
  for (size_t i = from; i <= to; i++) {
    double here = leda_control_target(chart, i);
    bool level = (i == from || leda_control_target(chart, i - 1) == here) &&
                 (i == to || leda_control_target(chart, i + 1) == here);
    if (!level) add_xy(canvas, chart->points[i].x, here);
  }
  add_xy(canvas, leda_control_edge(canvas, chart, to, 1), leda_control_target(chart, to));
}

void leda_control_target_plot(leda_canvas *canvas, const leda_control_layout *layout,
                              leda_text *clauses) {
  const leda_figure_control_chart *chart = layout->chart;
  bool any = false;
  for (size_t i = 0, last; i < chart->n; i = last + 1) {
    last = i;
    if (!leda_plot_drawable(leda_control_target(chart, i))) continue;
    while (!ends_at(chart, last)) last++;
    leda_text_add(canvas->out, any ? "\n" : "$target << END\n");
    add_piece(canvas, chart, i, last);
    any = true;
  }
  if (!any) return;
  leda_text_add(canvas->out, "END\n");
  leda_plot_clause(clauses,
                   "$target with lines lc rgb '" LEDA_GREEN "' dashtype (16,6,3,6) lw %.3g",
                   canvas->style->line * 0.9);
}
