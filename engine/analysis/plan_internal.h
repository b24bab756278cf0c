/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PLAN_INTERNAL_H
#define LEDA_ANALYSIS_PLAN_INTERNAL_H

#include "engine/analysis/plan.h"

/* Checks the options, fills in what follows from them, and names the question. */
leda_status leda_plan_resolve(leda_plan *plan, const leda_plan_options *options, leda_error *err);

/* Index of the first value after the change began, in a series of n values. */
size_t leda_plan_change_index(const leda_plan_options *options, size_t n);

#endif
