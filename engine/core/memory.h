/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_MEMORY_H
#define LEDA_CORE_MEMORY_H

#include <stddef.h>

/* Checked allocation: the library's one door to the heap outside stats/. Each function returns NULL
   when memory runs out or when a size overflows; the caller reports leda_fail_memory. A request of
   0 bytes returns a pointer that can be freed. */
void *leda_malloc(size_t size);
void *leda_calloc(size_t count, size_t size);
void *leda_realloc_array(void *old, size_t count, size_t size);
char *leda_strdup(const char *text);
char *leda_strndup(const char *text, size_t length);
void leda_free(void *memory);

/* For tests: let `successes` more allocations of this thread succeed and every later one fail.
   A negative number switches the hook off (the state at start). */
void leda_memory_fail_after(long successes);

#endif
