/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/chart_output.h"
#include "engine/output/json_write.h"
#include "engine/output/labels.h"

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static bool too_short(const leda_check *check) {
  return check->verdict.verdict == LEDA_VERDICT_TOO_SHORT;
}

static json_t *period_set_json(const leda_check *check) {
  const leda_verdict_result *v = &check->verdict;
  json_t *array = json_array();
  for (size_t i = 0; array && i < v->period_set_size; i++)
    json_array_append_new(array, leda_period_json(check->periods[v->period_set[i]]));
  return array;
}

static int set_interval(json_t *object, const leda_verdict_interval *interval) {
  int failed = set(object, "estimate", leda_json_number(interval->estimate));
  failed |= set(object, "lower", leda_json_number(interval->lower));
  failed |= set(object, "upper", leda_json_number(interval->upper));
  return failed;
}

static json_t *change_json(const leda_check *check) {
  const leda_verdict_result *v = &check->verdict;
  if (too_short(check)) return json_null();
  json_t *object = json_object();
  int failed = set(object, "period", leda_period_json(check->periods[v->change_index]));
  failed |= set(object, "period_set", period_set_json(check));
  failed |= set(object, "before", leda_json_number(v->before));
  failed |= set(object, "after", leda_json_number(v->after));
  failed |= set_interval(object, &v->change);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *slope_json(const leda_check *check) {
  if (too_short(check) || check->known) return json_null();
  json_t *object = json_object();
  if (set_interval(object, &check->verdict.slope) == 0) return object;
  json_decref(object);
  return NULL;
}

static json_t *points_json(const leda_check *check) {
  json_t *array = json_array();
  for (size_t i = 0; array && i < check->verdict.outlier_count; i++) {
    json_t *point = json_object();
    set(point, "period", leda_period_json(check->periods[check->verdict.outliers[i]]));
    set(point, "kind", json_string("outlier"));
    json_array_append_new(array, point);
  }
  return array;
}

static json_t *noise_json(const leda_check *check) {
  json_t *object = json_object();
  const leda_verdict_result *v = &check->verdict;
  bool independent = v->noise.model == LEDA_NOISE_INDEPENDENT;
  double phi = too_short(check) ? NAN : v->noise.phi;
  int failed = set(object, "model", json_string(leda_noise_model_token(v->noise.model)));
  failed |= set(object, "phi", leda_json_number(independent ? 0.0 : phi));
  failed |= set(object, "source", json_string(leda_noise_source_token(v->noise.model)));
  failed |= set(object, "lag1", leda_json_number(v->phi));
  failed |= set(object, "season_p", leda_json_number(v->season_p));
  failed |= set(object, "season_removed", json_boolean(check->season_length > 0));
  failed |= set(object, "common_removed", json_boolean(check->common_removed));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *detectable_json(const leda_check *check) {
  if (too_short(check) || check->known) return json_null();
  json_t *object = json_object();
  int failed = set(object, "shift", leda_json_number(check->verdict.detectable_shift));
  failed |= set(object, "power", leda_json_number(check->verdict.detectable_power));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *sentence_json(const leda_check *check) {
  leda_text text = {0};
  leda_check_sentence(check, LEDA_EN, &text);
  json_t *string = text.failed ? NULL : json_string(leda_text_str(&text));
  leda_text_clear(&text);
  return string;
}

json_t *leda_check_json(const leda_check *check) {
  const leda_verdict_result *v = &check->verdict;
  json_t *object = json_object();
  int failed = leda_series_json(check->series, object);
  failed |= set(object, "n", json_integer((json_int_t)check->n));
  failed |= set(object, "verdict", json_string(leda_verdict_token(v->verdict)));
  failed |= set(object, "reason", json_string(leda_verdict_reason_token(v->reason)));
  failed |= set(object, "p", leda_json_number(v->p));
  failed |= set(object, "q", leda_json_number(check->q));
  failed |= set(object, "alpha", leda_json_number(v->alpha));
  failed |= set(object, "direction", json_string(leda_direction_token(check->direction)));
  failed |= set(object, "change", change_json(check));
  failed |= set(object, "slope", slope_json(check));
  failed |= set(object, "points", points_json(check));
  failed |= set(object, "noise", noise_json(check));
  failed |= set(object, "detectable", detectable_json(check));
  failed |= set(object, "sentence", sentence_json(check));
  failed |= set(object, "warnings", leda_messages_json(&check->warnings));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}
