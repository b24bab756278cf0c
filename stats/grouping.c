/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/grouping.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  size_t cluster;
  size_t occasion;
  size_t row;
} key;

static int by_key(const void *left, const void *right) {
  const key *a = left, *b = right;

  if (a->cluster != b->cluster) return a->cluster < b->cluster ? -1 : 1;
  if (a->occasion != b->occasion) return a->occasion < b->occasion ? -1 : 1;
  return a->row < b->row ? -1 : 1;
}

static size_t set_keys(key *keys, const leda_grouping_source *source) {
  size_t rows = 0;

  for (size_t i = 0; i < source->n; i++) {
    if (!source->use[i]) continue;
    keys[rows].cluster = source->cluster != NULL ? source->cluster[i] : 0;
    keys[rows].occasion = source->occasion != NULL ? source->occasion[i] : 0;
    keys[rows++].row = i;
  }
  qsort(keys, rows, sizeof *keys, by_key);
  return rows;
}

static void set_bounds(leda_grouping *g, const key *keys) {
  for (size_t i = 0; i < g->rows; i++) {
    bool group = i == 0 || keys[i].cluster != keys[i - 1].cluster;

    if (group) g->group_start[g->groups++] = g->cells;
    if (group || keys[i].occasion != keys[i - 1].occasion) g->cell_start[g->cells++] = i;
    g->order[i] = keys[i].row;
  }
  g->cell_start[g->cells] = g->rows;
  g->group_start[g->groups] = g->cells;
}

int leda_grouping_init(leda_grouping *grouping, const leda_grouping_source *source) {
  key *keys = malloc((source->n + 1) * sizeof *keys);

  memset(grouping, 0, sizeof *grouping);
  if (keys == NULL) return GSL_ENOMEM;
  grouping->rows = set_keys(keys, source);
  grouping->order = calloc(grouping->rows + 1, sizeof *grouping->order);
  grouping->cell_start = calloc(grouping->rows + 1, sizeof *grouping->cell_start);
  grouping->group_start = calloc(grouping->rows + 1, sizeof *grouping->group_start);
  if (!grouping->order || !grouping->cell_start || !grouping->group_start) {
    leda_grouping_clear(grouping);
    free(keys);
    return GSL_ENOMEM;
  }
  set_bounds(grouping, keys);
  free(keys);
  return GSL_SUCCESS;
}

void leda_grouping_clear(leda_grouping *grouping) {
  free(grouping->order);
  free(grouping->cell_start);
  free(grouping->group_start);
  memset(grouping, 0, sizeof *grouping);
}
