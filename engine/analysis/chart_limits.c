/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "engine/analysis/chart_equal.h"
#include "engine/analysis/chart_internal.h"
#include "engine/analysis/chart_mssd.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/attribute_sigma.h"
#include "stats/control_constants.h"
#include "stats/count_quantiles.h"
#include "stats/moving_range.h"

/* One phase under way. */
typedef struct {
  leda_chart_work *work;
  leda_chart_phase *phase;
  size_t from;
  size_t to;
  size_t used;        /* baseline points */
  size_t used_ranges; /* moving ranges inside the baseline */
  double rate; /* what the model counts with: a share, a rate, g's mean; NaN without a model */
} phase_work;

double leda_chart_limit_sigmas(const leda_chart *chart) {
  if (chart->limits == LEDA_LIMITS_CALIBRATED) return chart->limit_sigmas;
  if (chart->limits != LEDA_LIMITS_PROBABILITY) return 3.0;
  return gsl_cdf_ugaussian_Qinv(chart->limit_rate / 2.0);
}

static double baseline_mean(const phase_work *p, const double *y) {
  double sum = 0.0;
  for (size_t i = p->from; i < p->to; i++)
    if (p->work->in_baseline[i]) sum += y[i];
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

static double median_used(const double *range, const bool *use, size_t n, leda_error *err) {
  double *kept = leda_calloc(n, sizeof *kept);
  if (!kept) {
    leda_fail_memory(err);
    return NAN;
  }
  size_t k = 0;
  for (size_t i = 0; i < n; i++)
    if (use[i] && !isnan(range[i])) kept[k++] = range[i];
  gsl_sort(kept, 1, k);
  double median = k ? gsl_stats_median_from_sorted_data(kept, 1, k) : NAN;
  leda_free(kept);
  return median;
}

/* Mean (or median or MSSD's sigma, where chosen) of the moving ranges whose both ends lie in the baseline. */
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
  const double *range = work->range + p->from;
  bool median = work->chart->sigma_method == LEDA_SIGMA_MEDIAN_MOVING_RANGE;
  bool mssd = work->chart->sigma_method == LEDA_SIGMA_MSSD;
  const leda_chart_point *points = work->chart->points + p->from;
  double middle = mssd     ? leda_chart_mssd(points, range, use, p->to - p->from, err)
                  : median ? median_used(range, use, p->to - p->from, err)
                           : leda_moving_range_mean(range, use, p->to - p->from, screen);
  leda_free(use);
  return middle;
}

static double phase_centre(phase_work *p, leda_error *err) {
  const leda_chart *chart = p->work->chart;
  const leda_chart_kind *kind = leda_chart_kind_of(chart->type);
  if (chart->type == LEDA_CHART_MR) return baseline_range(p, err);
  if (chart->centre_kind == LEDA_CENTRE_KNOWN) return p->work->options->known_centre;
  if (chart->centre_kind == LEDA_CENTRE_MEDIAN) return baseline_median(p, err);
  if (kind->needs_denominator && kind->shows_ratio) return chart->per * baseline_ratio(p);
  if (chart->type == LEDA_CHART_T) return leda_time_back(baseline_mean(p, p->work->score));
  return baseline_mean(p, p->work->observed);
}

/* What the model's sigma is made of, from the phase's centre. An np chart's centre is the count at
   an average denominator. */
static double model_rate(const phase_work *p) {
  const leda_chart *chart = p->work->chart;
  bool known = chart->centre_kind == LEDA_CENTRE_KNOWN;
  if (chart->type == LEDA_CHART_NP)
    return p->phase->centre / baseline_mean(p, p->work->denominator);
  if (chart->type == LEDA_CHART_G && !known) return baseline_mean(p, p->work->observed);
  return leda_chart_kind_of(chart->type)->shows_ratio ? p->phase->centre / chart->per
                                                      : p->phase->centre;
}

/* What the limits of point i are for. */
static double limit_size(const phase_work *p, size_t i) {
  return p->phase->equal_size > 0.0 ? p->phase->equal_size : p->work->denominator[i];
}

/* The model's standard deviation of what a point of this size shows, on the chart's scale. */
static double model_sigma(const phase_work *p, double size) {
  const leda_chart *chart = p->work->chart;
  switch (chart->type) {
  case LEDA_CHART_P:
  case LEDA_CHART_PP:
    return chart->per * leda_sigma_binomial(p->rate, size);
  case LEDA_CHART_NP:
    return size * leda_sigma_binomial(p->rate, size);
  case LEDA_CHART_U:
  case LEDA_CHART_UP:
    return chart->per * leda_sigma_poisson(p->rate, size);
  case LEDA_CHART_C:
    return leda_sigma_poisson(p->rate, 1.0);
  case LEDA_CHART_G:
    return leda_sigma_geometric(p->rate);
  case LEDA_CHART_IP:
    return 1.0 / sqrt(size);
  default:
    return 1.0;
  }
}

static bool is_laney(leda_chart_type type) {
  return type == LEDA_CHART_PP || type == LEDA_CHART_UP;
}

/* Scores that need the phase's centre: standardised by the model (Laney 2002); 0 where the model has no
   spread, as with no events at all. */
static void laney_scores(phase_work *p) {
  for (size_t i = p->from; i < p->to; i++) {
    double sigma = model_sigma(p, p->work->denominator[i]),
           off = p->work->observed[i] - p->phase->centre;
    p->work->score[i] = sigma == 0.0 && !isnan(off) ? 0.0 : off / sigma;
  }
}

static void plain_scores(phase_work *p) {
  const leda_chart_work *work = p->work;
  for (size_t i = p->from; i < p->to; i++)
    work->score[i] =
        work->chart->type == LEDA_CHART_T ? leda_time_normal(work->observed[i]) : work->observed[i];
}

/* Without bias for independent normal values: s / c4. */
static double baseline_sd(const phase_work *p) {
  double mean = baseline_mean(p, p->work->score), sum = 0.0;
  for (size_t i = p->from; i < p->to; i++) {
    if (!p->work->in_baseline[i]) continue;
    double off = p->work->score[i] - mean;
    sum += off * off;
  }
  if (p->used < 2) return NAN;
  return sqrt(sum / (double)(p->used - 1)) / leda_control_c4((unsigned)p->used);
}

static double divisor(const phase_work *p) {
  if (p->work->chart->sigma_method == LEDA_SIGMA_MSSD) return 1.0;
  if (p->work->chart->sigma_method == LEDA_SIGMA_MEDIAN_MOVING_RANGE)
    return leda_control_median_range_two();
  double d2 = p->work->options->d2;
  return d2 > 0.0 ? d2 : leda_d2_two();
}

/* What the model's sigma of each point is multiplied by; NaN where there are no limits. */
static double phase_factor(phase_work *p, leda_error *err) {
  const leda_chart *chart = p->work->chart;
  if (chart->sigma_method == LEDA_SIGMA_NONE) return NAN;
  if (chart->sigma_method == LEDA_SIGMA_KNOWN) return p->work->options->known_sigma;
  if (chart->type == LEDA_CHART_MR) return p->phase->centre * leda_d3_two() / divisor(p);
  if (chart->sigma_method == LEDA_SIGMA_MODEL) return 1.0;
  if (chart->sigma_method == LEDA_SIGMA_SD) return baseline_sd(p);
  return baseline_range(p, err) / divisor(p);
}

/* A sigma that is one for all points of the phase and on its scale. */
static double phase_sigma(const phase_work *p, double factor) {
  const leda_chart *chart = p->work->chart;
  if (chart->type == LEDA_CHART_C || chart->type == LEDA_CHART_G) return model_sigma(p, 1.0);
  bool differs = leda_chart_kind_of(chart->type)->needs_denominator;
  return differs || chart->type == LEDA_CHART_T ? (double)NAN : factor;
}

static double highest(const phase_work *p, size_t i) {
  const leda_chart *chart = p->work->chart;
  if (chart->type == LEDA_CHART_NP) return limit_size(p, i);
  return leda_chart_kind_of(chart->type)->share ? chart->per : INFINITY;
}

static void limits_of_time(const leda_chart *chart, leda_chart_point *point) {
  double sigmas = leda_chart_limit_sigmas(chart), centre = leda_time_normal(point->centre);
  point->lower = leda_time_back(centre - sigmas * point->sigma);
  point->upper = leda_time_back(centre + sigmas * point->sigma);
}

/* Counts that chance passes at half the rate on either side, on the chart's scale. */
static void exact_limits(const phase_work *p, size_t i) {
  const leda_chart *chart = p->work->chart;
  leda_chart_point *point = &p->work->chart->points[i];
  double size = limit_size(p, i), tail = chart->limit_rate / 2.0;
  bool ratio = leda_chart_kind_of(chart->type)->shows_ratio;
  double scale = ratio ? chart->per / size : 1.0;
  switch (chart->type) {
  case LEDA_CHART_P:
  case LEDA_CHART_NP:
    point->lower = scale * leda_binomial_quantile(tail, size, p->rate);
    point->upper = scale * leda_binomial_quantile(1.0 - tail, size, p->rate);
    break;
  case LEDA_CHART_G:
    point->lower = leda_geometric_quantile(tail, p->rate);
    point->upper = leda_geometric_quantile(1.0 - tail, p->rate);
    break;
  default:
    size = ratio ? size : 1.0;
    point->lower = scale * leda_poisson_quantile(tail, size * p->rate);
    point->upper = scale * leda_poisson_quantile(1.0 - tail, size * p->rate);
    break;
  }
}

static void point_limits(const phase_work *p, size_t i, double factor) {
  const leda_chart *chart = p->work->chart;
  leda_chart_point *point = &p->work->chart->points[i];
  bool np = chart->type == LEDA_CHART_NP;
  double zero = leda_chart_kind_of(chart->type)->from_zero ? 0.0 : -INFINITY;
  point->value = chart->type == LEDA_CHART_MR ? p->work->range[i] : p->work->observed[i];
  point->centre = np ? p->rate * limit_size(p, i) : p->phase->centre;
  point->sigma = factor * model_sigma(p, limit_size(p, i));
  if (isnan(point->sigma) || isnan(point->centre)) return;
  if (chart->type == LEDA_CHART_T) {
    limits_of_time(chart, point);
    return;
  }
  if (chart->limits == LEDA_LIMITS_EXACT) {
    exact_limits(p, i);
    return;
  }
  double width = leda_chart_limit_sigmas(chart) * point->sigma;
  double middle = chart->type == LEDA_CHART_G ? p->rate : point->centre;
  point->lower = fmax(middle - width, zero);
  point->upper = fmin(middle + width, highest(p, i));
}

static leda_status choose_sigma(leda_chart *chart, leda_sigma_method chosen, leda_error *err) {
  if (chosen == LEDA_SIGMA_NONE || chart->sigma_method == LEDA_SIGMA_KNOWN) return LEDA_OK;
  bool of_subgroups = chosen == LEDA_SIGMA_RANGE || chosen == LEDA_SIGMA_POOLED_SD;
  bool free = chart->sigma_method == LEDA_SIGMA_MOVING_RANGE && chart->type != LEDA_CHART_MR &&
              !of_subgroups;
  bool spread = chart->type == LEDA_CHART_R || chart->type == LEDA_CHART_S;
  if (chart->subgroups)
    free = of_subgroups || chosen == LEDA_SIGMA_SD ||
           (!spread && !leda_chart_kind_of(chart->type)->memory);
  bool mixed = chart->type == LEDA_CHART_IP && chosen == LEDA_SIGMA_SD;
  if (chosen == LEDA_SIGMA_MSSD) free = leda_chart_takes_mssd(chart);
  if (!free || mixed)
    return leda_fail(err, LEDA_ERR_USAGE, _("--sigma %s does not go with a chart of type %s"),
                     leda_sigma_method_token(chosen), leda_chart_type_token(chart->type));
  chart->sigma_method = chosen;
  return LEDA_OK;
}

static leda_status check_limits(const leda_chart *chart, leda_error *err) {
  const leda_chart_kind *kind = leda_chart_kind_of(chart->type);
  bool model = chart->sigma_method == LEDA_SIGMA_MODEL;
  bool normal =
      chart->sigma_method != LEDA_SIGMA_NONE && kind->rules && chart->type != LEDA_CHART_G;
  bool spread = chart->type == LEDA_CHART_R || chart->type == LEDA_CHART_S;
  normal = normal || (spread && chart->limits != LEDA_LIMITS_CALIBRATED);
  bool has = chart->limits == LEDA_LIMITS_EXACT ? model : normal;
  if (chart->limits == LEDA_LIMITS_SIGMA || has) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--limits %s does not go with a chart of type %s"),
                   leda_limits_token(chart->limits), leda_chart_type_token(chart->type));
}

/* Ranges lose to standard deviations in subgroups of more than ten. */
static leda_sigma_method sigma_of_few(const leda_chart_work *work) {
  for (size_t i = 0; i < work->chart->n; i++)
    if (work->rows[i] > 10) return LEDA_SIGMA_SD;
  return LEDA_SIGMA_RANGE;
}

/* From within subgroups, not from one point to the next. */
static bool sigma_is_within(const leda_chart *chart) {
  return chart->subgroups && chart->sigma_method != LEDA_SIGMA_MOVING_RANGE &&
         chart->sigma_method != LEDA_SIGMA_MEDIAN_MOVING_RANGE;
}

static leda_status choose_kinds(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  const leda_chart_options *options = work->options;
  const leda_chart_kind *kind = leda_chart_kind_of(chart->type);
  chart->centre_kind = options->centre == LEDA_CENTRE_DEFAULT ? kind->centre : options->centre;
  if (!isnan(options->known_centre)) chart->centre_kind = LEDA_CENTRE_KNOWN;
  if (chart->type == LEDA_CHART_MR) chart->centre_kind = LEDA_CENTRE_MEAN;
  chart->sigma_method = kind->sigma;
  if (chart->subgroups && kind->memory) chart->sigma_method = sigma_of_few(work);
  if ((chart->type == LEDA_CHART_I || kind->memory || chart->subgroups) &&
      !isnan(options->known_sigma))
    chart->sigma_method = LEDA_SIGMA_KNOWN;
  leda_status status = choose_sigma(chart, options->sigma, err);
  if (sigma_is_within(chart) && chart->centre_kind == LEDA_CENTRE_MEDIAN)
    chart->centre_kind = LEDA_CENTRE_MEAN;
  return status ? status : check_limits(chart, err);
}

void leda_chart_warn_few(leda_chart *chart, leda_period first, size_t used) {
  if (used >= 12) return;
  char written[LEDA_PERIOD_SIZE];
  leda_period_format(first, written);
  leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0},
                     P_("the limits from %s rest on %zu point; with fewer than 12 they are "
                        "uncertain",
                        "the limits from %s rest on %zu points; with fewer than 12 they are "
                        "uncertain",
                        used),
                     written, used);
}

static void warn_short(phase_work *p) {
  leda_chart *chart = p->work->chart;
  if (chart->sigma_method == LEDA_SIGMA_NONE || chart->sigma_method == LEDA_SIGMA_KNOWN) return;
  char first[LEDA_PERIOD_SIZE];
  leda_period_format(p->phase->first, first);
  bool ranges = chart->sigma_method == LEDA_SIGMA_MOVING_RANGE ||
                chart->sigma_method == LEDA_SIGMA_MEDIAN_MOVING_RANGE ||
                chart->sigma_method == LEDA_SIGMA_MSSD;
  if (ranges && p->used_ranges == 0)
    leda_messages_note(
        &chart->warnings, LEDA_WARNING, (leda_place){0},
        _("no limits from %s: there are no two neighbouring periods to take a moving "
          "range of"),
        first);
  else if (chart->subgroups && isnan(p->phase->sigma))
    leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0},
                       _("no limits from %s: no period has two values to tell their spread by"),
                       first);
  else if (chart->sigma_method == LEDA_SIGMA_SD && p->used == 1 && !chart->subgroups)
    leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0},
                       _("no limits from %s: one value has no standard deviation"), first);
  else
    leda_chart_warn_few(chart, p->phase->first, p->used);
}

static leda_status phase_limits(leda_chart_work *work, size_t k, leda_error *err) {
  phase_work p = {.work = work, .phase = &work->chart->phases[k]};
  leda_chart_phase_span(work->chart, k, &p.from, &p.to);
  for (size_t i = p.from; i < p.to; i++) p.used += work->in_baseline[i];
  p.phase->baseline_points = p.used;
  p.phase->equal_size = leda_chart_equal_size(work, p.from, p.to);
  if (sigma_is_within(work->chart)) {
    if (leda_chart_within(work, k, err)) return err->status;
    warn_short(&p);
    return LEDA_OK;
  }
  plain_scores(&p);
  leda_status status = leda_chart_ranges(work, p.from, p.to, err);
  if (status) return status;
  p.phase->centre = phase_centre(&p, err);
  p.rate = model_rate(&p);
  if (is_laney(work->chart->type)) {
    laney_scores(&p);
    status = leda_chart_ranges(work, p.from, p.to, err);
  }
  double factor = phase_factor(&p, err);
  if (status || err->status) return err->status;
  p.phase->sigma = phase_sigma(&p, factor);
  if (leda_chart_kind_of(work->chart->type)->memory)
    status = leda_chart_memory_points(work, k, err);
  else
    for (size_t i = p.from; i < p.to; i++) point_limits(&p, i, factor);
  if (status) return status;
  if (p.used == 0)
    leda_messages_note(&work->chart->warnings, LEDA_WARNING, (leda_place){0}, "%s",
                       _("a phase without any value has no centre line"));
  else
    warn_short(&p);
  return LEDA_OK;
}

leda_status leda_chart_limits(leda_chart_work *work, leda_error *err) {
  if (leda_chart_equal_check(work, err)) return err->status;
  if (choose_kinds(work, err)) return err->status;
  bool calibrate =
      work->chart->limits == LEDA_LIMITS_CALIBRATED && !(work->chart->limit_sigmas > 0);
  if (calibrate && leda_chart_calibrate(work, err)) return err->status;
  for (size_t k = 0; k < work->chart->n_phases; k++)
    if (phase_limits(work, k, err)) return err->status;
  return LEDA_OK;
}
