/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_FALSE_ALARM_INTERNAL_H
#define LEDA_ANALYSIS_CHART_FALSE_ALARM_INTERNAL_H

#include "engine/analysis/chart_false_alarm.h"
#include "engine/analysis/chart_replay.h"
#include "engine/core/file.h"

enum { LEDA_FALSE_ALARM_NOISES = 3 };

/* One simulation. Two with the same key are one and the same. */
typedef struct {
  size_t chart; /* one of those it is for */
  leda_false_alarm_noise noise;
  double phi;
  bool shared; /* by all charts of the same design, and quickly made */
  size_t draws;
  char
      key[LEDA_HASH_SIZE]; /* of all that its result depends on, the seed too; "": not to be made */
  size_t
      signals[LEDA_REPLAY_BITS]; /* charts with at least one, by bit of leda_chart_replay_judge */
} leda_false_alarm_task;

/* Fills the key and `shared`: design, seed, noise and, where the result hangs on them, the chart's own values. */
leda_status leda_false_alarm_key(const leda_chart_replay *replay, leda_false_alarm_task *task,
                                 uint64_t seed, leda_error *err);

/* Makes the draws and counts. The stream comes from the key. */
leda_status leda_false_alarm_task_run(leda_chart_replay *replay, leda_false_alarm_task *task,
                                      leda_error *err);

#endif
