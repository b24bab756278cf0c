/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/null_table.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stats/sort_positive.h"

/* The same contrast summed in another order differs by less than this. */
#define SAME 1e-9

/* Sorted draws with a guide: guide[g] is the first draw at or above g * width, so that a look-up starts
 * a few steps from its end instead of bisecting the table (Chen & Asau 1974). */
typedef struct {
  double *sorted;
  size_t size;
  uint32_t *guide;
  size_t guides;
  double per_width;
} column;

struct leda_null_table {
  column step;
  column drift;
  uint32_t *cumulated; /* [c]: draws whose smaller count is at most c, c = 0..size */
  size_t size;
  bool exact;
};

static bool column_index(column *c) {
  double top = c->sorted[c->size - 1];
  size_t at = 0;

  c->guides = c->size / 4 + 2;
  c->guide = malloc(c->guides * sizeof *c->guide);
  if (c->guide == NULL) return false;
  c->per_width = top > 0.0 ? (double)(c->guides - 1) / top : 0.0;
  for (size_t g = 0; g < c->guides; g++) {
    while (at < c->size && c->sorted[at] * c->per_width < (double)g) at++;
    c->guide[g] = (uint32_t)at;
  }
  return true;
}

/* How many draws are at least x. */
static size_t column_count(const column *c, double x) {
  double low = x - SAME;
  double place = low * c->per_width;
  size_t at = 0;

  if (low > c->sorted[c->size - 1]) return 0;
  if (place > 0.0) at = c->guide[(size_t)place < c->guides ? (size_t)place : c->guides - 1];
  while (at > 0 && c->sorted[at - 1] >= low) at--;
  while (at < c->size && c->sorted[at] < low) at++;
  return c->size - at;
}

static bool cumulate(leda_null_table *t, const double *s, const double *d) {
  t->cumulated = calloc(t->size + 2, sizeof *t->cumulated);
  if (t->cumulated == NULL) return false;
  for (size_t b = 0; b < t->size; b++) {
    size_t by_step = column_count(&t->step, s[b]);
    size_t by_drift = column_count(&t->drift, d[b]);

    t->cumulated[by_step < by_drift ? by_step : by_drift]++;
  }
  for (size_t c = 1; c < t->size + 2; c++) t->cumulated[c] += t->cumulated[c - 1];
  return true;
}

/* The draws, sorted, with their guide. */
static bool column_make(column *c, const double *draws, size_t size) {
  double *work = malloc(size * sizeof *work);
  bool made = false;

  c->size = size;
  c->sorted = malloc(size * sizeof *c->sorted);
  if (work != NULL && c->sorted != NULL) {
    memcpy(c->sorted, draws, size * sizeof *draws);
    leda_sort_positive(c->sorted, work, size);
    made = column_index(c);
  }
  free(work);
  return made;
}

leda_null_table *leda_null_table_take(double *s, double *d, size_t size, bool exact) {
  leda_null_table *t = NULL;

  if (s == NULL || d == NULL || size == 0 || size >= UINT32_MAX) goto done;
  t = calloc(1, sizeof *t);
  if (t == NULL) goto done;
  t->size = size;
  t->exact = exact;
  if (!column_make(&t->step, s, size) || !column_make(&t->drift, d, size) || !cumulate(t, s, d)) {
    leda_null_table_free(t);
    t = NULL;
  }
done:
  free(s);
  free(d);
  return t;
}

void leda_null_table_free(leda_null_table *table) {
  if (table == NULL) return;
  free(table->step.sorted);
  free(table->step.guide);
  free(table->drift.sorted);
  free(table->drift.guide);
  free(table->cumulated);
  free(table);
}

static double to_p(const leda_null_table *t, size_t count) {
  if (t->exact) return (double)count / (double)t->size;
  return (double)(count + 1) / (double)(t->size + 1);
}

leda_null_p leda_null_table_p(const leda_null_table *table, double s, double d) {
  size_t by_step = column_count(&table->step, s);
  size_t by_drift = column_count(&table->drift, d);
  size_t least = by_step < by_drift ? by_step : by_drift;
  leda_null_p p;

  /* A statistic that no order can reach comes only from rounding beyond SAME: count itself. */
  if (table->exact && least == 0) least = 1;
  p.p_step = to_p(table, table->exact && by_step == 0 ? 1 : by_step);
  p.p_drift = to_p(table, table->exact && by_drift == 0 ? 1 : by_drift);
  p.p = to_p(table, table->cumulated[table->exact ? least : least + 1]);
  return p;
}

static double critical(const leda_null_table *t, const column *c, double alpha) {
  size_t low = 0, high = c->size; /* the answer stands at an index of low..high */

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (to_p(t, column_count(c, c->sorted[middle])) <= alpha)
      high = middle;
    else
      low = middle + 1;
  }
  return low < c->size ? c->sorted[low] : INFINITY;
}

double leda_null_table_step_critical(const leda_null_table *table, double alpha) {
  return critical(table, &table->step, alpha);
}

double leda_null_table_drift_critical(const leda_null_table *table, double alpha) {
  return critical(table, &table->drift, alpha);
}

double leda_null_table_floor(const leda_null_table *table) {
  size_t least = 1;

  if (!table->exact) return to_p(table, table->cumulated[1]);
  while (table->cumulated[least] == 0) least++;
  return to_p(table, table->cumulated[least]);
}

size_t leda_null_table_size(const leda_null_table *table) { return table->size; }

bool leda_null_table_exact(const leda_null_table *table) { return table->exact; }
