/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_SIMULATE_H
#define LEDA_ANALYSIS_SIMULATE_H

#include "engine/core/period.h"
#include "engine/core/progress.h"
#include "engine/core/status.h"
#include "engine/core/text.h"
#include "stats/simulate_series.h"

/* A size as the user gave it: in the unit of the values, or as a multiple of the noise's sd. */
typedef struct {
  double amount;
  bool in_sd;
} leda_simulate_size;

/* Where a shift begins. */
typedef enum {
  LEDA_SIMULATE_AT_FRACTION, /* of the series' length, rounded down */
  LEDA_SIMULATE_AT_PERIOD,
  LEDA_SIMULATE_ANYWHERE /* each series its own, at least two points on either side */
} leda_simulate_where;

/* What a panel is made from; leda_simulate_options_default fills it. NaN or LEDA_PERIOD_NONE: not
   given. */
typedef struct {
  size_t units, periods, indicators;
  leda_period_kind every; /* LEDA_PERIOD_MONTH, _QUARTER or _YEAR; NONE: as `first`, else months */
  leda_period first;      /* kind LEDA_PERIOD_NONE: January 2015 */
  leda_simulate_noise noise;
  bool noise_given;
  double phi, phi_sd;
  double sd;    /* NaN: 1; not for counts, which have their own */
  double level; /* NaN: 10, binomial 0.5 */
  leda_simulate_size shift, drift, season;
  leda_simulate_where where;
  double fraction;
  leda_period shift_period;
  double share;
  double denominator_low, denominator_high; /* 0: none */
  double missing, common;
  int decimals; /* of measured values; -1: seven digits of the sd */
  bool truth;
  int threads;
  uint64_t seed;
} leda_simulate_options;

/* A panel that can be made series by series. */
typedef struct {
  leda_simulate_model model;
  size_t units;
  leda_period first;
  int decimals; /* of measured values */
  bool counts;
  bool denominators;
  bool truth;
  int threads;
} leda_simulation;

/* One series of a panel. */
typedef struct {
  size_t unit, indicator; /* from 0 */
  const double *y;        /* model.periods values or counts; NaN where missing */
  const leda_simulate_truth *truth;
} leda_simulated_series;

/* Where the series go: `render` adds one to a text, from any thread; `write` takes these texts in the
   order of the series, from one thread. */
typedef struct {
  void (*render)(const leda_simulation *simulation, const leda_simulated_series *series,
                 leda_text *text);
  leda_status (*write)(const leda_text *text, void *data, leda_error *err);
  void *data;
  leda_progress progress;
} leda_simulation_sink;

leda_simulate_options leda_simulate_options_default(void);

/* Checks what was asked for. Errors: LEDA_ERR_USAGE with the option's name in the message (a share outside
   0..1, a shift outside the series, a season in years, counts that would be negative...). */
leda_status leda_simulation_init(leda_simulation *simulation, const leda_simulate_options *options,
                                 leda_error *err);

leda_period leda_simulation_period(const leda_simulation *simulation, size_t i);

/* Makes all series, unit by unit and within each unit by indicator. Memory: some hundred series at a
   time, however many there are. The same bytes for any number of threads. Errors: what `write` returns,
   LEDA_ERR_MEMORY, LEDA_ERR_CANCELLED by the sink's progress. */
leda_status leda_simulation_run(const leda_simulation *simulation, const leda_simulation_sink *sink,
                                leda_error *err);

#endif
