/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/dot_plot.h"

leda_status leda_dot_plot_draw(leda_canvas *canvas, const leda_figure_dot_plot *plot,
                               leda_error *err) {
  (void)canvas;
  (void)plot;
  return leda_fail(err, LEDA_ERR_INTERNAL, "dot plots are not drawn yet");
}
