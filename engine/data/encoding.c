/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>

#include "engine/core/i18n.h"

static bool is_ascii(leda_raw field) {
  for (size_t i = 0; i < field.length; i++)
    if ((unsigned char)field.at[i] >= 0x80) return false;
  return true;
}

static leda_status fail_mixed(const leda_encoding *encoding, leda_place place, leda_error *err) {
  const char *before = encoding->kind == LEDA_ENCODING_UTF8 ? "UTF-8" : "Windows-1252";
  const char *now = encoding->kind == LEDA_ENCODING_UTF8 ? "Windows-1252" : "UTF-8";
  leda_fail_at(err, place, _("this text is %s, but line %zu is %s: two encodings in one file"), now,
               encoding->line, before);
  leda_error_hint(err, "%s", _("open the file in a spreadsheet and save it as \"CSV UTF-8\""));
  return LEDA_ERR_DATA;
}

static leda_status open_converter(leda_encoding *encoding, leda_error *err) {
  if (encoding->converter) return LEDA_OK;
  iconv_t converter = iconv_open("UTF-8", "WINDOWS-1252");
  if (converter == (iconv_t)-1)
    return leda_fail(err, LEDA_ERR_INTERNAL, "%s",
                     _("this system cannot convert Windows-1252 to UTF-8"));
  encoding->converter = converter;
  return LEDA_OK;
}

static leda_status convert(leda_encoding *encoding, leda_raw field, leda_text *out,
                           leda_place place, leda_error *err) {
  if (open_converter(encoding, err)) return LEDA_ERR_INTERNAL;
  /* iconv's input is not const, so the bytes go through a small buffer of our own. */
  char block[256], converted[4 * sizeof block];
  while (field.length > 0) {
    size_t n = field.length < sizeof block ? field.length : sizeof block;
    char *from = block, *to = converted;
    size_t left = n, room = sizeof converted;
    for (size_t i = 0; i < n; i++) block[i] = field.at[i];
    if (iconv(encoding->converter, &from, &left, &to, &room) == (size_t)-1) {
      leda_fail_at(err, place, _("byte %02X means nothing in UTF-8 here, nor in Windows-1252"),
                   (unsigned)(unsigned char)*from);
      leda_error_hint(err, "%s", _("open the file in a spreadsheet and save it as \"CSV UTF-8\""));
      return LEDA_ERR_DATA;
    }
    leda_text_add_n(out, converted, sizeof converted - room);
    field.at += n;
    field.length -= n;
  }
  return leda_text_status(out, err);
}

leda_status leda_encoding_add(leda_encoding *encoding, leda_raw field, leda_text *out,
                              leda_place place, leda_error *err) {
  bool ascii = is_ascii(field);
  bool valid = ascii || leda_utf8_valid(field.at, field.length);
  leda_encoding_kind kind = valid ? LEDA_ENCODING_UTF8 : LEDA_ENCODING_WINDOWS;
  if (!ascii && encoding->kind == LEDA_ENCODING_ASCII) {
    encoding->kind = kind;
    encoding->line = place.line;
  }
  if (!ascii && kind != encoding->kind) return fail_mixed(encoding, place, err);
  if (!valid) return convert(encoding, field, out, place, err);
  leda_text_add_n(out, field.at, field.length);
  return leda_text_status(out, err);
}

void leda_encoding_clear(leda_encoding *encoding) {
  if (encoding->converter) iconv_close(encoding->converter);
  *encoding = (leda_encoding){0};
}
