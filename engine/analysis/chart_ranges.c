/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/core/memory.h"
#include "stats/attribute_sigma.h"
#include "stats/moving_range.h"

/* The points of a phase that are not excluded, closed up. */
typedef struct {
  double *y;
  double *range;
  int *position;
  size_t *index;
  size_t n;
} kept_points;

static void close_up(const leda_chart_work *work, size_t from, size_t to, kept_points *kept) {
  for (size_t i = from; i < to; i++) {
    work->range[i] = NAN;
    if (work->chart->points[i].excluded) continue;
    kept->y[kept->n] = work->score[i];
    kept->position[kept->n] = work->chart->points[i].position - (int)(i - from - kept->n);
    kept->index[kept->n++] = i;
  }
}

static double range_between(const leda_chart_work *work, const kept_points *kept, size_t k) {
  double range = kept->range[k];
  if (work->chart->type != LEDA_CHART_IP || isnan(range)) return range;
  return leda_range_of_ratios(range, work->denominator[kept->index[k - 1]],
                              work->denominator[kept->index[k]]);
}

leda_status leda_chart_ranges(leda_chart_work *work, size_t from, size_t to, leda_error *err) {
  size_t length = to - from;
  kept_points kept = {.y = leda_calloc(length, sizeof *kept.y),
                      .range = leda_calloc(length, sizeof *kept.range),
                      .position = leda_calloc(length, sizeof *kept.position),
                      .index = leda_calloc(length, sizeof *kept.index)};
  bool ok = kept.y && kept.range && kept.position && kept.index;
  if (ok) {
    close_up(work, from, to, &kept);
    leda_moving_ranges(kept.y, kept.position, kept.n, kept.range);
    for (size_t k = 0; k < kept.n; k++) work->range[kept.index[k]] = range_between(work, &kept, k);
  }
  leda_free(kept.y);
  leda_free(kept.range);
  leda_free(kept.position);
  leda_free(kept.index);
  return ok ? LEDA_OK : leda_fail_memory(err);
}
