/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/subset_sums.h"

#include <stdlib.h>
#include <string.h>

/* Groups of 8 while the tables stay in the second-level cache, else of 4. */
#define FEW_UNITS 64

struct leda_subset_sums {
  size_t units;
  size_t lanes;
  size_t bits; /* units in a group */
  size_t groups;
  double *table; /* groups x 2^bits x lanes */
};

static void fill_entry(leda_subset_sums *s, const double *unit, size_t columns, size_t at,
                       bool signs) {
  size_t group = at >> s->bits, subset = at & (((size_t)1 << s->bits) - 1);
  double *entry = s->table + at * s->lanes;

  for (size_t b = 0; b < s->bits; b++) {
    size_t u = group * s->bits + b;
    bool chosen = (subset >> b) & 1;

    if (u >= s->units || (!chosen && !signs)) continue;
    for (size_t c = 0; c < columns; c++)
      entry[c] += chosen ? unit[u * columns + c] : -unit[u * columns + c];
  }
}

leda_subset_sums *leda_subset_sums_alloc(const double *unit, size_t units, size_t columns,
                                         bool signs) {
  leda_subset_sums *s = malloc(sizeof *s);

  if (s == NULL) return NULL;
  s->units = units;
  s->lanes = (columns + LEDA_SUBSET_LANES - 1) / LEDA_SUBSET_LANES * LEDA_SUBSET_LANES;
  s->bits = units <= FEW_UNITS ? 8 : 4;
  s->groups = (units + s->bits - 1) / s->bits;
  s->table = calloc(((s->groups << s->bits) * s->lanes) + 1, sizeof *s->table);
  if (s->table == NULL) {
    free(s);
    return NULL;
  }
  for (size_t at = 0; at < s->groups << s->bits; at++) fill_entry(s, unit, columns, at, signs);
  return s;
}

void leda_subset_sums_free(leda_subset_sums *s) {
  if (s == NULL) return;
  free(s->table);
  free(s);
}

size_t leda_subset_sums_lanes(const leda_subset_sums *s) { return s->lanes; }

void leda_subset_sums_add(const leda_subset_sums *s, const uint64_t *chosen, double *sum) {
  size_t lanes = s->lanes, bits = s->bits, each = 64 / bits;
  uint64_t mask = ((uint64_t)1 << bits) - 1, word = 0;

  memset(sum, 0, lanes * sizeof *sum);
  for (size_t g = 0; g < s->groups; g++) {
    if (g % each == 0) word = chosen[g / each];
    const double *entry = s->table + ((g << bits) + (size_t)(word & mask)) * lanes;
    word >>= bits;
#pragma omp simd
    for (size_t c = 0; c < lanes; c++) sum[c] += entry[c];
  }
}
