/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "engine/analysis/chart_alarm_judge.h"
#include "engine/analysis/chart_false_alarm_internal.h"
#include "engine/analysis/chart_noise.h"
#include "engine/core/text.h"

/* ---- key ---- */

static void add_number(leda_text *text, double value) {
  value = value == 0.0 ? 0.0 : value; /* -0 and 0 are one */
  leda_text_add_n(text, (const char *)&value, sizeof value);
}

static void add_whole(leda_text *text, size_t value) { add_number(text, (double)value); }

static void add_choices(leda_text *text, const leda_chart *chart, const leda_chart_options *o) {
  add_whole(text, (size_t)chart->type);
  add_whole(text, chart->n);
  add_whole(text, (size_t)chart->centre_kind);
  add_whole(text, (size_t)chart->sigma_method);
  add_whole(text, (size_t)chart->limits);
  add_number(text, chart->limit_rate);
  add_number(text, chart->limit_sigmas);
  add_number(text, chart->per);
  add_whole(text, chart->rules);
  add_whole(text, (size_t)o->anhoej);
  add_whole(text, o->rule_run);
  add_whole(text, o->rule_trend);
  add_whole(text, o->screen_moving_ranges);
  add_whole(text, o->optimal_weights);
  if (o->equal_limits) add_whole(text, 1);
  add_number(text, o->d2);
  add_number(text, o->d2_decimals);
  add_number(text, o->known_centre);
  add_number(text, o->known_sigma);
  add_number(text, chart->memory.lambda);
  add_number(text, chart->memory.width);
  add_number(text, chart->memory.k);
  add_number(text, chart->memory.h);
  add_number(text, chart->memory.head_start);
  add_whole(text, chart->memory.ma_points);
}

static void add_points(leda_text *text, const leda_chart_replay *r, bool own) {
  const leda_chart *chart = &r->chart;
  bool divides = leda_chart_kind_of(chart->type)->needs_denominator;
  size_t next = 0;
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    bool used = next < r->n_used && r->used[next] == i;
    if (used) next++;
    add_number(text, point->position - chart->points[0].position);
    add_whole(text, point->phase);
    add_whole(text, (used ? 1U : 0U) | (point->baseline ? 2U : 0U) | (point->excluded ? 4U : 0U));
    if (r->groups) add_whole(text, r->groups[i].n);
    if (divides) add_number(text, r->denominator[i]);
    if (!own) continue;
    add_number(text, r->observed[i]);
    if (!r->groups) continue;
    add_number(text, r->groups[i].range);
    add_number(text, r->groups[i].sd);
  }
}

leda_status leda_false_alarm_key(const leda_chart_replay *r, leda_false_alarm_task *task,
                                 uint64_t seed, leda_error *err) {
  leda_text text = {0};
  bool own = task->noise == LEDA_FALSE_ALARM_PERMUTED || !leda_chart_noise_is_shared(r->chart.type);
  task->shared = !own && leda_chart_alarm_judge_fits(r);
  leda_text_add_n(&text, (const char *)&seed, sizeof seed);
  add_whole(&text, task->noise == LEDA_FALSE_ALARM_PERMUTED);
  add_number(&text, task->phi);
  add_choices(&text, &r->chart, &r->options);
  add_points(&text, r, own);
  bool failed = text.failed;
  if (!failed) leda_bytes_hash(leda_text_str(&text), text.length, task->key);
  leda_text_clear(&text);
  return failed ? leda_fail_memory(err) : LEDA_OK;
}

/* ---- draws ---- */

static uint64_t seed_of(const leda_false_alarm_task *task) {
  char digits[17] = "";
  for (size_t i = 0; i < 16; i++) digits[i] = task->key[i];
  return strtoull(digits, NULL, 16);
}

leda_status leda_false_alarm_task_run(leda_chart_replay *r, leda_false_alarm_task *task,
                                      leda_error *err) {
  leda_chart_alarm_judge fast;
  leda_status status = leda_chart_alarm_judge_init(&fast, r, err);
  leda_stream stream = leda_stream_start(seed_of(task), 0);
  for (size_t i = 0; i < task->draws && !status; i++) {
    unsigned signals = 0;
    if (task->noise == LEDA_FALSE_ALARM_PERMUTED)
      leda_chart_replay_permute(r, &stream);
    else
      leda_chart_replay_draw(r, &stream, task->phi);
    if (fast.judge)
      signals = leda_chart_alarm_judge_run(&fast, r);
    else
      status = leda_chart_replay_judge(r, &signals, err);
    for (size_t k = 0; k < LEDA_REPLAY_BITS; k++) task->signals[k] += signals >> k & 1U;
  }
  leda_chart_alarm_judge_clear(&fast);
  return status;
}
