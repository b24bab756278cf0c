/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "engine/cli/command.h"
#include "engine/cli/report_build.h"
#include "engine/cli/report_watch.h"
#include "engine/output/json_write.h"
#include "engine/output/report_files.h"

enum { ID_DIR = 1, ID_VERIFY, ID_WATCH, ID_FAIL_ON };

typedef struct {
  const char *folder;
  bool verify;
  bool watch;
  leda_fail_on fail;
} report_choices;

static const leda_option report_options[] = {
    {"dir", 0, "DIR", N_("where the report goes; made where it is missing"), ID_DIR},
    {"verify", 0, NULL, N_("write nothing; fail where DIR is not what the project gives"),
     ID_VERIFY},
    {"watch", 0, NULL, N_("make it again whenever the project or its data change, until Ctrl-C"),
     ID_WATCH},
    {"fail-on", 0, "deterioration|change",
     N_("exit code 4 when a verdict says so, or an improvement has fallen back"), ID_FAIL_ON},
};

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  report_choices *choices = data;
  if (id == ID_FAIL_ON) return leda_judge_fail_on(value, &choices->fail, err);
  if (id == ID_VERIFY) choices->verify = true;
  if (id == ID_WATCH) choices->watch = true;
  if (id == ID_VERIFY || id == ID_WATCH) return LEDA_OK;
  if (value[0] == '\0') return leda_fail(err, LEDA_ERR_USAGE, _("--dir needs a folder"));
  choices->folder = value;
  return LEDA_OK;
}

static leda_status check_words(const report_choices *choices, const leda_cli *cli, int operands,
                               leda_error *err) {
  if (operands != 1) {
    leda_fail(err, LEDA_ERR_USAGE, _("report needs one project file"));
  } else if (!choices->folder) {
    leda_fail(err, LEDA_ERR_USAGE, _("report needs --dir DIR"));
  } else if (choices->watch && choices->verify) {
    leda_fail(err, LEDA_ERR_USAGE,
              _("--watch makes the report again, and --verify writes nothing"));
  } else if (cli->format == LEDA_OUTPUT_CSV) {
    leda_fail(err, LEDA_ERR_USAGE, _("report prints text or json, not csv"));
  } else if (cli->n_columns + cli->n_filters > 0) {
    leda_fail(err, LEDA_ERR_USAGE,
              _("--column and --where belong in the project file: columns = and where ="));
  } else {
    return LEDA_OK;
  }
  leda_error_hint(err, "%s", _("leda report PROJECT.ini --dir DIR"));
  return LEDA_ERR_USAGE;
}

/* ---- what is printed ---- */

static void write_text(const leda_report *report, const report_choices *choices,
                       const leda_report_outcome *outcome, leda_text *text) {
  if (choices->verify) {
    leda_text_addf(text, _("%s is what the project and its data give.\n"), choices->folder);
    return;
  }
  leda_text_addf(text, _("The report is in %s/report.html.\n"), choices->folder);
  for (size_t i = 0; i < report->sentences.n; i++)
    leda_text_addf(text, "%zu. %s\n", i + 1, report->sentences.items[i]);
  leda_text_addf(text, P_("%zu figure file drawn, ", "%zu figure files drawn, ", outcome->drawn),
                 outcome->drawn);
  leda_text_addf(text, P_("%zu kept.\n", "%zu kept.\n", outcome->kept), outcome->kept);
}

static json_t *sentences_json(const leda_report *report) {
  json_t *array = json_array();
  for (size_t i = 0; i < report->sentences.n; i++)
    json_array_append_new(array, json_string(report->sentences.items[i]));
  return array;
}

static leda_status write_json(const leda_report *report, const report_choices *choices,
                              const leda_report_outcome *outcome, leda_text *text,
                              leda_error *err) {
  json_t *document = leda_json_document("report");
  leda_text path = {0};
  leda_text_addf(&path, "%s/report.html", choices->folder);
  int failed = !document;
  failed |= json_object_set_new(document, "report", json_string(leda_text_str(&path)));
  failed |=
      json_object_set_new(document, "language", json_string(leda_language_code(report->language)));
  if (choices->verify) {
    failed |= json_object_set_new(document, "verified", json_true());
  } else {
    json_int_t drawn = (json_int_t)outcome->drawn, kept = (json_int_t)outcome->kept;
    failed |= json_object_set_new(document, "drawn", json_integer(drawn));
    failed |= json_object_set_new(document, "kept", json_integer(kept));
  }
  failed |= json_object_set_new(document, "sentences", sentences_json(report));
  leda_text_clear(&path);
  if (!failed) return leda_json_write(document, text, err);
  json_decref(document);
  return leda_fail_memory(err);
}

static leda_status say(const leda_report_build *build, const report_choices *choices,
                       const leda_report_outcome *outcome, leda_error *err) {
  leda_text text = {0};
  leda_status status = LEDA_OK;
  if (build->cli->format == LEDA_OUTPUT_JSON)
    status = write_json(&build->report, choices, outcome, &text, err);
  else
    write_text(&build->report, choices, outcome, &text);
  if (!status) status = leda_cli_emit(build->cli, &text, err);
  leda_text_clear(&text);
  return status;
}

static leda_status make(leda_report_build *build, const report_choices *choices, const char *path,
                        leda_error *err) {
  leda_report_outcome outcome = {0};
  leda_status status = leda_report_build_run(build, path, err);
  leda_cli_print_messages(build->cli, &build->log);
  if (build->log.errors > 0) build->cli->errors_printed = true;
  if (status) return status;
  leda_report_target target = {.folder = choices->folder,
                               .threads = build->cli->threads,
                               .progress = leda_cli_progress(build->cli, _("drawing"))};
  status = choices->verify ? leda_report_verify(&build->report, &target, err)
                           : leda_report_write(&build->report, &target, &outcome, err);
  leda_cli_progress_end();
  if (!status && leda_report_build_fails(build, choices->fail)) build->cli->exit_code = 4;
  return status ? status : say(build, choices, &outcome, err);
}

/* An error of the data or the disk is told, and the next change waited for. */
static leda_status watch(const report_choices *choices, leda_cli *cli, const char *path,
                         leda_error *err) {
  leda_watch watched = {0};
  leda_status status = LEDA_OK;
  while (status == LEDA_OK) {
    leda_report_build build = {.cli = cli};
    cli->errors_printed = false;
    status = make(&build, choices, path, err);
    bool mendable = status == LEDA_ERR_DATA || status == LEDA_ERR_IO;
    if (mendable && !cli->errors_printed) leda_cli_print_error(err);
    if (mendable) status = LEDA_OK;
    *err = leda_error_none();
    fflush(stdout);
    if (!status) status = leda_watch_look(&watched, path, &build, err);
    leda_report_build_clear(&build);
    if (!status) status = leda_watch_wait(&watched, cli, err);
  }
  leda_watch_clear(&watched);
  return status;
}

leda_status leda_cmd_report(int argc, char **argv, leda_cli *cli, leda_error *err) {
  report_choices choices = {0};
  leda_command_line line = {
      .usage = "leda report [OPTIONS] --dir DIR PROJECT.ini",
      .summary = N_("Makes the report of a project: one page with figures and tables, the figures "
                    "and tables as files, and a list of what they were made from. Only what "
                    "changed is made again."),
      .options = {report_options, sizeof report_options / sizeof *report_options},
      .handler = handle,
      .data = &choices,
      .example = "leda report datasets/lfr/project.ini --dir build/demo"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (status || cli->help || cli->version) return status;
  if (check_words(&choices, cli, argc - first, err)) return LEDA_ERR_USAGE;
  if (choices.watch) return watch(&choices, cli, argv[first], err);
  leda_report_build build = {.cli = cli};
  status = make(&build, &choices, argv[first], err);
  leda_report_build_clear(&build);
  return status;
}
