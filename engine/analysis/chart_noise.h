/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_NOISE_H
#define LEDA_ANALYSIS_CHART_NOISE_H

#include "engine/analysis/chart_replay.h"

/* Fills mean, spread and law of a replay whose limits have just been made from the data. Part of
   leda_chart_replay_init. */
leda_status leda_chart_noise_model(leda_chart_replay *replay, leda_error *err);

/* Does the model hold for every chart of the same design, or does it take levels from this chart's data? */
bool leda_chart_noise_is_shared(leda_chart_type type);

/* phi of the chart's values about their phases' centres, by the estimate that a verdict uses and a shift hardly
   inflates (phi_profile.h), rounded to 0.02. NaN with fewer than LEDA_NOISE_LEAST_VALUES values and where they are all
   equal: *constant says which (false
   for too few). */
#define LEDA_NOISE_LEAST_VALUES 8
leda_status leda_chart_noise_phi(const leda_chart_replay *replay, double *phi, bool *constant,
                                 leda_error *err);

#endif
