/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hotelling's T2 chart: several variables of one unit at once. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "engine/analysis/chart_internal.h"
#include "engine/analysis/chart_rebase.h"
#include "engine/analysis/chart_variables.h"
#include "engine/analysis/chart_warning.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "stats/hotelling.h"

/* One phase under way. */
typedef struct {
  leda_chart *chart;
  const leda_variable_rows *rows;
  size_t from;
  size_t to;
  double *x;  /* rows of the baseline, closed up */
  size_t m;   /* periods among them */
  double *t2; /* room for twice a period each */
  double *centre;
  double *covariance;
} t2_phase;

static leda_status name_series(leda_chart *chart, const leda_series *const *variables, size_t n,
                               leda_error *err) {
  leda_text names = {0};
  chart->n_variables = n;
  chart->variables = leda_calloc(n, sizeof *chart->variables);
  chart->joined = leda_calloc(1, sizeof *chart->joined);
  if (!chart->variables || !chart->joined) return leda_fail_memory(err);
  for (size_t j = 0; j < n; j++) {
    chart->variables[j] = variables[j]->indicator;
    leda_text_addf(&names, "%s%s", j ? ", " : "", variables[j]->indicator);
  }
  chart->joined_name = leda_text_take(&names);
  if (!chart->joined_name) return leda_fail_memory(err);
  *chart->joined = *variables[0];
  chart->joined->indicator = chart->joined_name;
  chart->series = chart->joined;
  return LEDA_OK;
}

static leda_status few_variables(const leda_chart_work *work, leda_error *err) {
  leda_fail_at(err, leda_chart_place(work, 0), "%s",
               _("a chart of type t2 looks at several variables, and there is one"));
  leda_error_hint(err, "%s",
                  _("name their columns with --column value=NAME for each, or choose --type i"));
  return LEDA_ERR_DATA;
}

static leda_status cannot_fit(const leda_chart_work *work, const t2_phase *p, int status,
                              leda_error *err) {
  if (status == GSL_ENOMEM) return leda_fail_memory(err);
  if (status == GSL_ESING)
    leda_fail_at(err, leda_chart_place(work, 0), "%s",
                 _("a variable is constant, or others determine it, so that T2 is not defined"));
  else
    leda_fail_at(err, leda_chart_place(work, 0),
                 _("T2 of %zu variables cannot be told from %zu periods where all have a value"),
                 p->rows->p, p->m);
  leda_error_hint(err, "%s", _("leave a variable out, or take more periods"));
  return LEDA_ERR_DATA;
}

static int fit(t2_phase *p) {
  size_t size = p->rows->size, width = p->rows->p;
  if (size == 1) return leda_hotelling_single(p->x, p->m, width, p->centre, p->covariance, p->t2);
  leda_hotelling_subgroups data = {p->x, p->m, size, width};
  return leda_hotelling_grouped(&data, p->centre, p->covariance, p->t2);
}

/* The mean of each variable in period i, into x[p]. */
static void period_means(const leda_variable_rows *rows, size_t i, double *x) {
  for (size_t j = 0; j < rows->p; j++) {
    x[j] = 0.0;
    for (size_t k = 0; k < rows->size; k++) x[j] += rows->x[(i * rows->size + k) * rows->p + j];
    x[j] /= (double)rows->size;
  }
}

static int fill_point(t2_phase *p, size_t i, bool baseline, leda_hotelling_limits limits) {
  leda_chart_point *point = &p->chart->points[i];
  size_t width = p->rows->p;
  leda_hotelling_frame frame = {p->centre, p->covariance, width, p->rows->size};
  point->centre = (double)width;
  point->size = p->rows->size > 1 ? p->rows->size : 0;
  if (!p->rows->whole[i]) return GSL_SUCCESS;
  period_means(p->rows, i, p->x);
  int status = leda_hotelling_distances(&frame, p->x, 1, p->t2);
  point->value = p->t2[0];
  point->upper = baseline ? limits.own : limits.future;
  return status;
}

static void warn(const t2_phase *p, leda_period first, leda_hotelling_limits limits) {
  if (!isnan(limits.own) && !isnan(limits.future)) {
    leda_chart_warn_few(p->chart, first, p->m);
    return;
  }
  char written[LEDA_PERIOD_SIZE];
  leda_period_format(first, written);
  leda_messages_note(&p->chart->warnings, LEDA_WARNING, (leda_place){0},
                     _("no limits from %s: T2 of %zu variables wants more than %zu periods"),
                     written, p->rows->p, p->rows->p + 1);
}

static int fill_phase(const leda_chart_work *work, t2_phase *p) {
  size_t row = p->rows->size * p->rows->p;
  for (size_t i = p->from; i < p->to; i++)
    if (work->in_baseline[i]) memcpy(p->x + p->m++ * row, p->rows->x + i * row, row * sizeof *p->x);
  int status = fit(p);
  leda_hotelling_limits limits =
      leda_hotelling_limits_at(p->m, p->rows->size, p->rows->p, p->chart->limit_rate);
  for (size_t i = p->from; i < p->to && !status; i++)
    status = fill_point(p, i, work->in_baseline[i], limits);
  if (!status) warn(p, p->chart->points[p->from].period, limits);
  return status;
}

static leda_status run_phase(leda_chart_work *work, const leda_variable_rows *rows, size_t k,
                             leda_error *err) {
  t2_phase p = {.chart = work->chart, .rows = rows};
  leda_chart_phase_span(work->chart, k, &p.from, &p.to);
  size_t n = p.to - p.from;
  p.x = leda_calloc(n * rows->size * rows->p, sizeof *p.x);
  p.t2 = leda_calloc(2 * n + rows->p, sizeof *p.t2);
  p.centre = leda_calloc(rows->p, sizeof *p.centre);
  p.covariance = leda_calloc(rows->p * rows->p, sizeof *p.covariance);
  leda_status status = LEDA_OK;
  if (!p.x || !p.t2 || !p.centre || !p.covariance) status = leda_fail_memory(err);
  int code = status ? GSL_SUCCESS : fill_phase(work, &p);
  if (code) status = cannot_fit(work, &p, code, err);
  work->chart->phases[k].centre = (double)rows->p;
  work->chart->phases[k].baseline_points = p.m;
  leda_free(p.x);
  leda_free(p.t2);
  leda_free(p.centre);
  leda_free(p.covariance);
  return status;
}

static leda_status run_rows(leda_chart_work *work, const leda_variable_rows *rows,
                            leda_error *err) {
  leda_chart *chart = work->chart;
  chart->centre_kind = LEDA_CENTRE_MEAN;
  chart->sigma_method = LEDA_SIGMA_MODEL;
  chart->subgroups = rows->size > 1;
  chart->n = rows->n;
  leda_status status = leda_chart_alloc(work, err);
  for (size_t i = 0; i < rows->n && !status; i++) {
    leda_chart_start_point(chart, i, rows->periods[i]);
    work->observed[i] = rows->whole[i] ? 0.0 : (double)NAN;
    chart->n_missing += rows->whole[i] ? 0 : 1;
  }
  if (!status) status = leda_chart_warning_limits(work, err);
  if (!status) status = leda_chart_phases_make(work, err);
  for (size_t k = 0; k < chart->n_phases && !status; k++) status = run_phase(work, rows, k, err);
  if (!status && chart->n_missing > 0)
    leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0},
                       P_("%zu period lacks a value of a variable and is left out",
                          "%zu periods lack a value of a variable and are left out",
                          chart->n_missing),
                       chart->n_missing);
  if (!status) status = leda_chart_signals(work, err);
  if (!status) status = leda_chart_targets(work, err);
  return status ? status : leda_chart_capability_make(work, err);
}

leda_status leda_chart_run_variables(leda_chart *chart, const leda_panel *panel,
                                     leda_chart_variables set, const leda_chart_options *options,
                                     leda_error *err) {
  const leda_series *const *variables = set.items;
  size_t n = set.n;
  leda_error own = leda_error_none();
  if (!err) err = &own;
  *chart = (leda_chart){0};
  if (leda_chart_rebase_check(options, err)) return LEDA_ERR_USAGE;
  *chart = leda_chart_begin(panel, variables[0], options);
  leda_chart_work work = {.chart = chart, .panel = panel, .options = options};
  leda_variable_rows rows = {0};
  leda_status status = n < 2 ? few_variables(&work, err) : LEDA_OK;
  if (!status) status = name_series(chart, variables, n, err);
  if (!status) status = leda_variable_rows_make(&rows, panel, variables, n, err);
  if (!status) status = run_rows(&work, &rows, err);
  leda_variable_rows_clear(&rows);
  leda_chart_work_clear(&work);
  if (status) leda_chart_clear(chart);
  return status;
}
