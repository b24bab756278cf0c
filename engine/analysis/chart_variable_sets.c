/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/chart_variables.h"
#include "engine/core/memory.h"

static int compare_units(const leda_series *a, const leda_series *b) {
  int order = strcmp(a->unit, b->unit);
  return order ? order : strcmp(a->group, b->group);
}

static int compare_series(const void *a, const void *b) {
  const leda_series *x = *(const leda_series *const *)a, *y = *(const leda_series *const *)b;
  int order = compare_units(x, y);
  return order ? order : strcmp(x->indicator, y->indicator);
}

leda_status leda_variable_sets_make(leda_variable_sets *sets, const leda_panel *panel,
                                    leda_error *err) {
  *sets = (leda_variable_sets){.items = leda_calloc(panel->n_series, sizeof *sets->items),
                               .from = leda_calloc(panel->n_series + 1, sizeof *sets->from)};
  if (!sets->items || !sets->from) {
    leda_variable_sets_clear(sets);
    return leda_fail_memory(err);
  }
  for (size_t i = 0; i < panel->n_series; i++) sets->items[i] = &panel->series[i];
  qsort(sets->items, panel->n_series, sizeof *sets->items, compare_series);
  for (size_t i = 0; i < panel->n_series; i++)
    if (i == 0 || compare_units(sets->items[i - 1], sets->items[i]) != 0) sets->from[sets->n++] = i;
  sets->from[sets->n] = panel->n_series;
  return LEDA_OK;
}

void leda_variable_sets_clear(leda_variable_sets *sets) {
  leda_free(sets->items);
  leda_free(sets->from);
  *sets = (leda_variable_sets){0};
}
