/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_internal.h"
#include "engine/core/i18n.h"
#include "stats/runs_box.h"

static void warn_outside(leda_chart *chart, size_t useful) {
  leda_messages_note(
      &chart->warnings, LEDA_WARNING, (leda_place){0},
      P_("the limits of the runs analysis are the standard ones, as best box and cut box are made for %d to %d "
         "useful points and %zu is here",
         "the limits of the runs analysis are the standard ones, as best box and cut box are made for %d to %d "
         "useful points and %zu are here",
         useful),
      LEDA_RUNS_BOX_FIRST, LEDA_RUNS_BOX_LAST, useful);
}

void leda_chart_anhoej(leda_chart *chart, leda_runs_rule rule, const leda_chart_sequence *s,
                       size_t phase) {
  leda_runs runs = leda_runs_analyse(s->value, s->centre, s->n);
  if (!leda_runs_judge(&runs, rule)) {
    warn_outside(chart, runs.useful);
    rule = LEDA_RUNS_STANDARD;
  }
  chart->runs[chart->n_runs++] = (leda_chart_runs){.phase = phase,
                                                   .useful = runs.useful,
                                                   .longest_run = runs.longest_run,
                                                   .longest_run_max = runs.longest_run_max,
                                                   .crossings = runs.crossings,
                                                   .crossings_min = runs.crossings_min,
                                                   .rule = rule,
                                                   .signal = runs.signal};
  if (!runs.signal || !(chart->rules & LEDA_RULES_ANHOEJ)) return;
  leda_runs_mark_long(s->value, s->centre, s->n, runs.longest_run_max, s->fires);
  for (size_t i = 0; i < s->n; i++)
    if (s->fires[i]) chart->points[s->index[i]].broken[0] |= LEDA_SIGNAL_LONG_RUN;
  if (runs.crossings < runs.crossings_min)
    chart->points[s->index[s->n - 1]].broken[0] |= LEDA_SIGNAL_FEW_CROSSINGS;
}
