/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/keeper.h"

#include "engine/core/memory.h"

static void *keep(leda_keeper *keeper, void *memory) {
  if (memory && keeper->n == keeper->capacity) {
    size_t capacity = keeper->capacity ? 2 * keeper->capacity : 64;
    void **items = leda_realloc_array(keeper->items, capacity, sizeof *items);
    if (!items) {
      leda_free(memory);
      memory = NULL;
    } else {
      keeper->items = items;
      keeper->capacity = capacity;
    }
  }
  if (!memory) {
    keeper->failed = true;
    return NULL;
  }
  keeper->items[keeper->n++] = memory;
  return memory;
}

const char *leda_keep_text(leda_keeper *keeper, leda_text *text) {
  if (text->length == 0 && !text->failed) return "";
  const char *kept = keep(keeper, leda_text_take(text));
  return kept ? kept : "";
}

const char *leda_keep_copy(leda_keeper *keeper, const char *string) {
  if (!string || string[0] == '\0') return "";
  const char *kept = keep(keeper, leda_strdup(string));
  return kept ? kept : "";
}

void *leda_keep_array(leda_keeper *keeper, size_t count, size_t size) {
  return keep(keeper, leda_calloc(count > 0 ? count : 1, size));
}

leda_status leda_keeper_status(const leda_keeper *keeper, leda_error *err) {
  return keeper->failed ? leda_fail_memory(err) : LEDA_OK;
}

void leda_keeper_clear(leda_keeper *keeper) {
  if (!keeper) return;
  for (size_t i = 0; i < keeper->n; i++) leda_free(keeper->items[i]);
  leda_free(keeper->items);
  *keeper = (leda_keeper){0};
}
