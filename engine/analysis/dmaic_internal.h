/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_DMAIC_INTERNAL_H
#define LEDA_ANALYSIS_DMAIC_INTERNAL_H

#include "engine/analysis/dmaic.h"

/* What the phases of leda_dmaic_run share. */
typedef struct {
  leda_dmaic *dmaic;
  const leda_dmaic_inputs *in;
  const leda_project_measure *measure; /* NULL: none */
  leda_check_options check;            /* of every verdict */
  int sign;                            /* +1: higher is better, -1: lower, 0: nobody said */
  bool failed;                         /* memory ran out */
  leda_finding spare;                  /* what is written to then; never read */
} leda_dmaic_work;

/* A new finding of a phase, numbers NaN and texts ""; never NULL (a failure is kept in `failed`). */
leda_finding *leda_dmaic_add(leda_dmaic_work *work, leda_phase phase, leda_finding_kind kind,
                             leda_dmaic_state state);

/* A key of the project file. `needed`: the gate cannot be passed without. */
typedef struct {
  const char *section, *key;
  bool needed;
} leda_dmaic_key;

/* Adds a finding where a key has no value. */
void leda_dmaic_need(leda_dmaic_work *work, leda_phase phase, leda_setting setting,
                     leda_dmaic_key key);

/* The observations of `series` whose ordinals are from..to, as a series that borrows them. */
leda_series leda_dmaic_part(const leda_series *series, int32_t from, int32_t to);

/* How many of the observations have a value. */
size_t leda_dmaic_count(const leda_series *series);

/* Where a period of the project begins and ends in the panel; false where the two are of different sorts. */
bool leda_dmaic_range(const leda_dmaic_work *work, leda_period period, int32_t *from, int32_t *to);

/* The baseline (as the project says, else all before the first change, else all), and the side that is better. */
leda_status leda_dmaic_prepare(leda_dmaic_work *work, leda_error *err);

/* A state by an interval: PASSED where all of it is at or beyond the bound on the good side (sign +1: above),
   NOT_PASSED where none is, else CANNOT_TELL. NaN: CANNOT_TELL. */
leda_dmaic_state leda_dmaic_by_interval(double lower, double upper, double bound, int sign);

/* Each judges one of the studies, which is there. */
leda_status leda_dmaic_gauge(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_raters(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_strata(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_pareto_judge(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_scatter(leda_dmaic_work *work, leda_error *err);

/* The share of the gain that is left, where the project says how long it has to hold. */
void leda_dmaic_sustain(leda_dmaic_work *work);

leda_status leda_dmaic_define(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_measure(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_analyze(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_improve(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_control(leda_dmaic_work *work, leda_error *err);
leda_status leda_dmaic_spread(leda_dmaic_work *work, leda_error *err);

#endif
