/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/text.h"

#include <stdio.h>
#include <string.h>

#include "engine/core/memory.h"

void leda_text_clear(leda_text *text) {
  if (!text) return;
  leda_free(text->data);
  *text = (leda_text){0};
}

static bool reserve(leda_text *text, size_t extra) {
  if (text->failed) return false;
  size_t needed = text->length + extra + 1;
  if (needed <= text->capacity) return true;
  size_t capacity = text->capacity ? text->capacity : 64;
  while (capacity < needed) capacity *= 2;
  char *data = leda_realloc_array(text->data, capacity, 1);
  if (!data) {
    text->failed = true;
    return false;
  }
  text->data = data;
  text->capacity = capacity;
  return true;
}

void leda_text_add_n(leda_text *text, const char *bytes, size_t length) {
  if (!reserve(text, length)) return;
  memcpy(text->data + text->length, bytes, length);
  text->length += length;
  text->data[text->length] = '\0';
}

void leda_text_add(leda_text *text, const char *string) {
  leda_text_add_n(text, string, strlen(string));
}

void leda_text_add_char(leda_text *text, char c) { leda_text_add_n(text, &c, 1); }

void leda_text_addf(leda_text *text, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (length >= 0 && reserve(text, (size_t)length)) {
    vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
    text->length += (size_t)length;
  } else {
    text->failed = true;
  }
  va_end(again);
}

void leda_text_add_repeated(leda_text *text, const char *string, size_t times) {
  for (size_t i = 0; i < times; i++) leda_text_add(text, string);
}

const char *leda_text_str(const leda_text *text) { return text->data ? text->data : ""; }

char *leda_text_take(leda_text *text) {
  if (!text->failed) leda_text_add_n(text, "", 0);
  char *data = text->failed ? NULL : text->data;
  if (!data) leda_free(text->data);
  *text = (leda_text){0};
  return data;
}

leda_status leda_text_status(const leda_text *text, leda_error *err) {
  return text->failed ? leda_fail_memory(err) : LEDA_OK;
}

/* Length of the well-formed character at p (Unicode 15, table 3-7), or 0 when there is none. */
static size_t character_length(const unsigned char *p, size_t left) {
  if (p[0] < 0x80) return 1;
  size_t need = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
  if (p[0] < 0xC2 || p[0] > 0xF4 || left < need) return 0;
  unsigned char low = 0x80, high = 0xBF;
  if (p[0] == 0xE0) low = 0xA0;
  if (p[0] == 0xED) high = 0x9F;
  if (p[0] == 0xF0) low = 0x90;
  if (p[0] == 0xF4) high = 0x8F;
  if (p[1] < low || p[1] > high) return 0;
  for (size_t i = 2; i < need; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  return need;
}

size_t leda_utf8_cut(const char *string, size_t length, size_t limit) {
  const unsigned char *p = (const unsigned char *)string;
  size_t at = 0;
  while (at < length) {
    size_t step = character_length(p + at, length - at);
    if (step == 0) step = 1;
    if (at + step > limit) break;
    at += step;
  }
  return at;
}

size_t leda_utf8_whole(const char *string, size_t length) {
  for (size_t back = 1; back <= 3 && back <= length; back++) {
    unsigned char c = (unsigned char)string[length - back];
    if ((c & 0xC0) == 0x80) continue;
    size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    return need > back ? length - back : length;
  }
  return length;
}

bool leda_utf8_valid(const char *bytes, size_t length) {
  const unsigned char *p = (const unsigned char *)bytes;
  for (size_t at = 0; at < length;) {
    size_t step = character_length(p + at, length - at);
    if (step == 0) return false;
    at += step;
  }
  return true;
}

size_t leda_utf8_length(const char *string) {
  size_t count = 0;
  for (const char *p = string; *p; p++)
    if (((unsigned char)*p & 0xC0) != 0x80) count++;
  return count;
}

void leda_text_add_padded(leda_text *text, const char *string, size_t width, bool right_aligned) {
  size_t length = leda_utf8_length(string);
  size_t padding = length < width ? width - length : 0;
  if (right_aligned) leda_text_add_repeated(text, " ", padding);
  leda_text_add(text, string);
  if (!right_aligned) leda_text_add_repeated(text, " ", padding);
}

/* Lower case of one byte; the second byte of U+00C0..U+00DE in UTF-8 (after 0xC3) is folded too. */
static unsigned char folded(const unsigned char *start, const unsigned char *p) {
  if (*p >= 'A' && *p <= 'Z') return (unsigned char)(*p + 32);
  if (p > start && p[-1] == 0xC3 && *p >= 0x80 && *p <= 0x9E && *p != 0x97)
    return (unsigned char)(*p + 32);
  return *p;
}

bool leda_text_same_word(const char *a, const char *b) {
  const unsigned char *p = (const unsigned char *)a, *q = (const unsigned char *)b;
  size_t i = 0;
  while (p[i] && q[i] && folded(p, p + i) == folded(q, q + i)) i++;
  return !p[i] && !q[i];
}
