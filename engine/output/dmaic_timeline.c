/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The project on the axis of its data: baseline, changes, new level, goal, and how each gate stands. */
#include <math.h>

#include "engine/output/dmaic_output.h"
#include "engine/output/report_dmaic.h"

static leda_figure_gate gate_of(leda_dmaic_state state) {
  static const leda_figure_gate GATES[] = {LEDA_FIGURE_GATE_NONE, LEDA_FIGURE_GATE_PASSED,
                                           LEDA_FIGURE_GATE_UNTOLD, LEDA_FIGURE_GATE_NOT};
  return GATES[state];
}

static const char *span_label(leda_report *report, leda_period from, leda_period to) {
  leda_text text = {0};
  leda_period_label_short(from, report->language, &text);
  if (to.ordinal != from.ordinal) {
    leda_text_add(&text, " – ");
    leda_period_label_short(to, report->language, &text);
  }
  return leda_keep_text(&report->keeper, &text);
}

/* Where the data say when a phase was: measuring is the baseline, improving from the first change, controlling
   after the last. The others have no dates, and their gate is told without a bar. */
static void place(leda_report *report, const leda_dmaic *dmaic, leda_figure_phase *phases) {
  const leda_dmaic_baseline *baseline = &dmaic->baseline;
  const leda_chart *chart = &dmaic->chart;
  leda_period last = chart->points[chart->n - 1].period;
  if (baseline->n > 0) {
    phases[LEDA_PHASE_MEASURE].from = baseline->first.ordinal;
    phases[LEDA_PHASE_MEASURE].to = baseline->last.ordinal + 1.0;
    phases[LEDA_PHASE_MEASURE].dates = span_label(report, baseline->first, baseline->last);
  }
  if (!dmaic->change || chart->n_phases < 2) return;
  leda_period first = chart->phases[1].first, latest = chart->phases[chart->n_phases - 1].first;
  phases[LEDA_PHASE_IMPROVE].from = first.ordinal;
  phases[LEDA_PHASE_IMPROVE].to = latest.ordinal + 1.0;
  phases[LEDA_PHASE_IMPROVE].dates = span_label(report, first, latest);
  phases[LEDA_PHASE_CONTROL].from = latest.ordinal;
  phases[LEDA_PHASE_CONTROL].to = last.ordinal + 1.0;
  phases[LEDA_PHASE_CONTROL].dates = span_label(report, latest, last);
}

/* A phase without dates of its own still shows how its gate stands: before the data, before the change, or at the end,
   and says that the place is no date. */
static void place_undated(const leda_dmaic *dmaic, leda_figure_phase *phases) {
  const leda_chart *chart = &dmaic->chart;
  double first = chart->points[0].period.ordinal;
  double last = chart->points[chart->n - 1].period.ordinal + 1.0;
  double change = chart->n_phases > 1 ? chart->phases[1].first.ordinal : last;
  const double places[LEDA_PHASE_COUNT] = {first, change, change, last, last, last};
  for (size_t k = 0; k < LEDA_PHASE_COUNT; k++) {
    if (!isnan(phases[k].from) || dmaic->gates[k].state == LEDA_STATE_NOT_BEGUN) continue;
    phases[k].from = phases[k].to = places[k];
    phases[k].dates = _("not dated");
  }
}

static leda_figure_marks ticks_of(leda_report *report, const leda_chart *chart) {
  leda_figure_mark *ticks = leda_keep_array(&report->keeper, chart->n, sizeof *ticks);
  for (size_t i = 0; ticks && i < chart->n; i++) {
    leda_text label = {0};
    leda_period_label_short(chart->points[i].period, report->language, &label);
    ticks[i] = (leda_figure_mark){chart->points[i].period.ordinal,
                                  leda_keep_text(&report->keeper, &label)};
  }
  return (leda_figure_marks){ticks, ticks ? chart->n : 0};
}

static leda_figure_marks changes_of(leda_report *report, const leda_chart *chart) {
  leda_figure_mark *marks = leda_keep_array(&report->keeper, chart->n_phases, sizeof *marks);
  size_t n = 0;
  for (size_t k = 1; marks && k < chart->n_phases; k++)
    marks[n++] = (leda_figure_mark){chart->phases[k].first.ordinal, chart->phases[k].label};
  return (leda_figure_marks){marks, n};
}

const leda_figure *leda_dmaic_timeline(leda_report *report, const leda_project *project,
                                       const leda_dmaic *dmaic) {
  if (!dmaic->has_chart || dmaic->chart.n == 0) return NULL;
  leda_figure_phase *phases = leda_keep_array(&report->keeper, LEDA_PHASE_COUNT, sizeof *phases);
  leda_text alt = {0};
  for (size_t k = 0; phases && k < LEDA_PHASE_COUNT; k++) {
    leda_dmaic_state state = dmaic->gates[k].state;
    phases[k] = (leda_figure_phase){.name = leda_phase_words((leda_phase)k),
                                    .from = NAN,
                                    .to = NAN,
                                    .gate = gate_of(state),
                                    .reason = leda_gate_words(state)};
    leda_text_addf(&alt, "%s%s: %s", k > 0 ? "; " : "", phases[k].name, leda_gate_words(state));
  }
  leda_figure *figure = leda_dmaic_figure(report, LEDA_FIGURE_TIMELINE, _("The project in time"),
                                          leda_keep_text(&report->keeper, &alt));
  if (!figure || !phases) return NULL;
  (void)project;
  place(report, dmaic, phases);
  place_undated(dmaic, phases);
  const leda_chart *chart = &dmaic->chart;
  figure->as.timeline =
      (leda_figure_timeline){.phases = phases,
                             .n_phases = LEDA_PHASE_COUNT,
                             .from = chart->points[0].period.ordinal,
                             .to = chart->points[chart->n - 1].period.ordinal + 1.0,
                             .ticks = ticks_of(report, chart),
                             .changes = changes_of(report, chart),
                             .now = NAN,
                             .now_word = "",
                             .passed_word = _("passed"),
                             .not_word = _("not passed"),
                             .untold_word = _("cannot tell"),
                             .planned_word = _("planned")};
  return figure;
}
