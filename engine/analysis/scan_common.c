/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/scan_common.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/memory.h"

/* How many times the middle unit's scatter the largest may be, before the mean is that of the large. */
#define UNEVEN 20.0

struct leda_scan_common {
  bool uneven;
  int32_t *ordinals; /* periods of the panel, ascending */
  size_t n_periods;
  size_t capacity;
  uint32_t *cohort_of; /* of each series: its indicator and group */
  size_t n_cohorts;
  double *values; /* cohorts x periods */
  double *judged;
  uint32_t *units;       /* measured, cohorts x periods */
  uint32_t *cohort_size; /* series of each cohort */
};

void leda_scan_common_free(leda_scan_common *c) {
  if (!c) return;
  leda_free(c->ordinals);
  leda_free(c->cohort_of);
  leda_free(c->values);
  leda_free(c->judged);
  leda_free(c->units);
  leda_free(c->cohort_size);
  leda_free(c);
}

/* ---- periods ---- */

static leda_status insert_period(leda_scan_common *c, int32_t ordinal, leda_error *err) {
  size_t at = c->n_periods;
  if (c->n_periods == c->capacity) {
    size_t capacity = c->capacity ? 2 * c->capacity : 64;
    int32_t *grown = leda_realloc_array(c->ordinals, capacity, sizeof *grown);
    if (!grown) return leda_fail_memory(err);
    c->ordinals = grown;
    c->capacity = capacity;
  }
  for (; at > 0 && c->ordinals[at - 1] > ordinal; at--) c->ordinals[at] = c->ordinals[at - 1];
  c->ordinals[at] = ordinal;
  c->n_periods++;
  return LEDA_OK;
}

static leda_status find_periods(leda_scan_common *c, const leda_panel *panel, leda_error *err) {
  for (size_t i = 0; i < panel->n; i++) {
    int32_t ordinal = panel->observations[i].period;
    if (leda_common_find(c->ordinals, c->n_periods, ordinal) < c->n_periods) continue;
    if (insert_period(c, ordinal, err)) return err->status;
  }
  return LEDA_OK;
}

/* ---- cohorts ---- */

/* Groups come in the same order within each unit, so the search begins after the last one found.
   n where the group is new. */
static size_t find_group(const char *const *groups, size_t n, size_t last, const char *group) {
  for (size_t k = 1; k <= n; k++)
    if (strcmp(groups[(last + k) % n], group) == 0) return (last + k) % n;
  return n;
}

static void count_cohorts(leda_scan_common *c, const leda_panel *panel, const char **groups) {
  size_t first = 0, last = 0;
  for (size_t i = 0; i < panel->n_series; i++) {
    const leda_series *s = &panel->series[i];
    bool begins = i == 0 || strcmp(s->indicator, panel->series[i - 1].indicator) != 0;
    if (begins) {
      first = c->n_cohorts;
      last = 0;
    }
    last = find_group(groups + first, c->n_cohorts - first, last, s->group);
    size_t found = first + last;
    if (found == c->n_cohorts) groups[c->n_cohorts++] = s->group;
    c->cohort_of[i] = (uint32_t)found;
    c->cohort_size[found]++;
  }
}

static leda_status find_cohorts(leda_scan_common *c, const leda_panel *panel, leda_error *err) {
  const char **groups = leda_calloc(panel->n_series, sizeof *groups);
  c->cohort_of = leda_calloc(panel->n_series, sizeof *c->cohort_of);
  c->cohort_size = leda_calloc(panel->n_series, sizeof *c->cohort_size);
  bool made = groups && c->cohort_of && c->cohort_size;
  if (made) count_cohorts(c, panel, groups);
  leda_free(groups);
  return made ? LEDA_OK : leda_fail_memory(err);
}

/* ---- means ---- */

static double mean_of(const double *x, size_t n) {
  double sum = 0.0;
  for (size_t i = 0; i < n; i++) sum += x[i];
  return n ? sum / (double)n : 0.0;
}

static void add_series(leda_scan_common *c, const leda_check_values *v, size_t series) {
  size_t row = c->cohort_of[series] * c->n_periods;
  double level = mean_of(v->values, v->n), judged = mean_of(v->judged, v->n);
  for (size_t i = 0; i < v->n; i++) {
    size_t at = row + leda_common_find(c->ordinals, c->n_periods, v->ordinals[i]);
    c->values[at] += v->values[i] - level;
    c->judged[at] += v->judged[i] - judged;
    c->units[at]++;
  }
}

static double scatter_of(const double *x, size_t n) {
  double mean = mean_of(x, n), sum = 0.0;
  for (size_t i = 0; i < n; i++) sum += (x[i] - mean) * (x[i] - mean);
  return n > 1 ? sqrt(sum / (double)(n - 1)) : 0.0;
}

static int compare_doubles(const void *left, const void *right) {
  const double *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

/* scatter[] is sorted, indicator by indicator. */
static bool is_uneven(const leda_panel *panel, double *scatter) {
  bool uneven = false;
  for (size_t i = 0, end; i < panel->n_series; i = end) {
    const char *indicator = panel->series[i].indicator;
    for (end = i + 1; end < panel->n_series; end++)
      if (strcmp(panel->series[end].indicator, indicator) != 0) break;
    qsort(scatter + i, end - i, sizeof *scatter, compare_doubles);
    uneven = uneven || scatter[end - 1] > UNEVEN * scatter[i + (end - i) / 2];
  }
  return uneven;
}

static leda_status add_all(leda_scan_common *c, const leda_panel *panel,
                           const leda_check_reading *reading, leda_error *err) {
  leda_check_values values = {0};
  leda_check_reading plain = *reading;
  size_t longest = 0, cells = c->n_cohorts * c->n_periods;
  double *scatter = leda_calloc(panel->n_series, sizeof *scatter);
  plain.common = NULL;
  for (size_t i = 0; i < panel->n_series; i++)
    if (panel->series[i].n > longest) longest = panel->series[i].n;
  leda_status status = scatter ? LEDA_OK : leda_fail_memory(err);
  if (!status) status = leda_check_values_init(&values, longest, err);
  for (size_t i = 0; i < panel->n_series && !status; i++) {
    status = leda_check_values_take(&values, panel, &panel->series[i], &plain, err);
    if (status) break;
    add_series(c, &values, i);
    scatter[i] = scatter_of(values.judged, values.n);
  }
  if (!status) c->uneven = is_uneven(panel, scatter);
  leda_free(scatter);
  for (size_t at = 0; at < cells; at++) {
    if (c->units[at] == 0) continue;
    c->values[at] /= c->units[at];
    c->judged[at] /= c->units[at];
  }
  leda_check_values_clear(&values);
  return status;
}

static leda_status make_tables(leda_scan_common *c, leda_error *err) {
  size_t cells = c->n_cohorts * c->n_periods;
  c->values = leda_calloc(cells, sizeof *c->values);
  c->judged = leda_calloc(cells, sizeof *c->judged);
  c->units = leda_calloc(cells, sizeof *c->units);
  return c->values && c->judged && c->units ? LEDA_OK : leda_fail_memory(err);
}

leda_status leda_scan_common_make(leda_scan_common **out, const leda_panel *panel,
                                  const leda_check_reading *reading, leda_error *err) {
  leda_scan_common *c = leda_calloc(1, sizeof *c);
  *out = NULL;
  if (!c) return leda_fail_memory(err);
  leda_status status = find_periods(c, panel, err);
  if (!status) status = find_cohorts(c, panel, err);
  if (!status) status = make_tables(c, err);
  if (!status) status = add_all(c, panel, reading, err);
  if (status)
    leda_scan_common_free(c);
  else
    *out = c;
  return status;
}

leda_common_effect leda_scan_common_of(const leda_scan_common *c, size_t series) {
  size_t row = c->cohort_of[series] * c->n_periods;
  return (leda_common_effect){c->ordinals, c->n_periods, c->values + row, c->judged + row};
}

bool leda_scan_common_uneven(const leda_scan_common *c) { return c->uneven; }

size_t leda_scan_common_fewest(const leda_scan_common *c) {
  size_t fewest = SIZE_MAX;
  for (size_t i = 0; i < c->n_cohorts; i++)
    if (c->cohort_size[i] < fewest) fewest = c->cohort_size[i];
  return fewest;
}
