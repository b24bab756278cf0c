/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_SOURCE_H
#define LEDA_DATA_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/core/status.h"

/* Where bytes come from: a file, standard input or memory. Nothing but the open file is owned. */
typedef struct {
  const char *name; /* for messages; not owned */
  FILE *file;       /* NULL: memory */
  bool standard;
  const char *bytes;
  size_t length;
  size_t at;
  uint64_t total; /* bytes in all; 0: not known */
} leda_source;

/* Opens `path` ("-": standard input). Errors: LEDA_ERR_IO with the system's reason and a hint; a
   folder is refused. End with leda_source_close, also after a failure. */
leda_status leda_source_open(leda_source *source, const char *path, leda_error *err);

/* Bytes in memory, which must outlive the source. */
void leda_source_memory(leda_source *source, const char *name, const char *bytes, size_t length);

/* Up to `size` further bytes; *n is smaller than `size` only at the end. */
leda_status leda_source_next(leda_source *source, char *buffer, size_t size, size_t *n,
                             leda_error *err);

void leda_source_close(leda_source *source);

#endif
