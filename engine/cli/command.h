/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_COMMAND_H
#define LEDA_CLI_COMMAND_H

#include "engine/cli/common.h"

/* One command of the program. `run` reads its words (argv[0] is the command's name), does the work
   and returns LEDA_OK or a failure with *err filled; located errors and notices that a reader met are
   already printed by the helpers of common.h. `*exit_code` is 0 and may be set to 4 (--fail-on). */
typedef struct {
  const char *name;
  leda_status (*run)(int argc, char **argv, leda_cli *cli, leda_error *err);
  const char *summary; /* one line, marked with N_() */
} leda_command;

leda_status leda_cmd_chart(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_cmd_check(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_cmd_scan(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_cmd_verify(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_cmd_dmaic(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_cmd_report(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_cmd_plan(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_cmd_simulate(int argc, char **argv, leda_cli *cli, leda_error *err);
leda_status leda_cmd_assess(int argc, char **argv, leda_cli *cli, leda_error *err);

#endif
