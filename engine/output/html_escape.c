/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/html_escape.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static const char *reference(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return NULL;
  }
}

static bool is_control(unsigned char c) {
  return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

/* U+202A..202E and U+2066..2069 in UTF-8; U+0080..009F are controls as well. */
static bool is_unwanted(const unsigned char *at, size_t length) {
  if (length == 2) return at[0] == 0xC2 && at[1] < 0xA0;
  if (length != 3 || at[0] != 0xE2) return false;
  return (at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) ||
         (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9);
}

/* Bytes of the well-formed character at `at`, or 0. */
static size_t character(const unsigned char *at) {
  size_t length = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
  for (size_t i = 1; i < length; i++)
    if (at[i] == '\0') return 0;
  return leda_utf8_valid((const char *)at, length) ? length : 0;
}

void leda_html_escape(leda_text *html, const char *text) {
  const unsigned char *at = (const unsigned char *)(text ? text : "");
  while (*at) {
    size_t length = character(at);
    const char *written = length == 1 ? reference((char)*at) : NULL;
    if (length == 0 || is_unwanted(at, length) || (length == 1 && is_control(*at)))
      written = REPLACEMENT;
    if (written)
      leda_text_add(html, written);
    else
      leda_text_add_n(html, (const char *)at, length);
    at += length > 0 ? length : 1;
  }
}
