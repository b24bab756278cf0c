/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What single values are asked to keep: lines across the whole chart. */
#include <math.h>

#include "plots/control_chart.h"

double leda_control_spec(const leda_figure_control_chart *chart, size_t side) {
  return chart->specs ? chart->specs[side] : (double)NAN;
}

void leda_control_specs_plot(leda_canvas *canvas, const leda_control_layout *layout,
                             leda_text *clauses) {
  for (size_t side = 0; side < 2; side++) {
    double at = leda_control_spec(layout->chart, side);
    if (!leda_plot_drawable(at)) continue;
    leda_text_addf(canvas->out, "$spec%zu << END\n%.10g %.10g\n%.10g %.10g\nEND\n", side,
                   canvas->x_from, at, canvas->x_to, at);
    leda_plot_clause(clauses, "$spec%zu with lines lc rgb '" LEDA_INK "' dashtype (3,4) lw %.3g",
                     side, canvas->style->line * 0.6);
  }
}
