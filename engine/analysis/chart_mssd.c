/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_mssd.h"

#include <math.h>

#include "engine/core/memory.h"
#include "stats/mssd.h"

double leda_chart_mssd(const leda_chart_point *points, const double *range, const bool *use,
                       size_t n, leda_error *err) {
  double *kept = leda_calloc(n, sizeof *kept);
  if (!kept) {
    leda_fail_memory(err);
    return NAN;
  }
  size_t k = 0;
  for (size_t i = 0; i < n; i++)
    if (!points[i].excluded) kept[k++] = use[i] ? range[i] : (double)NAN;
  double sigma = leda_mssd_sigma(kept, k);
  leda_free(kept);
  return sigma;
}

bool leda_chart_takes_mssd(const leda_chart *chart) {
  bool single = chart->type == LEDA_CHART_I || leda_chart_kind_of(chart->type)->memory;
  return single && !chart->subgroups;
}
