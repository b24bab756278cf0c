/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_SIMULATE_CHOICES_H
#define LEDA_CLI_SIMULATE_CHOICES_H

#include "engine/cli/common.h"

/* The two kinds of data that `leda simulate` makes; argv[0] is "panel" or "survey". */
leda_status leda_simulate_panel_command(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_simulate_survey_command(int argc, char **argv, leda_cli *cli, leda_error *err);

/* Refuses JSON and operands: both commands make CSV from options alone. */
leda_status leda_simulate_check_line(const leda_cli *cli, int operands, leda_error *err);

/* Reads a whole number of at least 1 into *out. */
leda_status leda_simulate_count(const char *option, const char *value, size_t *out,
                                leda_error *err);

#endif
