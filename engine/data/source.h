/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_SOURCE_H
#define LEDA_DATA_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/core/status.h"

/* Where bytes come from: a file, standard input or memory. What begins with the mark of gzip
   (1F 8B, RFC 1952) is unpacked on the way, whatever its name. Nothing but the open file and the
   unpacker is owned. */
typedef struct {
  const char *name; /* for messages; not owned */
  FILE *file;       /* NULL: memory */
  bool standard;
  const char *bytes;
  size_t length;
  size_t at;
  uint64_t total; /* bytes in all, as they come out; 0: not known */
  uint64_t taken; /* bytes of the file itself that were read so far */
  char head[2];   /* bytes read from the file to look at its mark */
  size_t head_n;
  struct leda_gunzip *gunzip; /* NULL: the bytes are plain */
} leda_source;

/* Opens `path` ("-": standard input). Errors: LEDA_ERR_IO with the system's reason and a hint; a
   folder is refused; LEDA_ERR_MEMORY. End with leda_source_close, also after a failure. */
leda_status leda_source_open(leda_source *source, const char *path, leda_error *err);

/* Bytes in memory, which must outlive the source. Errors: LEDA_ERR_MEMORY. End with
   leda_source_close. */
leda_status leda_source_memory(leda_source *source, const char *name, const char *bytes,
                               size_t length, leda_error *err);

/* Up to `size` further bytes; *n is smaller than `size` only at the end. Errors: LEDA_ERR_IO; for a
   compressed file that is damaged or cut short LEDA_ERR_DATA at the file, with a hint. */
leda_status leda_source_next(leda_source *source, char *buffer, size_t size, size_t *n,
                             leda_error *err);

/* Can leda_source_at and leda_source_rewind be used? True for plain files on disk and memory. */
bool leda_source_seekable(const leda_source *source);

/* Exactly `size` bytes from `offset` on, without regard to leda_source_next; false when they cannot
   be had. May be called by several threads at once. */
bool leda_source_at(const leda_source *source, uint64_t offset, char *buffer, size_t size);

/* Begins anew; false when the file cannot be wound back. */
bool leda_source_rewind(leda_source *source);

void leda_source_close(leda_source *source);

#endif
