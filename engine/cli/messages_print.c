/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "engine/cli/common.h"

static const char *severity_word(leda_severity severity) {
  if (severity == LEDA_NOTICE) return _("notice");
  return severity == LEDA_WARNING ? _("warning") : _("error");
}

/* Control characters of hostile data must not reach a terminal. */
static void print_safe(const char *text) {
  for (const char *p = text; *p; p++) {
    unsigned char c = (unsigned char)*p;
    fputc(c < 0x20 || c == 0x7F ? '?' : c, stderr);
  }
}

static void print_one(leda_severity severity, const leda_error *what) {
  if (what->file[0]) {
    print_safe(what->file);
    if (what->line) fprintf(stderr, ":%zu", what->line);
    if (what->line && what->field) fprintf(stderr, ":%zu", what->field);
  } else {
    fputs("leda", stderr);
  }
  fprintf(stderr, ": %s: ", severity_word(severity));
  print_safe(what->message);
  fputc('\n', stderr);
  if (!what->hint[0]) return;
  fprintf(stderr, "  %s ", _("hint:"));
  print_safe(what->hint);
  fputc('\n', stderr);
}

void leda_cli_print_error(const leda_error *error) { print_one(LEDA_ERROR, error); }

void leda_cli_print_messages(const leda_cli *cli, const leda_messages *messages) {
  size_t errors = 0;
  for (size_t i = 0; i < messages->n; i++) {
    const leda_message *message = &messages->items[i];
    if (message->severity != LEDA_ERROR && cli->quiet) continue;
    print_one(message->severity, &message->what);
    errors += message->severity == LEDA_ERROR;
  }
  size_t more = messages->errors - errors;
  if (more == 0) return;
  fprintf(stderr,
          P_("leda: %zu more error like these\n", "leda: %zu more errors like these\n", more),
          more);
}
