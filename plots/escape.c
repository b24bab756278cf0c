/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/escape.h"

#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"
#define REPLACEMENT "\xEF\xBF\xBD"
#define TYPOGRAPHIC "\xE2\x80\x99" /* U+2019 */

/* One character at `bytes`: its length and code point; an invalid byte has length 0. */
typedef struct {
  size_t length;
  unsigned long code;
} character;

static character character_at(const char *bytes, size_t left) {
  static const unsigned char lead[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  size_t limit = left < 4 ? left : 4;
  for (size_t length = 1; length <= limit; length++) {
    if (!leda_utf8_valid(bytes, length)) continue;
    unsigned long code = (unsigned char)bytes[0] & lead[length];
    for (size_t i = 1; i < length; i++) code = code << 6 | ((unsigned char)bytes[i] & 0x3F);
    return (character){length, code};
  }
  return (character){0, 0};
}

/* Line and paragraph separators count as breaks too. */
static bool is_blank(unsigned long code) {
  return code <= 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029;
}

/* Bidirectional controls reorder what stands around them; the others cannot be seen. U+FFFE and
   U+FFFF are not allowed in XML. */
static bool is_dropped(unsigned long code) {
  return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0x061C || code == 0xFEFF ||
         (code & 0xFFFE) == 0xFFFE || code == 0xAD;
}

void leda_plot_clean(leda_text *out, const char *text, size_t limit) {
  if (!text) return;
  size_t begin = out->length;
  size_t length = strnlen(text, limit + 1);
  bool cut = length > limit;
  if (cut) length = leda_utf8_cut(text, length, limit);
  bool gap = false;
  for (size_t at = 0; at < length;) {
    character c = character_at(text + at, length - at);
    const char *bytes = c.length ? text + at : REPLACEMENT;
    size_t size = c.length ? c.length : strlen(REPLACEMENT);
    at += c.length ? c.length : 1;
    if (c.length && is_dropped(c.code)) continue;
    if (c.length && is_blank(c.code)) {
      gap = true;
      continue;
    }
    if (gap && out->length > begin) leda_text_add_char(out, ' ');
    gap = false;
    leda_text_add_n(out, bytes, size);
  }
  if (cut) leda_text_add(out, ELLIPSIS);
}

/* gnuplot takes '' for an apostrophe only after another character of the string: at its beginning,
   and after another apostrophe, the string ends instead. */
static bool can_double(const char *text) {
  for (const char *p = text; *p; p++)
    if (*p == '\'' && (p == text || p[-1] == '\'')) return false;
  return true;
}

static void add_quoted(leda_text *out, const char *text, const char *apostrophe) {
  leda_text_add_char(out, '\'');
  for (const char *p = text; *p; p++) {
    if (*p == '\'')
      leda_text_add(out, apostrophe);
    else
      leda_text_add_char(out, *p);
  }
  leda_text_add_char(out, '\'');
}

void leda_plot_quote(leda_text *out, const char *text) {
  leda_text clean = {0};
  leda_plot_clean(&clean, text, LEDA_PLOT_TEXT_LIMIT);
  const char *string = leda_text_str(&clean);
  add_quoted(out, string, can_double(string) ? "''" : TYPOGRAPHIC);
  out->failed = out->failed || clean.failed;
  leda_text_clear(&clean);
}

bool leda_plot_quote_path(leda_text *out, const char *path) {
  for (const char *p = path; *p; p++)
    if ((unsigned char)*p < 0x20 || *p == 0x7F) return false;
  if (!can_double(path)) return false;
  add_quoted(out, path, "''");
  return true;
}

void leda_plot_xml(leda_text *out, const char *text) {
  leda_text clean = {0};
  leda_plot_clean(&clean, text, LEDA_PLOT_TEXT_LIMIT);
  for (const char *p = leda_text_str(&clean); *p; p++) {
    switch (*p) {
    case '&':
      leda_text_add(out, "&amp;");
      break;
    case '<':
      leda_text_add(out, "&lt;");
      break;
    case '>':
      leda_text_add(out, "&gt;");
      break;
    case '"':
      leda_text_add(out, "&quot;");
      break;
    case '\'':
      leda_text_add(out, "&#39;");
      break;
    default:
      leda_text_add_char(out, *p);
    }
  }
  out->failed = out->failed || clean.failed;
  leda_text_clear(&clean);
}
