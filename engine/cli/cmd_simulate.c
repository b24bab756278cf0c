/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/cli/command.h"
#include "engine/cli/simulate_choices.h"

leda_status leda_simulate_count(const char *option, const char *value, size_t *out,
                                leda_error *err) {
  long long whole = 0;
  if (leda_option_whole(option, value, &whole, err)) return LEDA_ERR_USAGE;
  *out = (size_t)whole;
  if (whole >= 1) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), option, 1);
}

leda_status leda_simulate_check_line(const leda_cli *cli, int operands, leda_error *err) {
  if (cli->format == LEDA_OUTPUT_JSON)
    return leda_fail(err, LEDA_ERR_USAGE, "%s", _("simulate writes CSV, not JSON"));
  if (operands == 0) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, "%s", _("simulate reads no file: everything is an option"));
}

static leda_status no_option(int id, const char *value, void *data, leda_error *err) {
  (void)value;
  (void)data;
  return leda_fail(err, LEDA_ERR_INTERNAL, "option %d", id);
}

leda_status leda_cmd_simulate(int argc, char **argv, leda_cli *cli, leda_error *err) {
  const char *word = argc > 1 ? argv[1] : "";
  if (strcmp(word, "panel") == 0) return leda_simulate_panel_command(argc - 1, argv + 1, cli, err);
  if (strcmp(word, "survey") == 0)
    return leda_simulate_survey_command(argc - 1, argv + 1, cli, err);
  leda_command_line line = {
      .usage = "leda simulate panel|survey [OPTIONS]",
      .summary = N_("Makes data with a known answer: series of units over time, or "
                    "answers to a questionnaire in waves. leda simulate panel --help "
                    "and leda simulate survey --help list the options."),
      .handler = no_option,
      .example = "leda simulate panel --units 8 --shift 2@0.5 --share 0.25"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (status || cli->help || cli->version) return status;
  leda_fail(err, LEDA_ERR_USAGE, "%s", _("say what to simulate"));
  leda_error_hint(err, "%s", _("leda simulate panel or leda simulate survey"));
  return LEDA_ERR_USAGE;
}
