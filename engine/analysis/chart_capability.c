/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_capability.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"

bool leda_capability_asked(const leda_capability_choice *choice) {
  return !isnan(choice->lower) || !isnan(choice->upper) || !isnan(choice->target) ||
         choice->phase > 0;
}

bool leda_capability_looks_normal(const leda_capability *result) {
  double p = result->anderson_darling.p;
  if (isnan(p)) p = result->shapiro_wilk.p;
  return p >= 0.05;
}

/* ---- whether it can be asked ---- */

static bool single_values(leda_chart_type type) {
  return type == LEDA_CHART_I || type == LEDA_CHART_XBAR_R || type == LEDA_CHART_XBAR_S;
}

static leda_status refuse(leda_error *err, const char *message, const char *hint) {
  leda_fail(err, LEDA_ERR_USAGE, "%s", message);
  leda_error_hint(err, "%s", hint);
  return LEDA_ERR_USAGE;
}

static leda_status check_choice(const leda_chart *chart, const leda_capability_choice *c,
                                leda_error *err) {
  if (!single_values(chart->type)) {
    leda_fail(err, LEDA_ERR_USAGE, _("capability does not go with a chart of type %s"),
              leda_chart_type_token(chart->type));
    leda_error_hint(err, "%s",
                    _("it is of measured values: choose --type i, or xbar-s where a period has "
                      "several"));
    return LEDA_ERR_USAGE;
  }
  if (isnan(c->lower) && isnan(c->upper))
    return refuse(err, _("capability needs a limit to be held"),
                  _("give --spec-lower, --spec-upper or both"));
  if (c->lower >= c->upper)
    return refuse(err, _("--spec-lower must be below --spec-upper"), _("change one of them"));
  if (c->target < c->lower || c->target > c->upper)
    return refuse(err, _("--spec-target lies outside --spec-lower and --spec-upper"),
                  _("change one of them"));
  if (c->phase <= chart->n_phases) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("there is no phase %zu: the chart has %zu"), c->phase,
            chart->n_phases);
  leda_error_hint(err, "%s", _("without --spec-phase it is the last one"));
  return LEDA_ERR_USAGE;
}

/* ---- the values of the phase, in order of size so that the order of rows does not matter ---- */

static bool takes_part(const leda_chart_point *point) {
  return !point->excluded && !isnan(point->value);
}

static size_t collect(const leda_chart_work *work, size_t from, size_t to, double *y) {
  size_t n = 0;
  for (size_t i = from; i < to; i++) {
    if (!takes_part(&work->chart->points[i])) continue;
    const leda_observation *row = &work->chart->series->observations[work->first_row[i]];
    if (!work->chart->subgroups) y[n++] = work->observed[i];
    for (size_t k = 0; work->chart->subgroups && k < work->rows[i]; k++)
      if (!isnan(row[k].value)) y[n++] = row[k].value;
  }
  gsl_sort(y, 1, n);
  return n;
}

/* ---- the chart's sigma and its degrees of freedom ---- */

/* Squared coefficient of variation of one subgroup's estimate. */
static double group_cv2(leda_chart_work *work, size_t size) {
  if (work->chart->sigma_method == LEDA_SIGMA_RANGE) {
    double cv = leda_size_d3(work->constants, size) / leda_size_d2(work->constants, size);
    return cv * cv;
  }
  double c4 = leda_size_c4(work->constants, size);
  return 1.0 / (c4 * c4) - 1.0;
}

static double within_df(leda_chart_work *work, size_t from, size_t to) {
  double variance = 0.0, precision = 0.0, m = 0.0, pooled = 0.0;
  for (size_t i = from; i < to; i++) {
    if (!work->in_baseline[i] || work->groups[i].n < 2) continue;
    double cv2 = group_cv2(work, work->groups[i].n);
    variance += cv2;
    precision += 1.0 / cv2;
    pooled += (double)work->groups[i].n - 1.0;
    m += 1.0;
  }
  if (m == 0.0) return NAN;
  if (work->chart->sigma_method == LEDA_SIGMA_POOLED_SD) return pooled;
  return leda_capability_df_of_cv2(work->options->optimal_weights ? 1.0 / precision
                                                                  : variance / (m * m));
}

static double df_of(leda_chart_work *work, size_t phase) {
  size_t from, to, n = work->chart->phases[phase].baseline_points;
  leda_chart_phase_span(work->chart, phase, &from, &to);
  leda_sigma_method method = work->chart->sigma_method;
  if (method == LEDA_SIGMA_KNOWN || n < 2) return NAN;
  if (work->chart->subgroups) return within_df(work, from, to);
  if (method == LEDA_SIGMA_MOVING_RANGE) return leda_capability_moving_range_df(n);
  return method == LEDA_SIGMA_SD ? (double)n - 1.0 : (double)NAN;
}

/* ---- */

static void count_points(const leda_chart *chart, size_t from, size_t to,
                         leda_chart_capability *out) {
  for (size_t i = from; i < to; i++) {
    out->points += takes_part(&chart->points[i]);
    out->signals += takes_part(&chart->points[i]) && chart->points[i].signals;
  }
}

static void warn(leda_chart *chart, const leda_chart_capability *c) {
  const leda_capability *r = &c->result;
  if (c->signals > 0)
    leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0},
                       _("capability means little while the chart signals, as %zu of its %zu "
                         "points do: find out why first"),
                       c->signals, c->points);
  if (r->n > 0 && !(r->overall.sigma > 0.0))
    leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0}, "%s",
                       _("capability needs values that vary: no index could be computed"));
  else if (!isnan(r->shapiro_wilk.p) && !leda_capability_looks_normal(r))
    leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0}, "%s",
                       _("the values do not look normal: indices and expected shares, which take "
                         "them to be, mislead; go by the share observed"));
}

static leda_status assess(leda_chart_work *work, leda_chart_capability *c, leda_error *err) {
  leda_chart *chart = work->chart;
  size_t from, to, phase = c->asked.phase - 1;
  leda_chart_phase_span(chart, phase, &from, &to);
  double *y = leda_calloc(chart->series->n, sizeof *y);
  if (!y) return leda_fail_memory(err);
  leda_capability_plan plan = {.y = y,
                               .n = collect(work, from, to, y),
                               .lower = c->asked.lower,
                               .upper = c->asked.upper,
                               .target = c->asked.target,
                               .within_sigma = chart->phases[phase].sigma,
                               .within_df = df_of(work, phase),
                               .within_unbiased = true,
                               .level = c->level};
  count_points(chart, from, to, c);
  int code = leda_capability_assess(&plan, &c->result);
  leda_free(y);
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  if (code) /* values near the largest a double holds */
    return leda_fail(err, LEDA_ERR_DATA, "%s", _("the values are too large for their capability"));
  warn(chart, c);
  return LEDA_OK;
}

leda_status leda_chart_capability_make(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  const leda_capability_choice *choice = &work->options->spec;
  if (!leda_capability_asked(choice)) return LEDA_OK;
  if (check_choice(chart, choice, err)) return err->status;
  chart->capability = leda_calloc(1, sizeof *chart->capability);
  if (!chart->capability) return leda_fail_memory(err);
  chart->capability->asked = *choice;
  if (!choice->phase) chart->capability->asked.phase = chart->n_phases;
  chart->capability->level = 0.95;
  return assess(work, chart->capability, err);
}
