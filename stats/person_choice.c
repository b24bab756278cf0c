/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/person_choice.h"

#include <string.h>

/* Steps of 1/16 in the share of bits that is set before counting. */
#define SHARE_BITS 4

static size_t words_of(const leda_choice *c) { return (c->n + 63) / 64; }

static size_t ones(uint64_t x) {
  x -= (x >> 1) & UINT64_C(0x5555555555555555);
  x = (x & UINT64_C(0x3333333333333333)) + ((x >> 2) & UINT64_C(0x3333333333333333));
  x = (x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
  return (size_t)((x * UINT64_C(0x0101010101010101)) >> 56);
}

/* 64 bits, each set with chance share / 2^SHARE_BITS: a random word for each binary digit of the share from
 * the last that is 1, "or" where the digit is 1, "and" where it is 0. */
static uint64_t biased_word(leda_stream *stream, unsigned share) {
  uint64_t word = 0;
  unsigned digit = 0;

  if (share == 0) return 0;
  if (share >= 1U << SHARE_BITS) return UINT64_MAX;
  while (!((share >> digit) & 1)) digit++;
  for (; digit < SHARE_BITS; digit++) {
    uint64_t random = leda_stream_bits(stream);

    word = (share >> digit) & 1 ? word | random : word & random;
  }
  return word;
}

/* Given how many of independently and equally drawn bits are set, every subset of that size is equally likely; and
 * taking bits away from it, or adding some, at random keeps that so. That needs far fewer random numbers
 * than a shuffle. */
void leda_choice_draw(const leda_choice *c, leda_stream *stream, uint64_t *bits) {
  size_t words = words_of(c), set = 0;
  uint64_t *mine = bits + c->first / 64;

  if (c->n == 0) return;
  unsigned share = (unsigned)(((c->size << (SHARE_BITS + 1)) + c->n) / (2 * c->n));
  for (size_t w = 0; w < words; w++) {
    mine[w] = biased_word(stream, share);
    if (w == words - 1 && c->n % 64) mine[w] &= (UINT64_C(1) << (c->n % 64)) - 1;
    set += ones(mine[w]);
  }
  /* Whether a bit is one to turn cannot be guessed, so nothing branches on it. */
  uint64_t more = set < c->size ? 1 : 0, left = more ? c->size - set : set - c->size;
  while (left > 0) {
    uint32_t at = leda_stream_below(stream, (uint32_t)c->n);
    uint64_t turn = ((mine[at / 64] >> (at % 64)) & 1) ^ more;

    mine[at / 64] ^= turn << (at % 64);
    left -= turn;
  }
}

/* C(n, k), or UINT64_MAX. */
static uint64_t binomial(size_t n, size_t k) {
  uint64_t result = 1;

  if (k > n) return 0;
  if (k > n - k) k = n - k;
  for (size_t i = 1; i <= k; i++) {
    if (result > UINT64_MAX / n) return UINT64_MAX;
    result = result * (n - k + i) / i;
  }
  return result;
}

uint64_t leda_choice_count(const leda_choice *c) { return binomial(c->n, c->size); }

void leda_choice_number(const leda_choice *c, uint64_t index, uint64_t *bits) {
  uint64_t *mine = bits + c->first / 64;

  memset(mine, 0, words_of(c) * sizeof *mine);
  for (size_t k = c->size, n = c->n; k > 0; k--) {
    uint64_t below = binomial(n - 1, k);

    while (below > index) below = binomial(--n - 1, k);
    index -= below;
    n--;
    mine[n / 64] |= UINT64_C(1) << (n % 64);
  }
}
