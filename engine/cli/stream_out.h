/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_STREAM_OUT_H
#define LEDA_CLI_STREAM_OUT_H

#include "engine/cli/common.h"

/* Output too large to be held in memory: to standard output as it comes, or to -o FILE, which appears
   whole under its name at the end or not at all. */
typedef struct {
  int fd;
  const char *path; /* -o FILE; NULL: standard output */
  char *temporary;  /* beside it; NULL: written directly (standard output, a device) */
} leda_stream_out;

/* Errors: LEDA_ERR_IO with the system's reason, LEDA_ERR_MEMORY. */
leda_status leda_stream_out_open(leda_stream_out *out, const leda_cli *cli, leda_error *err);
leda_status leda_stream_out_write(leda_stream_out *out, const leda_text *text, leda_error *err);

/* Ends it: with status LEDA_OK the file gets its name, otherwise nothing is left behind. Returns the
   first failure. */
leda_status leda_stream_out_close(leda_stream_out *out, leda_status status, leda_error *err);

#endif
