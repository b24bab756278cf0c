/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/disclosure.h"

#include <math.h>

#include "engine/core/memory.h"

static size_t cell_at(const leda_disclosure *d, size_t item, size_t wave, size_t municipality) {
  return (item * d->n_waves + wave) * d->n_municipalities + municipality;
}

bool leda_disclosure_complement(const size_t *n, bool *hidden, size_t count, size_t least) {
  for (;;) {
    size_t cells = 0, people = 0, next = count;
    for (size_t i = 0; i < count; i++) {
      if (hidden[i]) {
        cells++;
        people += n[i];
      } else if (n[i] > 0 && (next == count || n[i] < n[next])) {
        next = i;
      }
    }
    if (cells == 0 || (cells > 1 && people >= least)) return false;
    if (next == count) return true;
    hidden[next] = true;
  }
}

/* Counts who has a value for an item, by wave and municipality. */
static void count_cells(leda_disclosure *d, const leda_survey *survey, leda_item item, size_t at,
                        double *values) {
  leda_describe_values(survey, item, values);
  for (size_t i = 0; i < survey->n; i++) {
    const leda_respondent *person = &survey->respondents[i];
    if (!isnan(values[i])) d->n[cell_at(d, at, person->wave, person->municipality)]++;
  }
}

static bool holds(const leda_survey *survey, leda_item whole, leda_item part) {
  if (whole.kind == LEDA_ITEM_STATEMENT || part.kind != LEDA_ITEM_STATEMENT) return false;
  return whole.kind == LEDA_ITEM_OVERALL ||
         survey->instrument->statements[part.index].area_index == whole.index;
}

/* Is a statement that is part of this item hidden in the cell? */
static bool part_hidden(const leda_disclosure *d, const leda_survey *survey, const leda_item *items,
                        size_t item, size_t cell) {
  size_t width = d->n_waves * d->n_municipalities;
  for (size_t k = 0; k < item; k++)
    if (holds(survey, items[item], items[k]) && d->hidden[k * width + cell]) return true;
  return false;
}

static void hide(leda_disclosure *d, const leda_survey *survey, const leda_item *items, size_t item,
                 size_t least) {
  size_t width = d->n_waves * d->n_municipalities;
  for (size_t cell = 0; cell < width; cell++) {
    size_t n = d->n[item * width + cell];
    d->hidden[item * width + cell] =
        n > 0 && (n < least || part_hidden(d, survey, items, item, cell));
  }
  for (size_t wave = 0; wave < d->n_waves; wave++) {
    size_t first = cell_at(d, item, wave, 0);
    d->total_hidden[item * d->n_waves + wave] =
        leda_disclosure_complement(d->n + first, d->hidden + first, d->n_municipalities, least);
  }
}

/* NOLINTNEXTLINE(readability-function-size): a list is two arguments */
leda_status leda_disclosure_init(leda_disclosure *disclosure, const leda_survey *survey,
                                 const leda_item *items, size_t n_items, size_t least,
                                 leda_error *err) {
  size_t cells = n_items * survey->n_waves * survey->n_municipalities;
  double *values = leda_calloc(survey->n, sizeof *values);
  *disclosure =
      (leda_disclosure){.n_waves = survey->n_waves,
                        .n_items = n_items,
                        .n_municipalities = survey->n_municipalities,
                        .n = leda_calloc(cells, sizeof(size_t)),
                        .hidden = leda_calloc(cells, sizeof(bool)),
                        .total_hidden = leda_calloc(n_items * survey->n_waves, sizeof(bool))};
  if (!values || !disclosure->n || !disclosure->hidden || !disclosure->total_hidden) {
    leda_free(values);
    leda_disclosure_clear(disclosure);
    return leda_fail_memory(err);
  }
  for (size_t i = 0; i < n_items; i++) count_cells(disclosure, survey, items[i], i, values);
  for (size_t i = 0; i < n_items; i++)
    hide(disclosure, survey, items, i, least ? least : LEDA_DISCLOSURE_LEAST);
  leda_free(values);
  return LEDA_OK;
}

void leda_disclosure_clear(leda_disclosure *disclosure) {
  leda_free(disclosure->n);
  leda_free(disclosure->hidden);
  leda_free(disclosure->total_hidden);
  *disclosure = (leda_disclosure){0};
}

bool leda_disclosure_shows(const leda_disclosure *disclosure, size_t item, size_t wave,
                           size_t municipality) {
  return !disclosure->hidden[cell_at(disclosure, item, wave, municipality)];
}

bool leda_disclosure_shows_total(const leda_disclosure *disclosure, size_t item, size_t wave) {
  return !disclosure->total_hidden[item * disclosure->n_waves + wave];
}
