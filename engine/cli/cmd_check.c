/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/analysis/check.h"
#include "engine/cli/command.h"
#include "engine/output/chart_output.h"
#include "engine/output/json_write.h"

enum { ID_ALPHA = 1, ID_BETTER, ID_NOISE, ID_PER, ID_FAIL_ON };

typedef enum { FAIL_NEVER, FAIL_ON_DETERIORATION, FAIL_ON_CHANGE } fail_on;

typedef struct {
  leda_check_options options;
  fail_on fail;
} check_choices;

static const leda_option check_options[] = {
    {"alpha", 0, "P", N_("share of unchanged series that may be called changed (default: 0.05)"),
     ID_ALPHA},
    {"better", 0, "higher|lower|none", N_("which way is better"), ID_BETTER},
    {"noise", 0, "auto|independent", N_("noise model; both mean independent noise so far"),
     ID_NOISE},
    {"per", 0, "N", N_("multiply rates, e.g. 100 or 1000"), ID_PER},
    {"fail-on", 0, "deterioration|change", N_("exit code 4 when the verdict says so"), ID_FAIL_ON},
};

static leda_status set_alpha(check_choices *choices, const char *value, leda_error *err) {
  if (leda_option_number("alpha", value, &choices->options.alpha, err)) return LEDA_ERR_USAGE;
  if (choices->options.alpha >= 0.0001 && choices->options.alpha <= 0.5) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--alpha must lie between 0.0001 and 0.5"));
}

static leda_status set_noise(const char *value, leda_error *err) {
  if (strcmp(value, "auto") == 0 || strcmp(value, "independent") == 0) return LEDA_OK;
  return leda_option_bad_word("noise", value, "auto, independent", err);
}

static leda_status set_fail_on(check_choices *choices, const char *value, leda_error *err) {
  if (strcmp(value, "deterioration") == 0)
    choices->fail = FAIL_ON_DETERIORATION;
  else if (strcmp(value, "change") == 0)
    choices->fail = FAIL_ON_CHANGE;
  else
    return leda_option_bad_word("fail-on", value, "deterioration, change", err);
  return LEDA_OK;
}

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  check_choices *choices = data;
  switch (id) {
  case ID_ALPHA:
    return set_alpha(choices, value, err);
  case ID_NOISE:
    return set_noise(value, err);
  case ID_PER:
    return leda_option_positive("per", value, &choices->options.per, err);
  case ID_FAIL_ON:
    return set_fail_on(choices, value, err);
  default:
    break;
  }
  if (leda_better_parse(value, &choices->options.better)) return LEDA_OK;
  return leda_option_bad_word("better", value, "higher, lower, none", err);
}

static leda_status need_one_series(const leda_panel *panel, leda_error *err) {
  if (panel->n_series == 1) return LEDA_OK;
  leda_place place = {.file = panel->files[0]};
  leda_fail_at(err, place, _("the data hold %zu series, and check judges one"), panel->n_series);
  leda_error_hint(err, "%s",
                  _("choose one with --where COLUMN=VALUE; leda scan judges many series with false "
                    "discoveries held down"));
  return LEDA_ERR_DATA;
}

static leda_status write_json(const leda_check *check, leda_text *document, leda_error *err) {
  json_t *root = leda_json_document("check"), *series = json_array();
  int failed = json_array_append_new(series, leda_check_json(check));
  failed |= json_object_set_new(root, "series", series);
  if (failed) {
    json_decref(root);
    root = NULL;
  }
  return leda_json_write(root, document, err);
}

static leda_status write_out(const leda_check *check, const leda_cli *cli, leda_error *err) {
  leda_text document = {0};
  leda_csv csv = {.text = &document};
  leda_status status = LEDA_OK;
  switch (cli->format) {
  case LEDA_OUTPUT_JSON:
    status = write_json(check, &document, err);
    break;
  case LEDA_OUTPUT_CSV:
    leda_check_csv_header(&csv);
    leda_check_csv_row(check, &csv);
    break;
  default:
    leda_check_text(check, cli->language, &document);
    break;
  }
  if (!status) status = leda_cli_emit(cli, &document, err);
  leda_text_clear(&document);
  return status;
}

static int alarm_code(const leda_check *check, fail_on fail) {
  bool worse = check->direction == LEDA_DIRECTION_DETERIORATION;
  bool changed = check->direction != LEDA_DIRECTION_NONE;
  return (fail == FAIL_ON_CHANGE && changed) || (fail == FAIL_ON_DETERIORATION && worse) ? 4 : 0;
}

static leda_status judge_file(leda_paths paths, const check_choices *choices, leda_cli *cli,
                              leda_error *err) {
  leda_panel panel = {0};
  leda_check check = {0};
  leda_check_options options = choices->options;
  options.threads = cli->threads;
  options.seed = cli->seed;
  leda_status status = leda_cli_read_panel(cli, &panel, paths, (leda_read_options){0}, err);
  if (!status) status = need_one_series(&panel, err);
  leda_cli_document_language(cli);
  if (!status) status = leda_check_run(&check, &panel, panel.series, &options, err);
  if (!status) status = write_out(&check, cli, err);
  leda_cli_user_language(cli);
  if (!status) cli->exit_code = alarm_code(&check, choices->fail);
  leda_check_clear(&check);
  leda_panel_clear(&panel);
  return status;
}

leda_status leda_cmd_check(int argc, char **argv, leda_cli *cli, leda_error *err) {
  check_choices choices = {.options = leda_check_options_default()};
  leda_command_line line = {
      .usage = "leda check [OPTIONS] FILE...",
      .summary =
          N_("Says whether one series holds a lasting change, a shift or a drift, or only noise; "
             "and when it says noise, how large a change would have been seen."),
      .options = {check_options, sizeof check_options / sizeof *check_options},
      .handler = handle,
      .data = &choices,
      .example = "leda check --better higher datasets/nile/nile.csv"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, argc, argv, &first, err);
  if (status || cli->help || cli->version) return status;
  if (leda_cli_need_files(argc - first, err)) return LEDA_ERR_USAGE;
  leda_paths paths = {(const char *const *)(argv + first), (size_t)(argc - first)};
  return judge_file(paths, &choices, cli, err);
}
