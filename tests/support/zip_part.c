/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/zip_part.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30, STORED = 0 };

static uint32_t number(const char *at, int bytes) {
  uint32_t value = 0;
  for (int i = bytes - 1; i >= 0; i--) value = value << 8 | (unsigned char)at[i];
  return value;
}

static char *unpack(const char *from, size_t packed, size_t size, uint32_t method) {
  char *out = calloc(size + 1, 1);
  if (!out || method == STORED) {
    if (out) memcpy(out, from, size);
    return out;
  }
  z_stream stream = {.next_in = (Bytef *)(uintptr_t)from,
                     .avail_in = (uInt)packed,
                     .next_out = (Bytef *)out,
                     .avail_out = (uInt)size};
  int code = inflateInit2(&stream, -MAX_WBITS);
  if (code == Z_OK) code = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (code == Z_STREAM_END) return out;
  free(out);
  return NULL;
}

char *leda_test_zip_part(const char *bytes, size_t length, const char *name) {
  if (length < END_SIZE) return NULL;
  const char *end = bytes + length - END_SIZE; /* an archive without a comment */
  if (number(end, 4) != 0x06054b50) return NULL;
  uint32_t entries = number(end + 10, 2);
  const char *entry = bytes + number(end + 16, 4);
  for (uint32_t i = 0; i < entries; i++) {
    size_t name_length = number(entry + 28, 2);
    if (name_length == strlen(name) && memcmp(entry + ENTRY_SIZE, name, name_length) == 0) {
      const char *local = bytes + number(entry + 42, 4);
      const char *data = local + LOCAL_SIZE + number(local + 26, 2) + number(local + 28, 2);
      return unpack(data, number(entry + 20, 4), number(entry + 24, 4), number(entry + 10, 2));
    }
    entry += ENTRY_SIZE + name_length + number(entry + 30, 2) + number(entry + 32, 2);
  }
  return NULL;
}
