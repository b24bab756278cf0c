/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_FALSE_ALARM_SUBGROUPS_H
#define LEDA_STATS_FALSE_ALARM_SUBGROUPS_H

#include <stddef.h>

#include "stats/alarm_rules.h"
#include "stats/stream.h"

typedef enum {
  LEDA_ALARM_BY_RANGE, /* mean range / constant */
  LEDA_ALARM_BY_SD,    /* mean sd / constant */
  LEDA_ALARM_BY_POOLED /* root of the mean variance, / constant */
} leda_alarm_within;

/* Unchanged Xbar charts for false_alarm.h: n subgroups of `size` independent normal values; centre and sigma from
 * them. Judge with centre LEDA_ALARM_CENTRE_ZERO and sigma LEDA_ALARM_SIGMA_ONE (and the same phases). */
typedef struct {
  size_t size; /* >= 2 */
  leda_alarm_within sigma;
  double constant; /* d2(size), c4(size), or 1: handed in, since it takes an integral */
  const leda_alarm_phase *phases; /* n_phases 0: one of all points */
  size_t n_phases;
} leda_false_alarm_subgroups;

/* A leda_false_alarm_draw; data: const leda_false_alarm_subgroups *. y_i = (mean_i - mean of means) sqrt(size) /
 * sigma, over the baseline of each phase; 0 outside all phases. */
void leda_false_alarm_subgroups_draw(leda_stream *stream, double *y, size_t n, const void *data);

#endif
