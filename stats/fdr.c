/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/fdr.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Digits whose counts stay in the first cache; an even number of them brings the order back home. */
#define DIGIT_BITS 11
#define DIGITS 6
#define BUCKETS (1u << DIGIT_BITS)

typedef struct {
  uint64_t key; /* bits of p, which rise with p as p >= 0 */
  size_t index;
} entry;

static size_t digit_of(entry e, unsigned digit) {
  return (size_t)(e.key >> (digit * DIGIT_BITS)) & (BUCKETS - 1);
}

/* counts[digit][d]: how many entries have a smaller digit than d. */
static void count_digits(const entry *a, size_t m, size_t counts[DIGITS][BUCKETS]) {
  memset(counts, 0, DIGITS * sizeof counts[0]);
  for (size_t i = 0; i < m; i++)
    for (unsigned digit = 0; digit < DIGITS; digit++) counts[digit][digit_of(a[i], digit)]++;
  for (unsigned digit = 0; digit < DIGITS; digit++) {
    size_t before = 0;

    for (size_t d = 0; d < BUCKETS; d++) {
      size_t here = counts[digit][d];

      counts[digit][d] = before;
      before += here;
    }
  }
}

/* Radix sort of a by key, equal ones in their order; b is work space. */
static void sort_keys(entry *a, entry *b, size_t m, size_t counts[DIGITS][BUCKETS]) {
  count_digits(a, m, counts);
  for (unsigned digit = 0; digit < DIGITS; digit++) {
    const entry *from = digit % 2 == 0 ? a : b;
    entry *to = digit % 2 == 0 ? b : a;

    for (size_t i = 0; i < m; i++) to[counts[digit][digit_of(from[i], digit)]++] = from[i];
  }
}

static size_t take_keys(const double *p, size_t count, entry *out) {
  size_t m = 0;

  for (size_t i = 0; i < count; i++) {
    double value = p[i] > 0.0 ? p[i] : 0.0;

    if (isnan(p[i])) continue;
    memcpy(&out[m].key, &value, sizeof out[m].key);
    out[m++].index = i;
  }
  return m;
}

int leda_fdr_q_values(const double *p, size_t count, double *q) {
  entry *a = calloc(count > 0 ? count : 1, sizeof *a);
  entry *b = calloc(count > 0 ? count : 1, sizeof *b);
  size_t(*counts)[BUCKETS] = malloc(DIGITS * sizeof *counts);
  double least = 1.0;
  size_t m;
  int status = GSL_ENOMEM;

  if (a == NULL || b == NULL || counts == NULL) goto done;
  m = take_keys(p, count, a);
  sort_keys(a, b, m, counts);
  for (size_t i = 0; i < count; i++) q[i] = isnan(p[i]) ? NAN : p[i];
  for (size_t rank = m; rank > 0; rank--) {
    size_t i = a[rank - 1].index;

    least = fmin(least, (double)m / (double)rank * q[i]);
    q[i] = least;
  }
  status = GSL_SUCCESS;
done:
  free(a);
  free(b);
  free(counts);
  return status;
}
