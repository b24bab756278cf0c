/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_alarm_judge.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/core/memory.h"

/* The judge knows the standard limits of Anhoej's rules alone. */
static bool lengths_fit(const leda_chart_options *o) {
  if (o->rules & LEDA_RULES_ANHOEJ && o->anhoej != LEDA_RUNS_STANDARD) return false;
  return o->rule_run <= LEDA_ALARM_LONGEST && o->rule_trend <= LEDA_ALARM_LONGEST;
}

static bool is_screened(const leda_chart_options *o) {
  return o->screen_moving_ranges || o->rules == LEDA_RULES_NHS;
}

/* Points of the phase that its limits come from, where these are its first ones; 0: they are not. */
static size_t baseline_of(const leda_chart_replay *r, size_t from, size_t to) {
  size_t count = 0;
  while (from + count < to && r->work.in_baseline[from + count]) count++;
  for (size_t i = from + count; i < to; i++)
    if (r->work.in_baseline[i]) return 0;
  return count >= 2 ? count : 0;
}

static bool values_fit(const leda_chart_replay *r) {
  const leda_chart *chart = &r->chart;
  bool run = chart->type == LEDA_CHART_RUN;
  if (!run && chart->type != LEDA_CHART_I) return false;
  if (chart->centre_kind == LEDA_CENTRE_KNOWN || chart->subgroups) return false;
  bool ranges =
      chart->sigma_method == LEDA_SIGMA_MOVING_RANGE ||
      (chart->sigma_method == LEDA_SIGMA_MEDIAN_MOVING_RANGE && !is_screened(&r->options));
  if ((!run && !ranges) || r->n_used != chart->n) return false;
  for (size_t i = 0; i < chart->n; i++)
    if (chart->points[i].gap_before) return false;
  for (size_t k = 0; k < chart->n_phases; k++) {
    size_t from, to;
    leda_chart_phase_span(chart, k, &from, &to);
    if (baseline_of(r, from, to) == 0) return false;
  }
  return true;
}

bool leda_chart_alarm_judge_fits(const leda_chart_replay *r) {
  return lengths_fit(&r->options) && (values_fit(r) || leda_chart_count_judge_fits(r));
}

static leda_alarm_rules rules_of(unsigned set) {
  switch (set) {
  case LEDA_RULES_ANHOEJ:
    return leda_alarm_rules_anhoej();
  case LEDA_RULES_WESTERN_ELECTRIC:
    return leda_alarm_rules_western_electric();
  case LEDA_RULES_NELSON:
    return leda_alarm_rules_nelson();
  case LEDA_RULES_NHS:
    return leda_alarm_rules_nhs();
  default:
    return leda_alarm_rules_wheeler();
  }
}

/* Limits alone first, then the chosen sets. */
static void fill_sets(leda_chart_alarm_judge *fast, const leda_chart_replay *r,
                      leda_alarm_rules *sets) {
  bool by_sigmas = r->chart.sigma_method != LEDA_SIGMA_NONE && r->chart.limits != LEDA_LIMITS_EXACT;
  double sigmas = by_sigmas ? leda_chart_limit_sigmas(&r->chart) : 0.0;
  sets[0] = (leda_alarm_rules){.beyond = sigmas};
  fast->signals[0] = 1U << LEDA_REPLAY_BEYOND;
  fast->n_sets = 1;
  for (unsigned k = 0; k < LEDA_RULE_SETS; k++) {
    if (!(r->chart.rules & 1U << k)) continue;
    leda_alarm_rules set = rules_of(1U << k);
    if (!set.anhoej) set.beyond = sigmas;
    if (set.run && r->options.rule_run) set.run = r->options.rule_run;
    if (set.trend && r->options.rule_trend) set.trend = r->options.rule_trend;
    fast->signals[fast->n_sets] = 2U << k;
    sets[fast->n_sets++] = set;
  }
}

static leda_status init_values(leda_chart_alarm_judge *fast, const leda_chart_replay *r,
                               leda_error *err) {
  const leda_chart *chart = &r->chart;
  leda_alarm_rules sets[LEDA_RULE_SETS + 1];
  leda_alarm_phase *phases = leda_calloc(chart->n_phases, sizeof *phases);
  if (!phases) return leda_fail_memory(err);
  for (size_t k = 0; k < chart->n_phases; k++) {
    leda_chart_phase_span(chart, k, &phases[k].from, &phases[k].to);
    phases[k].baseline = baseline_of(r, phases[k].from, phases[k].to);
  }
  int status = GSL_SUCCESS;
  fill_sets(fast, r, sets);
  leda_alarm_chart made = {
      .centre = chart->centre_kind == LEDA_CENTRE_MEDIAN ? LEDA_ALARM_MEDIAN : LEDA_ALARM_MEAN,
      .sigma = chart->sigma_method == LEDA_SIGMA_NONE           ? LEDA_ALARM_NO_SIGMA
               : chart->sigma_method == LEDA_SIGMA_MOVING_RANGE ? LEDA_ALARM_MOVING_RANGE
                                                                : LEDA_ALARM_MEDIAN_RANGE,
      .screen = is_screened(&r->options),
      .d2 = r->options.d2,
      .phases = phases,
      .n_phases = chart->n_phases};
  fast->judge = leda_alarm_judge_alloc(&made, chart->n, sets, fast->n_sets, &status);
  leda_free(phases);
  if (status == GSL_ENOMEM) return leda_fail_memory(err);
  if (!fast->judge) return LEDA_OK;
  fast->work = leda_calloc(leda_alarm_judge_work(fast->judge), sizeof *fast->work);
  return fast->work ? LEDA_OK : leda_fail_memory(err);
}

/* Phases among the used points; those without any are left out. */
static size_t closed_phases(const leda_chart_replay *r, leda_alarm_phase *phases) {
  const leda_chart_point *points = r->chart.points;
  size_t count = 0;
  for (size_t from = 0, to; from < r->n_used; from = to) {
    for (to = from; to < r->n_used && points[r->used[to]].phase == points[r->used[from]].phase;)
      to++;
    phases[count++] = (leda_alarm_phase){from, to, 0};
  }
  return count;
}

static leda_status init_counts(leda_chart_alarm_judge *fast, const leda_chart_replay *r,
                               leda_error *err) {
  leda_alarm_rules sets[LEDA_RULE_SETS + 1];
  leda_alarm_phase *phases = leda_calloc(r->chart.n_phases, sizeof *phases);
  if (!phases) return leda_fail_memory(err);
  int status = GSL_SUCCESS;
  fill_sets(fast, r, sets);
  leda_alarm_chart made = {.centre = LEDA_ALARM_CENTRE_ZERO,
                           .sigma = LEDA_ALARM_SIGMA_ONE,
                           .phases = phases,
                           .n_phases = closed_phases(r, phases)};
  fast->counts = true;
  fast->judge = leda_alarm_judge_alloc(&made, r->n_used, sets, fast->n_sets, &status);
  leda_free(phases);
  if (status == GSL_ENOMEM) return leda_fail_memory(err);
  return fast->judge ? leda_chart_count_judge_init(&fast->count, r, err) : LEDA_OK;
}

leda_status leda_chart_alarm_judge_init(leda_chart_alarm_judge *fast, const leda_chart_replay *r,
                                        leda_error *err) {
  *fast = (leda_chart_alarm_judge){0};
  if (!leda_chart_alarm_judge_fits(r)) return LEDA_OK;
  return leda_chart_count_judge_fits(r) ? init_counts(fast, r, err) : init_values(fast, r, err);
}

void leda_chart_alarm_judge_clear(leda_chart_alarm_judge *fast) {
  leda_alarm_judge_free(fast->judge);
  leda_free(fast->work);
  leda_chart_count_judge_clear(&fast->count);
  *fast = (leda_chart_alarm_judge){0};
}

unsigned leda_chart_alarm_judge_run(leda_chart_alarm_judge *fast, const leda_chart_replay *r) {
  unsigned found = 0, signals = 0;
  bool beyond = false;
  if (fast->counts) {
    leda_chart_count_judge_make(&fast->count, r, &beyond);
    found = leda_alarm_judge_run_given(fast->judge, fast->count.y, fast->count.z);
  } else {
    found = leda_alarm_judge_run(fast->judge, r->work.observed, fast->work);
  }
  for (size_t k = 0; k < fast->n_sets; k++)
    if (found >> k & 1U) signals |= fast->signals[k];
  if (beyond) signals |= 1U << LEDA_REPLAY_BEYOND | (r->chart.rules & ~1U) << 1;
  return signals ? signals | 1U << LEDA_REPLAY_TOGETHER : 0;
}
