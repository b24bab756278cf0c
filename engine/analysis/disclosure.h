/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_DISCLOSURE_H
#define LEDA_ANALYSIS_DISCLOSURE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/analysis/describe.h"
#include "engine/core/status.h"

/* What may be shown of single municipalities, so that few people's answers can neither be read nor be
   worked out as a difference.

   A cell is the answers to one item (statement, area, all together) in one municipality and wave. It is
   hidden where 1 to `least` - 1 people answered; that of an area or of all together also where one of its
   statements is hidden. Everybody's answers together are known, so a hidden cell could be worked out from
   the others: where the hidden cells of an item and wave are a single one, or hold fewer than `least`
   people together, the smallest cell that is shown is hidden too (of equal ones the first), until neither
   is so. Where that leaves none to hide, the total of the item and wave is hidden. Compare Hundepool et al.
   (2012), Statistical Disclosure Control, on secondary suppression. */
#define LEDA_DISCLOSURE_LEAST 5

typedef struct {
  size_t n_waves;
  size_t n_items;
  size_t n_municipalities;
  size_t *n;    /* people in each cell: (item * n_waves + wave) * n_municipalities + municipality */
  bool *hidden; /* each cell; an empty one is not */
  bool *total_hidden; /* item * n_waves + wave */
} leda_disclosure;

/* Decides for items[0..n_items-1]: the statements before the areas and all together that hold them.
   least 0: LEDA_DISCLOSURE_LEAST. Errors: LEDA_ERR_MEMORY. *disclosure need not be initialised; free with
   leda_disclosure_clear. */
leda_status leda_disclosure_init(leda_disclosure *disclosure, const leda_survey *survey,
                                 const leda_item *items, size_t n_items, size_t least,
                                 leda_error *err);
void leda_disclosure_clear(leda_disclosure *disclosure);

/* May the cell be shown? An empty cell may: there is nobody to protect. */
bool leda_disclosure_shows(const leda_disclosure *disclosure, size_t item, size_t wave,
                           size_t municipality);
bool leda_disclosure_shows_total(const leda_disclosure *disclosure, size_t item, size_t wave);

/* The rule of hiding further cells, for one item and wave: hidden[0..count-1] says which are hidden to
   begin with, n how many people each has. Returns whether the total must be hidden, too. */
bool leda_disclosure_complement(const size_t *n, bool *hidden, size_t count, size_t least);

#endif
