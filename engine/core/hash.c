/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/file.h"

#include <errno.h>
#include <sha256.h>
#include <stdint.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"

static void finish(SHA256_CTX *context, char out[LEDA_HASH_SIZE]) {
  static const char hex[] = "0123456789abcdef";
  uint8_t digest[SHA256_DIGEST_LENGTH];
  SHA256Final(digest, context);
  for (size_t i = 0; i < sizeof digest; i++) {
    out[2 * i] = hex[digest[i] >> 4];
    out[2 * i + 1] = hex[digest[i] & 15];
  }
  out[LEDA_HASH_SIZE - 1] = '\0';
}

void leda_bytes_hash(const void *bytes, size_t length, char out[LEDA_HASH_SIZE]) {
  SHA256_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, bytes, length);
  finish(&context, out);
}

leda_status leda_file_hash(const char *path, char out[LEDA_HASH_SIZE], leda_error *err) {
  SHA256_CTX context;
  uint8_t block[16384];
  out[0] = '\0';
  FILE *file = fopen(path, "rb");
  if (!file) return leda_fail(err, LEDA_ERR_IO, _("cannot open %s: %s"), path, strerror(errno));
  SHA256Init(&context);
  size_t n;
  while ((n = fread(block, 1, sizeof block, file)) > 0) SHA256Update(&context, block, n);
  leda_status status = LEDA_OK;
  if (ferror(file))
    status = leda_fail(err, LEDA_ERR_IO, _("cannot read %s: %s"), path, strerror(errno));
  else
    finish(&context, out);
  fclose(file);
  return status;
}

/* ---- slugs ---- */

#define SLUG_LETTERS 40

/* The plain letter for å, ä, ö and their capitals (second byte after 0xC3), or 0. */
static char plain_letter(unsigned char second) {
  switch (second) {
  case 0xA5:
  case 0x85:
  case 0xA4:
  case 0x84:
    return 'a';
  case 0xB6:
  case 0x96:
    return 'o';
  default:
    return 0;
  }
}

/* One byte of a slug: a letter or digit; '-' for a separator; 0 for what is dropped. */
static char slug_char(const char *p) {
  unsigned char c = (unsigned char)*p;
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return *p;
  if (c >= 'A' && c <= 'Z') return (char)(c + 32);
  if (c == 0xC3) return plain_letter((unsigned char)p[1]);
  return c < 0x80 ? '-' : 0;
}

static void add_slug(leda_text *slug, const char *part) {
  bool border = slug->length > 0; /* a hyphen is due before the next letter */
  for (const char *p = part; *p && slug->length < SLUG_LETTERS; p++) {
    char c = slug_char(p);
    if (c == '-') border = slug->length > 0;
    if (c == '-' || c == 0) continue;
    if (border && slug->length + 1 < SLUG_LETTERS) leda_text_add_char(slug, '-');
    border = false;
    leda_text_add_char(slug, c);
  }
}

/* Hash of all parts, each preceded by its length so that the borders count. */
static void hash_parts(const char *const *parts, size_t n, char out[LEDA_HASH_SIZE]) {
  SHA256_CTX context;
  SHA256Init(&context);
  for (size_t i = 0; i < n; i++) {
    size_t length = strlen(parts[i]);
    uint8_t prefix[8];
    for (size_t k = 0; k < sizeof prefix; k++) prefix[k] = (uint8_t)((uint64_t)length >> (8 * k));
    SHA256Update(&context, prefix, sizeof prefix);
    SHA256Update(&context, (const uint8_t *)parts[i], length);
  }
  finish(&context, out);
}

char *leda_file_slug(const char *const *parts, size_t n) {
  char hash[LEDA_HASH_SIZE];
  leda_text slug = {0};
  for (size_t i = 0; i < n; i++) add_slug(&slug, parts[i]);
  hash_parts(parts, n, hash);
  if (slug.length > 0) leda_text_add_char(&slug, '-');
  leda_text_add_n(&slug, hash, 8);
  return leda_text_take(&slug);
}
