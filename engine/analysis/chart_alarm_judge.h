/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_ALARM_JUDGE_H
#define LEDA_ANALYSIS_CHART_ALARM_JUDGE_H

#include "engine/analysis/chart_count_judge.h"
#include "stats/alarm_rules.h"

/* A short cut for what most charts are: I and run charts without gaps, missing or excluded points, whose baselines are
   the first points of their phases; p, np, u and c charts about their mean. The judge of alarm_rules.h then finds what
   leda_chart_replay_judge finds, several times as fast; a test holds one against the other, draw by draw. */
typedef struct {
  leda_alarm_judge *judge; /* NULL: no short cut */
  double *work;
  bool counts; /* p, np, u, c */
  leda_chart_count_judge count;
  unsigned
      signals[LEDA_RULE_SETS + 1]; /* what the judge's bit k stands for among LEDA_REPLAY_... */
  size_t n_sets;
} leda_chart_alarm_judge;

/* Is there a short cut? */
bool leda_chart_alarm_judge_fits(const leda_chart_replay *replay);

/* LEDA_OK without a judge where the chart is not of that kind; LEDA_ERR_MEMORY. Free with leda_chart_alarm_judge_clear. */
leda_status leda_chart_alarm_judge_init(leda_chart_alarm_judge *fast,
                                        const leda_chart_replay *replay, leda_error *err);
void leda_chart_alarm_judge_clear(leda_chart_alarm_judge *fast);

/* The signals of the replay's latest draw, as leda_chart_replay_judge. */
unsigned leda_chart_alarm_judge_run(leda_chart_alarm_judge *fast, const leda_chart_replay *replay);

#endif
