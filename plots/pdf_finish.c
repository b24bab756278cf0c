/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "plots/finish.h"

/* PDF's own form of a date, "D:" left out; a shorter one ends where the file's does. */
static const char utc_date[] = "20000101000000Z";
static const char zone_date[] = "20000101000000+00'00'";

/* strstr for bytes. */
static char *find(char *bytes, size_t length, const char *word) {
  size_t want = strlen(word);
  for (size_t at = 0; at + want <= length; at++)
    if (bytes[at] == word[0] && memcmp(bytes + at, word, want) == 0) return bytes + at;
  return NULL;
}

static void overwrite_dates(char *pdf, size_t length, const char *key) {
  for (char *at = pdf; (at = find(at, length - (size_t)(at - pdf), key)) != NULL;) {
    at += strlen(key);
    char *end = memchr(at, ')', length - (size_t)(at - pdf));
    if (!end || (size_t)(end - at) >= sizeof zone_date) return;
    size_t size = (size_t)(end - at);
    memcpy(at, size < sizeof utc_date ? utc_date : zone_date, size);
  }
}

bool leda_pdf_finish(leda_text *out, const char *pdf, size_t length) {
  if (length < 16 || memcmp(pdf, "%PDF-", 5) != 0) return false;
  size_t begin = out->length;
  leda_text_add_n(out, pdf, length);
  if (out->failed) return true;
  char *copy = out->data + begin;
  if (!find(copy + length - 16, 16, "%%EOF")) return false;
  overwrite_dates(copy, length, "/CreationDate (D:");
  overwrite_dates(copy, length, "/ModDate (D:");
  return true;
}
