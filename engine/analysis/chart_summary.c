/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_summary.h"

#include <math.h>

#include "engine/analysis/chart_internal.h"

#define SHORTEST_PATTERN 6

/* The signals that lie on one side of the centre line. */
#define SIDED                                                                                      \
  ((unsigned)(LEDA_SIGNAL_RUN | LEDA_SIGNAL_LONG_RUN | LEDA_SIGNAL_TWO_OF_THREE |                  \
              LEDA_SIGNAL_FOUR_OF_FIVE | LEDA_SIGNAL_THREE_OF_FOUR))

static bool counts(const leda_chart_point *point) {
  return !point->excluded && !isnan(point->value);
}

/* Index of the last point that counts before `end`, in the phase of point end - 1 where `within`; end where
   there is none. */
static size_t last_before(const leda_chart *chart, size_t end, bool within) {
  for (size_t i = end; i > 0; i--) {
    if (within && chart->points[i - 1].phase != chart->points[end].phase) break;
    if (counts(&chart->points[i - 1])) return i - 1;
  }
  return end;
}

static int sign_of(double value) { return (value > 0.0) - (value < 0.0); }

static int side_beyond(const leda_chart *chart, const leda_chart_point *point) {
  if (chart->type == LEDA_CHART_CUSUM)
    return (point->cusum_upper > point->upper) - (point->cusum_lower < point->lower);
  return point->value > point->upper ? 1 : -1;
}

static int way_of_trend(const leda_chart *chart, size_t i) {
  size_t before = last_before(chart, i, true);
  return sign_of(chart->points[i].value - chart->points[before].value);
}

/* A run goes on over values on the centre line (Anhoej): the last one off it tells the side. */
static int side_of_run(const leda_chart *chart, size_t i) {
  for (size_t k = i;;) {
    const leda_chart_point *point = &chart->points[k];
    double off = point->value - point->centre;
    if (fabs(off) > 1e-12 * fmax(fabs(point->centre), fabs(point->value))) return sign_of(off);
    size_t before = last_before(chart, k, true);
    if (before == k) return 0;
    k = before;
  }
}

static int direction_of(const leda_chart *chart, size_t i) {
  unsigned signals = chart->points[i].signals;
  if (signals & LEDA_SIGNAL_BEYOND_LIMITS) return side_beyond(chart, &chart->points[i]);
  if (signals & LEDA_SIGNAL_TREND) return way_of_trend(chart, i);
  return signals & SIDED ? side_of_run(chart, i) : 0;
}

static bool could_signal(const leda_chart *chart, size_t i) {
  const leda_chart_point *point = &chart->points[i];
  if (chart->type == LEDA_CHART_CUSUM || !isnan(point->lower) || !isnan(point->upper)) return true;
  if (!leda_chart_kind_of(chart->type)->rules || chart->rules == LEDA_RULES_NONE) return false;
  size_t points = 0;
  for (size_t k = 0; k <= i; k++)
    points += chart->points[k].phase == point->phase && counts(&chart->points[k]);
  return points >= SHORTEST_PATTERN;
}

static leda_variation variation_of(const leda_chart *chart, size_t i, int direction) {
  if (!chart->points[i].signals)
    return could_signal(chart, i) ? LEDA_VARIATION_COMMON : LEDA_VARIATION_NONE;
  if (direction == 0) return LEDA_VARIATION_UNDIRECTED;
  if (chart->better == LEDA_BETTER_NONE || leda_chart_shows_spread(chart->type))
    return direction > 0 ? LEDA_VARIATION_HIGH : LEDA_VARIATION_LOW;
  int good = chart->better == LEDA_BETTER_HIGHER ? 1 : -1;
  return direction == good ? LEDA_VARIATION_IMPROVEMENT : LEDA_VARIATION_CONCERN;
}

/* a > b by more than rounding of the arithmetic. */
static bool above(double a, double b) { return a - b > 1e-12 * fmax(fabs(a), fabs(b)); }

static leda_assurance assurance_of(const leda_chart *chart, const leda_chart_point *point) {
  bool fits = !leda_chart_kind_of(chart->type)->memory && !leda_chart_shows_spread(chart->type) &&
              chart->better != LEDA_BETTER_NONE && !isnan(point->target);
  if (!fits) return LEDA_ASSURANCE_NONE;
  bool higher = chart->better == LEDA_BETTER_HIGHER;
  double worst = higher ? point->lower : -point->upper;
  double best = higher ? point->upper : -point->lower;
  double target = higher ? point->target : -point->target;
  if (!isnan(worst) && !above(target, worst)) return LEDA_ASSURANCE_MET;
  if (!isnan(best) && above(target, best)) return LEDA_ASSURANCE_MISSED;
  return isnan(worst) || isnan(best) ? LEDA_ASSURANCE_NONE : LEDA_ASSURANCE_HIT_AND_MISS;
}

leda_chart_summary leda_chart_summarise(const leda_chart *chart) {
  leda_chart_summary summary = {.point = last_before(chart, chart->n, false)};
  if (summary.point == chart->n) return summary;
  summary.direction = direction_of(chart, summary.point);
  summary.variation = variation_of(chart, summary.point, summary.direction);
  summary.assurance = assurance_of(chart, &chart->points[summary.point]);
  return summary;
}

bool leda_chart_is_judged(const leda_chart *chart) {
  if (chart->better != LEDA_BETTER_NONE) return true;
  for (size_t i = 0; i < chart->n; i++)
    if (!isnan(chart->points[i].target)) return true;
  return false;
}

const char *leda_variation_token(leda_variation variation) {
  static const char *const words[] = {NULL,
                                      "common-cause",
                                      "special-cause-improvement",
                                      "special-cause-concern",
                                      "special-cause-high",
                                      "special-cause-low",
                                      "special-cause-undirected"};
  return words[variation];
}

const char *leda_assurance_token(leda_assurance assurance) {
  static const char *const words[] = {NULL, "will-be-met", "will-be-missed", "hit-and-miss"};
  return words[assurance];
}
