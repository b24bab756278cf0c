/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_false_alarm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/chart_false_alarm_internal.h"
#include "engine/analysis/chart_noise.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"

enum { NOISES = LEDA_FALSE_ALARM_NOISES };

/* What all steps share. tasks: NOISES for each chart; unique: one of each key. */
typedef struct {
  leda_chart *charts;
  size_t n;
  const leda_panel *panel;
  const leda_chart_options *options;
  const leda_false_alarm_options *how;
  leda_false_alarm_task *tasks;
  leda_false_alarm_task **sorted;
  size_t *starts; /* of the runs of equal keys in `sorted` */
  size_t n_unique;
  bool *constant; /* by chart: all values equal */
} simulation;

const char *leda_false_alarm_token(unsigned rules) {
  if (rules == 0) return "beyond-limits";
  return rules == LEDA_RULES_TOGETHER ? "together" : leda_rules_token(rules);
}

/* ---- which simulations ---- */

/* Range quantiles take an integral for each chart drawn. */
static bool is_too_slow(const leda_chart *chart) {
  return chart->type == LEDA_CHART_R && chart->limits == LEDA_LIMITS_PROBABILITY;
}

static bool has_no_model(const leda_chart *chart) {
  return chart->type == LEDA_CHART_T2 || is_too_slow(chart);
}

static leda_status plan_chart(const simulation *s, size_t i, leda_error *err) {
  leda_chart_replay replay;
  leda_chart *chart = &s->charts[i];
  if (has_no_model(chart)) return LEDA_OK;
  leda_status status = leda_chart_replay_init(&replay, chart, s->panel, s->options, err);
  if (!status)
    status = leda_chart_noise_phi(&replay, &chart->false_alarm_phi, &s->constant[i], err);
  for (size_t k = 0; k < NOISES && !status; k++) {
    leda_false_alarm_task *task = &s->tasks[NOISES * i + k];
    *task = (leda_false_alarm_task){.chart = i, .noise = (leda_false_alarm_noise)k};
    if (task->noise == LEDA_FALSE_ALARM_AR1) task->phi = chart->false_alarm_phi;
    if (!isnan(task->phi)) status = leda_false_alarm_key(&replay, task, s->how->seed, err);
  }
  leda_chart_replay_clear(&replay);
  return status;
}

static int by_key(const void *a, const void *b) {
  const leda_false_alarm_task *const *x = a, *const *y = b;
  int order = strcmp((*x)->key, (*y)->key);
  if (order != 0) return order;
  return (*x > *y) - (*x < *y);
}

static void find_unique(simulation *s) {
  size_t count = 0;
  for (size_t k = 0; k < NOISES * s->n; k++)
    if (s->tasks[k].key[0]) s->sorted[count++] = &s->tasks[k];
  qsort(s->sorted, count, sizeof *s->sorted, by_key);
  for (size_t k = 0; k < count; k++)
    if (k == 0 || strcmp(s->sorted[k]->key, s->sorted[k - 1]->key) != 0)
      s->starts[s->n_unique++] = k;
  s->starts[s->n_unique] = count;
}

/* Where many are to be made, those that are not shared make do with fewer draws. */
static void choose_draws(simulation *s) {
  size_t each = 0;
  for (size_t u = 0; u < s->n_unique; u++) each += !s->sorted[s->starts[u]]->shared;
  for (size_t k = 0; k < s->starts[s->n_unique]; k++) {
    leda_false_alarm_task *task = s->sorted[k];
    bool fewer = each > LEDA_FALSE_ALARM_FEW && !task->shared;
    task->draws = s->how->draws >= 0 ? (size_t)s->how->draws
                  : fewer            ? LEDA_FALSE_ALARM_DRAWS_EACH
                                     : LEDA_FALSE_ALARM_DRAWS;
  }
}

/* ---- running them ---- */

static leda_status run_unique(const simulation *s, size_t u, leda_error *err) {
  leda_chart_replay replay;
  leda_false_alarm_task *first = s->sorted[s->starts[u]];
  leda_status status =
      leda_chart_replay_init(&replay, &s->charts[first->chart], s->panel, s->options, err);
  if (!status) status = leda_false_alarm_task_run(&replay, first, err);
  for (size_t k = s->starts[u] + 1; k < s->starts[u + 1]; k++)
    memcpy(s->sorted[k]->signals, first->signals, sizeof first->signals);
  leda_chart_replay_clear(&replay);
  return status;
}

typedef leda_status (*step)(const simulation *s, size_t i, leda_error *err);

/* Calls do(i) for each i; the error of the lowest i wins, so that it is the same for any number of threads. */
static leda_status for_each(const simulation *s, size_t count, step make, leda_error *err) {
  size_t failed_at = count;
#pragma omp parallel for schedule(dynamic) num_threads(leda_threads(s->how->threads))
  for (size_t i = 0; i < count; i++) {
    leda_error own = leda_error_none();
    if (make(s, i, &own) == LEDA_OK) continue;
#pragma omp critical(leda_charts_false_alarm)
    if (i < failed_at) {
      failed_at = i;
      *err = own;
    }
  }
  return failed_at < count ? err->status : LEDA_OK;
}

/* ---- answers ---- */

static double rate_of(const leda_false_alarm_task *task, size_t bit) {
  return task->key[0] && task->draws ? (double)task->signals[bit] / (double)task->draws : NAN;
}

static void add_entry(const simulation *s, size_t i, unsigned rules, size_t bit) {
  leda_chart *chart = &s->charts[i];
  const leda_false_alarm_task *tasks = &s->tasks[NOISES * i];
  chart->false_alarms[chart->n_false_alarms++] =
      (leda_chart_false_alarm){.rules = rules,
                               .normal = rate_of(&tasks[LEDA_FALSE_ALARM_NORMAL], bit),
                               .permuted = rate_of(&tasks[LEDA_FALSE_ALARM_PERMUTED], bit),
                               .ar1 = rate_of(&tasks[LEDA_FALSE_ALARM_AR1], bit)};
}

static void say_why(const simulation *s, size_t i) {
  leda_chart *chart = &s->charts[i];
  leda_messages *warnings = &chart->warnings;
  leda_place none = {0};
  if (has_no_model(chart))
    leda_messages_note(warnings, LEDA_NOTICE, none,
                       _("how often a chart of type %s signals when nothing changes is not "
                         "simulated with these limits"),
                       leda_chart_type_token(chart->type));
  else if (s->constant[i])
    leda_messages_note(warnings, LEDA_NOTICE, none, "%s",
                       _("false alarms where values lean on the one before (ar1) are not told: all "
                         "values are equal"));
  else if (isnan(chart->false_alarm_phi))
    leda_messages_note(warnings, LEDA_NOTICE, none,
                       _("false alarms where values lean on the one before (ar1) are not told: "
                         "fewer than %d values do not show whether they do"),
                       LEDA_NOISE_LEAST_VALUES);
}

static leda_status answer(const simulation *s, size_t i, leda_error *err) {
  leda_chart *chart = &s->charts[i];
  chart->false_alarms = leda_calloc(LEDA_RULE_SETS + 2, sizeof *chart->false_alarms);
  if (!chart->false_alarms) return leda_fail_memory(err);
  if (chart->sigma_method != LEDA_SIGMA_NONE) add_entry(s, i, 0, LEDA_REPLAY_BEYOND);
  for (unsigned k = 0; k < LEDA_RULE_SETS && leda_chart_kind_of(chart->type)->rules; k++)
    if (chart->rules & 1U << k) add_entry(s, i, 1U << k, k + 1);
  if (chart->n_false_alarms > 1) add_entry(s, i, LEDA_RULES_TOGETHER, LEDA_REPLAY_TOGETHER);
  for (size_t k = 0; k < NOISES; k++) chart->false_alarm_draws[k] = s->tasks[NOISES * i + k].draws;
  if (chart->n_false_alarms > 0) say_why(s, i);
  return LEDA_OK;
}

static leda_status simulate(simulation *s, leda_error *err) {
  leda_status status = for_each(s, s->n, plan_chart, err);
  if (status) return status;
  find_unique(s);
  choose_draws(s);
  status = for_each(s, s->n_unique, run_unique, err);
  for (size_t i = 0; i < s->n && !status; i++) status = answer(s, i, err);
  return status;
}

leda_status leda_charts_false_alarm(leda_charts *charts, const leda_panel *panel,
                                    const leda_chart_options *options,
                                    const leda_false_alarm_options *how, leda_error *err) {
  leda_error own = leda_error_none();
  if (!err) err = &own;
  size_t n = charts->n;
  if (how->draws == 0 || n == 0) return LEDA_OK;
  simulation s = {.charts = charts->items, .n = n, .panel = panel, .options = options, .how = how};
  s.tasks = leda_calloc(NOISES * n, sizeof *s.tasks);
  s.sorted = leda_calloc(NOISES * n, sizeof(leda_false_alarm_task *));
  s.starts = leda_calloc(NOISES * n + 1, sizeof *s.starts);
  s.constant = leda_calloc(n, sizeof *s.constant);
  bool ready = s.tasks && s.sorted && s.starts && s.constant;
  leda_status status = ready ? simulate(&s, err) : leda_fail_memory(err);
  leda_free(s.tasks);
  leda_free(s.sorted);
  leda_free(s.starts);
  leda_free(s.constant);
  return status;
}

bool leda_chart_false_alarm_largest(const leda_chart *chart, leda_false_alarm_largest *out) {
  if (chart->n_false_alarms == 0) return false;
  const leda_chart_false_alarm *whole = &chart->false_alarms[chart->n_false_alarms - 1];
  const double rates[NOISES] = {whole->normal, whole->permuted, whole->ar1};
  *out = (leda_false_alarm_largest){.rate = -1.0};
  for (size_t k = 0; k < NOISES; k++)
    if (rates[k] > out->rate)
      *out = (leda_false_alarm_largest){rates[k], (leda_false_alarm_noise)k};
  return out->rate >= 0.0;
}
