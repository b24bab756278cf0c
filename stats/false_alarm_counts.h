/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_FALSE_ALARM_COUNTS_H
#define LEDA_STATS_FALSE_ALARM_COUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/alarm_rules.h"
#include "stats/stream.h"

/* Unchanged p, np, u and c charts for false_alarm.h: counts are drawn, centre line and sigma estimated from
 * them as the chart does, and each point comes out in its own sigmas. Judge with centre LEDA_ALARM_CENTRE_ZERO and
 * sigma LEDA_ALARM_SIGMA_ONE (and the same phases, so that runs restart). */
typedef struct {
  const double *denominator; /* n values > 0; binomial: whole numbers. NULL: 1 each (c charts) */
  double rate;   /* binomial: the share, 0..1; else events per unit of the denominator */
  bool binomial; /* p and np charts; false: Poisson, u and c charts */
  const leda_alarm_phase *phases; /* each with limits of its own; n_phases 0: one of all points */
  size_t n_phases;
} leda_false_alarm_counts;

/* A leda_false_alarm_draw; data: const leda_false_alarm_counts *. y_i = (x_i / d_i - m) / sqrt(v / d_i), m = sum x /
 * sum d over the phase's baseline, v = m (1 - m) or m. 0 where v is 0, and outside all phases. Counts by inversion;
 * above a mean (binomial: on either side) of 200 as rounded normal values, cut at 0 and d. */
void leda_false_alarm_counts_draw(leda_stream *stream, double *y, size_t n, const void *data);

#endif
