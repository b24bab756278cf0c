/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/command.h"
#include "engine/cli/dmaic_template.h"
#include "engine/cli/report_build.h"
#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/dmaic_output.h"
#include "engine/output/json_write.h"

enum { ID_NEW = 1, ID_CHECK, ID_FAIL_ON };

typedef struct {
  const char *name; /* --new */
  bool check;
  leda_fail_on fail;
} dmaic_choices;

static const leda_option dmaic_options[] = {
    {"new", 0, "NAME", N_("write NAME.ini, a commented project file to fill in"), ID_NEW},
    {"check", 0, NULL,
     N_("tell what the project file lacks, with file and line; exit code 1 where a "
        "gate needs it"),
     ID_CHECK},
    {"fail-on", 0, "deterioration|change",
     N_("exit code 4 when a verdict says so, or an improvement has fallen back"), ID_FAIL_ON},
};

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  dmaic_choices *choices = data;
  if (id == ID_FAIL_ON) return leda_judge_fail_on(value, &choices->fail, err);
  if (id == ID_CHECK)
    choices->check = true;
  else
    choices->name = value;
  return LEDA_OK;
}

static leda_status check_words(const dmaic_choices *choices, const leda_cli *cli, int operands,
                               leda_error *err) {
  if (choices->name && (operands > 0 || choices->check)) {
    leda_fail(err, LEDA_ERR_USAGE, _("--new stands alone: it writes a file and reads none"));
  } else if (!choices->name && operands != 1) {
    leda_fail(err, LEDA_ERR_USAGE, _("dmaic needs one project file"));
  } else if (cli->n_columns + cli->n_filters > 0) {
    leda_fail(err, LEDA_ERR_USAGE,
              _("--column and --where belong in the project file: columns = and where ="));
  } else if (choices->check && cli->format != LEDA_OUTPUT_TEXT) {
    leda_fail(err, LEDA_ERR_USAGE, _("--check prints text"));
  } else {
    return LEDA_OK;
  }
  leda_error_hint(err, "%s", _("leda dmaic PROJECT.ini, or leda dmaic --new NAME to begin one"));
  return LEDA_ERR_USAGE;
}

/* ---- a new project ---- */

static leda_status begin(const dmaic_choices *choices, leda_cli *cli, leda_error *err) {
  char *path = NULL;
  leda_text text = {0};
  leda_status status = leda_dmaic_template_write(choices->name, cli->language, &path, err);
  if (!status) {
    leda_text_addf(&text, _("%s is there to be filled in.\n"), path);
    leda_text_addf(&text, _("Put the figures beside it, as the file says, then: leda dmaic %s\n"),
                   path);
    status = leda_cli_emit(cli, &text, err);
  }
  leda_text_clear(&text);
  leda_free(path);
  return status;
}

/* ---- where one stands ---- */

static leda_status write_json(const leda_report_build *build, leda_text *document,
                              leda_error *err) {
  json_t *root = leda_json_document("dmaic");
  if (leda_dmaic_json(&build->dmaic, build->project.title.text, root)) {
    json_decref(root);
    root = NULL;
  }
  return leda_json_write(root, document, err);
}

static void write_missing(const leda_report_build *build, leda_text *document) {
  const leda_project *project = &build->project;
  size_t needed = leda_dmaic_missing(&build->dmaic, project->file, project->language, document);
  if (document->length == 0)
    leda_text_addf(document, _("%s: nothing is missing.\n"), project->file);
  if (needed > 0) build->cli->exit_code = 1;
}

static leda_status write_out(leda_report_build *build, const dmaic_choices *choices,
                             leda_error *err) {
  leda_text document = {0};
  leda_csv csv = {.text = &document};
  const leda_project *project = &build->project;
  leda_status status = LEDA_OK;
  if (build->cli->format != LEDA_OUTPUT_TEXT) leda_language_set(LEDA_EN, build->cli->exe_dir);
  if (choices->check)
    write_missing(build, &document);
  else if (build->cli->format == LEDA_OUTPUT_JSON)
    status = write_json(build, &document, err);
  else if (build->cli->format == LEDA_OUTPUT_CSV)
    leda_dmaic_csv(&build->dmaic, &csv);
  else
    leda_dmaic_text(&build->dmaic, project->title.text, project->language, &document);
  leda_language_set(project->language, build->cli->exe_dir);
  if (!status) status = leda_cli_emit(build->cli, &document, err);
  leda_text_clear(&document);
  return status;
}

static leda_status judge(leda_report_build *build, const dmaic_choices *choices, const char *path,
                         leda_error *err) {
  leda_status status = leda_report_build_compute(build, path, err);
  leda_cli_print_messages(build->cli, &build->log);
  if (build->log.errors > 0) build->cli->errors_printed = true;
  if (status) return status;
  if (leda_report_build_fails(build, choices->fail)) build->cli->exit_code = 4;
  if (leda_dmaic_wanted(&build->project)) return write_out(build, choices, err);
  leda_place place = {.file = build->project.file};
  leda_fail_at(err, place, "%s", _("this is no improvement project: it has no section [define]"));
  leda_error_hint(err, "%s", _("see the sections that leda dmaic --new NAME writes"));
  return LEDA_ERR_DATA;
}

leda_status leda_cmd_dmaic(int argc, char **argv, leda_cli *cli, leda_error *err) {
  dmaic_choices choices = {0};
  leda_command_line line = {
      .usage = "leda dmaic [OPTIONS] PROJECT.ini",
      .summary =
          N_("Tells where an improvement project stands: whether each phase (define, measure, "
             "analyze, improve, control, spread) has answered its question with evidence, and "
             "what comes next."),
      .options = {dmaic_options, sizeof dmaic_options / sizeof *dmaic_options},
      .handler = handle,
      .data = &choices,
      .example = "leda dmaic --new night-fast\nleda dmaic datasets/nightfast/project.ini"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (status || cli->help || cli->version) return status;
  if (check_words(&choices, cli, argc - first, err)) return LEDA_ERR_USAGE;
  if (choices.name) return begin(&choices, cli, err);
  leda_report_build build = {.cli = cli};
  status = judge(&build, &choices, argv[first], err);
  leda_report_build_clear(&build);
  return status;
}
