/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/dmaic_figures.h"

#include <math.h>
#include <string.h>

#include "tests/support/figures.h"

static leda_figure figure_of(leda_figure_kind kind, const char *text) {
  return (leda_figure){.kind = kind, .texts = {LEDA_SV, text, text, text, text, text, text}};
}

leda_figure leda_test_pareto(const char *text) {
  static leda_figure_pareto_bar bars[4];
  bars[0] = (leda_figure_pareto_bar){text, 50, 41, 59, 1, 1, true};
  bars[1] = (leda_figure_pareto_bar){text, 30, 22, 38, 2, 3, true};
  bars[2] = (leda_figure_pareto_bar){text, NAN, NAN, NAN, 0, 0, false};
  bars[3] = (leda_figure_pareto_bar){text, 20, NAN, NAN, 2, 3, false};
  leda_figure figure = figure_of(LEDA_FIGURE_PARETO, text);
  figure.as.pareto = (leda_figure_pareto){.bars = bars,
                                          .n_bars = 4,
                                          .level = 0.8,
                                          .vital_word = text,
                                          .other_word = text,
                                          .line_word = text,
                                          .rank_word = text};
  return figure;
}

void leda_test_every_kind(leda_figure out[LEDA_TEST_KINDS], const char *text) {
  const leda_figure figures[LEDA_TEST_KINDS] = {
      leda_test_control_chart(text), leda_test_dot_plot(text), leda_test_line_plot(text),
      leda_test_overview(text),      leda_test_bars(text),     leda_test_pareto(text)};
  memcpy(out, figures, sizeof figures);
}
