/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/max_t.h"

#include <math.h>
#include <stdbool.h>

static bool before(const leda_max_t *out, size_t a, size_t b) {
  double x = fabs(out[a].statistic), y = fabs(out[b].statistic);

  if (isnan(x) || isnan(y)) return !isnan(x) && isnan(y);
  return x > y;
}

void leda_max_t_order(const leda_max_t *out, size_t count, size_t *order) {
  for (size_t i = 0; i < count; i++) {
    size_t j = i;

    for (; j > 0 && before(out, i, order[j - 1]); j--) order[j] = order[j - 1];
    order[j] = i;
  }
}

void leda_max_t_finish(const leda_max_t_counts *counts, leda_max_t *out, size_t count) {
  double all = (double)(counts->extra + counts->total), so_far = 0.0;

  for (size_t j = 0; j < count; j++) {
    size_t s = counts->order[j];

    if (isnan(out[s].statistic)) {
      out[s].raw = out[s].single = out[s].adjusted = (double)NAN;
      continue;
    }
    out[s].raw = (double)(counts->extra + counts->raw[s]) / all;
    out[s].single = (double)(counts->extra + counts->single[s]) / all;
    so_far = fmax(so_far, (double)(counts->extra + counts->step[s]) / all);
    out[s].adjusted = so_far;
  }
}
