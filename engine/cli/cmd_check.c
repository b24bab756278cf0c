/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/check.h"
#include "engine/cli/command.h"
#include "engine/cli/judge_choices.h"
#include "engine/output/chart_output.h"
#include "engine/output/json_write.h"

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  return leda_judge_choose(id, value, data, err);
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

static leda_status judge_file(leda_paths paths, const leda_judge_choices *choices, leda_cli *cli,
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
  if (!status && leda_judge_fails(choices->fail, check.direction)) cli->exit_code = 4;
  leda_check_clear(&check);
  leda_panel_clear(&panel);
  return status;
}

leda_status leda_cmd_check(int argc, char **argv, leda_cli *cli, leda_error *err) {
  leda_judge_table table;
  leda_judge_choices choices = {.options = leda_check_options_default()};
  leda_command_line line = {
      .usage = "leda check [OPTIONS] FILE...",
      .summary =
          N_("Says whether one series holds a lasting change, a shift or a drift, or only noise; "
             "and when it says noise, how large a change would have been seen."),
      .options = leda_judge_options(&table, NULL, 0),
      .handler = handle,
      .data = &choices,
      .example = "leda check --better higher datasets/nile/nile.csv"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (status || cli->help || cli->version) return status;
  if (leda_cli_need_files(argc - first, err)) return LEDA_ERR_USAGE;
  leda_paths paths = {(const char *const *)(argv + first), (size_t)(argc - first)};
  return judge_file(paths, &choices, cli, err);
}
