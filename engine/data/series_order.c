/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/series_order.h"

#include <stdlib.h>
#include <string.h>

#include "engine/core/memory.h"

/* A name by its first eight bytes, as a number of the same order. */
typedef struct {
  uint64_t head;
  const char *text;
  uint32_t id;
} entry;

static uint64_t head_of(const char *text) {
  uint64_t head = 0;
  size_t i = 0;
  for (; i < 8 && text[i]; i++) head = head << 8 | (unsigned char)text[i];
  for (; i < 8; i++) head <<= 8;
  return head;
}

static int compare_entries(const void *left, const void *right) {
  const entry *a = left, *b = right;
  if (a->head != b->head) return a->head < b->head ? -1 : 1;
  if ((a->head & 0xFF) == 0) return 0; /* both texts end within it, so they are one */
  return strcmp(a->text + 8, b->text + 8);
}

/* places[id]: where the name stands among all names. */
static bool find_places(const leda_names *names, uint32_t *places) {
  uint32_t n = leda_names_count(names);
  entry *entries = leda_malloc(n * sizeof *entries);
  if (!entries) return false;
  for (uint32_t id = 0; id < n; id++) {
    const char *text = leda_names_text(names, id);
    entries[id] = (entry){head_of(text), text, id};
  }
  qsort(entries, n, sizeof *entries, compare_entries);
  for (uint32_t i = 0; i < n; i++) places[entries[i].id] = i;
  leda_free(entries);
  return true;
}

typedef enum { BY_GROUP, BY_UNIT, BY_INDICATOR } key_part;

static uint32_t part_of(leda_series_key key, key_part part) {
  return part == BY_GROUP ? key.group : part == BY_UNIT ? key.unit : key.indicator;
}

typedef struct {
  const leda_panel_builder *builder;
  uint32_t *places; /* of the names */
  uint32_t *next;   /* work space: a number for each name and one more */
  size_t n;         /* series */
} ordering;

/* One pass of a counting sort, which keeps the order of equal ones. */
static void sort_by_part(const ordering *by, key_part part, const uint32_t *from, uint32_t *to) {
  const leda_series_key *keys = by->builder->set.keys;
  uint32_t n_names = leda_names_count(by->builder->panel.names), start = 0;
  memset(by->next, 0, (n_names + 1) * sizeof *by->next);
  for (size_t i = 0; i < by->n; i++) by->next[by->places[part_of(keys[from[i]], part)]]++;
  for (uint32_t i = 0; i < n_names; i++) {
    uint32_t count = by->next[i];
    by->next[i] = start;
    start += count;
  }
  for (size_t i = 0; i < by->n; i++)
    to[by->next[by->places[part_of(keys[from[i]], part)]]++] = from[i];
}

size_t leda_series_order(const leda_panel_builder *builder, const size_t *counts, uint32_t *ids) {
  uint32_t n_names = leda_names_count(builder->panel.names);
  ordering by = {.builder = builder,
                 .places = leda_malloc(n_names * sizeof *by.places),
                 .next = leda_malloc((n_names + 1) * sizeof *by.next)};
  uint32_t *other = leda_malloc((builder->set.n + 1) * sizeof *other);
  bool good = by.places && by.next && other && find_places(builder->panel.names, by.places);
  if (good) {
    bool groups = false;
    for (uint32_t id = 0; id < builder->set.n; id++) {
      if (counts[id] == 0) continue;
      groups = groups || builder->set.keys[id].group != 0;
      ids[by.n++] = id;
    }
    if (groups) {
      sort_by_part(&by, BY_GROUP, ids, other);
      memcpy(ids, other, by.n * sizeof *ids);
    }
    sort_by_part(&by, BY_UNIT, ids, other);
    sort_by_part(&by, BY_INDICATOR, other, ids);
  }
  leda_free(by.places);
  leda_free(by.next);
  leda_free(other);
  return good ? by.n : SIZE_MAX;
}
