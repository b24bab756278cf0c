/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/moving_range.h"

/* One phase under way. */
typedef struct {
  leda_chart_work *work;
  leda_chart_phase *phase;
  size_t from;
  size_t to;
  size_t used;        /* baseline points */
  size_t used_ranges; /* moving ranges inside the baseline */
} phase_work;

static const double LIMIT_SIGMAS = 3.0;

static double baseline_mean(const phase_work *p) {
  double sum = 0.0;
  for (size_t i = p->from; i < p->to; i++)
    if (p->work->in_baseline[i]) sum += p->work->observed[i];
  return p->used ? sum / (double)p->used : NAN;
}

/* Sum of the baseline's numerators over the sum of its denominators. */
static double baseline_ratio(const phase_work *p) {
  double numerators = 0.0, denominators = 0.0;
  for (size_t i = p->from; i < p->to; i++) {
    if (!p->work->in_baseline[i]) continue;
    numerators += p->work->numerator[i];
    denominators += p->work->denominator[i];
  }
  return denominators > 0.0 ? numerators / denominators : NAN;
}

static double baseline_median(const phase_work *p, leda_error *err) {
  double *values = leda_calloc(p->used, sizeof *values);
  if (!values) {
    leda_fail_memory(err);
    return NAN;
  }
  size_t k = 0;
  for (size_t i = p->from; i < p->to; i++)
    if (p->work->in_baseline[i]) values[k++] = p->work->observed[i];
  gsl_sort(values, 1, k);
  double median = k ? gsl_stats_median_from_sorted_data(values, 1, k) : NAN;
  leda_free(values);
  return median;
}

/* Mean of the moving ranges whose both ends lie in the baseline. */
static double baseline_range(phase_work *p, leda_error *err) {
  const leda_chart_work *work = p->work;
  bool *use = leda_calloc(p->to - p->from, sizeof *use);
  if (!use) {
    leda_fail_memory(err);
    return NAN;
  }
  bool before = false;
  for (size_t i = p->from; i < p->to; i++) {
    if (work->chart->points[i].excluded) continue;
    use[i - p->from] = before && work->in_baseline[i];
    p->used_ranges += use[i - p->from] && !isnan(work->range[i]);
    before = work->in_baseline[i];
  }
  bool screen = work->options->screen_moving_ranges || work->options->rules == LEDA_RULES_NHS;
  double mean = leda_moving_range_mean(work->range + p->from, use, p->to - p->from, screen);
  leda_free(use);
  return mean;
}

static double phase_centre(phase_work *p, leda_error *err) {
  const leda_chart *chart = p->work->chart;
  if (chart->type == LEDA_CHART_MR) return baseline_range(p, err);
  if (chart->centre_kind == LEDA_CENTRE_KNOWN) return p->work->options->known_centre;
  if (chart->centre_kind == LEDA_CENTRE_MEDIAN) return baseline_median(p, err);
  if (chart->type == LEDA_CHART_P || chart->type == LEDA_CHART_U)
    return chart->per * baseline_ratio(p);
  return baseline_mean(p);
}

static double divisor(const phase_work *p) {
  double d2 = p->work->options->d2;
  return d2 > 0.0 ? d2 : leda_d2_two();
}

/* Sigma that is one for the whole phase; NaN where it differs between points or there is none. */
static double phase_sigma(phase_work *p, leda_error *err) {
  const leda_chart *chart = p->work->chart;
  if (chart->sigma_method == LEDA_SIGMA_KNOWN) return p->work->options->known_sigma;
  if (chart->type == LEDA_CHART_I) return baseline_range(p, err) / divisor(p);
  if (chart->type == LEDA_CHART_MR) return p->phase->centre * leda_d3_two() / divisor(p);
  if (chart->type == LEDA_CHART_C) return sqrt(p->phase->centre);
  return NAN;
}

/* Binomial or Poisson standard deviation of point i about the phase's centre, on the chart's scale
   (Montgomery, section 7.2-7.3). */
static double point_sigma(const phase_work *p, size_t i) {
  const leda_chart *chart = p->work->chart;
  double rate = p->phase->centre / chart->per, size = p->work->denominator[i];
  if (chart->sigma_method != LEDA_SIGMA_MODEL) return p->phase->sigma;
  if (chart->type == LEDA_CHART_P) return chart->per * sqrt(rate * (1.0 - rate) / size);
  if (chart->type == LEDA_CHART_U) return chart->per * sqrt(rate / size);
  return p->phase->sigma;
}

static double lowest(const leda_chart *chart) {
  return chart->type == LEDA_CHART_I || chart->type == LEDA_CHART_RUN ? -INFINITY : 0.0;
}

static double highest(const leda_chart *chart) {
  return chart->type == LEDA_CHART_P ? chart->per : INFINITY;
}

static void point_limits(const phase_work *p, size_t i) {
  const leda_chart *chart = p->work->chart;
  leda_chart_point *point = &p->work->chart->points[i];
  point->value = chart->type == LEDA_CHART_MR ? p->work->range[i] : p->work->observed[i];
  point->centre = p->phase->centre;
  point->sigma = point_sigma(p, i);
  if (isnan(point->sigma) || isnan(point->centre)) return;
  point->lower = fmax(point->centre - LIMIT_SIGMAS * point->sigma, lowest(chart));
  point->upper = fmin(point->centre + LIMIT_SIGMAS * point->sigma, highest(chart));
}

static void choose_kinds(leda_chart_work *work) {
  leda_chart *chart = work->chart;
  const leda_chart_options *options = work->options;
  bool run = chart->type == LEDA_CHART_RUN, mr = chart->type == LEDA_CHART_MR;
  chart->centre_kind = options->centre;
  if (options->centre == LEDA_CENTRE_DEFAULT)
    chart->centre_kind = run ? LEDA_CENTRE_MEDIAN : LEDA_CENTRE_MEAN;
  if (!isnan(options->known_centre)) chart->centre_kind = LEDA_CENTRE_KNOWN;
  if (mr) chart->centre_kind = LEDA_CENTRE_MEAN;
  bool measured = chart->type == LEDA_CHART_I || mr;
  chart->sigma_method = run        ? LEDA_SIGMA_NONE
                        : measured ? LEDA_SIGMA_MOVING_RANGE
                                   : LEDA_SIGMA_MODEL;
  if (chart->type == LEDA_CHART_I && !isnan(options->known_sigma))
    chart->sigma_method = LEDA_SIGMA_KNOWN;
}

static void warn_short(phase_work *p) {
  leda_chart *chart = p->work->chart;
  if (chart->sigma_method == LEDA_SIGMA_NONE || chart->sigma_method == LEDA_SIGMA_KNOWN) return;
  char first[LEDA_PERIOD_SIZE];
  leda_period_format(p->phase->first, first);
  bool ranges = chart->sigma_method == LEDA_SIGMA_MOVING_RANGE;
  if (ranges && p->used_ranges == 0)
    leda_messages_note(
        &chart->warnings, LEDA_WARNING, (leda_place){0},
        _("no limits from %s: there are no two neighbouring periods to take a moving "
          "range of"),
        first);
  else if (p->used < 12)
    leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0},
                       _("the limits from %s rest on %zu points; with fewer than 12 they are "
                         "uncertain"),
                       first, p->used);
}

static leda_status phase_limits(leda_chart_work *work, size_t k, leda_error *err) {
  phase_work p = {.work = work, .phase = &work->chart->phases[k]};
  leda_chart_phase_span(work->chart, k, &p.from, &p.to);
  for (size_t i = p.from; i < p.to; i++) p.used += work->in_baseline[i];
  p.phase->baseline_points = p.used;
  p.phase->centre = phase_centre(&p, err);
  p.used_ranges = 0;
  p.phase->sigma = phase_sigma(&p, err);
  if (err->status) return err->status;
  for (size_t i = p.from; i < p.to; i++) point_limits(&p, i);
  if (p.used == 0)
    leda_messages_note(&work->chart->warnings, LEDA_WARNING, (leda_place){0}, "%s",
                       _("a phase without any value has no centre line"));
  else
    warn_short(&p);
  return LEDA_OK;
}

leda_status leda_chart_limits(leda_chart_work *work, leda_error *err) {
  choose_kinds(work);
  for (size_t k = 0; k < work->chart->n_phases; k++)
    if (phase_limits(work, k, err)) return err->status;
  return LEDA_OK;
}
