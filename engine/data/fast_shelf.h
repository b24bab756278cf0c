/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Series by unit and kind, without a hash for each row. For the fast reader only. */
#ifndef LEDA_DATA_FAST_SHELF_H
#define LEDA_DATA_FAST_SHELF_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/data/names.h"

#define LEDA_FAST_KINDS 64

typedef struct {
  uint32_t indicator, group;
  uint32_t shelf; /* plus 1; 0: free */
} leda_fast_kind;

/* The series of one indicator and group: the number of the series plus 1, by unit. */
typedef struct {
  uint32_t *by_unit;
  uint32_t n;
} leda_fast_shelf;

/* A shortcut before a set of series, all of which came into it this way: what has no place on a shelf
   is looked up there. Start from {0}. */
typedef struct {
  leda_series_set kinds; /* indicator and group: a shelf for each */
  leda_fast_shelf *shelves;
  uint32_t n_shelves;
  size_t shelved; /* places on all shelves */
  bool loose;     /* some series have no place on a shelf */
  leda_fast_kind cache[LEDA_FAST_KINDS];
} leda_fast_shelves;

void leda_fast_shelves_clear(leda_fast_shelves *shelves);

/* The shelf of the key's indicator and group. LEDA_NAMES_NONE: no memory. */
uint32_t leda_fast_shelf_of(leda_fast_shelves *shelves, leda_series_key key);

/* The number of the series in the set, to which it is added if it is new; `at` is its shelf.
   LEDA_NAMES_NONE: no memory. */
uint32_t leda_fast_shelf_find(leda_fast_shelves *shelves, leda_series_set *set, uint32_t at,
                              leda_series_key key);

/* Tells the processor that this place will be wanted. */
static inline void leda_fast_shelf_fetch(const leda_fast_shelves *shelves, uint32_t at,
                                         uint32_t unit) {
  const leda_fast_shelf *shelf = &shelves->shelves[at];
  if (unit < shelf->n) __builtin_prefetch(&shelf->by_unit[unit]);
}

#endif
