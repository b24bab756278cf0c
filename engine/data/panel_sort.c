/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/panel_sort.h"

#include <math.h>
#include <string.h>

#include "engine/core/memory.h"

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

int leda_compare_places(const leda_observation *a, const leda_observation *b) {
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
  return (order ? order : leda_compare_places(a, b)) < 0;
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

/* ---- stretches of neighbouring series ---- */

/* Longer stretches are sorted in place; this many fit in a processor's second cache. */
#define STRETCH ((size_t)1 << 15)
#define WIDEST 64
/* Each needs 1 MiB and more, which must stay small beside the observations. */
#define MOST_THREADS 32

typedef struct {
  leda_panel *panel;
  bool by_value;
  leda_observation *copy; /* room for a stretch */
  uint64_t *seen;         /* by series: a bit for each of its periods */
} sorter;

static void sort_in_place(const sorter *s, size_t first, size_t end, unsigned shift) {
  leda_series *series = s->panel->series;
  leda_observation *o = series[first].observations;
  size_t n = (size_t)(series[end - 1].observations - o) + series[end - 1].n;
  group_by_series(o, n, shift);
  for (size_t i = first; i < end; i++) sort_series(&series[i], s->by_value);
}

/* The lowest period, when all lie within WIDEST of it. */
static bool is_narrow(const leda_observation *o, size_t n, int32_t *lowest) {
  int32_t low = o[0].period, high = low;
  for (size_t i = 1; i < n; i++) {
    if (o[i].period < low) low = o[i].period;
    if (o[i].period > high) high = o[i].period;
  }
  *lowest = low;
  return (int64_t)high - low < WIDEST;
}

/* Few periods: the place of each observation is the number of earlier periods of its series. Leaves
   all as it is and returns false where a period comes twice. */
static bool scatter_by_period(const sorter *s, size_t first, size_t end, size_t n, int32_t lowest) {
  const leda_series *series = s->panel->series;
  leda_observation *o = series[first].observations;
  memset(s->seen, 0, (end - first) * sizeof *s->seen);
  for (size_t i = 0; i < n; i++) {
    uint64_t bit = UINT64_C(1) << (o[i].period - lowest), *seen = &s->seen[o[i].series - first];
    if (*seen & bit) return false;
    *seen |= bit;
  }
  memcpy(s->copy, o, n * sizeof *o);
  for (size_t i = 0; i < n; i++) {
    const leda_observation *from = &s->copy[i];
    uint64_t before = (UINT64_C(1) << (from->period - lowest)) - 1;
    uint64_t earlier = s->seen[from->series - first] & before;
    series[from->series].observations[__builtin_popcountll(earlier)] = *from;
  }
  return true;
}

/* Many periods: the observations of each series in the order they come, then sorted. */
static void scatter_and_sort(const sorter *s, size_t first, size_t end, size_t n) {
  leda_series *series = s->panel->series;
  leda_observation *o = series[first].observations;
  memset(s->seen, 0, (end - first) * sizeof *s->seen);
  memcpy(s->copy, o, n * sizeof *o);
  for (size_t i = 0; i < n; i++) {
    uint32_t id = s->copy[i].series;
    series[id].observations[s->seen[id - first]++] = s->copy[i];
  }
  for (size_t i = first; i < end; i++) sort_series(&series[i], s->by_value);
}

/* Returns whether a period may come twice in a series. */
static bool sort_stretch(const sorter *s, size_t first, size_t end, unsigned shift) {
  const leda_series *series = s->panel->series;
  const leda_observation *o = series[first].observations;
  size_t n = (size_t)(series[end - 1].observations - o) + series[end - 1].n;
  int32_t lowest;
  if (!s->copy || n > STRETCH) {
    sort_in_place(s, first, end, shift);
    return true;
  }
  if (is_narrow(o, n, &lowest) && scatter_by_period(s, first, end, n, lowest)) return false;
  scatter_and_sort(s, first, end, n);
  return true;
}

/* ---- the whole ---- */

#define SPAN ((size_t)1 << 16)

typedef enum { SORTED, GROUPED, MIXED } disorder;

static disorder worse(disorder a, disorder b) { return a > b ? a : b; }

static disorder compare_neighbours(const leda_observation *a, const leda_observation *b) {
  if (a->series != b->series) return a->series < b->series ? SORTED : MIXED;
  return a->period < b->period ? SORTED : GROUPED;
}

static disorder rank_span(leda_panel *panel, const uint32_t *rank, size_t first, size_t end) {
  leda_observation *o = panel->observations;
  disorder found = SORTED;
  o[first].series = rank[o[first].series];
  for (size_t i = first + 1; i < end; i++) {
    o[i].series = rank[o[i].series];
    found = worse(found, compare_neighbours(&o[i - 1], &o[i]));
  }
  return found;
}

/* Gives every observation the place of its series, and finds out how much is to be sorted. */
static disorder rank_observations(leda_panel *panel, leda_sort_plan plan) {
  size_t n_spans = (panel->n + SPAN - 1) / SPAN;
  int found = SORTED;
#pragma omp parallel for num_threads(plan.threads) schedule(static) reduction(max : found)
  for (size_t i = 0; i < n_spans; i++) {
    size_t end = (i + 1) * SPAN < panel->n ? (i + 1) * SPAN : panel->n;
    int here = (int)rank_span(panel, plan.rank, i * SPAN, end);
    if (here > found) found = here;
  }
  disorder all = (disorder)found;
  for (size_t i = 1; i < n_spans; i++)
    all = worse(all, compare_neighbours(&panel->observations[i * SPAN - 1],
                                        &panel->observations[i * SPAN]));
  return all;
}

static void sort_periods(leda_panel *panel, leda_sort_plan plan) {
#pragma omp parallel for num_threads(plan.threads) schedule(static)
  for (size_t i = 0; i < panel->n_series; i++) sort_series(&panel->series[i], plan.by_value);
}

static bool sort_stretches(leda_panel *panel, leda_sort_plan plan, unsigned shift) {
  int repeats = 0;
  size_t per = (size_t)1 << shift, n_parts = (panel->n_series + per - 1) / per;
#pragma omp parallel num_threads(plan.threads)
  {
    sorter s = {.panel = panel, .by_value = plan.by_value};
    s.seen = leda_malloc(per * sizeof *s.seen);
    if (s.seen) s.copy = leda_malloc(STRETCH * sizeof *s.copy);
#pragma omp for schedule(dynamic, 1) reduction(| : repeats)
    for (size_t d = 0; d < n_parts; d++) {
      size_t end = (d + 1) * per < panel->n_series ? (d + 1) * per : panel->n_series;
      repeats |= sort_stretch(&s, d * per, end, shift & ~(DIGIT_BITS - 1U));
    }
    leda_free(s.copy);
    leda_free(s.seen);
  }
  return repeats != 0;
}

/* Stretches of about half of STRETCH: *shift tells how many series each holds. */
static bool partition(leda_panel *panel, leda_sort_plan plan, unsigned *shift) {
  size_t wanted = panel->n / (STRETCH / 2) + 1;
  *shift = 0;
  while ((panel->n_series >> *shift) >= wanted) ++*shift;
  size_t per = (size_t)1 << *shift, n_parts = (panel->n_series + per - 1) / per;
  if (n_parts < 2) return true;
  size_t *starts = leda_malloc((n_parts + 1) * sizeof *starts);
  if (!starts) return false;
  for (size_t d = 0; d < n_parts; d++)
    starts[d] = (size_t)(panel->series[d * per].observations - panel->observations);
  starts[n_parts] = panel->n;
  leda_partition p = {panel->observations, panel->n, *shift, n_parts, starts, plan.threads};
  bool good = leda_panel_partition(&p);
  leda_free(starts);
  return good;
}

bool leda_panel_sort(leda_panel *panel, leda_sort_plan plan) {
  unsigned shift = 0;
  if (panel->n == 0) return false;
  size_t useful = panel->n / STRETCH + 1;
  if (plan.threads > MOST_THREADS) plan.threads = MOST_THREADS;
  if ((size_t)plan.threads > useful) plan.threads = (int)useful;
  disorder found = rank_observations(panel, plan);
  if (found == SORTED) return false;
  if (found == GROUPED) {
    sort_periods(panel, plan);
  } else if (partition(panel, plan, &shift)) {
    return sort_stretches(panel, plan, shift);
  } else {
    while (shift < 24 && (panel->n_series >> shift) > DIGITS) shift += DIGIT_BITS;
    group_by_series(panel->observations, panel->n, shift);
    sort_periods(panel, plan);
  }
  return true;
}
