/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_shelf.h"

#include <string.h>

#include "engine/core/memory.h"

void leda_fast_shelves_clear(leda_fast_shelves *shelves) {
  leda_series_set_clear(&shelves->kinds);
  for (uint32_t i = 0; i < shelves->n_shelves; i++) leda_free(shelves->shelves[i].by_unit);
  leda_free(shelves->shelves);
  *shelves = (leda_fast_shelves){0};
}

static uint32_t new_shelf(leda_fast_shelves *shelves, leda_series_key key) {
  uint32_t at =
      leda_series_set_add(&shelves->kinds, (leda_series_key){key.indicator, 0, key.group});
  if (at == LEDA_NAMES_NONE || at < shelves->n_shelves) return at;
  uint32_t n = at + at / 2 + 16;
  leda_fast_shelf *grown = leda_realloc_array(shelves->shelves, n, sizeof *grown);
  if (!grown) return LEDA_NAMES_NONE;
  memset(grown + shelves->n_shelves, 0, (n - shelves->n_shelves) * sizeof *grown);
  shelves->shelves = grown;
  shelves->n_shelves = n;
  return at;
}

uint32_t leda_fast_shelf_of(leda_fast_shelves *shelves, leda_series_key key) {
  leda_fast_kind *kind = &shelves->cache[(key.indicator + 31 * key.group) % LEDA_FAST_KINDS];
  if (kind->shelf && kind->indicator == key.indicator && kind->group == key.group)
    return kind->shelf - 1;
  uint32_t at = new_shelf(shelves, key);
  if (at != LEDA_NAMES_NONE) *kind = (leda_fast_kind){key.indicator, key.group, at + 1};
  return at;
}

/* Shelves take at most 16 bytes a series, so that a panel of which few units have any one indicator
   does not fill the memory with empty places. */
static bool lengthen(leda_fast_shelves *shelves, leda_fast_shelf *shelf, uint32_t unit,
                     uint32_t n_series) {
  uint32_t n = shelf->n ? shelf->n : 16;
  while (n <= unit && n < (1U << 30)) n *= 2;
  size_t more = n - shelf->n;
  if (n <= unit || shelves->shelved + more > 4 * (size_t)n_series + 65536) return false;
  uint32_t *grown = leda_realloc_array(shelf->by_unit, n, sizeof *grown);
  if (!grown) return false;
  memset(grown + shelf->n, 0, more * sizeof *grown);
  shelves->shelved += more;
  shelf->by_unit = grown;
  shelf->n = n;
  return true;
}

uint32_t leda_fast_shelf_find(leda_fast_shelves *shelves, leda_series_set *set, uint32_t at,
                              leda_series_key key) {
  leda_fast_shelf *shelf = &shelves->shelves[at];
  if (key.unit < shelf->n && shelf->by_unit[key.unit]) return shelf->by_unit[key.unit] - 1;
  bool fits = key.unit < shelf->n || lengthen(shelves, shelf, key.unit, set->n);
  shelves->loose = shelves->loose || !fits;
  /* While all series are on shelves, one that is not there is new. */
  uint32_t series =
      shelves->loose ? leda_series_set_add(set, key) : leda_series_set_append(set, key);
  if (fits && series != LEDA_NAMES_NONE) shelf->by_unit[key.unit] = series + 1;
  return series;
}
