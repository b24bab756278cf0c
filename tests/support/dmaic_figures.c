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

/* Bins 0 to 4; limits within bins, so that both ends have pieces beyond. */
leda_figure leda_test_histogram(const char *text) {
  static const double edges[] = {0, 1, 2, 3, 4}, counts[] = {2, 8, 6, 4};
  leda_figure figure = figure_of(LEDA_FIGURE_HISTOGRAM, text);
  figure.as.histogram = (leda_figure_histogram){.edges = edges,
                                                .counts = counts,
                                                .n_bins = 4,
                                                .mean = 2.1,
                                                .sd = 0.9,
                                                .lower = 0.5,
                                                .upper = 3.25,
                                                .target = 2,
                                                .decimals = 1,
                                                .lower_word = text,
                                                .upper_word = text,
                                                .target_word = text,
                                                .lower_note = text,
                                                .upper_note = text,
                                                .curve_word = text};
  return figure;
}

leda_figure leda_test_gauge_components(const char *text) {
  static const double first[] = {8, 4, 92}, second[] = {28, 20, 96}, low[] = {4, 3, NAN},
                      high[] = {20, 9, 98}, means[] = {10, 12, 11};
  static const char *names[3];
  static leda_figure_gauge_measure measures[2];
  static leda_figure_gauge_operator operators[2];
  for (int i = 0; i < 3; i++) names[i] = text;
  measures[0] = (leda_figure_gauge_measure){text, first, low, high};
  measures[1] = (leda_figure_gauge_measure){text, second, NULL, NULL};
  for (int i = 0; i < 2; i++) operators[i] = (leda_figure_gauge_operator){text, means};
  leda_figure figure = figure_of(LEDA_FIGURE_GAUGE, text);
  figure.as.gauge = (leda_figure_gauge){names, 3,    measures, 2, 10,        30, text,
                                        text,  text, names,    3, operators, 2,  text};
  return figure;
}

leda_figure leda_test_box_plots(const char *text) {
  static const double beyond[] = {1, 19}, few[] = {4, 5, 5, NAN, 9};
  static leda_figure_box boxes[2];
  boxes[0] = (leda_figure_box){text, text, 4, 8, 10, 12, 16, beyond, 2};
  boxes[1] = (leda_figure_box){text, text, NAN, NAN, NAN, NAN, NAN, few, 5};
  leda_figure figure = figure_of(LEDA_FIGURE_BOX_PLOTS, text);
  figure.as.box_plots = (leda_figure_box_plots){boxes, 2, 11, text};
  return figure;
}

leda_figure leda_test_scatter(const char *text) {
  static const double x[] = {1, 2, 3, 4}, y[] = {10, NAN, 14, 15}, lower[] = {8, 10, 11, 12},
                      line[] = {9, 11, 13, 15}, upper[] = {10, 12, 15, 18};
  static leda_figure_cloud clouds[2];
  for (int i = 0; i < 2; i++) clouds[i] = (leda_figure_cloud){text, x, i ? line : y, 4};
  leda_figure figure = figure_of(LEDA_FIGURE_SCATTER, text);
  figure.as.scatter = (leda_figure_scatter){clouds, 2, x, line, lower, upper, 4, text, text};
  return figure;
}

leda_figure leda_test_before_after(const char *text) {
  static leda_figure_before_after_panel panels[2];
  panels[0] = (leda_figure_before_after_panel){
      text, text, {13.27, 12.8, 13.6, text}, {11.52, 11.2, 11.8, text}, 11.01, false, 2};
  panels[1] = (leda_figure_before_after_panel){
      text, text, {0.8, NAN, NAN, text}, {0.4, 0.3, 0.5, text}, NAN, true, 0};
  leda_figure figure = figure_of(LEDA_FIGURE_BEFORE_AFTER, text);
  figure.as.before_after = (leda_figure_before_after){panels, 2, text, text, text};
  return figure;
}

/* Two columns: a text alone, one with a control chart, one with a Pareto and one with whys. */
leda_figure leda_test_sheet(const char *text) {
  static leda_figure inside[3];
  static leda_figure_panel panels[4];
  inside[0] = leda_test_control_chart(text);
  inside[1] = leda_test_pareto(text);
  inside[2] = leda_test_whys(text);
  for (size_t i = 0; i < 4; i++)
    panels[i] = (leda_figure_panel){text, text, i ? &inside[i - 1] : NULL, i / 2, 0};
  leda_figure figure = figure_of(LEDA_FIGURE_SHEET, text);
  figure.as.sheet = (leda_figure_sheet){panels, 4};
  return figure;
}

void leda_test_every_kind(leda_figure out[LEDA_TEST_KINDS], const char *text) {
  const leda_figure figures[LEDA_TEST_KINDS] = {leda_test_control_chart(text),
                                                leda_test_dot_plot(text),
                                                leda_test_line_plot(text),
                                                leda_test_overview(text),
                                                leda_test_bars(text),
                                                leda_test_pareto(text),
                                                leda_test_fishbone(text),
                                                leda_test_whys(text),
                                                leda_test_timeline(text),
                                                leda_test_histogram(text),
                                                leda_test_gauge_components(text),
                                                leda_test_box_plots(text),
                                                leda_test_scatter(text),
                                                leda_test_before_after(text),
                                                leda_test_sheet(text)};
  memcpy(out, figures, sizeof figures);
}
