/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/common.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "engine/cli/inputs.h"
#include "engine/cli/user_words.h"
#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"

enum {
  ID_FORMAT = LEDA_COMMON_IDS,
  ID_OUTPUT,
  ID_LANG,
  ID_THREADS,
  ID_SEED,
  ID_QUIET,
  ID_COLUMN,
  ID_WHERE,
  ID_HELP,
  ID_VERSION,
};

static const leda_option common_options[] = {
    {"format", 0, "text|json|csv", N_("what goes to standard output (default: text)"), ID_FORMAT},
    {"output", 'o', "FILE", N_("write it to FILE instead, whole or not at all"), ID_OUTPUT},
    {"lang", 0, "sv|en", N_("language of texts and figures (default: from the locale)"), ID_LANG},
    {"threads", 0, "N", N_("threads (default: one a core); never changes a result"), ID_THREADS},
    {"seed", 0, "N", N_("seed of everything random (default: 1)"), ID_SEED},
    {"quiet", 0, NULL, N_("no progress, no notices"), ID_QUIET},
    {"column", 0, "ROLE=NAME",
     N_("the column NAME plays ROLE: period, unit, unit_name, indicator, group, value, numerator, "
        "denominator; may be repeated"),
     ID_COLUMN},
    {"where", 0, "COLUMN=VALUE",
     N_("keep only these rows; may be repeated: same column = or, other column = and"), ID_WHERE},
    {"help", 0, NULL, N_("print this help"), ID_HELP},
    {"version", 0, NULL, N_("print the version"), ID_VERSION},
};

static const leda_option_table common_table = {common_options,
                                               sizeof common_options / sizeof *common_options};

/* What the option callbacks of one command line share. */
typedef struct {
  leda_cli *cli;
  const leda_command_line *line;
} parse_data;

/* Splits "LEFT=RIGHT" at the first '='; the copy is owned by the cli. */
static leda_status split(leda_cli *cli, const char *option, const char *value, char **right,
                         leda_error *err) {
  const char *sign = strchr(value, '=');
  if (!sign || sign == value || !sign[1]) {
    leda_fail(err, LEDA_ERR_USAGE, _("--%s needs NAME=VALUE, not '%s'"), option, value);
    return LEDA_ERR_USAGE;
  }
  char **owned = leda_realloc_array(cli->owned, cli->n_owned + 1, sizeof *owned);
  if (!owned) return leda_fail_memory(err);
  cli->owned = owned;
  char *copy = leda_strdup(value);
  if (!copy) return leda_fail_memory(err);
  cli->owned[cli->n_owned++] = copy;
  copy[sign - value] = '\0';
  *right = copy + (sign - value) + 1;
  return LEDA_OK;
}

static leda_status add_column(leda_cli *cli, const char *value, leda_error *err) {
  char *name;
  if (split(cli, "column", value, &name, err)) return err->status;
  leda_column_choice choice = {.name = name};
  const char *word = cli->owned[cli->n_owned - 1];
  if (!leda_role_parse(word, &choice.role)) {
    leda_fail(err, LEDA_ERR_USAGE, _("'%s' is not a role of a column"), word);
    leda_error_hint(err, "%s",
                    _("roles: period, year, month, quarter, unit, unit_name, indicator, group, "
                      "value, numerator, denominator"));
    return LEDA_ERR_USAGE;
  }
  leda_column_choice *columns =
      leda_realloc_array(cli->columns, cli->n_columns + 1, sizeof *columns);
  if (!columns) return leda_fail_memory(err);
  cli->columns = columns;
  cli->columns[cli->n_columns++] = choice;
  return LEDA_OK;
}

static leda_status add_filter(leda_cli *cli, const char *value, leda_error *err) {
  char *wanted;
  if (split(cli, "where", value, &wanted, err)) return err->status;
  leda_filter *filters = leda_realloc_array(cli->filters, cli->n_filters + 1, sizeof *filters);
  if (!filters) return leda_fail_memory(err);
  cli->filters = filters;
  cli->filters[cli->n_filters++] = (leda_filter){cli->owned[cli->n_owned - 1], wanted};
  return LEDA_OK;
}

static leda_status set_format(leda_cli *cli, const char *value, leda_error *err) {
  static const char *const words[] = {"text", "json", "csv"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcmp(value, words[i]) == 0) {
      cli->format = (leda_output_format)i;
      return LEDA_OK;
    }
  }
  return leda_fail(err, LEDA_ERR_USAGE, _("--format is text, json or csv, not '%s'"), value);
}

static leda_status set_lang(leda_cli *cli, const char *value, leda_error *err) {
  cli->language_given = true;
  if (leda_language_parse(value, &cli->language)) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--lang is sv or en, not '%s'"), value);
}

static leda_status set_whole(const char *option, const char *value, long long lowest,
                             long long *out, leda_error *err) {
  if (leda_option_whole(option, value, out, err)) return LEDA_ERR_USAGE;
  if (*out >= lowest) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %lld"), option, lowest);
}

static leda_status set_common(leda_cli *cli, int id, const char *value, leda_error *err) {
  long long whole = 0;
  leda_status status = LEDA_OK;
  switch (id) {
  case ID_FORMAT:
    return set_format(cli, value, err);
  case ID_OUTPUT:
    cli->output = value;
    return LEDA_OK;
  case ID_LANG:
    return set_lang(cli, value, err);
  case ID_THREADS:
    status = set_whole("threads", value, 1, &whole, err);
    if (!status && whole > 1024)
      status = leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at most %d"), "threads", 1024);
    cli->threads = (int)whole;
    return status;
  case ID_SEED:
    status = set_whole("seed", value, 0, &whole, err);
    cli->seed = (uint64_t)whole;
    return status;
  case ID_QUIET:
    cli->quiet = true;
    return LEDA_OK;
  case ID_COLUMN:
    return add_column(cli, value, err);
  case ID_WHERE:
    return add_filter(cli, value, err);
  case ID_HELP:
    cli->help = true;
    return LEDA_OK;
  case ID_VERSION:
    cli->version = true;
    return LEDA_OK;
  default:
    return leda_fail(err, LEDA_ERR_INTERNAL, "option %d", id);
  }
}

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  parse_data *parse = data;
  if (id >= LEDA_COMMON_IDS) return set_common(parse->cli, id, value, err);
  return parse->line->handler(id, value, parse->line->data, err);
}

static bool has_option(leda_option_table table, const char *name) {
  for (size_t i = 0; i < table.n; i++)
    if (strcmp(table.items[i].name, name) == 0) return true;
  return false;
}

/* The common options but those that the command has in a form of its own. */
static void print_common_help(leda_option_table own, leda_text *text) {
  for (size_t i = 0; i < common_table.n; i++)
    if (!has_option(own, common_table.items[i].name))
      leda_options_help((leda_option_table){&common_table.items[i], 1}, text);
}

static void print_help(const leda_command_line *line) {
  leda_text text = {0};
  leda_text_addf(&text, "%s ", _("Usage:"));
  leda_user_words_add(&text, line->usage);
  leda_text_add(&text, "\n\n");
  leda_options_add_wrapped(&text, _(line->summary), 0);
  leda_text_add(&text, "\n");
  if (line->options.n) leda_text_addf(&text, "%s\n", _("Options:"));
  leda_options_help(line->options, &text);
  leda_text_addf(&text, "\n%s\n", _("Options of every command:"));
  print_common_help(line->options, &text);
  if (line->example) leda_text_addf(&text, "\n%s\n  %s\n", _("Example:"), line->example);
  fputs(leda_text_str(&text), stdout);
  leda_text_clear(&text);
}

leda_status leda_cli_parse(leda_cli *cli, const leda_command_line *line, leda_arguments words,
                           int *first_operand, leda_error *err) {
  parse_data data = {cli, line};
  leda_option_parser parser = {line->options, common_table, handle, &data};
  leda_status status = leda_options_parse(&parser, words.n, words.items, first_operand, err);
  if (cli->language_given) leda_language_set(cli->language, cli->exe_dir);
  if (status) return status;
  if (cli->help)
    print_help(line);
  else if (cli->version)
    puts("leda " LEDA_VERSION);
  return LEDA_OK;
}

void leda_cli_clear(leda_cli *cli) {
  for (size_t i = 0; i < cli->n_owned; i++) leda_free(cli->owned[i]);
  leda_free(cli->owned);
  leda_free(cli->columns);
  leda_free(cli->filters);
  *cli = (leda_cli){0};
}

leda_status leda_cli_need_files(int n, leda_error *err) {
  if (n > 0) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, "%s", _("no file was given"));
  leda_error_hint(err, "%s", _("name a CSV file, or - for standard input; --help tells more"));
  return LEDA_ERR_USAGE;
}

void leda_cli_document_language(const leda_cli *cli) {
  if (cli->format != LEDA_OUTPUT_TEXT) leda_language_set(LEDA_EN, cli->exe_dir);
}

void leda_cli_user_language(const leda_cli *cli) { leda_language_set(cli->language, cli->exe_dir); }

leda_status leda_cli_emit(const leda_cli *cli, const leda_text *document, leda_error *err) {
  if (leda_text_status(document, err)) return LEDA_ERR_MEMORY;
  const char *bytes = leda_text_str(document);
  if (cli->output) return leda_file_write(cli->output, bytes, document->length, err);
  errno = 0;
  fwrite(bytes, 1, document->length, stdout);
  if (fflush(stdout) == 0 && !ferror(stdout)) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_IO, _("cannot write to standard output: %s"), strerror(errno));
}

leda_status leda_cli_read_panel(leda_cli *cli, leda_panel *panel, leda_paths paths,
                                leda_read_options options, leda_error *err) {
  leda_messages log = {0};
  options.columns = cli->columns;
  options.n_columns = cli->n_columns;
  options.filters = cli->filters;
  options.n_filters = cli->n_filters;
  options.progress = leda_cli_progress(cli, _("reading"));
  options.threads = leda_threads(cli->threads);
  leda_inputs inputs;
  leda_status status = leda_inputs_expand(&inputs, paths, err);
  if (!status) status = leda_panel_read(panel, leda_inputs_paths(&inputs), &options, &log, err);
  leda_inputs_clear(&inputs);
  leda_cli_progress_end();
  leda_cli_print_messages(cli, &log);
  cli->errors_printed = status && log.errors > 0;
  leda_messages_clear(&log);
  return status;
}
