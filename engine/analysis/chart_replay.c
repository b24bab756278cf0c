/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_replay.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/chart_noise.h"
#include "engine/analysis/chart_rebase.h"
#include "engine/core/memory.h"
#include "stats/attribute_sigma.h"

/* ---- making ---- */

static leda_status copy_of(const double *from, size_t n, double **out, leda_error *err) {
  *out = leda_calloc(n, sizeof **out);
  if (!*out) return leda_fail_memory(err);
  memcpy(*out, from, n * sizeof **out);
  return LEDA_OK;
}

static leda_status keep_own_values(leda_chart_replay *r, leda_error *err) {
  size_t n = r->chart.n;
  if (copy_of(r->work.observed, n, &r->observed, err) ||
      copy_of(r->work.numerator, n, &r->numerator, err) ||
      copy_of(r->work.denominator, n, &r->denominator, err))
    return LEDA_ERR_MEMORY;
  size_t largest = 1;
  for (size_t i = 0; r->work.groups && i < n; i++)
    if (r->work.groups[i].n > largest) largest = r->work.groups[i].n;
  r->used = leda_calloc(n, sizeof *r->used);
  r->order = leda_calloc(n, sizeof *r->order);
  r->origin = leda_calloc(n, sizeof *r->origin);
  r->z = leda_calloc(n, sizeof *r->z);
  r->room = leda_calloc(largest, sizeof *r->room);
  if (!r->used || !r->order || !r->origin || !r->z || !r->room) return leda_fail_memory(err);
  if (r->work.groups) {
    r->groups = leda_calloc(n, sizeof *r->groups);
    if (!r->groups) return leda_fail_memory(err);
    memcpy(r->groups, r->work.groups, n * sizeof *r->groups);
  }
  for (size_t i = 0; i < n; i++)
    if (!r->chart.points[i].excluded && !isnan(r->observed[i])) r->used[r->n_used++] = i;
  return LEDA_OK;
}

leda_status leda_chart_replay_init(leda_chart_replay *r, const leda_chart *chart,
                                   const leda_panel *panel, const leda_chart_options *options,
                                   leda_error *err) {
  *r = (leda_chart_replay){.options = *options};
  r->options.type = chart->type;
  r->options.limits = chart->limits;
  r->chart = leda_chart_begin(panel, chart->series, &r->options);
  r->chart.limit_sigmas = chart->limit_sigmas;
  r->work = (leda_chart_work){.chart = &r->chart, .panel = panel, .options = &r->options};
  leda_status status = leda_chart_alloc(&r->work, err);
  if (!status) leda_chart_rows(&r->work);
  if (!status) status = leda_chart_values(&r->work, err);
  if (!status) status = leda_chart_rebase(&r->work, err); /* the same values: the same phases */
  if (!status) status = leda_chart_phases_make(&r->work, err);
  if (!status) status = keep_own_values(r, err);
  if (!status) status = leda_chart_limits(&r->work, err); /* what the model is made from */
  if (!status) status = leda_chart_noise_model(r, err);
  return status;
}

void leda_chart_replay_clear(leda_chart_replay *r) {
  if (!r) return;
  for (size_t i = 0; r->law && i < r->chart.n; i++) leda_free(r->law[i].below);
  leda_free(r->law);
  leda_chart_work_clear(&r->work);
  leda_chart_clear(&r->chart);
  leda_free(r->used);
  leda_free(r->order);
  leda_free(r->origin);
  leda_free(r->z);
  leda_free(r->room);
  leda_free(r->observed);
  leda_free(r->numerator);
  leda_free(r->denominator);
  leda_free(r->groups);
  leda_free(r->mean);
  leda_free(r->spread);
  *r = (leda_chart_replay){0};
}

/* ---- judging ---- */

/* Steps leave alone what they have nothing to say of: no trace of the draw before may stay. */
static void wipe(leda_chart *chart) {
  for (size_t i = 0; i < chart->n; i++) {
    leda_chart_point *point = &chart->points[i];
    point->value = point->centre = point->lower = point->upper = point->sigma = NAN;
    point->signals = 0;
    memset(point->broken, 0, sizeof point->broken);
  }
  chart->n_runs = 0;
  chart->n_signals = 0;
  leda_messages_clear(&chart->warnings);
}

leda_status leda_chart_replay_judge(leda_chart_replay *r, unsigned *signals, leda_error *err) {
  leda_chart *chart = &r->chart;
  *signals = 0;
  wipe(chart);
  if (leda_chart_limits(&r->work, err) || leda_chart_signals(&r->work, err)) return err->status;
  if (chart->n_signals == 0) return LEDA_OK;
  bool beyond = false;
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    beyond = beyond || (point->signals & LEDA_SIGNAL_BEYOND_LIMITS) != 0;
    for (size_t k = 0; k < LEDA_RULE_SETS; k++)
      if (point->broken[k]) *signals |= 2U << k;
  }
  if (beyond) *signals |= 1U << LEDA_REPLAY_BEYOND | ((chart->rules & ~1U) << 1);
  *signals |= 1U << LEDA_REPLAY_TOGETHER;
  return LEDA_OK;
}

static double sigmas_off(leda_chart_type type, const leda_chart_point *point) {
  if (isnan(point->value) || !(point->sigma > 0.0)) return 0.0;
  if (type != LEDA_CHART_T) return fabs(point->value - point->centre) / point->sigma;
  return fabs(leda_time_normal(point->value) - leda_time_normal(point->centre)) / point->sigma;
}

leda_status leda_chart_replay_widest(leda_chart_replay *r, double *widest, leda_error *err) {
  *widest = 0.0;
  wipe(&r->chart);
  if (leda_chart_limits(&r->work, err)) return err->status;
  for (size_t k = 0; k < r->n_used; k++)
    *widest = fmax(*widest, sigmas_off(r->chart.type, &r->chart.points[r->used[k]]));
  return LEDA_OK;
}
