/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PLAN_INTERNAL_H
#define LEDA_ANALYSIS_PLAN_INTERNAL_H

#include "engine/analysis/plan.h"

/* Checks the options, fills in what follows from them, and names the question. */
leda_status leda_plan_resolve(leda_plan *plan, const leda_plan_options *options, leda_error *err);

/* Index of the first value after the change began, in a series of n values. */
size_t leda_plan_change_index(const leda_plan_options *options, size_t n);

/* ---- power, with what was computed before kept ---- */

enum { LEDA_PLAN_KEPT = 64 };

typedef struct {
  const leda_plan *plan;
  size_t points[LEDA_PLAN_KEPT];
  double power[LEDA_PLAN_KEPT];
  size_t n;
} leda_plan_powers;

/* Power of the plan's shift, else of its slope, with n values. */
leda_status leda_plan_power_at(leda_plan_powers *powers, size_t n, double *power, leda_error *err);
bool leda_plan_power_kept(const leda_plan_powers *powers, size_t n);

/* The same at plan->points where the verdict has to learn phi. */
leda_status leda_plan_power_unknown(const leda_plan *plan, double *power, leda_error *err);

/* The smallest shift and slope with the power asked for at given.points. */
leda_status leda_plan_sizes(const leda_plan *plan, double *shift, double *slope, leda_error *err);

#endif
