/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "engine/output/chart_output.h"
#include "engine/output/json_write.h"
#include "engine/output/labels.h"
#include "engine/output/scan_blocks.h"

typedef struct {
  const leda_scan_sink *sink;
  leda_text piece;
  size_t written;
} writer;

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static int set_count(json_t *object, const char *key, size_t count) {
  return set(object, key, json_integer((json_int_t)count));
}

/* Adds `json`, which it takes over, on one line. */
static void add_line(leda_text *piece, json_t *json) {
  char *line = json ? json_dumps(json, JSON_REAL_PRECISION(15)) : NULL;
  json_decref(json);
  if (line)
    leda_text_add(piece, line);
  else
    piece->failed = true;
  free(line);
}

static leda_status write_series(const leda_check *check, size_t series, void *data,
                                leda_error *err) {
  writer *w = data;
  (void)series;
  leda_text_add(&w->piece, w->written++ ? ",\n    " : "\n    ");
  add_line(&w->piece, leda_check_json(check));
  return leda_scan_send(w->sink, &w->piece, err);
}

/* ---- summary ---- */

static json_t *at_phi_json(const leda_scan_indicator *it) {
  json_t *array = json_array();
  if (it->at_phi_series == 0) return array;
  for (size_t i = 0; array && i < LEDA_SCAN_PHIS; i++) {
    /* phi is bounded on both sides: there one of the three may be missing. */
    if (i != 1 && !(fabs(it->at_phi[i].phi - it->at_phi[1].phi) > 0.0)) continue;
    json_t *object = json_object();
    int failed = set(object, "phi", leda_json_number(it->at_phi[i].phi));
    failed |= set_count(object, "changed", it->at_phi[i].changed);
    failed |= json_array_append_new(array, object);
    if (!failed) continue;
    json_decref(array);
    array = NULL;
  }
  return array;
}

static json_t *indicator_json(const leda_scan_indicator *it) {
  bool pooled = it->model == LEDA_NOISE_AR1_PANEL;
  json_t *object = json_object(), *noise = json_object();
  int failed = set(noise, "model", json_string(leda_noise_model_token(it->model)));
  failed |= set(noise, "phi", leda_json_number(it->phi));
  failed |= set(noise, "source", json_string(leda_noise_source_token(it->model)));
  failed |= set(noise, "se", leda_json_number(pooled ? it->pool.se : NAN));
  failed |= set(noise, "between", leda_json_number(pooled ? it->pool.between : NAN));
  failed |= set_count(noise, "units", pooled ? it->pool.units : 0);
  failed |= set(object, "indicator", json_string(it->indicator));
  failed |= set_count(object, "series", it->n);
  failed |= set_count(object, "tested", it->tested);
  failed |= set_count(object, "changed", it->changed);
  failed |= set_count(object, "cannot_tell", it->cannot_tell);
  failed |= set_count(object, "too_short", it->too_short);
  failed |= set(object, "noise", noise);
  failed |= set_count(object, "at_phi_series", it->at_phi_series);
  failed |= set(object, "at_phi", at_phi_json(it));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *indicators_json(const leda_scan *scan) {
  leda_scan_indicators all = leda_scan_indicators_of(scan);
  json_t *array = json_array();
  for (size_t i = 0; array && i < all.n; i++) {
    if (json_array_append_new(array, indicator_json(&all.items[i])) == 0) continue;
    json_decref(array);
    array = NULL;
  }
  return array;
}

static json_t *joint_json(const leda_scan_summary *sum) {
  if (sum->joint_series == 0) return json_null();
  json_t *object = json_object();
  int failed = set(object, "p_limit", leda_json_number(sum->p_limit));
  failed |= set(object, "mean", leda_json_number(sum->joint.mean));
  failed |= set(object, "lower", leda_json_number(sum->joint.lower));
  failed |= set(object, "upper", leda_json_number(sum->joint.upper));
  failed |= set_count(object, "series", sum->joint_series);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *summary_json(const leda_scan *scan) {
  const leda_scan_summary *sum = leda_scan_summary_of(scan);
  const leda_scan_options *options = leda_scan_options_of(scan);
  json_t *object = json_object();
  int failed = set_count(object, "series", sum->series);
  failed |= set_count(object, "tested", sum->tested);
  failed |= set_count(object, "changed", sum->changed);
  failed |= set_count(object, "noise", sum->noise);
  failed |= set_count(object, "cannot_tell", sum->cannot_tell);
  failed |= set_count(object, "too_short", sum->too_short);
  failed |= set(object, "fdr", leda_json_number(sum->fdr));
  failed |= set(object, "alpha", leda_json_number(options->check.alpha));
  failed |= set(object, "expected_false", leda_json_number(sum->expected_false));
  failed |= set(object, "removed", options->remove_common ? json_string("common") : json_null());
  failed |= set(object, "unchanged_would_show", joint_json(sum));
  failed |= set(object, "by_indicator", indicators_json(scan));
  failed |= set(object, "warnings", leda_messages_json(leda_scan_warnings(scan)));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

leda_status leda_scan_write_json(leda_scan *scan, const leda_scan_look *look,
                                 const leda_scan_sink *sink, leda_error *err) {
  writer w = {.sink = sink};
  leda_text_add(&w.piece,
                "{\n  \"leda\": \"" LEDA_VERSION "\",\n  \"command\": \"scan\",\n  \"series\": [");
  leda_status status = leda_scan_send(sink, &w.piece, err);
  if (!status) status = leda_scan_visit_checks(scan, look, write_series, &w, err);
  leda_text_add(&w.piece, w.written ? "\n  ],\n  \"summary\": " : "],\n  \"summary\": ");
  if (!status) add_line(&w.piece, summary_json(scan));
  leda_text_add(&w.piece, "\n}\n");
  if (!status) status = leda_scan_send(sink, &w.piece, err);
  leda_text_clear(&w.piece);
  return status;
}
