/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_TEXT_H
#define LEDA_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/status.h"

/* A growing text, always ended by NUL. Start from `leda_text t = {0}`, end with leda_text_clear.
   A failed allocation sets `failed` and makes every later call a no-op: build the whole text, then
   ask once with leda_text_status. `data` is NULL until something was added (see leda_text_str). */
typedef struct {
  char *data;
  size_t length;
  size_t capacity;
  bool failed;
} leda_text;

void leda_text_clear(leda_text *text);
void leda_text_add(leda_text *text, const char *string);
void leda_text_add_n(leda_text *text, const char *bytes, size_t length);
void leda_text_add_char(leda_text *text, char c);
void leda_text_addf(leda_text *text, const char *format, ...) LEDA_PRINTF(2, 3);
void leda_text_add_repeated(leda_text *text, const char *string, size_t times);

/* The text so far, "" when empty. Owned by *text. */
const char *leda_text_str(const leda_text *text);

/* Hands the string over to the caller (leda_free), leaves *text empty; NULL after a failure. */
char *leda_text_take(leda_text *text);

/* LEDA_OK, or "out of memory" in *err when an addition failed. */
leda_status leda_text_status(const leda_text *text, leda_error *err);

/* ---- UTF-8 ---- */

/* Length in bytes of the longest prefix of at most `limit` bytes that does not split a character.
   Invalid bytes count as characters of one byte. */
size_t leda_utf8_cut(const char *string, size_t length, size_t limit);

/* Length without a last character whose bytes are not all there: what to keep of a text that was cut
   after `length` bytes, by snprintf for one. */
size_t leda_utf8_whole(const char *string, size_t length);

/* True when the bytes are well-formed UTF-8 (no overlong forms, no surrogates, up to U+10FFFF). */
bool leda_utf8_valid(const char *bytes, size_t length);

/* Number of code points; what a column of text is padded by. */
size_t leda_utf8_length(const char *string);

/* Adds `string` padded with spaces to `width` code points, at the right end (left-aligned) or at
   the left (right-aligned). Longer strings are added whole. */
void leda_text_add_padded(leda_text *text, const char *string, size_t width, bool right_aligned);

/* Case-insensitive equality for ASCII and for Å Ä Ö É Ü (the letters of header names). */
bool leda_text_same_word(const char *a, const char *b);

#endif
