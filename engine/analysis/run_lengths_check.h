/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_RUN_LENGTHS_CHECK_H
#define LEDA_ANALYSIS_RUN_LENGTHS_CHECK_H

#include "engine/analysis/run_lengths.h"

/* Refuses what does not go together or is out of range and fills in what was not given. LEDA_ERR_USAGE. */
leda_status leda_run_lengths_complete(leda_run_lengths_options *options, leda_error *err);

#endif
