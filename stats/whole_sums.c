/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/whole_sums.h"

#include <stdbool.h>
#include <stdlib.h>

/* Units in a group; columns in a word; words that are added up together, in registers. */
enum { BITS = 4, COLUMNS = 4, TOGETHER = 6 };

struct leda_whole_sums {
  size_t columns;
  size_t words; /* of the values: a multiple of TOGETHER; with counts there are as many again */
  size_t width; /* words with those of the counts */
  size_t strata;
  size_t *start;  /* strata + 1, in groups */
  double lowest;  /* taken from every value, so that none is negative */
  double *mean;   /* strata x columns: less of this for each one counted */
  double *offset; /* columns: less of this in all, when nothing is missing */
  double *scale;
  uint64_t *table; /* groups x 2^BITS x width */
};

static uint64_t in_place(size_t column, uint64_t value) {
  return value << (64 / COLUMNS * (column % COLUMNS));
}

static void fill_entry(leda_whole_sums *s, const leda_whole_plan *plan, const size_t *order,
                       size_t at) {
  size_t group = at >> BITS;
  uint64_t *entry = s->table + at * s->width;

  for (size_t b = 0; b < BITS; b++) {
    size_t from = (group * BITS + b) * plan->columns;

    if (!((at >> b) & 1)) continue;
    for (size_t c = 0; c < s->columns; c++) {
      uint64_t value = (uint64_t)((double)plan->value[from + order[c]] - s->lowest);

      if (plan->present && !plan->present[from + order[c]]) continue;
      entry[c / COLUMNS] += in_place(c, value);
      if (plan->present) entry[s->words + c / COLUMNS] += in_place(c, 1);
    }
  }
}

static double lowest_value(const leda_whole_plan *plan) {
  double lowest = 0.0;

  for (size_t i = 0; i < plan->units * plan->columns; i++)
    if ((double)plan->value[i] < lowest) lowest = (double)plan->value[i];
  return lowest;
}

static void fill_numbers(leda_whole_sums *s, const leda_whole_plan *plan, const size_t *order) {
  for (size_t c = 0; c < s->columns; c++) {
    s->scale[c] = plan->scale[order[c]];
    for (size_t k = 0; k < plan->strata; k++) {
      double mean = plan->mean[k * plan->columns + order[c]] - s->lowest;

      if (plan->present)
        s->mean[k * s->columns + c] = mean;
      else
        s->offset[c] += mean * (double)plan->chosen[k];
    }
  }
  /* When nothing is missing strata need not be told apart. */
  s->start[0] = 0;
  for (size_t k = 0; k < s->strata; k++)
    s->start[k + 1] = (plan->present ? plan->start[k + 1] : plan->units) / BITS;
}

leda_whole_sums *leda_whole_sums_alloc(const leda_whole_plan *plan, const size_t *order,
                                       size_t columns) {
  leda_whole_sums *s = calloc(1, sizeof *s);
  size_t entries = (plan->units / BITS) << BITS;

  if (s == NULL) return NULL;
  s->columns = columns;
  s->words = (columns + COLUMNS * TOGETHER - 1) / (COLUMNS * TOGETHER) * TOGETHER;
  s->width = plan->present ? 2 * s->words : s->words;
  s->lowest = lowest_value(plan);
  s->strata = plan->present ? plan->strata : 1;
  s->start = calloc(s->strata + 1, sizeof *s->start);
  s->mean = calloc(s->strata * columns + 1, sizeof *s->mean);
  s->offset = calloc(columns + 1, sizeof *s->offset);
  s->scale = calloc(columns + 1, sizeof *s->scale);
  s->table = calloc(entries * s->width + 1, sizeof *s->table);
  if (s->start == NULL || s->mean == NULL || s->offset == NULL || s->scale == NULL ||
      s->table == NULL) {
    leda_whole_sums_free(s);
    return NULL;
  }
  for (size_t at = 0; at < entries; at++) fill_entry(s, plan, order, at);
  fill_numbers(s, plan, order);
  return s;
}

void leda_whole_sums_free(leda_whole_sums *s) {
  if (s == NULL) return;
  free(s->start);
  free(s->mean);
  free(s->offset);
  free(s->scale);
  free(s->table);
  free(s);
}

size_t leda_whole_sums_room(const leda_whole_sums *s) { return s->width; }

/* Words first..first+TOGETHER-1 of the sum over a stratum. */
static void add_groups(const leda_whole_sums *s, const uint64_t *chosen, size_t stratum,
                       size_t first, uint64_t *sum) {
  size_t width = s->width, each = 64 / BITS;
  uint64_t word = 0, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0;
  const uint64_t *table = s->table + first;

  for (size_t g = s->start[stratum]; g < s->start[stratum + 1]; g++) {
    if (g % each == 0) word = chosen[g / each];
    const uint64_t *entry = table + ((g << BITS) + (size_t)(word & ((1U << BITS) - 1))) * width;
    word >>= BITS;
    a += entry[0];
    b += entry[1];
    c += entry[2];
    d += entry[3];
    e += entry[4];
    f += entry[5];
  }
  sum[first] = a;
  sum[first + 1] = b;
  sum[first + 2] = c;
  sum[first + 3] = d;
  sum[first + 4] = e;
  sum[first + 5] = f;
}

static double taken_out(const uint64_t *sum, size_t column) {
  return (double)((sum[column / COLUMNS] >> (64 / COLUMNS * (column % COLUMNS))) & 0xffffU);
}

void leda_whole_sums_add(const leda_whole_sums *s, const uint64_t *chosen, uint64_t *room,
                         double *sum) {
  bool counted = s->width > s->words;

  for (size_t c = 0; c < s->columns; c++) sum[c] = -s->offset[c];
  for (size_t k = 0; k < s->strata; k++) {
    const double *mean = s->mean + k * s->columns;

    for (size_t w = 0; w < s->width; w += TOGETHER) add_groups(s, chosen, k, w, room);
    for (size_t c = 0; c < s->columns; c++) sum[c] += taken_out(room, c);
    for (size_t c = 0; c < s->columns && counted; c++)
      sum[c] -= mean[c] * taken_out(room + s->words, c);
  }
  for (size_t c = 0; c < s->columns; c++) sum[c] *= s->scale[c];
}
