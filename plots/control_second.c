/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plots/control_chart.h"

bool leda_control_second_beyond(const leda_figure_control_chart *chart, size_t i) {
  if (!chart->second) return false;
  const leda_figure_point *point = &chart->points[i];
  return chart->second[i] < point->lower || chart->second[i] > point->upper;
}

static void add_point(leda_canvas *canvas, const leda_figure_control_chart *chart, size_t i) {
  leda_canvas_number(canvas, chart->points[i].x);
  leda_text_add_char(canvas->out, ' ');
  leda_canvas_number(canvas, chart->second[i]);
  leda_text_add_char(canvas->out, '\n');
}

static void add_line(leda_canvas *canvas, const leda_figure_control_chart *chart) {
  bool open = true;
  leda_text_add(canvas->out, "$second << END\n");
  for (size_t i = 0; i < chart->n; i++) {
    bool drawn = leda_plot_drawable(chart->second[i]);
    if (!open && (!drawn || chart->points[i].flags & LEDA_POINT_BREAK_BEFORE)) {
      leda_text_add_char(canvas->out, '\n');
      open = true;
    }
    if (!drawn) continue;
    add_point(canvas, chart, i);
    open = false;
  }
  leda_text_add(canvas->out, "END\n");
}

/* gnuplot fails on an empty block: a group without points is not written. */
static bool add_group(leda_canvas *canvas, const leda_figure_control_chart *chart, bool beyond) {
  bool any = false;
  for (size_t i = 0; i < chart->n; i++) {
    if (!leda_plot_drawable(chart->second[i])) continue;
    if (leda_control_second_beyond(chart, i) != beyond) continue;
    if (!any)
      leda_text_add(canvas->out, beyond ? "$second_beyond << END\n" : "$second_in << END\n");
    add_point(canvas, chart, i);
    any = true;
  }
  if (any) leda_text_add(canvas->out, "END\n");
  return any;
}

void leda_control_second_plot(leda_canvas *canvas, const leda_control_layout *layout,
                              leda_text *clauses) {
  const leda_figure_control_chart *chart = layout->chart;
  if (!chart->second) return;
  double radius = fmin(canvas->style->mark, layout->step_pixels * 0.36);
  add_line(canvas, chart);
  leda_plot_clause(clauses, "$second with lines lc rgb '" LEDA_BLUE "' lw %.3g",
                   canvas->style->line * (layout->step_pixels < 8 ? 0.6 : 1.0));
  if (radius > 1.2 && add_group(canvas, chart, false))
    leda_plot_clause(clauses, "$second_in with points pt 7 lc rgb '" LEDA_BLUE "' ps %.4g",
                     radius / LEDA_MARK_UNIT);
  if (add_group(canvas, chart, true))
    leda_plot_clause(clauses,
                     "$second_beyond with points pt 13 lc rgb '" LEDA_VERMILLION "' ps %.4g",
                     fmax(radius * 1.65, canvas->style->mark) / LEDA_MARK_UNIT);
}
