/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short texts as two words, which are compared and hashed at once. For the fast reader only. */
#ifndef LEDA_DATA_FAST_KEY_H
#define LEDA_DATA_FAST_KEY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "engine/data/csv_stream.h"

/* A text of at most 16 bytes without NUL, padded with zeros. */
typedef struct {
  uint64_t low;
  uint64_t high;
} leda_fast_key;

/* The first eight bytes of a text of n, the first in the lowest place, zeros behind; different texts
   without NUL give different words. */
static inline uint64_t leda_fast_word(const char *p, size_t n) {
  uint64_t word = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  if (n >= 8) {
    memcpy(&word, p, 8);
    return word;
  }
  if (n >= 4) { /* two words of four bytes that overlap */
    uint32_t low, high;
    memcpy(&low, p, 4);
    memcpy(&high, p + n - 4, 4);
    return (uint64_t)high << (8 * (n - 4)) | low;
  }
#endif
  for (size_t i = 0; i < n && i < 8; i++) word |= (uint64_t)(unsigned char)p[i] << (8 * i);
  return word;
}

/* Eight bytes as they stand. */
static inline uint64_t leda_fast_load(const char *p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

#define LEDA_FAST_ONES UINT64_C(0x0101010101010101)
#define LEDA_FAST_HIGHS UINT64_C(0x8080808080808080)

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* Where the first of eight bytes is that equals `wanted`; 8: none does. The lowest byte that turns to zero
   is found by the borrow of a subtraction. */
static inline size_t leda_fast_find(uint64_t word, char wanted) {
  word ^= LEDA_FAST_ONES * (unsigned char)wanted;
  uint64_t found = (word - LEDA_FAST_ONES) & ~word & LEDA_FAST_HIGHS;
  return found ? (size_t)__builtin_ctzll(found) >> 3 : 8;
}

/* The first n of eight bytes, zeros for the others. */
static inline uint64_t leda_fast_first(uint64_t word, size_t n) {
  return n < 8 ? word & (((uint64_t)1 << 8 * n) - 1) : word;
}
#endif

static inline leda_fast_key leda_fast_key_of(leda_csv_field field) {
  leda_fast_key key = {leda_fast_word(field.text, field.length), 0};
  if (field.length > 8) key.high = leda_fast_word(field.text + 8, field.length - 8);
  return key;
}

static inline bool leda_fast_same_key(leda_fast_key a, leda_fast_key b) {
  return a.low == b.low && a.high == b.high;
}

/* A place among n_slots, a power of two up to 2^24. */
static inline size_t leda_fast_slot(leda_fast_key key, size_t n_slots) {
  uint64_t mixed = (key.low ^ key.high * 31) * UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)((mixed ^ mixed >> 29) * UINT64_C(0xBF58476D1CE4E5B9) >> 40) & (n_slots - 1);
}

#endif
