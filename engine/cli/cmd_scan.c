/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <string.h>

#include "engine/analysis/scan.h"
#include "engine/cli/command.h"
#include "engine/cli/judge_choices.h"
#include "engine/cli/stream_out.h"
#include "engine/core/file.h"
#include "engine/output/scan_output.h"

enum { ID_FDR = LEDA_JUDGE_IDS, ID_REMOVE, ID_ALL, ID_TOP, ID_FIGURE, ID_FIGURES };

enum { TOP = 20 };

typedef struct {
  leda_judge_choices judge;
  double fdr;
  bool remove_common;
  bool all;
  size_t top;
  const char *figure;
  const char *folder;
} scan_choices;

static const leda_option scan_options[] = {
    {"fdr", 0, "Q", N_("share of the changed that may be false, on average (default: 0.05)"),
     ID_FDR},
    {"remove", 0, "common",
     N_("take out first what the units of an indicator have in common in each period"), ID_REMOVE},
    {"all", 0, NULL, N_("print every series, not only the changed ones"), ID_ALL},
    {"top", 0, "N", N_("rows of each ranking in the text (default: 20)"), ID_TOP},
    {"figure", 0, "FILE", N_("draw an overview of units and indicators as .svg, .pdf or .png"),
     ID_FIGURE},
    {"figures", 0, "DIR", N_("draw a control chart of each changed series in a folder, as .svg"),
     ID_FIGURES},
};

static leda_status set_fdr(scan_choices *choices, const char *value, leda_error *err) {
  if (leda_option_number("fdr", value, &choices->fdr, err)) return LEDA_ERR_USAGE;
  if (choices->fdr >= 0.0001 && choices->fdr <= 0.5) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--fdr must lie between 0.0001 and 0.5"));
}

static leda_status set_remove(scan_choices *choices, const char *value, leda_error *err) {
  choices->remove_common = strcmp(value, "common") == 0;
  return choices->remove_common ? LEDA_OK : leda_option_bad_word("remove", value, "common", err);
}

static leda_status set_top(scan_choices *choices, const char *value, leda_error *err) {
  long long rows;
  if (leda_option_whole("top", value, &rows, err)) return LEDA_ERR_USAGE;
  if (rows < 0) return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), "top", 0);
  choices->top = (size_t)rows;
  return LEDA_OK;
}

/* An ending that cannot be drawn is said before hours of reading, not after. */
static leda_status set_figure(scan_choices *choices, const char *value, leda_error *err) {
  choices->figure = value;
  return leda_scan_check_figure(value, err);
}

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  scan_choices *choices = data;
  switch (id) {
  case ID_FDR:
    return set_fdr(choices, value, err);
  case ID_REMOVE:
    return set_remove(choices, value, err);
  case ID_ALL:
    choices->all = true;
    return LEDA_OK;
  case ID_TOP:
    return set_top(choices, value, err);
  case ID_FIGURE:
    return set_figure(choices, value, err);
  case ID_FIGURES:
    choices->folder = value;
    return LEDA_OK;
  default:
    return leda_judge_choose(id, value, &choices->judge, err);
  }
}

/* ---- what goes out ---- */

static leda_status send(const leda_text *piece, void *data, leda_error *err) {
  return leda_stream_out_write(data, piece, err);
}

static leda_status write_document(leda_scan *scan, const leda_scan_look *look, const leda_cli *cli,
                                  const leda_scan_sink *sink, leda_error *err) {
  switch (cli->format) {
  case LEDA_OUTPUT_JSON:
    return leda_scan_write_json(scan, look, sink, err);
  case LEDA_OUTPUT_CSV:
    return leda_scan_write_csv(scan, look, sink, err);
  default:
    return leda_scan_write_text(scan, look, sink, err);
  }
}

static leda_status write_out(leda_scan *scan, const scan_choices *choices, const leda_cli *cli,
                             leda_error *err) {
  leda_stream_out out;
  leda_scan_look look = {.language = cli->language, .all = choices->all, .top = choices->top};
  leda_scan_sink sink = {send, &out};
  if (choices->all) look.top = SIZE_MAX;
  look.progress = leda_cli_progress(cli, _("writing"));
  leda_status status = leda_stream_out_open(&out, cli, err);
  if (!status) status = write_document(scan, &look, cli, &sink, err);
  status = leda_stream_out_close(&out, status, err);
  leda_cli_progress_end();
  return status;
}

static leda_status draw(leda_scan *scan, const scan_choices *choices, const leda_cli *cli,
                        leda_error *err) {
  if (!choices->figure && !choices->folder) return LEDA_OK;
  leda_scan_files files = {.overview = choices->figure,
                           .folder = choices->folder,
                           .source = leda_file_name(leda_scan_panel(scan)->files[0]),
                           .language = cli->language};
  files.render.threads = cli->threads;
  files.render.progress = leda_cli_progress(cli, _("drawing"));
  leda_status status = leda_scan_draw(scan, &files, err);
  leda_cli_progress_end();
  return status;
}

static int alarm_code(const leda_scan *scan, leda_fail_on fail) {
  size_t n = leda_scan_panel(scan)->n_series;
  for (size_t i = 0; i < n; i++)
    if (leda_judge_fails(fail, leda_scan_direction(scan, i))) return 4;
  return 0;
}

/* ---- the command ---- */

static leda_status scan_panel(const leda_panel *panel, const scan_choices *choices, leda_cli *cli,
                              leda_error *err) {
  leda_scan *scan = NULL;
  leda_scan_options options = leda_scan_options_default();
  options.check = choices->judge.options;
  options.check.threads = cli->threads;
  options.check.seed = cli->seed;
  options.fdr = choices->fdr;
  options.remove_common = choices->remove_common;
  options.progress = leda_cli_progress(cli, _("judging"));
  leda_cli_document_language(cli);
  leda_status status = leda_scan_run(&scan, panel, &options, err);
  leda_cli_progress_end();
  leda_cli_user_language(cli);
  if (!status) status = draw(scan, choices, cli, err);
  leda_cli_document_language(cli);
  if (!status) status = write_out(scan, choices, cli, err);
  leda_cli_user_language(cli);
  if (!status) cli->exit_code = alarm_code(scan, choices->judge.fail);
  leda_scan_free(scan);
  return status;
}

leda_status leda_cmd_scan(int argc, char **argv, leda_cli *cli, leda_error *err) {
  leda_judge_table table;
  leda_panel panel = {0};
  scan_choices choices = {.judge.options = leda_check_options_default(), .fdr = 0.05, .top = TOP};
  leda_command_line line = {
      .usage = "leda scan [OPTIONS] FILE...",
      .summary = N_("Judges every series of a panel: which units and indicators changed, and how "
                    "many of these may be false. A folder stands for the CSV files in it."),
      .options =
          leda_judge_options(&table, scan_options, sizeof scan_options / sizeof *scan_options),
      .handler = handle,
      .data = &choices,
      .example = "leda scan --better lower --figure overview.svg "
                 "datasets/sodertorn/synthetic_waiting_days.csv"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (status || cli->help || cli->version) return status;
  if (leda_cli_need_files(argc - first, err)) return LEDA_ERR_USAGE;
  leda_paths paths = {(const char *const *)(argv + first), (size_t)(argc - first)};
  status = leda_cli_read_panel(cli, &panel, paths, (leda_read_options){0}, err);
  if (!status) status = scan_panel(&panel, &choices, cli, err);
  leda_panel_clear(&panel);
  return status;
}
