/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_TARGET_CHOICE_H
#define LEDA_CLI_TARGET_CHOICE_H

#include "engine/analysis/chart.h"

/* Reads V, PERIOD=V or PERIOD=V..PERIOD=V, the value of --target. LEDA_ERR_USAGE, named after the option,
   for anything else. */
leda_status leda_target_choice_parse(const char *value, leda_target_choice *out, leda_error *err);

#endif
