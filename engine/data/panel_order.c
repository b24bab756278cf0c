/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/data/panel_build.h"
#include "engine/data/panel_sort.h"
#include "engine/data/series_order.h"

/* ---- order of the series ---- */

#define COUNTED_AT_ONCE ((size_t)1 << 17)
#define MOST_COUNTERS 8
#define MANY_SERIES 4096 /* for which threads are worth starting */

/* Work arrays of one ordering, one item per series. */
typedef struct {
  uint32_t *ids;  /* numbers in the builder's set, in order */
  size_t *counts; /* observations of a series, by number in the set */
  uint32_t *rank; /* place among the sorted series, by number in the set */
  int threads;
} work;

static void clear_work(work *w) {
  leda_free(w->ids);
  leda_free(w->counts);
  leda_free(w->rank);
}

static leda_series series_of(const leda_panel_builder *builder, uint32_t id) {
  const leda_names *names = builder->panel.names;
  leda_series_key key = builder->set.keys[id];
  uint32_t label = key.unit < builder->n_labels ? builder->labels[key.unit] : 0;
  return (leda_series){.indicator = leda_names_text(names, key.indicator),
                       .unit = leda_names_text(names, key.unit),
                       .unit_name = leda_names_text(names, label),
                       .group = leda_names_text(names, key.group)};
}

/* Every thread counts a share for itself. */
static bool count_observations(const leda_panel_builder *builder, const work *w) {
  const leda_panel *panel = &builder->panel;
  size_t n = builder->set.n, threads = panel->n / COUNTED_AT_ONCE + 1;
  if (threads > (size_t)w->threads) threads = (size_t)w->threads;
  if (threads > MOST_COUNTERS) threads = MOST_COUNTERS;
  uint32_t *counts = leda_calloc(n * threads + 1, sizeof *counts);
  if (!counts) return false;
#pragma omp parallel for num_threads((int)threads) schedule(static, 1)
  for (size_t t = 0; t < threads; t++) {
    uint32_t *mine = counts + t * n;
    size_t end = (t + 1) * panel->n / threads;
    for (size_t i = t * panel->n / threads; i < end; i++) mine[panel->observations[i].series]++;
  }
  for (size_t t = 0; t < threads; t++)
    for (size_t id = 0; id < n; id++) w->counts[id] += counts[t * n + id];
  leda_free(counts);
  return true;
}

/* Only series that hold observations; rows that turned out to be footnotes leave none. */
static leda_status order_series(leda_panel_builder *builder, work *w, leda_error *err) {
  leda_panel *panel = &builder->panel;
  size_t n = builder->set.n;
  w->counts = leda_calloc(n + 1, sizeof *w->counts);
  w->rank = leda_calloc(n + 1, sizeof *w->rank);
  w->ids = leda_malloc((n + 1) * sizeof *w->ids);
  if (!w->counts || !w->rank || !w->ids) return leda_fail_memory(err);
  if (!count_observations(builder, w)) return leda_fail_memory(err);
  size_t n_series = leda_series_order(builder, w->counts, w->ids), start = 0;
  if (n_series == SIZE_MAX) return leda_fail_memory(err);
  panel->series = leda_malloc((n_series + 1) * sizeof *panel->series);
  if (!panel->series) return leda_fail_memory(err);
  panel->n_series = n_series;
  /* counts become the places of the first observations. */
  for (size_t i = 0; i < n_series; i++) {
    size_t count = w->counts[w->ids[i]];
    w->counts[w->ids[i]] = start;
    start += count;
  }
#pragma omp parallel for num_threads(w->threads) schedule(static) if (n_series > MANY_SERIES)
  for (size_t i = 0; i < n_series; i++) {
    size_t here = w->counts[w->ids[i]];
    size_t next = i + 1 < n_series ? w->counts[w->ids[i + 1]] : start;
    panel->series[i] = series_of(builder, w->ids[i]);
    panel->series[i].observations = panel->observations + here;
    panel->series[i].n = next - here;
    w->rank[w->ids[i]] = (uint32_t)i;
  }
  return LEDA_OK;
}

/* ---- what the panel says about itself ---- */

static void count_names(leda_panel *panel, uint8_t *seen, const leda_panel_builder *builder,
                        const work *w) {
  enum { UNIT = 1, INDICATOR = 2 };
  for (size_t i = 0; i < panel->n_series; i++) {
    leda_series_key key = builder->set.keys[w->ids[i]];
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

/* leda_panel_sort needs room for a block beyond the last observation. */
static leda_status trim_observations(leda_panel_builder *builder, leda_error *err) {
  leda_panel *panel = &builder->panel;
  size_t n = panel->n + LEDA_PARTITION_BLOCK;
  leda_observation *fitted =
      leda_realloc_array(panel->observations, n, sizeof *panel->observations);
  if (!fitted) return builder->capacity < n ? leda_fail_memory(err) : LEDA_OK;
  panel->observations = fitted;
  builder->capacity = n;
  return LEDA_OK;
}

leda_status leda_panel_builder_finish(leda_panel_builder *builder, bool by_value, leda_error *err) {
  leda_panel *panel = &builder->panel;
  work w = {.threads = builder->threads > 0 ? builder->threads : 1};
  uint8_t *seen = leda_calloc(leda_names_count(panel->names), 1);
  leda_status status = seen ? trim_observations(builder, err) : leda_fail_memory(err);
  if (!status) status = order_series(builder, &w, err);
  if (!status) status = find_spacing(panel, err);
  if (!status) {
    builder->may_repeat = leda_panel_sort(panel, (leda_sort_plan){w.rank, by_value, w.threads});
    count_names(panel, seen, builder, &w);
  }
  clear_work(&w);
  leda_free(seen);
  return status;
}

/* ---- repeats ---- */

/* Keeps found[] sorted and at most `room` long. */
static void keep_repeat(leda_repeat *found, size_t *n, size_t room, leda_repeat repeat) {
  if (*n == room && (room == 0 || leda_compare_places(repeat.second, found[room - 1].second) >= 0))
    return;
  size_t at = *n < room ? (*n)++ : room - 1;
  for (; at > 0 && leda_compare_places(repeat.second, found[at - 1].second) < 0; at--)
    found[at] = found[at - 1];
  found[at] = repeat;
}

/* One past the last row of the period that begins at row `from`. */
static size_t period_end(const leda_series *series, size_t from) {
  size_t to = from + 1;
  while (to < series->n && series->observations[to].period == series->observations[from].period)
    to++;
  return to;
}

static bool is_whole(const leda_series *series) {
  for (size_t from = 0, to; from < series->n; from = to) {
    to = period_end(series, from);
    if (to - from < 2) return false;
  }
  return true;
}

/* Rows of a period may stand in order of value: the first is found by its place. */
static const leda_observation *first_placed(const leda_observation *o, size_t n) {
  const leda_observation *first = o;
  for (size_t k = 1; k < n; k++)
    if (leda_compare_places(&o[k], first) < 0) first = &o[k];
  return first;
}

size_t leda_panel_repeats(const leda_panel *panel, bool but_whole, leda_repeat *found,
                          size_t room) {
  size_t n = 0, total = 0;
  for (size_t i = 0; i < panel->n_series; i++) {
    const leda_series *series = &panel->series[i];
    if (but_whole && is_whole(series)) continue;
    for (size_t from = 0, to; from < series->n; from = to) {
      to = period_end(series, from);
      total += to - from - 1;
      const leda_observation *o = series->observations, *first = first_placed(o + from, to - from);
      for (size_t k = from; k < to; k++)
        if (&o[k] != first) keep_repeat(found, &n, room, (leda_repeat){first, &o[k]});
    }
  }
  return total;
}
