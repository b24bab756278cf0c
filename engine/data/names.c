/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/names.h"

#include <stdbool.h>
#include <string.h>

#include "engine/core/memory.h"

#define BLOCK_SIZE ((size_t)1 << 16)

/* Texts lie in blocks that never move, newest first. */
typedef struct block {
  struct block *older;
  size_t used;
  size_t size;
} block;

typedef struct {
  const char *text;
  uint32_t length;
  uint32_t hash;
} name;

struct leda_panel_names {
  block *blocks;
  name *items;
  uint32_t n;
  uint32_t capacity;
  uint32_t *slots; /* number + 1, or 0 for free; a power of two, at most half full */
  uint32_t n_slots;
};

/* Eight bytes at a time, each mixed into the rest by a multiplication whose high half counts most. */
static uint32_t hash_text(const char *text, size_t length) {
  uint64_t h = length, word;
  for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
    memcpy(&word, text, sizeof word);
    h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 32;
  }
  word = 0;
  for (size_t i = 0; i < length; i++) word |= (uint64_t)(unsigned char)text[i] << (8 * i);
  h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
  h = (h ^ (h >> 32)) * UINT64_C(0xBF58476D1CE4E5B9);
  return (uint32_t)(h >> 32);
}

static uint32_t hash_key(leda_series_key key) {
  uint64_t h = ((uint64_t)key.indicator << 32 | key.unit) * UINT64_C(0x9E3779B97F4A7C15);
  h = (h ^ (h >> 29) ^ key.group) * UINT64_C(0xBF58476D1CE4E5B9);
  return (uint32_t)(h >> 32);
}

/* A larger, empty table of slots in place of the old one; 0: no memory. */
static uint32_t larger_slots(uint32_t **slots, uint32_t n_slots) {
  uint32_t larger = n_slots ? 2 * n_slots : 64;
  if (larger < n_slots) return 0;
  uint32_t *fresh = leda_calloc(larger, sizeof *fresh);
  if (!fresh) return 0;
  leda_free(*slots);
  *slots = fresh;
  return larger;
}

static void take_slot(uint32_t *slots, uint32_t n_slots, uint32_t hash, uint32_t id) {
  uint32_t at = hash & (n_slots - 1);
  while (slots[at]) at = (at + 1) & (n_slots - 1);
  slots[at] = id + 1;
}

/* Room for one more number below `capacity`; false: no memory. */
static bool reserve(void **items, uint32_t n, uint32_t *capacity, size_t size) {
  if (n < *capacity) return true;
  uint32_t larger = *capacity ? *capacity + *capacity / 2 + 1 : 32;
  if (larger <= *capacity || larger >= LEDA_NAMES_NONE / 2) return false;
  void *grown = leda_realloc_array(*items, larger, size);
  if (!grown) return false;
  *items = grown;
  *capacity = larger;
  return true;
}

/* ---- texts ---- */

static char *place_text(leda_names *names, const char *text, size_t length) {
  size_t needed = length + 1;
  block *top = names->blocks;
  if (!top || top->size - top->used < needed) {
    size_t size = needed > BLOCK_SIZE ? needed : BLOCK_SIZE;
    top = leda_malloc(sizeof *top + size);
    if (!top) return NULL;
    *top = (block){names->blocks, 0, size};
    names->blocks = top;
  }
  char *copy = (char *)(top + 1) + top->used;
  memcpy(copy, text, length);
  copy[length] = '\0';
  top->used += needed;
  return copy;
}

static bool same(const name *item, const char *text, size_t length) {
  return item->length == length && memcmp(item->text, text, length) == 0;
}

static bool grow_names(leda_names *names) {
  void *items = names->items;
  bool good = reserve(&items, names->n, &names->capacity, sizeof *names->items);
  names->items = items;
  if (!good || names->n < names->n_slots / 2) return good;
  uint32_t n_slots = larger_slots(&names->slots, names->n_slots);
  if (n_slots == 0) return false;
  names->n_slots = n_slots;
  for (uint32_t id = 0; id < names->n; id++)
    take_slot(names->slots, n_slots, names->items[id].hash, id);
  return true;
}

uint32_t leda_names_add(leda_names *names, const char *text, size_t length) {
  uint32_t hash = hash_text(text, length);
  for (uint32_t at = hash; names->n_slots; at++) {
    uint32_t found = names->slots[at & (names->n_slots - 1)];
    if (found == 0) break;
    const name *item = &names->items[found - 1];
    if (item->hash == hash && same(item, text, length)) return found - 1;
  }
  if (length >= UINT32_MAX || !grow_names(names)) return LEDA_NAMES_NONE;
  const char *copy = place_text(names, text, length);
  if (!copy) return LEDA_NAMES_NONE;
  names->items[names->n] = (name){copy, (uint32_t)length, hash};
  take_slot(names->slots, names->n_slots, hash, names->n);
  return names->n++;
}

leda_names *leda_names_alloc(void) {
  leda_names *names = leda_calloc(1, sizeof *names);
  if (names && leda_names_add(names, "", 0) != 0) {
    leda_names_free(names);
    return NULL;
  }
  return names;
}

void leda_names_free(leda_names *names) {
  if (!names) return;
  while (names->blocks) {
    block *older = names->blocks->older;
    leda_free(names->blocks);
    names->blocks = older;
  }
  leda_free(names->items);
  leda_free(names->slots);
  leda_free(names);
}

const char *leda_names_text(const leda_names *names, uint32_t id) { return names->items[id].text; }

int leda_names_is(const leda_names *names, uint32_t id, const char *text, size_t length) {
  return same(&names->items[id], text, length);
}

uint32_t leda_names_count(const leda_names *names) { return names->n; }

/* ---- series ---- */

static bool same_key(leda_series_key a, leda_series_key b) {
  return a.unit == b.unit && a.indicator == b.indicator && a.group == b.group;
}

static bool reserve_key(leda_series_set *set) {
  void *keys = set->keys;
  bool good = reserve(&keys, set->n, &set->capacity, sizeof *set->keys);
  set->keys = keys;
  return good;
}

/* Slots for all keys and one more. */
static bool index_keys(leda_series_set *set) {
  uint32_t n_slots = set->n_slots;
  while (set->n >= n_slots / 2) {
    n_slots = n_slots ? 2 * n_slots : 64;
    if (n_slots == 0) return false;
  }
  if (n_slots > set->n_slots) {
    uint32_t *fresh = leda_calloc(n_slots, sizeof *fresh);
    if (!fresh) return false;
    leda_free(set->slots);
    set->slots = fresh;
    set->n_slots = n_slots;
    set->indexed = 0;
  }
  for (; set->indexed < set->n; set->indexed++)
    take_slot(set->slots, set->n_slots, hash_key(set->keys[set->indexed]), set->indexed);
  return true;
}

uint32_t leda_series_set_append(leda_series_set *set, leda_series_key key) {
  if (!reserve_key(set)) return LEDA_NAMES_NONE;
  set->keys[set->n] = key;
  return set->n++;
}

uint32_t leda_series_set_add(leda_series_set *set, leda_series_key key) {
  if ((set->indexed < set->n || set->n >= set->n_slots / 2) && !index_keys(set))
    return LEDA_NAMES_NONE;
  uint32_t hash = hash_key(key);
  for (uint32_t at = hash;; at++) {
    uint32_t found = set->slots[at & (set->n_slots - 1)];
    if (found == 0) break;
    if (same_key(set->keys[found - 1], key)) return found - 1;
  }
  uint32_t id = leda_series_set_append(set, key);
  if (id == LEDA_NAMES_NONE) return id;
  take_slot(set->slots, set->n_slots, hash, id);
  set->indexed = set->n;
  return id;
}

void leda_series_set_clear(leda_series_set *set) {
  leda_free(set->keys);
  leda_free(set->slots);
  *set = (leda_series_set){0};
}
