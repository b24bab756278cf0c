/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/analysis/verify.h"
#include "engine/cli/command.h"
#include "engine/cli/published_files.h"
#include "engine/core/memory.h"
#include "engine/output/json_write.h"
#include "engine/output/verify_output.h"

enum { ID_INSTRUMENT = 1, ID_CLAIMS, ID_WAVES, ID_EXAMPLES, ID_COLUMN };

static const leda_option verify_options[] = {
    {"instrument", 0, "lfr|FILE",
     N_("scale and texts of the statements: the built-in questionnaire or a file (default: any "
        "statements, scale 1-7; of votes 0-1)"),
     ID_INSTRUMENT},
    {"claims", 0, "FILE",
     N_("what the text around the table says about order and direction, to be held against it"),
     ID_CLAIMS},
    {"waves", 0, "A,B", N_("the two waves that claims are about (default: the first two)"),
     ID_WAVES},
    {"examples", 0, "N",
     N_("also draw N sets of answers that would be printed like each mean (and sd)"), ID_EXAMPLES},
    {"column", 0, "ROLE=NAME",
     N_("the column NAME plays ROLE: statement, wave, n, mean, sd, role, cohort, share, percent; of "
        "differences from, to, difference, source; may be repeated"),
     ID_COLUMN},
};

typedef struct {
  leda_published_files files;
  const char *waves;
  leda_verify_options options;
  leda_published_column *columns;
  size_t n_columns;
  char **words; /* texts behind columns, one each */
} verify_choices;

static void choices_clear(verify_choices *choices) {
  for (size_t i = 0; i < choices->n_columns; i++) leda_free(choices->words[i]);
  leda_free(choices->words);
  leda_free(choices->columns);
}

/* "ROLE=NAME". */
static leda_status add_column(verify_choices *choices, const char *value, leda_error *err) {
  const char *sign = strchr(value, '=');
  if (!sign || sign == value || !sign[1])
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s needs NAME=VALUE, not '%s'"), "column", value);
  size_t n = choices->n_columns + 1;
  leda_published_column *columns = leda_realloc_array(choices->columns, n, sizeof *columns);
  if (columns) choices->columns = columns;
  char **words = leda_realloc_array(choices->words, n, sizeof *words);
  if (words) choices->words = words;
  char *word = columns && words ? leda_strndup(value, (size_t)(sign - value)) : NULL;
  if (!word) return leda_fail_memory(err);
  choices->words[choices->n_columns] = word;
  choices->columns[choices->n_columns++] = (leda_published_column){word, sign + 1};
  if (leda_published_column_known(word)) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("'%s' is not a role of a column"), word);
  leda_error_hint(err, "%s",
                  _("roles: statement, wave, n, mean, sd, role, cohort, share, percent, from, to, "
                    "difference, source"));
  return LEDA_ERR_USAGE;
}

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  verify_choices *choices = data;
  long long whole = 0;
  switch (id) {
  case ID_INSTRUMENT:
    choices->files.instrument_name = value;
    return LEDA_OK;
  case ID_CLAIMS:
    choices->files.claims = value;
    return LEDA_OK;
  case ID_WAVES:
    choices->waves = value;
    return LEDA_OK;
  case ID_COLUMN:
    return add_column(choices, value, err);
  default:
    if (leda_option_whole("examples", value, &whole, err)) return LEDA_ERR_USAGE;
    choices->options.examples = (size_t)whole;
    if (whole >= 0 && whole <= LEDA_VERIFY_EXAMPLES) return LEDA_OK;
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s is a whole number from %d to %d"), "examples", 0,
                     LEDA_VERIFY_EXAMPLES);
  }
}

static leda_status write_json(const leda_verify_view *view, leda_text *document, leda_error *err) {
  json_t *root = leda_json_document("verify");
  if (leda_verify_json(view, root)) {
    json_decref(root);
    root = NULL;
  }
  return leda_json_write(root, document, err);
}

static leda_status write_out(const leda_verify_view *view, const leda_cli *cli, leda_error *err) {
  leda_text document = {0};
  leda_csv csv = {.text = &document};
  leda_status status = LEDA_OK;
  leda_cli_document_language(cli);
  if (cli->format == LEDA_OUTPUT_JSON)
    status = write_json(view, &document, err);
  else if (cli->format == LEDA_OUTPUT_CSV)
    leda_verify_csv(view, &csv);
  else
    leda_verify_text(view, &document);
  leda_cli_user_language(cli);
  if (!status) status = leda_cli_emit(cli, &document, err);
  leda_text_clear(&document);
  return status;
}

/* Claims are about the change from one wave to the next. */
static leda_status find_waves(verify_choices *choices, leda_published_waves *waves,
                              leda_error *err) {
  bool in_time = true;
  leda_status status =
      leda_published_waves_find(waves, &choices->files.published, choices->waves, &in_time, err);
  if (status || choices->files.published.n_claims == 0) return status;
  leda_place place = {.file = choices->files.means};
  if (waves->n < 2)
    return leda_fail_at(err, place, "%s", _("claims are about two waves, and there is only one"));
  if (!in_time) {
    leda_fail_at(err, place, "%s", _("which of the waves came first cannot be told"));
    leda_error_hint(err, "%s", _("say the order with --waves FIRST,SECOND"));
    return LEDA_ERR_DATA;
  }
  choices->options.from = waves->items[0];
  choices->options.to = waves->items[1];
  return LEDA_OK;
}

static leda_status verify_files(verify_choices *choices, leda_paths paths, leda_cli *cli,
                                leda_error *err) {
  leda_published_files *files = &choices->files;
  leda_published_waves waves = {0};
  leda_verify verify = {0};
  files->means = paths.items[0];
  files->differences = paths.n > 1 ? paths.items[1] : NULL;
  files->columns = choices->columns;
  files->n_columns = choices->n_columns;
  leda_status status = leda_published_files_read(files, cli, err);
  choices->options.scale = files->scale;
  choices->options.seed = cli->seed;
  if (!status) status = find_waves(choices, &waves, err);
  if (!status) status = leda_verify_run(&verify, &files->published, &choices->options, err);
  leda_verify_view view = {&verify, &files->published,
                           files->has_instrument ? &files->instrument : NULL, cli->language};
  if (!status) status = write_out(&view, cli, err);
  leda_verify_clear(&verify);
  leda_published_waves_clear(&waves);
  leda_published_files_clear(files);
  return status;
}

static leda_status run(verify_choices *choices, char **operands, int n, leda_cli *cli,
                       leda_error *err) {
  if (leda_cli_need_files(n, err)) return LEDA_ERR_USAGE;
  leda_paths paths = {(const char *const *)operands, (size_t)n};
  if (n <= 2) return verify_files(choices, paths, cli, err);
  return leda_fail(err, LEDA_ERR_USAGE, "%s",
                   _("verify takes a file of means and at most one of differences"));
}

leda_status leda_cmd_verify(int argc, char **argv, leda_cli *cli, leda_error *err) {
  verify_choices choices = {0};
  leda_command_line line = {
      .usage = "leda verify [OPTIONS] MEANS.csv [DIFFERENCES.csv]",
      .summary = N_("Says whether published means (and standard deviations) can come from so many "
                    "whole answers, and whether printed differences and claims agree with them."),
      .options = {verify_options, sizeof verify_options / sizeof *verify_options},
      .handler = handle,
      .data = &choices,
      .example = "leda verify datasets/lfr/table1.csv datasets/lfr/table1_differences.csv"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (!status && !cli->help && !cli->version)
    status = run(&choices, argv + first, argc - first, cli, err);
  choices_clear(&choices);
  return status;
}
