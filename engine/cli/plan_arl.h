/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_PLAN_ARL_H
#define LEDA_CLI_PLAN_ARL_H

#include "engine/analysis/run_lengths.h"
#include "engine/cli/command.h"

/* `leda plan --arl`: how long a control chart takes to signal. */

/* Options that only --arl has; above those of leda plan. */
enum {
  LEDA_PLAN_ARL_FIRST = 100,
  LEDA_PLAN_ARL_LAMBDA = LEDA_PLAN_ARL_FIRST,
  LEDA_PLAN_ARL_WIDTH,
  LEDA_PLAN_ARL_FIXED_LIMITS,
  LEDA_PLAN_ARL_K,
  LEDA_PLAN_ARL_H,
  LEDA_PLAN_ARL_HEAD_START,
  LEDA_PLAN_ARL_SUBGROUP_SIZE,
  LEDA_PLAN_ARL_ARL0,
  LEDA_PLAN_ARL_CHART
};

leda_status leda_plan_arl_handle(int id, const char *value, leda_run_lengths_options *options,
                                 leda_error *err);

/* Computes, draws to the paths and prints. */
leda_status leda_plan_arl_answer(const leda_run_lengths_options *options, const leda_cli *cli,
                                 const char *const *figures, size_t n, leda_error *err);

#endif
