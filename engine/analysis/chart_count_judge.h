/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_COUNT_JUDGE_H
#define LEDA_ANALYSIS_CHART_COUNT_JUDGE_H

#include "engine/analysis/chart_replay.h"

/* Points of p, np, u and c charts in their own sigmas, for the judge of alarm_rules.h; a part of chart_alarm_judge.h.
   Only points that are neither missing nor excluded, closed up. */
typedef struct {
  double *y; /* [n] what the chart shows */
  double *z; /* [n] in sigmas off the centre, 0 without a sigma above 0 */
  size_t n;
  bool exact;                   /* limits by the law of the count: found here, not by z */
  struct leda_count_seen *seen; /* exact: quantiles met before */
} leda_chart_count_judge;

bool leda_chart_count_judge_fits(const leda_chart_replay *replay);
leda_status leda_chart_count_judge_init(leda_chart_count_judge *counts,
                                        const leda_chart_replay *replay, leda_error *err);
void leda_chart_count_judge_clear(leda_chart_count_judge *counts);

/* Fills y and z from the latest draw. *beyond: a point lies beyond exact limits. */
void leda_chart_count_judge_make(leda_chart_count_judge *counts, const leda_chart_replay *replay,
                                 bool *beyond);

#endif
