/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_warning.h"

#include <math.h>

#include "engine/core/i18n.h"
#include "stats/attribute_sigma.h"

static leda_status check_type(const leda_chart *chart, leda_error *err) {
  if (chart->type != LEDA_CHART_RUN && chart->type != LEDA_CHART_CUSUM &&
      chart->type != LEDA_CHART_T2)
    return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("--warning-limits does not go with a chart of type %s"),
            leda_chart_type_token(chart->type));
  leda_error_hint(err, "%s", _("such a chart has no limits that are counted in sigmas"));
  return LEDA_ERR_USAGE;
}

/* The mean m of geometric counts whose variance is m (m + 1): the centre line is their median. */
static double geometric_mean_of(double sigma) {
  return 2.0 * sigma * sigma / (1.0 + sqrt(1.0 + 4.0 * sigma * sigma));
}

static double highest(const leda_chart_work *work, size_t i) {
  const leda_chart *chart = work->chart;
  if (!leda_chart_kind_of(chart->type)->share) return INFINITY;
  if (chart->type != LEDA_CHART_NP) return chart->per;
  double equal = chart->phases[chart->points[i].phase].equal_size;
  return equal > 0.0 ? equal : work->denominator[i];
}

static void point_limits(leda_chart_work *work, size_t i) {
  leda_chart *chart = work->chart;
  leda_chart_point *point = &chart->points[i];
  double width = chart->warning_sigmas * point->sigma;
  if (isnan(width) || isnan(point->centre)) return;
  if (chart->type == LEDA_CHART_T) {
    double centre = leda_time_normal(point->centre);
    point->warning_lower = leda_time_back(centre - width);
    point->warning_upper = leda_time_back(centre + width);
    return;
  }
  double zero = leda_chart_kind_of(chart->type)->from_zero ? 0.0 : -INFINITY;
  double middle = chart->type == LEDA_CHART_G ? geometric_mean_of(point->sigma) : point->centre;
  point->warning_lower = fmax(middle - width, zero);
  point->warning_upper = fmin(middle + width, highest(work, i));
}

leda_status leda_chart_warning_limits(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  chart->warning_sigmas = work->options->warning_sigmas;
  if (chart->warning_sigmas <= 0.0) return LEDA_OK;
  if (check_type(chart, err)) return LEDA_ERR_USAGE;
  for (size_t i = 0; i < chart->n; i++) point_limits(work, i);
  return LEDA_OK;
}
