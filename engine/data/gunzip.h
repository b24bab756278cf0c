/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unpacking of gzip files (RFC 1952) on the way in; for source.c. */
#ifndef LEDA_DATA_GUNZIP_H
#define LEDA_DATA_GUNZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/status.h"

typedef struct leda_gunzip leda_gunzip;

/* Do these first bytes of a file carry the mark of gzip? */
bool leda_gunzip_is_packed(const char *bytes, size_t n);

leda_gunzip *leda_gunzip_alloc(void); /* NULL: no memory */
void leda_gunzip_free(leda_gunzip *gunzip);

/* Where packed bytes come from. */
typedef struct {
  leda_status (*next)(void *data, char *buffer, size_t size, size_t *n, leda_error *err);
  void *data;
  const char *name; /* for messages */
} leda_gunzip_input;

typedef struct {
  char *buffer;
  size_t size;
  size_t *n; /* how many were unpacked; fewer than `size` only at the end */
} leda_gunzip_output;

/* The next bytes. Several archives one behind the other are one text, and zeros behind the last are
   padding, as for gzip(1). Errors: LEDA_ERR_DATA at the file for an archive that is cut short,
   damaged (its checksum is compared) or followed by something else; what `next` returns;
   LEDA_ERR_MEMORY. */
leda_status leda_gunzip_next(leda_gunzip *gunzip, const leda_gunzip_input *input,
                             leda_gunzip_output output, leda_error *err);

#endif
