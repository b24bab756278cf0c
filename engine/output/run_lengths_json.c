/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/json_write.h"
#include "engine/output/labels.h"
#include "engine/output/run_lengths_output.h"

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static int set_number(json_t *object, const char *key, double value) {
  return set(object, key, leda_json_number(value));
}

static json_t *row_json(const leda_run_length_row *row) {
  json_t *object = json_object();
  int failed = set_number(object, "shift", row->shift);
  failed |= set_number(object, "level", row->level);
  failed |= set_number(object, "arl", row->arl);
  failed |= set_number(object, "at_once", row->at_once);
  failed |= set_number(object, "within", row->within);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *design_json(const leda_run_lengths *l) {
  const leda_run_lengths_options *o = &l->given;
  bool ewma = o->chart == LEDA_ARL_EWMA;
  json_t *object = json_object();
  int failed = set_number(object, "width", o->width);
  failed |= set_number(object, "lambda", o->lambda);
  failed |= set(object, "fixed_limits", ewma ? json_boolean(o->fixed_limits) : json_null());
  failed |= set_number(object, "k", o->k);
  failed |= set_number(object, "h", o->h);
  failed |= set_number(object, "head_start", o->head_start);
  failed |= set(object, "subgroup_size", json_integer((json_int_t)o->subgroup_size));
  failed |= set_number(object, "level", o->level);
  failed |= set_number(object, "denominator", o->denominator);
  failed |= set_number(object, "sigma", leda_run_lengths_sigma(o));
  failed |= set_number(object, "lower_count", l->lower);
  failed |= set_number(object, "upper_count", l->upper);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

int leda_run_lengths_json(const leda_run_lengths *l, json_t *document) {
  json_t *rows = json_array();
  int failed = set(document, "question", json_string("run_length"));
  failed |= set(document, "chart", json_string(leda_arl_chart_token(l->given.chart)));
  failed |= set_number(document, "arl0_asked", l->given.arl0);
  failed |= set(document, "design", design_json(l));
  failed |= set(document, "points", json_integer((json_int_t)l->given.points));
  failed |= set(document, "unchanged", row_json(&l->unchanged));
  failed |= set(document, "asked", row_json(&l->asked));
  for (size_t i = 0; i < l->n_rows; i++)
    failed |= json_array_append_new(rows, row_json(&l->rows[i]));
  failed |= set(document, "rows", rows);
  return failed | set(document, "warnings", leda_messages_json(&l->warnings));
}

void leda_run_lengths_csv(const leda_run_lengths *l, leda_csv *csv) {
  static const char *const names[] = {"shift", "level", "arl", "at_once", "within"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) leda_csv_text(csv, names[i]);
  leda_csv_end_row(csv);
  for (size_t i = 0; i < l->n_rows; i++) {
    const leda_run_length_row *row = &l->rows[i];
    leda_csv_number(csv, row->shift);
    leda_csv_number(csv, row->level);
    leda_csv_number(csv, row->arl);
    leda_csv_number(csv, row->at_once);
    leda_csv_number(csv, row->within);
    leda_csv_end_row(csv);
  }
}
