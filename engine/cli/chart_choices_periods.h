/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_CHART_CHOICES_PERIODS_H
#define LEDA_CLI_CHART_CHOICES_PERIODS_H

#include "engine/cli/chart_choices.h"

/* Options of `leda chart` whose values name periods; texts point into `value`. Usage errors name the option. */
leda_status leda_chart_choose_baseline(leda_chart_choices *choices, const char *value,
                                       leda_error *err);
leda_status leda_chart_choose_phase(leda_chart_choices *choices, const char *value,
                                    leda_error *err);
leda_status leda_chart_choose_excluded(leda_chart_choices *choices, const char *value,
                                       leda_error *err);
leda_status leda_chart_choose_note(leda_chart_choices *choices, const char *value, leda_error *err);
leda_status leda_chart_choose_target(leda_chart_choices *choices, const char *value,
                                     leda_error *err);

#endif
