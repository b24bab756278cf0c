/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_COMMON_H
#define LEDA_CLI_COMMON_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/cli/options.h"
#include "engine/core/i18n.h"
#include "engine/core/messages.h"
#include "engine/core/progress.h"
#include "engine/data/panel.h"

typedef enum { LEDA_OUTPUT_TEXT, LEDA_OUTPUT_JSON, LEDA_OUTPUT_CSV } leda_output_format;

/* What every command takes (interface.md), and what a command hands back to main. */
typedef struct {
  const char *exe_dir; /* folder of the program */
  leda_output_format format;
  const char *output; /* -o FILE; NULL: standard output */
  leda_language language;
  bool language_given; /* by --lang */
  int threads;         /* 0: one a core */
  uint64_t seed;
  bool quiet;
  bool help; /* --help was given: the command prints its help and does nothing else */
  bool version;
  leda_column_choice *columns; /* --column, in the order given */
  size_t n_columns;
  leda_filter *filters; /* --where */
  size_t n_filters;
  char **owned; /* texts behind columns and filters */
  size_t n_owned;
  int exit_code;       /* 0, or 4 set by --fail-on */
  bool errors_printed; /* the errors behind a failure were printed already */
} leda_cli;

/* Ids of the common options start here; a command's own are below. */
enum { LEDA_COMMON_IDS = 1000 };

/* A command's own part: its options, and one paragraph for its help. */
typedef struct {
  const char *usage;           /* "leda chart [OPTIONS] FILE...", not translated */
  const char *summary;         /* marked with N_() */
  leda_option_table options;   /* one with the name of a common option takes its place */
  leda_option_handler handler; /* for its own ids */
  void *data;
  const char *example; /* a command line or two */
} leda_command_line;

/* The words of a command line; items[0] is the command's name. */
typedef struct {
  int n;
  char **items;
} leda_arguments;

/* Parses the words of a command by its own and the common options. Sets the language as soon as the
   whole line is read. After LEDA_OK, where cli->help or cli->version is set everything was printed and
   the command returns LEDA_OK at once. Operands: words.items[*first_operand] to
   the last. */
leda_status leda_cli_parse(leda_cli *cli, const leda_command_line *line, leda_arguments words,
                           int *first_operand, leda_error *err);

void leda_cli_clear(leda_cli *cli);

/* A usage error with a hint when there is no file operand. */
leda_status leda_cli_need_files(int n, leda_error *err);

/* JSON and CSV are the same in every language: between these two calls texts come in English when the
   format is one of them. */
void leda_cli_document_language(const leda_cli *cli);
void leda_cli_user_language(const leda_cli *cli);

/* Sends a finished document to standard output or, whole or not at all, to -o FILE. */
leda_status leda_cli_emit(const leda_cli *cli, const leda_text *document, leda_error *err);

/* Reads the operands (files, folders of them, -) as one panel with the common options applied, prints notices (unless --quiet) and
   the located errors. After a failure *err holds the first error and cli->errors_printed tells main
   not to print it again. */
leda_status leda_cli_read_panel(leda_cli *cli, leda_panel *panel, leda_paths paths,
                                leda_read_options options, leda_error *err);

/* Prints every message to standard error in the form FILE:LINE:FIELD: error: ... with its hint;
   notices and warnings not with --quiet; ends with a count where errors were left out. */
void leda_cli_print_messages(const leda_cli *cli, const leda_messages *messages);

/* Prints one error the same way. */
void leda_cli_print_error(const leda_error *error);

/* A progress line on standard error, drawn only where that is a terminal, after a second and at most
   six times a second; also stops the work after Ctrl-C. */
leda_progress leda_cli_progress(const leda_cli *cli, const char *what);

/* Removes what the progress line left on the screen. */
void leda_cli_progress_end(void);

/* Lets Ctrl-C stop the work at its next report of progress. Once, from main. */
void leda_cli_catch_interrupt(void);

#endif
