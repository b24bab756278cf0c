/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_CHART_CHOICES_H
#define LEDA_CLI_CHART_CHOICES_H

#include "engine/analysis/chart.h"
#include "engine/cli/common.h"
#include "engine/cli/figure_choices.h"

/* What the options of `leda chart` say. Lists grow as options are met; texts point into argv. */
typedef struct {
  leda_chart_options options; /* its lists are filled in by leda_chart_choices_options */
  leda_phase_choice *phases;
  size_t n_phases;
  leda_period *excluded;
  size_t n_excluded;
  leda_dated_text *notes;
  size_t n_notes;
  leda_target_choice *targets;
  size_t n_targets;
  const char **figures;
  size_t n_figures;
  const char *folder;
  const char *summary_figure; /* NULL: none */
  leda_figure_choices drawing;
  bool add_up;            /* rows of one period are summed before anything is made of them */
  bool with_ranges;       /* beside each chart that of its ranges or standard deviations */
  long false_alarm_draws; /* negative: as many as is usual */
} leda_chart_choices;

void leda_chart_choices_init(leda_chart_choices *choices);
void leda_chart_choices_clear(leda_chart_choices *choices);

/* The options with the lists put in; valid as long as *choices stands. */
leda_chart_options leda_chart_choices_options(const leda_chart_choices *choices);

/* Usage, help and parsing of `leda chart` into *choices. */
leda_command_line leda_chart_command_line(leda_chart_choices *choices);

#endif
