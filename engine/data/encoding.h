/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_ENCODING_H
#define LEDA_DATA_ENCODING_H

#include <stddef.h>

#include "engine/core/status.h"
#include "engine/core/text.h"

typedef enum {
  LEDA_ENCODING_ASCII = 0, /* nothing but ASCII so far */
  LEDA_ENCODING_UTF8,
  LEDA_ENCODING_WINDOWS, /* Windows-1252, of which Latin-1 text is a part */
} leda_encoding_kind;

/* Bytes of a field as they stand in the file. */
typedef struct {
  const char *at;
  size_t length;
} leda_raw;

/* The encoding of one file as far as it is known. Start from {0}, end with leda_encoding_clear. */
typedef struct {
  leda_encoding_kind kind;
  size_t line;     /* where it was first told */
  void *converter; /* iconv_t, opened when needed */
} leda_encoding;

void leda_encoding_clear(leda_encoding *encoding);

/* Adds a field to *out as UTF-8. A field of ASCII says nothing about its file; other bytes that are
   valid UTF-8 mark the file UTF-8, and bytes that are not mark it Windows-1252. Fails at `place`
   when the file was found to be the other before, or where a byte means nothing in Windows-1252
   (81, 8D, 8F, 90, 9D). */
leda_status leda_encoding_add(leda_encoding *encoding, leda_raw field, leda_text *out,
                              leda_place place, leda_error *err);

#endif
