/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/whole_sums.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Units in a group, and columns padded to a multiple of what one addition of 128 bits takes. */
enum { BITS = 4, LANES = 8 };

struct leda_whole_sums {
  size_t columns;
  size_t lanes; /* of the values; with counts there are as many again */
  size_t width; /* lanes with those of the counts */
  size_t strata;
  size_t *start;  /* strata + 1, in groups */
  double *mean;   /* strata x columns: less of this for each one counted */
  double *offset; /* columns: less of this in all, when nothing is missing */
  double *scale;
  int16_t *table; /* groups x 2^BITS x width */
};

static void fill_entry(leda_whole_sums *s, const leda_whole_plan *plan, const size_t *order,
                       size_t at) {
  size_t group = at >> BITS;
  int16_t *entry = s->table + at * s->width;

  for (size_t b = 0; b < BITS; b++) {
    size_t from = (group * BITS + b) * plan->columns;

    if (!((at >> b) & 1)) continue;
    for (size_t c = 0; c < s->columns; c++) {
      entry[c] = (int16_t)(entry[c] + plan->value[from + order[c]]);
      if (plan->present)
        entry[s->lanes + c] = (int16_t)(entry[s->lanes + c] + plan->present[from + order[c]]);
    }
  }
}

static void fill_numbers(leda_whole_sums *s, const leda_whole_plan *plan, const size_t *order) {
  for (size_t c = 0; c < s->columns; c++) {
    s->scale[c] = plan->scale[order[c]];
    for (size_t k = 0; k < plan->strata; k++) {
      double mean = plan->mean[k * plan->columns + order[c]];

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
  s->lanes = (columns + LANES - 1) / LANES * LANES;
  s->width = plan->present ? 2 * s->lanes : s->lanes;
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

static void add_groups(const leda_whole_sums *s, const uint64_t *chosen, size_t stratum,
                       int16_t *room) {
  size_t width = s->width, each = 64 / BITS;
  uint64_t word = 0;

  memset(room, 0, width * sizeof *room);
  for (size_t g = s->start[stratum]; g < s->start[stratum + 1]; g++) {
    if (g % each == 0) word = chosen[g / each];
    const int16_t *entry = s->table + ((g << BITS) + (size_t)(word & ((1U << BITS) - 1))) * width;
    word >>= BITS;
#pragma omp simd
    for (size_t c = 0; c < width; c++) room[c] = (int16_t)(room[c] + entry[c]);
  }
}

void leda_whole_sums_add(const leda_whole_sums *s, const uint64_t *chosen, int16_t *room,
                         double *sum) {
  bool counted = s->width > s->lanes;

  for (size_t c = 0; c < s->columns; c++) sum[c] = -s->offset[c];
  for (size_t k = 0; k < s->strata; k++) {
    const double *mean = s->mean + k * s->columns;

    add_groups(s, chosen, k, room);
    for (size_t c = 0; c < s->columns; c++)
      sum[c] += counted ? (double)room[c] - mean[c] * (double)room[s->lanes + c] : (double)room[c];
  }
  for (size_t c = 0; c < s->columns; c++) sum[c] *= s->scale[c];
}
