/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_FALSE_ALARM_H
#define LEDA_ANALYSIS_CHART_FALSE_ALARM_H

#include <stdint.h>

#include "engine/analysis/chart_many.h"

/* False alarms in the open: the chance that a chart like this one (type, points, phases, frozen baselines, missing and
   excluded points, denominators, sizes of subgroups, estimated limits) signals at least once when nothing changes. */

/* How often draws are made. More make the rates finer: their standard error is sqrt(rate (1 - rate) / draws). */
typedef struct {
  long draws;    /* 0: no rates; negative: LEDA_FALSE_ALARM_DRAWS, or fewer, see below */
  uint64_t seed; /* the same seed and chart give the same rates, whatever stands beside it */
  int threads;   /* 0: one a core; never changes a rate */
} leda_false_alarm_options;

/* By default. What depends on the design of an I or run chart alone is simulated once for all charts that share it, with
   as many draws. What belongs to one chart (its own values in random order, its denominators, its gaps) takes
   fewer where there are more than LEDA_FALSE_ALARM_FEW such simulations. */
#define LEDA_FALSE_ALARM_DRAWS 10000
#define LEDA_FALSE_ALARM_DRAWS_EACH 1000
#define LEDA_FALSE_ALARM_FEW 30

/* Fills false_alarms of all charts, made from this panel with these options: points beyond limits alone (where
   the type has limits), each chosen rule set (with points beyond limits, but Anhoej's without; none for types
   without rules) and, where that makes more than one, everything together. Each of three rates:
     normal    independent values by the model of the type (chart_replay.h)
     permuted  the chart's own values in random order within each phase
     ar1       the same model autocorrelated by phi as estimated from the chart's values (chart_noise.h)
   A rate that cannot be had is NaN and a notice in the chart's warnings says why. T2 charts: none at all.
   LEDA_ERR_MEMORY; charts stay usable. */
leda_status leda_charts_false_alarm(leda_charts *charts, const leda_panel *panel,
                                    const leda_chart_options *options,
                                    const leda_false_alarm_options *how, leda_error *err);

/* "beyond-limits", a rule set's word, or "together"; never NULL. */
const char *leda_false_alarm_token(unsigned rules);

typedef enum {
  LEDA_FALSE_ALARM_NORMAL,
  LEDA_FALSE_ALARM_PERMUTED,
  LEDA_FALSE_ALARM_AR1
} leda_false_alarm_noise;

typedef struct {
  double rate;
  leda_false_alarm_noise noise;
} leda_false_alarm_largest;

/* The largest of the three rates of the chart as a whole, which is its last entry; false where none is known. */
bool leda_chart_false_alarm_largest(const leda_chart *chart, leda_false_alarm_largest *out);

#endif
