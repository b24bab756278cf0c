/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <zlib.h>

#include "plots/finish.h"

#define HEADER 33 /* signature and IHDR, which comes first */
#define DOTS_PER_METRE 11811u

static void put32(unsigned char *at, unsigned long value) {
  for (int i = 0; i < 4; i++) at[i] = (unsigned char)(value >> (24 - 8 * i));
}

bool leda_png_finish(leda_text *out, const char *png, size_t length) {
  static const char signature[] = "\x89PNG\r\n\x1A\n";
  static const char end[] = "IEND\xAE\x42\x60\x82";
  if (length < HEADER + 12 || memcmp(png, signature, 8) != 0) return false;
  if (memcmp(png + length - 8, end, 8) != 0) return false;
  unsigned char density[21] = {0, 0, 0, 9, 'p', 'H', 'Y', 's'};
  put32(density + 8, DOTS_PER_METRE);
  put32(density + 12, DOTS_PER_METRE);
  density[16] = 1; /* the unit is the metre */
  put32(density + 17, crc32(0, density + 4, 13));
  leda_text_add_n(out, png, HEADER);
  leda_text_add_n(out, (const char *)density, sizeof density);
  leda_text_add_n(out, png + HEADER, length - HEADER);
  return true;
}
