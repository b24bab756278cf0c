/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_NAMES_H
#define LEDA_DATA_NAMES_H

#include <stddef.h>
#include <stdint.h>

/* A set of texts, each kept once and known by a small number; and a set of triples of such numbers
   (the series). Own open addressing: a panel of five million rows may hold millions of names, and
   uthash takes 56 bytes for each beside its own. */

#define LEDA_NAMES_NONE UINT32_MAX

typedef struct leda_panel_names leda_names;

leda_names *leda_names_alloc(void); /* NULL: no memory */
void leda_names_free(leda_names *names);

/* Number of a text, which is added if it is new; 0 is "". LEDA_NAMES_NONE: no memory. */
uint32_t leda_names_add(leda_names *names, const char *text, size_t length);

/* The text of a number; it stays where it is until leda_names_free. */
const char *leda_names_text(const leda_names *names, uint32_t id);

/* The same text? Faster than a comparison with leda_names_text. */
int leda_names_is(const leda_names *names, uint32_t id, const char *text, size_t length);

/* How many there are; numbers are 0..count-1. */
uint32_t leda_names_count(const leda_names *names);

/* ---- triples ---- */

typedef struct {
  uint32_t indicator, unit, group;
} leda_series_key;

typedef struct {
  leda_series_key *keys;
  uint32_t n;
  uint32_t capacity;
  uint32_t *slots;
  uint32_t n_slots;
  uint32_t indexed; /* keys that are in the slots */
} leda_series_set;

/* Number of a key, added if it is new; LEDA_NAMES_NONE: no memory. Start from {0}. */
uint32_t leda_series_set_add(leda_series_set *set, leda_series_key key);

/* The same for a key that is known to be new, without looking it up: for callers that find most keys
   in another way. */
uint32_t leda_series_set_append(leda_series_set *set, leda_series_key key);

void leda_series_set_clear(leda_series_set *set);

#endif
