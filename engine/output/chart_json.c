/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_output.h"
#include "engine/output/chart_summary_output.h"
#include "engine/output/json_write.h"
#include "engine/output/labels.h"

/* jansson's set functions refuse a NULL value, so a failed allocation anywhere ends in `failed`. */
static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static json_t *phase_json(const leda_chart_phase *phase) {
  json_t *object = json_object();
  int failed = set(object, "first", leda_period_json(phase->first));
  failed |= set(object, "last", leda_period_json(phase->last));
  failed |= set(object, "label", json_string(phase->label));
  failed |= set(object, "centre", leda_json_number(phase->centre));
  failed |= set(object, "sigma", leda_json_number(phase->sigma));
  failed |= set(object, "baseline_points", json_integer((json_int_t)phase->baseline_points));
  if (phase->equal_size > 0.0) failed |= set(object, "equal_size", json_real(phase->equal_size));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *signals_json(const leda_chart_point *point) {
  json_t *array = json_array();
  for (unsigned i = 0; array && i < LEDA_SIGNAL_KINDS; i++)
    if (point->signals & (1u << i))
      json_array_append_new(array, json_string(leda_signal_token(1u << i)));
  if (array && point->beyond_target) json_array_append_new(array, json_string(LEDA_BEYOND_TARGET));
  return array;
}

/* "nelson:run" for each rule that the point breaks, set by set. */
static json_t *rules_json(const leda_chart_point *point) {
  json_t *array = json_array();
  for (unsigned k = 0; array && k < LEDA_RULE_SETS; k++)
    for (unsigned i = 0; i < LEDA_SIGNAL_KINDS; i++)
      if (point->broken[k] & (1u << i))
        json_array_append_new(
            array, json_sprintf("%s:%s", leda_rules_token(1u << k), leda_signal_token(1u << i)));
  return array;
}

static json_t *point_json(const leda_chart *chart, const leda_chart_point *point) {
  json_t *object = json_object();
  int failed = set(object, "period", leda_period_json(point->period));
  failed |= set(object, "value", leda_json_number(point->value));
  failed |= set(object, "centre", leda_json_number(point->centre));
  failed |= set(object, "lower", leda_json_number(point->lower));
  failed |= set(object, "upper", leda_json_number(point->upper));
  if (chart->warning_sigmas > 0.0) {
    failed |= set(object, "warning_lower", leda_json_number(point->warning_lower));
    failed |= set(object, "warning_upper", leda_json_number(point->warning_upper));
  }
  failed |= set(object, "target", leda_json_number(point->target));
  failed |= set(object, "phase", json_integer((json_int_t)point->phase + 1));
  failed |= set(object, "excluded", json_boolean(point->excluded));
  if (point->size > 0) failed |= set(object, "size", json_integer((json_int_t)point->size));
  if (chart->type == LEDA_CHART_CUSUM) {
    failed |= set(object, "cusum_upper", leda_json_number(point->cusum_upper));
    failed |= set(object, "cusum_lower", leda_json_number(point->cusum_lower));
  }
  failed |= set(object, "signals", signals_json(point));
  failed |= set(object, "rules", rules_json(point));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *runs_json(const leda_chart_runs *runs) {
  json_t *object = json_object();
  int failed = set(object, "phase", json_integer((json_int_t)runs->phase + 1));
  failed |= set(object, "useful", json_integer((json_int_t)runs->useful));
  failed |= set(object, "longest_run", json_integer((json_int_t)runs->longest_run));
  failed |= set(object, "longest_run_max", json_integer((json_int_t)runs->longest_run_max));
  failed |= set(object, "crossings", json_integer((json_int_t)runs->crossings));
  failed |= set(object, "crossings_min", json_integer((json_int_t)runs->crossings_min));
  failed |= set(object, "limits", json_string(leda_runs_rule_token(runs->rule)));
  failed |= set(object, "signal", json_boolean(runs->signal));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

/* The settings of a chart with a memory; jansson takes NaN for an error, so none may be NaN. */
static int memory_json(const leda_chart *chart, json_t *object) {
  const leda_chart_memory *memory = &chart->memory;
  int failed = 0;
  if (chart->type == LEDA_CHART_CUSUM) {
    failed |= set(object, "k", json_real(memory->k));
    failed |= set(object, "h", json_real(memory->h));
    return failed | set(object, "head_start", json_real(memory->head_start));
  }
  if (chart->type == LEDA_CHART_EWMA) failed |= set(object, "lambda", json_real(memory->lambda));
  if (chart->type == LEDA_CHART_MA)
    failed |= set(object, "ma_points", json_integer((json_int_t)memory->ma_points));
  if (chart->type == LEDA_CHART_EWMA || chart->type == LEDA_CHART_MA)
    failed |= set(object, "width", json_real(memory->width));
  return failed;
}

static json_t *variables_json(const leda_chart *chart) {
  json_t *array = json_array();
  for (size_t j = 0; array && j < chart->n_variables; j++)
    json_array_append_new(array, json_string(chart->variables[j]));
  return array;
}

static json_t *reason_json(const leda_chart *chart) {
  leda_text reason = {0};
  leda_chart_reason(chart, LEDA_EN, &reason);
  json_t *string = json_string(leda_text_str(&reason));
  leda_text_clear(&reason);
  return string;
}

static json_t *chart_part(const leda_chart *chart) {
  json_t *object = json_object(), *phases = json_array();
  int failed = set(object, "type", json_string(leda_chart_type_token(chart->type)));
  if (chart->choice.why != LEDA_CHOSEN_BY_USER)
    failed |= set(object, "type_reason", reason_json(chart));
  failed |= set(object, "centre_kind", json_string(leda_centre_kind_token(chart->centre_kind)));
  failed |= set(object, "sigma_method", json_string(leda_sigma_method_token(chart->sigma_method)));
  failed |= set(object, "limits", json_string(leda_limits_token(chart->limits)));
  if (chart->limits == LEDA_LIMITS_CALIBRATED) {
    failed |= set(object, "alarm_rate", json_real(chart->alarm_rate));
    failed |= set(object, "limit_sigmas", json_real(chart->limit_sigmas));
  } else if (chart->limits != LEDA_LIMITS_SIGMA) {
    failed |= set(object, "limit_rate", json_real(chart->limit_rate));
  }
  if (chart->warning_sigmas > 0.0)
    failed |= set(object, "warning_sigmas", json_real(chart->warning_sigmas));
  failed |= memory_json(chart, object);
  if (chart->n_variables > 0) failed |= set(object, "variables", variables_json(chart));
  for (size_t i = 0; i < chart->n_phases; i++)
    failed |= json_array_append_new(phases, phase_json(&chart->phases[i]));
  failed |= set(object, "phases", phases);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

json_t *leda_chart_json(const leda_chart *chart) {
  json_t *object = json_object(), *points = json_array(), *runs = json_array();
  int failed = leda_series_json(chart->series, object);
  failed |= set(object, "chart", chart_part(chart));
  for (size_t i = 0; i < chart->n; i++)
    failed |= json_array_append_new(points, point_json(chart, &chart->points[i]));
  for (size_t i = 0; i < chart->n_runs; i++)
    failed |= json_array_append_new(runs, runs_json(&chart->runs[i]));
  failed |= set(object, "summary", leda_chart_summary_json(chart));
  failed |= set(object, "points", points);
  failed |= set(object, "runs", runs);
  failed |= leda_chart_rebase_json(chart, object);
  if (chart->capability) failed |= set(object, "capability", leda_chart_capability_json(chart));
  failed |= leda_chart_false_alarm_json(chart, object);
  failed |= set(object, "warnings", leda_messages_json(&chart->warnings));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}
