/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_REPORT_WATCH_H
#define LEDA_CLI_REPORT_WATCH_H

#include "engine/cli/report_build.h"
#include "engine/output/manifest.h"

/* One file as it was when last looked at. */
typedef struct {
  char *path;
  char hash[LEDA_MANIFEST_HASH]; /* "" where it could not be read */
  long long seconds, nanoseconds, size;
} leda_watched_file;

/* The files that a report is made from. Start from {0}. */
typedef struct {
  leda_watched_file *files;
  size_t n;
} leda_watch;

/* Looks at the project file and at everything that the project names; where it could not be read, at what was looked at
   before. */
leda_status leda_watch_look(leda_watch *watch, const char *project, const leda_report_build *build,
                            leda_error *err);

/* Returns LEDA_OK as soon as a file's content is another, LEDA_ERR_CANCELLED after Ctrl-C. A file that was only touched
   is passed over. */
leda_status leda_watch_wait(leda_watch *watch, const leda_cli *cli, leda_error *err);

void leda_watch_clear(leda_watch *watch);

#endif
