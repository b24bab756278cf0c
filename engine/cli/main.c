/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/cli/command.h"
#include "engine/cli/user_words.h"

static const leda_command commands[] = {
    {"chart", leda_cmd_chart, N_("what does the control chart say?")},
    {"check", leda_cmd_check, N_("is this change a trend or noise?")},
    {"scan", leda_cmd_scan,
     N_("the same for every unit and indicator, false discoveries held down")},
    {"assess", leda_cmd_assess, N_("did the self-assessment change from wave to wave?")},
    {"verify", leda_cmd_verify, N_("can these published means be right?")},
    {"dmaic", leda_cmd_dmaic, N_("where does the improvement project stand, gate by gate?")},
    {"report", leda_cmd_report, N_("make the report and its figures again")},
    {"plan", leda_cmd_plan, N_("how many measurements do I need? what could I have seen?")},
    {"simulate", leda_cmd_simulate, N_("make data with a known answer")},
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static const leda_command *find_command(const char *name) {
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (strcmp(name, commands[i].name) == 0) return &commands[i];
  return NULL;
}

static void print_overview(FILE *stream) {
  leda_text usage = {0};
  leda_user_words_add(&usage, "leda COMMAND [OPTIONS] FILE...");
  fprintf(stream, "leda " LEDA_VERSION " - %s\n\n", _("is this change a trend or noise?"));
  fprintf(stream, "%s %s\n\n%s\n", _("Usage:"), leda_text_str(&usage), _("Commands:"));
  leda_text_clear(&usage);
  for (size_t i = 0; i < N_COMMANDS; i++)
    fprintf(stream, "  %-8s %s\n", commands[i].name, _(commands[i].summary));
  fprintf(stream, "\n%s\n", _("leda COMMAND --help tells more. A FILE of - is standard input."));
}

static int exit_code(leda_status status) {
  switch (status) {
  case LEDA_OK:
    return 0;
  case LEDA_ERR_DATA:
  case LEDA_ERR_IO:
    return 1;
  case LEDA_ERR_USAGE:
    return 2;
  case LEDA_ERR_CANCELLED:
    return 130; /* 128 + SIGINT, as shells expect */
  default:
    return 3;
  }
}

static int run(const leda_command *command, int argc, char **argv, leda_cli *cli) {
  leda_error err = leda_error_none();
  leda_status status = command->run(argc, argv, cli, &err);
  if (status == LEDA_ERR_CANCELLED)
    fprintf(stderr, "leda: %s\n", _("stopped; nothing was written"));
  else if (status && !cli->errors_printed)
    leda_cli_print_error(&err);
  return status ? exit_code(status) : cli->exit_code;
}

/* Words before or instead of a command. */
static int run_without_command(const char *word) {
  if (word && strcmp(word, "--version") == 0) {
    puts("leda " LEDA_VERSION);
    return 0;
  }
  bool asked = word && (strcmp(word, "--help") == 0 || strcmp(word, "help") == 0);
  if (!asked && word) fprintf(stderr, _("leda: error: unknown command '%s'\n\n"), word);
  print_overview(asked ? stdout : stderr);
  return asked ? 0 : 2;
}

/* Takes --lang from the words before anything else is said, so that what is wrong with an option
   before it is told in its language too. A bad value is reported by the command. */
static void set_language(int argc, char **argv, leda_cli *cli) {
  cli->language = leda_language_from_environment();
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
    if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
      leda_language_parse(argv[i + 1], &cli->language);
    else if (strncmp(argv[i], "--lang=", 7) == 0)
      leda_language_parse(argv[i] + 7, &cli->language);
  }
  leda_language_set(cli->language, cli->exe_dir);
}

/* The folder of the running program, "" when the system does not tell. */
static const char *program_folder(char *path, size_t size) {
  ssize_t length = readlink("/proc/self/exe", path, size - 1);
  if (length <= 0) return "";
  path[length] = '\0';
  return dirname(path);
}

int main(int argc, char **argv) {
  char path[4096];
  gsl_set_error_handler_off();
  signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error, reported as one */
  leda_cli_catch_interrupt();
  leda_cli cli = {.exe_dir = program_folder(path, sizeof path), .seed = 1};
  set_language(argc, argv, &cli);
  const leda_command *command = argc > 1 ? find_command(argv[1]) : NULL;
  int code = command ? run(command, argc - 1, argv + 1, &cli)
                     : run_without_command(argc > 1 ? argv[1] : NULL);
  leda_cli_clear(&cli);
  return code;
}
