/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/data/panel_build.h"

/* ---- order of the series ---- */

typedef struct {
  leda_series series;
  uint32_t id; /* number in the builder's set */
} entry;

/* Equal texts are one text in memory, so a comparison of pointers spares most of the others. */
static int compare_names(const char *a, const char *b) { return a == b ? 0 : strcmp(a, b); }

static int compare_entries(const void *left, const void *right) {
  const leda_series *a = &((const entry *)left)->series, *b = &((const entry *)right)->series;
  int order = compare_names(a->indicator, b->indicator);
  if (order == 0) order = compare_names(a->unit, b->unit);
  return order ? order : compare_names(a->group, b->group);
}

/* Work arrays of one ordering, one item per series. */
typedef struct {
  entry *entries;
  size_t *counts; /* observations of a series, by number in the set */
  uint32_t *rank; /* place among the sorted series, by number in the set */
} work;

static void clear_work(work *w) {
  leda_free(w->entries);
  leda_free(w->counts);
  leda_free(w->rank);
}

/* Only series that hold observations; rows that turned out to be footnotes leave none. */
static size_t fill_entries(const leda_panel_builder *builder, entry *entries,
                           const size_t *counts) {
  const leda_names *names = builder->panel.names;
  size_t n = 0;
  for (uint32_t id = 0; id < builder->set.n; id++) {
    if (counts[id] == 0) continue;
    leda_series_key key = builder->set.keys[id];
    uint32_t label = key.unit < builder->n_labels ? builder->labels[key.unit] : 0;
    entries[n++] = (entry){.series = {.indicator = leda_names_text(names, key.indicator),
                                      .unit = leda_names_text(names, key.unit),
                                      .unit_name = leda_names_text(names, label),
                                      .group = leda_names_text(names, key.group),
                                      .n = counts[id]},
                           .id = id};
  }
  return n;
}

static leda_status order_series(leda_panel_builder *builder, work *w, leda_error *err) {
  leda_panel *panel = &builder->panel;
  size_t n = builder->set.n;
  w->counts = leda_calloc(n + 1, sizeof *w->counts);
  w->rank = leda_calloc(n + 1, sizeof *w->rank);
  w->entries = leda_malloc((n + 1) * sizeof *w->entries);
  if (!w->counts || !w->rank || !w->entries) return leda_fail_memory(err);
  for (size_t i = 0; i < panel->n; i++) w->counts[panel->observations[i].series]++;
  panel->n_series = fill_entries(builder, w->entries, w->counts);
  qsort(w->entries, panel->n_series, sizeof *w->entries, compare_entries);
  panel->series = leda_malloc((panel->n_series + 1) * sizeof *panel->series);
  if (!panel->series) return leda_fail_memory(err);
  size_t start = 0;
  for (size_t i = 0; i < panel->n_series; i++) {
    panel->series[i] = w->entries[i].series;
    panel->series[i].observations = panel->observations + start;
    w->rank[w->entries[i].id] = (uint32_t)i;
    start += panel->series[i].n;
  }
  return LEDA_OK;
}

/* ---- order of the observations ---- */

/* Series are told apart eight bits at a time, from the top: with 256 heads to write to, the swaps
   stay within the caches, which one pass over hundreds of thousands of series does not. */
#define DIGIT_BITS 8
#define DIGITS (1U << DIGIT_BITS)
#define FEW 32

static void insert_by_series(leda_observation *o, size_t n) {
  for (size_t i = 1; i < n; i++) {
    leda_observation moved = o[i];
    size_t at = i;
    for (; at > 0 && moved.series < o[at - 1].series; at--) o[at] = o[at - 1];
    o[at] = moved;
  }
}

static size_t digit_of(const leda_observation *o, unsigned shift) {
  return (o->series >> shift) & (DIGITS - 1);
}

/* American flag sort (McIlroy, Bostic & McIlroy 1993) on one digit: every observation is swapped
   straight into the stretch of its digit, so no second copy is needed. end[] gets the stretches. */
static void flag_pass(leda_observation *o, size_t n, unsigned shift, size_t *end) {
  size_t next[DIGITS] = {0};
  for (size_t i = 0; i < n; i++) next[digit_of(&o[i], shift)]++;
  size_t start = 0;
  for (size_t d = 0; d < DIGITS; d++) {
    end[d] = start + next[d];
    next[d] = start;
    start = end[d];
  }
  for (size_t d = 0; d < DIGITS; d++) {
    while (next[d] < end[d]) {
      leda_observation *here = &o[next[d]];
      size_t home = digit_of(here, shift);
      leda_observation *there = &o[next[home]++], moved = *there;
      if (home == d) continue;
      *there = *here;
      *here = moved;
    }
  }
}

static void group_by_series(leda_observation *o, size_t n, unsigned shift) {
  if (n <= FEW) {
    insert_by_series(o, n);
    return;
  }
  size_t end[DIGITS], start = 0;
  flag_pass(o, n, shift, end);
  for (size_t d = 0; d < DIGITS && shift > 0; d++) {
    group_by_series(o + start, end[d] - start, shift - DIGIT_BITS);
    start = end[d];
  }
}

static void group_observations(leda_panel *panel, const work *w) {
  bool grouped = true;
  uint32_t last = 0;
  for (size_t i = 0; i < panel->n; i++) {
    uint32_t rank = w->rank[panel->observations[i].series];
    grouped = grouped && rank >= last;
    panel->observations[i].series = last = rank;
  }
  unsigned shift = 0;
  while (shift < 24 && (panel->n_series >> shift) > DIGITS) shift += DIGIT_BITS;
  if (!grouped) group_by_series(panel->observations, panel->n, shift);
}

static int compare_places(const leda_observation *a, const leda_observation *b) {
  if (a->file != b->file) return a->file < b->file ? -1 : 1;
  return a->line == b->line ? 0 : a->line < b->line ? -1 : 1;
}

/* NaN after every number. */
static int compare_numbers(double a, double b) {
  if (isnan(a) || isnan(b)) return (isnan(a) ? 1 : 0) - (isnan(b) ? 1 : 0);
  return a == b ? 0 : a < b ? -1 : 1;
}

static int compare_values(const leda_observation *a, const leda_observation *b) {
  int order = (int)a->status - (int)b->status;
  if (order == 0) order = compare_numbers(a->value, b->value);
  return order ? order : compare_numbers(a->denominator, b->denominator);
}

static bool is_before(const leda_observation *a, const leda_observation *b, bool by_value) {
  if (a->period != b->period) return a->period < b->period;
  int order = by_value ? compare_values(a, b) : 0;
  return (order ? order : compare_places(a, b)) < 0;
}

static void sift_down(leda_series *s, size_t root, size_t n, bool by_value) {
  leda_observation *o = s->observations;
  for (size_t child; (child = 2 * root + 1) < n; root = child) {
    if (child + 1 < n && is_before(&o[child], &o[child + 1], by_value)) child++;
    if (!is_before(&o[root], &o[child], by_value)) return;
    leda_observation moved = o[root];
    o[root] = o[child];
    o[child] = moved;
  }
}

/* Heap sort: in place and never quadratic, which qsort promises neither of. */
static void heap_sort(leda_series *s, bool by_value) {
  for (size_t i = s->n / 2; i-- > 0;) sift_down(s, i, s->n, by_value);
  for (size_t end = s->n; end-- > 1;) {
    leda_observation moved = s->observations[0];
    s->observations[0] = s->observations[end];
    s->observations[end] = moved;
    sift_down(s, 0, end, by_value);
  }
}

static void insertion_sort(leda_series *s, bool by_value) {
  leda_observation *o = s->observations;
  for (size_t i = 1; i < s->n; i++) {
    leda_observation moved = o[i];
    size_t at = i;
    for (; at > 0 && is_before(&moved, &o[at - 1], by_value); at--) o[at] = o[at - 1];
    o[at] = moved;
  }
}

static void sort_series(leda_series *s, bool by_value) {
  size_t i = 1;
  while (i < s->n && !is_before(&s->observations[i], &s->observations[i - 1], by_value)) i++;
  if (i >= s->n) return; /* in order already: the common case */
  if (s->n <= 32)
    insertion_sort(s, by_value);
  else
    heap_sort(s, by_value);
}

/* ---- what the panel says about itself ---- */

static void count_names(leda_panel *panel, uint8_t *seen, const leda_panel_builder *builder,
                        const work *w) {
  enum { UNIT = 1, INDICATOR = 2 };
  for (size_t i = 0; i < panel->n_series; i++) {
    leda_series_key key = builder->set.keys[w->entries[i].id];
    if (!(seen[key.unit] & UNIT)) panel->n_units++;
    if (!(seen[key.indicator] & INDICATOR)) panel->n_indicators++;
    seen[key.unit] |= UNIT;
    seen[key.indicator] |= INDICATOR;
  }
}

/* The different dates of a panel, by a bit for each day between the first and the last. */
static leda_status find_spacing(leda_panel *panel, leda_error *err) {
  panel->calendar.spacing = LEDA_SPACING_UNIT;
  if (panel->calendar.kind != LEDA_PERIOD_DATE || panel->n == 0) return LEDA_OK;
  int32_t low = INT32_MAX, high = INT32_MIN;
  for (size_t i = 0; i < panel->n; i++) {
    int32_t day = panel->observations[i].period;
    if (day < low) low = day;
    if (day > high) high = day;
  }
  size_t days = (size_t)((int64_t)high - low + 1), n = 0;
  uint8_t *seen = leda_calloc(days, 1);
  int32_t *dates = leda_malloc(days * sizeof *dates);
  if (seen && dates) {
    for (size_t i = 0; i < panel->n; i++) seen[panel->observations[i].period - low] = 1;
    for (size_t d = 0; d < days; d++)
      if (seen[d]) dates[n++] = low + (int32_t)d;
    panel->calendar.spacing = leda_calendar_spacing(LEDA_PERIOD_DATE, dates, n);
  }
  leda_status status = seen && dates ? LEDA_OK : leda_fail_memory(err);
  leda_free(seen);
  leda_free(dates);
  return status;
}

static void trim_observations(leda_panel_builder *builder) {
  leda_panel *panel = &builder->panel;
  size_t n = panel->n ? panel->n : 1;
  leda_observation *fitted =
      leda_realloc_array(panel->observations, n, sizeof *panel->observations);
  if (!fitted) return; /* the larger block serves as well */
  panel->observations = fitted;
  builder->capacity = n;
}

leda_status leda_panel_builder_finish(leda_panel_builder *builder, bool by_value, leda_error *err) {
  leda_panel *panel = &builder->panel;
  work w = {0};
  trim_observations(builder);
  uint8_t *seen = leda_calloc(leda_names_count(panel->names), 1);
  leda_status status = seen ? order_series(builder, &w, err) : leda_fail_memory(err);
  if (!status) status = find_spacing(panel, err);
  if (!status) {
    group_observations(panel, &w);
    for (size_t i = 0; i < panel->n_series; i++) sort_series(&panel->series[i], by_value);
    count_names(panel, seen, builder, &w);
  }
  clear_work(&w);
  leda_free(seen);
  return status;
}

/* ---- repeats ---- */

/* Keeps found[] sorted and at most `room` long. */
static void keep_repeat(leda_repeat *found, size_t *n, size_t room, leda_repeat repeat) {
  if (*n == room && (room == 0 || compare_places(repeat.second, found[room - 1].second) >= 0))
    return;
  size_t at = *n < room ? (*n)++ : room - 1;
  for (; at > 0 && compare_places(repeat.second, found[at - 1].second) < 0; at--)
    found[at] = found[at - 1];
  found[at] = repeat;
}

size_t leda_panel_repeats(const leda_panel *panel, leda_repeat *found, size_t room) {
  size_t n = 0, total = 0;
  for (size_t i = 0; i < panel->n_series; i++) {
    const leda_observation *o = panel->series[i].observations, *first = o;
    for (size_t k = 1; k < panel->series[i].n; k++) {
      if (o[k].period != first->period) {
        first = &o[k];
        continue;
      }
      total++;
      keep_repeat(found, &n, room, (leda_repeat){first, &o[k]});
    }
  }
  return total;
}
