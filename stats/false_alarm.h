/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_FALSE_ALARM_H
#define LEDA_STATS_FALSE_ALARM_H

#include <stddef.h>
#include <stdint.h>

#include "stats/alarm_rules.h"
#include "stats/stream.h"

/* The chance that a chart signals at least once though nothing changes, simulated. Streams go with blocks
 * of replicates and counts are whole numbers, so any number of threads gives the same rates. */

/* Draws one unchanged series of n values. */
typedef void (*leda_false_alarm_draw)(leda_stream *stream, double *y, size_t n, const void *data);

/* Independent standard normal values; data is not read. */
void leda_false_alarm_normal(leda_stream *stream, double *y, size_t n, const void *data);

/* The n values at data (const double *) in random order. */
void leda_false_alarm_permuted(leda_stream *stream, double *y, size_t n, const void *data);

/* Stationary AR(1) with normal noise and variance 1; data: const double *phi, -1 < phi < 1. */
void leda_false_alarm_ar1(leda_stream *stream, double *y, size_t n, const void *data);

/* Judges a series: bit k is set where rule set k signals. work holds plan.work doubles. */
typedef unsigned (*leda_false_alarm_judge)(const double *y, size_t n, double *work,
                                           const void *data);

typedef struct {
  size_t n;
  leda_false_alarm_draw draw;
  const void *draw_data;
  leda_false_alarm_judge judge; /* any judge: attribute charts with their denominators, say */
  const void *judge_data;
  size_t work;   /* doubles of work space for the judge */
  size_t n_sets; /* 1..32 */
  size_t draws;  /* replicates; the standard error is sqrt(rate (1 - rate) / draws) */
  uint64_t seed;
  int threads; /* below 1: one */
} leda_false_alarm_plan;

/* rate[0..n_sets-1]: share of series with at least one signal. GSL_SUCCESS; GSL_EINVAL for n, n_sets or draws
 * of 0, n_sets above 32; GSL_ENOMEM. Rates are NaN on failure. */
int leda_false_alarm_simulate(const leda_false_alarm_plan *plan, double *rate);

/* The same with a judge of alarm_rules.h; plan's n, judge, judge_data, work and n_sets are not read. */
int leda_false_alarm_chart(const leda_false_alarm_plan *plan, const leda_alarm_judge *judge,
                           double *rate);

#endif
