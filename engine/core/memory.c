/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Test hook, per thread so that parallel regions are unaffected by a test of serial code. */
static _Thread_local long allocations_left = -1;

void leda_memory_fail_after(long successes) { allocations_left = successes; }

static int may_allocate(void) {
  if (allocations_left < 0) return 1;
  if (allocations_left == 0) return 0;
  allocations_left--;
  return 1;
}

void *leda_malloc(size_t size) { return may_allocate() ? malloc(size ? size : 1) : NULL; }

void *leda_calloc(size_t count, size_t size) {
  if (!may_allocate()) return NULL;
  return count && size ? calloc(count, size) : calloc(1, 1);
}

void *leda_realloc_array(void *old, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) return NULL;
  if (!may_allocate()) return NULL;
  size_t bytes = count * size;
  return realloc(old, bytes ? bytes : 1);
}

char *leda_strndup(const char *text, size_t length) {
  char *copy = leda_malloc(length + 1);
  if (!copy) return NULL;
  memcpy(copy, text, length);
  copy[length] = '\0';
  return copy;
}

char *leda_strdup(const char *text) { return leda_strndup(text, strlen(text)); }

void leda_free(void *memory) { free(memory); }
