/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sort_positive.h"

#include <stdint.h>
#include <string.h>

#define DIGIT_BITS 11
#define DIGITS 6 /* 66 bits cover 64 */
#define BUCKETS (1U << DIGIT_BITS)

static size_t digit_of(double x, unsigned digit) {
  uint64_t bits;

  memcpy(&bits, &x, sizeof bits);
  return (size_t)(bits >> (digit * DIGIT_BITS)) & (BUCKETS - 1);
}

/* Stable distribution of from into to by one digit. */
static void distribute(const double *from, double *to, size_t n, unsigned digit) {
  size_t start[BUCKETS + 1] = {0};

  for (size_t i = 0; i < n; i++) start[digit_of(from[i], digit) + 1]++;
  for (size_t b = 1; b < BUCKETS; b++) start[b] += start[b - 1];
  for (size_t i = 0; i < n; i++) to[start[digit_of(from[i], digit)]++] = from[i];
}

void leda_sort_positive(double *x, double *work, size_t n) {
  for (unsigned digit = 0; digit < DIGITS; digit += 2) {
    distribute(x, work, n, digit);
    distribute(work, x, n, digit + 1);
  }
}
