/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_PUBLISHED_FILES_H
#define LEDA_CLI_PUBLISHED_FILES_H

#include "engine/analysis/verify.h"
#include "engine/cli/common.h"
#include "engine/data/instrument.h"
#include "engine/data/published.h"

/* The files of a command on published means: what is asked for, and what was read. Start zeroed, fill in
   the first part, end with leda_published_files_clear. */
typedef struct {
  const char *means;
  const char *differences;              /* NULL: none */
  const char *claims;                   /* NULL: none */
  const char *instrument_name;          /* NULL: none; "lfr" or a path */
  const leda_published_column *columns; /* --column; not owned */
  size_t n_columns;
  leda_published published;
  leda_instrument instrument;
  bool has_instrument;
  leda_answer_scale scale; /* of the instrument; else 1-7, of votes 0-1 */
} leda_published_files;

/* Reads them with --where applied, holds the means against the scale and prints what is wrong; *err holds
   the first error. */
leda_status leda_published_files_read(leda_published_files *files, leda_cli *cli, leda_error *err);

void leda_published_files_clear(leda_published_files *files);

#endif
