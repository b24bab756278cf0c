/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/dmaic_output.h"
#include "engine/output/json_write.h"
#include "engine/output/labels.h"

static json_t *finding_json(const leda_finding *finding) {
  json_t *object = json_object();
  leda_text sentence = {0};
  leda_finding_sentence(finding, LEDA_EN, &sentence);
  int failed =
      json_object_set_new(object, "finding", json_string(leda_finding_token(finding->kind)));
  failed |= json_object_set_new(object, "state", json_string(leda_gate_token(finding->state)));
  failed |= json_object_set_new(object, "value", leda_json_number(finding->value));
  failed |= json_object_set_new(object, "lower", leda_json_number(finding->lower));
  failed |= json_object_set_new(object, "upper", leda_json_number(finding->upper));
  failed |= json_object_set_new(object, "p", leda_json_number(finding->p));
  failed |= json_object_set_new(object, "n", json_integer((json_int_t)finding->n));
  failed |= json_object_set_new(
      object, "period",
      finding->period.kind == LEDA_PERIOD_NONE ? json_null() : leda_period_json(finding->period));
  failed |= json_object_set_new(
      object, "line", finding->line ? json_integer((json_int_t)finding->line) : json_null());
  failed |= json_object_set_new(object, "sentence", json_string(leda_text_str(&sentence)));
  leda_text_clear(&sentence);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *gate_json(const leda_dmaic *dmaic, size_t k) {
  const leda_gate *gate = &dmaic->gates[k];
  json_t *object = json_object(), *findings = json_array(), *reasons = json_array();
  int failed = json_object_set_new(object, "phase", json_string(leda_phase_token((leda_phase)k)));
  failed |= json_object_set_new(object, "state", json_string(leda_gate_token(gate->state)));
  for (size_t i = 0; i < gate->n; i++) {
    json_t *finding = finding_json(&gate->findings[i]);
    const json_t *sentence = json_object_get(finding, "sentence");
    failed |= json_array_append_new(reasons, json_string(json_string_value(sentence)));
    failed |= json_array_append_new(findings, finding);
  }
  failed |= json_object_set_new(object, "reasons", reasons);
  failed |= json_object_set_new(object, "findings", findings);
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

int leda_dmaic_json(const leda_dmaic *dmaic, const char *title, json_t *root) {
  json_t *gates = json_array();
  int failed = json_object_set_new(root, "project", json_string(title));
  for (size_t k = 0; k < LEDA_PHASE_COUNT; k++)
    failed |= json_array_append_new(gates, gate_json(dmaic, k));
  return failed | json_object_set_new(root, "gates", gates);
}

void leda_dmaic_csv(const leda_dmaic *dmaic, leda_csv *csv) {
  static const char *const HEADER[] = {"phase", "gate",  "finding", "state", "value",
                                       "lower", "upper", "p",       "n",     "sentence"};
  for (size_t i = 0; i < sizeof HEADER / sizeof *HEADER; i++) leda_csv_text(csv, HEADER[i]);
  leda_csv_end_row(csv);
  for (size_t k = 0; k < LEDA_PHASE_COUNT; k++) {
    const leda_gate *gate = &dmaic->gates[k];
    for (size_t i = 0; i < gate->n; i++) {
      const leda_finding *finding = &gate->findings[i];
      leda_text sentence = {0};
      leda_finding_sentence(finding, LEDA_EN, &sentence);
      leda_csv_text(csv, leda_phase_token((leda_phase)k));
      leda_csv_text(csv, leda_gate_token(gate->state));
      leda_csv_text(csv, leda_finding_token(finding->kind));
      leda_csv_text(csv, leda_gate_token(finding->state));
      leda_csv_number(csv, finding->value);
      leda_csv_number(csv, finding->lower);
      leda_csv_number(csv, finding->upper);
      leda_csv_number(csv, finding->p);
      leda_csv_integer(csv, (long long)finding->n);
      leda_csv_text(csv, leda_text_str(&sentence));
      leda_csv_end_row(csv);
      leda_text_clear(&sentence);
    }
  }
}
