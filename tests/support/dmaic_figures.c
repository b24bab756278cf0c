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

/* Three bones of three causes, each in another state. */
leda_figure leda_test_fishbone(const char *text) {
  static leda_figure_cause causes[3];
  static leda_figure_bone bones[3];
  for (int i = 0; i < 3; i++) causes[i] = (leda_figure_cause){text, (leda_figure_cause_state)i};
  for (int i = 0; i < 3; i++) bones[i] = (leda_figure_bone){text, causes, 3};
  leda_figure figure = figure_of(LEDA_FIGURE_FISHBONE, text);
  figure.as.fishbone = (leda_figure_fishbone){text, bones, 3, text, text};
  return figure;
}

leda_figure leda_test_whys(const char *text) {
  static leda_figure_why answers[3];
  for (int i = 0; i < 3; i++) answers[i] = (leda_figure_why){text, i == 1 ? NULL : text};
  leda_figure figure = figure_of(LEDA_FIGURE_WHYS, text);
  figure.as.whys = (leda_figure_whys){{text, text}, answers, 3, text, text, text};
  return figure;
}

/* Every state of a gate, a milestone, a planned phase and one without dates. */
leda_figure leda_test_timeline(const char *text) {
  static leda_figure_phase phases[6];
  static leda_figure_mark ticks[6], changes[3];
  for (int i = 0; i < 6; i++) {
    ticks[i] = (leda_figure_mark){10 * i, text};
    phases[i] =
        (leda_figure_phase){text, 8 * i, 8 * i + 8, i == 4, text, (leda_figure_gate)(i % 4), text};
  }
  phases[4].to = phases[4].from;
  phases[5].from = NAN;
  for (int i = 0; i < 3; i++) changes[i] = (leda_figure_mark){20 + 3 * i, text};
  leda_figure figure = figure_of(LEDA_FIGURE_TIMELINE, text);
  figure.as.timeline = (leda_figure_timeline){.phases = phases,
                                              .n_phases = 6,
                                              .from = 0,
                                              .to = NAN,
                                              .ticks = {ticks, 6},
                                              .changes = {changes, 3},
                                              .now = 30,
                                              .now_word = text,
                                              .passed_word = text,
                                              .not_word = text,
                                              .untold_word = text,
                                              .planned_word = text};
  return figure;
}

void leda_test_every_kind(leda_figure out[LEDA_TEST_KINDS], const char *text) {
  const leda_figure figures[LEDA_TEST_KINDS] = {
      leda_test_control_chart(text), leda_test_dot_plot(text), leda_test_line_plot(text),
      leda_test_overview(text),      leda_test_bars(text),     leda_test_pareto(text),
      leda_test_fishbone(text),      leda_test_whys(text),     leda_test_timeline(text)};
  memcpy(out, figures, sizeof figures);
}
