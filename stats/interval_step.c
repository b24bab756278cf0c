/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interval_step.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/scores.h"

/* Cells of delta between which the order of the shifted values changes: the open stretches between
 * neighbouring edges, and where values of the series are tied the edges themselves too, since there
 * shifted values may meet in ties that neither neighbour has. */

#define SAME 1e-9
#define GRID_WORK 20000
#define GRID_LEAST 16
#define GRID_MOST 256
/* Whitened residuals cost a sort for each cell; and shifted ones may cross far out. */
#define GRID_WHITENED 64
#define DOUBLINGS 5
#define FINE 1e-6 /* of the range: how near the ends of a grid are looked for */
#define EDGES_MOST LEDA_INTERVAL_EXACT_PAIRS /* more than a grid has */

typedef struct {
  const double *y;
  size_t n;
  const leda_contrasts *contrasts;
  const double *table;
  const leda_step_limits *limits;
  const leda_ar1 *frame; /* NULL where the ground is plain */
  double *residuals;     /* of the frame */
  double level_limit;    /* at k */
  double segment_limit;  /* at k */
  double range;
  size_t *by_value; /* indexes in order of y; on a ground that is not plain of the residuals */
  size_t *order;    /* of the shifted values */
  size_t *sides;    /* those before k in order, then the others: as the last delta left them */
  double *shifted;
  double *scores;
  double *prefix;
  double *edges;
  size_t edge_count;
  size_t cells;
  bool tied;
  size_t k;
} search;

typedef struct {
  double lower, upper;
  bool any;
} span;

static void search_clear(search *s) {
  free(s->by_value);
  free(s->order);
  free(s->sides);
  free(s->shifted);
  free(s->scores);
  free(s->prefix);
  free(s->edges);
  free(s->residuals);
}

static int search_init(search *s, const leda_verdict_setting *setting, const double *y) {
  const leda_null *null = leda_verdict_setting_null(setting);
  size_t n = leda_null_n(null);

  memset(s, 0, sizeof *s);
  s->y = y;
  s->n = n;
  s->contrasts = leda_null_contrasts(null);
  s->table = leda_null_scores(null);
  s->limits = leda_verdict_setting_limits(setting);
  s->by_value = malloc(n * sizeof *s->by_value);
  s->order = malloc(n * sizeof *s->order);
  s->sides = malloc(n * sizeof *s->sides);
  s->shifted = malloc(n * sizeof *s->shifted);
  s->scores = malloc(n * sizeof *s->scores);
  s->prefix = malloc((n + 1) * sizeof *s->prefix);
  s->edges = malloc(EDGES_MOST * sizeof *s->edges);
  s->residuals = malloc(n * sizeof *s->residuals);
  if (s->by_value == NULL || s->order == NULL || s->sides == NULL || s->shifted == NULL ||
      s->scores == NULL || s->prefix == NULL || s->edges == NULL || s->residuals == NULL)
    return GSL_ENOMEM;
  gsl_sort_index(s->by_value, y, 1, n);
  s->range = y[s->by_value[n - 1]] - y[s->by_value[0]];
  if (!leda_null_plain(null)) {
    s->frame = leda_null_frame(null);
    leda_ar1_residuals(s->frame, y, s->residuals);
    gsl_sort_index(s->by_value, s->residuals, 1, n);
    return GSL_SUCCESS;
  }
  for (size_t r = 1; r < n && !s->tied; r++) s->tied = y[s->by_value[r]] <= y[s->by_value[r - 1]];
  return GSL_SUCCESS;
}

/* Next position in by_value of an index on one side of k. */
static size_t next_on_side(const search *s, size_t at, bool right) {
  while (at < s->n && (s->by_value[at] >= s->k) != right) at++;
  return at;
}

/* Indexes before k and from k on, each in order of the residuals. */
static void part_sides(search *s) {
  size_t left = 0, right = s->k;

  for (size_t r = 0; r < s->n; r++)
    s->sides[s->by_value[r] < s->k ? left++ : right++] = s->by_value[r];
}

static void insertion_sort(size_t *order, size_t count, const double *x) {
  for (size_t r = 1; r < count; r++) {
    size_t moved = order[r], at = r;

    for (; at > 0 && x[order[at - 1]] > x[moved]; at--) order[at] = order[at - 1];
    order[at] = moved;
  }
}

/* The same on a ground that is not plain. A whitened step is nearly level on either side, so that hardly
 * any value changes places with one of its own side. */
static void score_whitened(search *s, double delta) {
  const double *step = leda_ar1_step(s->frame, s->k), *x = s->shifted;
  size_t left = 0, right = s->k;

  for (size_t i = 0; i < s->n; i++) s->shifted[i] = s->residuals[i] - delta * step[i];
  insertion_sort(s->sides, s->k, x);
  insertion_sort(s->sides + s->k, s->n - s->k, x);
  for (size_t r = 0; r < s->n; r++) {
    bool take_right = left >= s->k || (right < s->n && x[s->sides[right]] < x[s->sides[left]]);

    s->order[r] = s->sides[take_right ? right++ : left++];
  }
  leda_scores_assign(x, s->n, s->table, s->order, s->scores);
}

/* Scores of y - delta * 1(i >= k): both sides are sorted already, so merging them is enough. */
static void score_shifted(search *s, double delta) {
  size_t left, right;

  if (s->frame != NULL) {
    score_whitened(s, delta);
    return;
  }
  left = next_on_side(s, 0, false);
  right = next_on_side(s, 0, true);
  for (size_t i = 0; i < s->n; i++) s->shifted[i] = i < s->k ? s->y[i] : s->y[i] - delta;
  for (size_t r = 0; r < s->n; r++) {
    bool take_right = left >= s->n || (right < s->n && s->shifted[s->by_value[right]] <
                                                           s->shifted[s->by_value[left]]);
    size_t *from = take_right ? &right : &left;

    s->order[r] = s->by_value[*from];
    *from = next_on_side(s, *from + 1, take_right);
  }
  /* Values that an edge makes equal differ by rounding. */
  for (size_t r = 1; r < s->n; r++)
    if (s->shifted[s->order[r]] - s->shifted[s->order[r - 1]] < 1e-12 * s->range)
      s->shifted[s->order[r]] = s->shifted[s->order[r - 1]];
  leda_scores_assign(s->shifted, s->n, s->table, s->order, s->scores);
}

/* Whether no other step and no segment next to k speaks against it; what the step at k says is known already. */
static bool accepted(search *s, double delta) {
  score_shifted(s, delta);
  leda_contrasts_sums(s->contrasts, s->scores, s->prefix);
  if (leda_contrasts_max_step_of(s->contrasts, s->prefix) >= s->segment_limit - SAME) return false;
  return leda_contrasts_segments(s->contrasts, s->prefix, s->k) < s->segment_limit - SAME;
}

/* -1: the contrast at k alone says that delta is too small, 1: too large, 0: neither. */
static int side_of(search *s, double delta) {
  double z;

  score_shifted(s, delta);
  z = leda_contrasts_step(s->contrasts, s->scores, s->k);
  if (z >= s->level_limit - SAME) return -1;
  return z <= -(s->level_limit - SAME);
}

static double lower_edge(const search *s, size_t cell) {
  size_t c = s->tied ? (cell + 1) / 2 : cell;

  return c == 0 ? -INFINITY : s->edges[c - 1];
}

static double upper_edge(const search *s, size_t cell) {
  size_t c = s->tied ? cell / 2 : cell;

  return c == s->edge_count ? INFINITY : s->edges[c];
}

static double representative(const search *s, size_t cell) {
  double low = lower_edge(s, cell), high = upper_edge(s, cell);

  if (cell == 0) return high - s->range;
  if (cell == s->cells - 1) return low + s->range;
  return low + 0.5 * (high - low);
}

/* All pairwise differences across k, equal ones once. */
static void edges_from_pairs(search *s) {
  size_t m = 0, kept = 0;

  for (size_t i = 0; i < s->k; i++)
    for (size_t j = s->k; j < s->n; j++) s->edges[m++] = s->y[j] - s->y[i];
  gsl_sort(s->edges, 1, m);
  for (size_t e = 1; e < m; e++)
    if (s->edges[e] - s->edges[kept] > 1e-12 * s->range) s->edges[++kept] = s->edges[e];
  s->edge_count = kept + 1;
}

/* Where side_of first exceeds `below`, between two deltas. */
static double bisect(search *s, double low, double high, int below) {
  for (int i = 0; i < 60 && high - low > FINE * s->range; i++) {
    double middle = low + 0.5 * (high - low);

    if (side_of(s, middle) <= below)
      low = middle;
    else
      high = middle;
  }
  return below < 0 ? low : high;
}

/* A grid over what the contrast at k leaves open. */
static void edges_from_grid(search *s) {
  size_t cells = GRID_WORK / (s->n + 1);
  double low = -2.0 * s->range, high = 2.0 * s->range;

  cells = cells < GRID_LEAST ? GRID_LEAST : cells > GRID_MOST ? GRID_MOST : cells;
  if (s->frame != NULL) {
    if (cells > GRID_WHITENED) cells = GRID_WHITENED;
    for (int i = 0; i < DOUBLINGS && (side_of(s, low) >= 0 || side_of(s, high) <= 0); i++) {
      low *= 2.0;
      high *= 2.0;
    }
  }
  if (side_of(s, low) < 0) low = bisect(s, low, high, -1);
  if (side_of(s, high) > 0) high = bisect(s, low, high, 0);
  for (size_t e = 0; e <= cells; e++) s->edges[e] = low + (high - low) * (double)e / (double)cells;
  s->edge_count = cells + 1;
}

/* First cell of from..to whose side exceeds `below`; the side never falls with delta. */
static size_t first_cell(search *s, size_t from, size_t to, int below) {
  while (from < to) {
    size_t middle = from + (to - from) / 2;

    if (side_of(s, representative(s, middle)) <= below)
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}

/* Hull of the deltas accepted at k by both contrasts, or by the step at k alone. */
static span region_at(search *s, size_t k, bool segments_too) {
  span out = {INFINITY, -INFINITY, false};
  size_t first, end;

  s->k = k;
  s->level_limit = leda_step_limits_level(s->limits, k);
  s->segment_limit = leda_step_limits_segment(s->limits, k);
  if (s->frame != NULL) part_sides(s);
  if (s->frame == NULL && k * (s->n - k) <= LEDA_INTERVAL_EXACT_PAIRS)
    edges_from_pairs(s);
  else
    edges_from_grid(s);
  s->cells = s->tied ? 2 * s->edge_count + 1 : s->edge_count + 1;
  first = first_cell(s, 0, s->cells, -1);
  end = first_cell(s, first, s->cells, 0);
  while (segments_too && first < end && !accepted(s, representative(s, first))) first++;
  while (segments_too && first < end && !accepted(s, representative(s, end - 1))) end--;
  if (first < end) {
    out.lower = lower_edge(s, first);
    out.upper = upper_edge(s, end - 1);
    out.any = true;
  }
  return out;
}

static void add_span(leda_step_region *out, span at, size_t k) {
  out->lower = fmin(out->lower, at.lower);
  out->upper = fmax(out->upper, at.upper);
  out->indexes[out->count++] = k;
}

int leda_step_region_find(const leda_verdict_setting *setting, const double *y, size_t best,
                          leda_step_region *out) {
  search s;
  int status = search_init(&s, setting, y);
  span at_best = {INFINITY, -INFINITY, false};

  memset(out, 0, sizeof *out);
  out->lower = INFINITY;
  out->upper = -INFINITY;
  if (status != GSL_SUCCESS) goto done;
  out->indexes = malloc(s.n * sizeof *out->indexes);
  if (out->indexes == NULL) {
    status = GSL_ENOMEM;
    goto done;
  }
  for (size_t k = LEDA_CONTRASTS_SIDE; k <= s.n - LEDA_CONTRASTS_SIDE; k++) {
    span here = region_at(&s, k, true);

    if (here.any)
      add_span(out, here, k);
    else if (k == best)
      out->indexes[out->count++] = k;
  }
  out->empty = out->lower > out->upper;
  if (out->empty) {
    at_best = region_at(&s, best, false);
    out->lower = at_best.lower;
    out->upper = at_best.upper;
  }
done:
  search_clear(&s);
  if (status != GSL_SUCCESS) leda_step_region_clear(out);
  return status;
}

void leda_step_region_clear(leda_step_region *region) {
  free(region->indexes);
  region->indexes = NULL;
  region->count = 0;
}
