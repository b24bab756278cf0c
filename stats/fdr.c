/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/fdr.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 16
#define DIGITS (1u << DIGIT_BITS)

typedef struct {
  uint64_t key; /* bits of p, which rise with p as p >= 0 */
  size_t index;
} entry;

/* One stable pass of a radix sort by the digit at `shift`; counts holds DIGITS zeros. */
static void sort_digit(const entry *from, entry *to, size_t m, unsigned shift, size_t *counts) {
  size_t before = 0;

  memset(counts, 0, DIGITS * sizeof *counts);
  for (size_t i = 0; i < m; i++) counts[(from[i].key >> shift) & (DIGITS - 1)]++;
  for (size_t c = 0; c < DIGITS; c++) {
    size_t here = counts[c];

    counts[c] = before;
    before += here;
  }
  for (size_t i = 0; i < m; i++) to[counts[(from[i].key >> shift) & (DIGITS - 1)]++] = from[i];
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
  entry *a = malloc((count > 0 ? count : 1) * sizeof *a);
  entry *b = malloc((count > 0 ? count : 1) * sizeof *b);
  size_t *counts = malloc(DIGITS * sizeof *counts);
  double least = 1.0;
  size_t m;
  int status = GSL_ENOMEM;

  if (a == NULL || b == NULL || counts == NULL) goto done;
  m = take_keys(p, count, a);
  for (unsigned shift = 0; shift < 64; shift += DIGIT_BITS) {
    entry *kept = a;

    sort_digit(a, b, m, shift, counts);
    a = b;
    b = kept;
  }
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
