/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles, cohort, third wave and reliability as JSON. */
#include <math.h>

#include "engine/output/assess_output.h"
#include "engine/output/json_write.h"

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static int set_number(json_t *object, const char *key, double value) {
  return set(object, key, leda_json_number(value));
}

static int set_count(json_t *object, const char *key, size_t value) {
  return set(object, key, json_integer((json_int_t)value));
}

static int set_wave(json_t *object, const char *key, const leda_assess *assess, size_t wave) {
  return set(object, key, json_string(assess->survey->waves[wave]));
}

/* The number of a statement; areas and overall stand in their own objects, which name them. */
static int set_statement(json_t *object, const leda_assess *assess, size_t subject) {
  leda_item item = assess->subjects[subject].item;
  if (item.kind != LEDA_ITEM_STATEMENT) return 0;
  int number = assess->survey->instrument->statements[item.index].number;
  return set(object, "statement", json_integer(number));
}

static bool wanted(const leda_assess *assess, size_t subject, size_t asked) {
  return asked == LEDA_ASSESS_STATEMENTS ? subject < assess->n_statements : subject == asked;
}

static json_t *whole(json_t *value, int failed) {
  if (!failed) return value;
  json_decref(value);
  return NULL;
}

static json_t *role_json(const leda_assess *assess, const leda_assess_role *role) {
  json_t *object = json_object();
  int failed = set_wave(object, "wave", assess, role->wave);
  failed |= set_statement(object, assess, role->subject);
  failed |= set_number(object, "leadership", role->leadership);
  failed |= set_number(object, "support", role->support);
  failed |= leda_assess_estimate_json(object, "gap", &role->gap);
  failed |= set_count(object, "n_leadership", role->n_leadership);
  failed |= set_count(object, "n_support", role->n_support);
  return whole(object, failed);
}

json_t *leda_assess_roles_json(const leda_assess *assess, size_t subject) {
  json_t *array = json_array();
  int failed = array == NULL;
  for (size_t i = 0; i < assess->n_roles && !failed; i++)
    if (wanted(assess, assess->roles[i].subject, subject))
      failed |= json_array_append_new(array, role_json(assess, &assess->roles[i]));
  return whole(array, failed);
}

static json_t *role_change_json(const leda_assess *assess, const leda_assess_role_change *change) {
  json_t *object = json_object();
  int failed = set_statement(object, assess, change->subject);
  failed |= set_wave(object, "from", assess, change->from);
  failed |= set_wave(object, "to", assess, change->to);
  failed |= leda_assess_estimate_json(object, "estimate", &change->change);
  failed |= set_number(object, "p_holm", change->p_holm);
  return whole(object, failed);
}

json_t *leda_assess_role_changes_json(const leda_assess *assess, size_t subject) {
  json_t *array = json_array();
  int failed = array == NULL;
  for (size_t i = 0; i < assess->n_role_changes && !failed; i++)
    if (wanted(assess, assess->role_changes[i].subject, subject))
      failed |= json_array_append_new(array, role_change_json(assess, &assess->role_changes[i]));
  return whole(array, failed);
}

static json_t *cohort_row_json(const leda_assess *assess, const leda_assess_cohort *row) {
  json_t *object = json_object(), *baseline = json_object();
  int failed = set_statement(object, assess, row->subject);
  failed |= set_wave(object, "from", assess, row->from);
  failed |= set_wave(object, "to", assess, row->to);
  failed |= leda_assess_estimate_json(object, "did", &row->did);
  failed |= set_number(object, "p_holm", row->p_holm);
  failed |= set_number(object, "chosen_from", row->chosen_from);
  failed |= set_number(object, "chosen_to", row->chosen_to);
  failed |= set_number(object, "others_from", row->others_from);
  failed |= set_number(object, "others_to", row->others_to);
  failed |= leda_assess_estimate_json(baseline, "estimate", &row->baseline);
  failed |= set(object, "baseline", baseline);
  failed |= set(object, "verdict", json_string(leda_assess_verdict_token(row->verdict)));
  return whole(object, failed);
}

json_t *leda_assess_cohort_json(const leda_assess *assess, size_t subject) {
  json_t *array = json_array();
  int failed = array == NULL;
  for (size_t i = 0; i < assess->n_cohort && !failed; i++)
    if (wanted(assess, assess->cohort[i].subject, subject))
      failed |= json_array_append_new(array, cohort_row_json(assess, &assess->cohort[i]));
  return whole(array, failed);
}

static const char *shape_token(leda_fieller_shape shape) {
  static const char *const tokens[] = {"interval", "complement", "line", "undefined"};
  return tokens[shape];
}

static int set_estimate(json_t *object, const char *key, const leda_assess_estimate *estimate) {
  json_t *inner = json_object();
  int failed = leda_assess_estimate_json(inner, "estimate", estimate);
  return failed | set(object, key, inner);
}

static json_t *fade_json(const leda_assess *assess, const leda_assess_fade *fade) {
  json_t *object = json_object();
  int failed = set_statement(object, assess, fade->subject);
  failed |= set_number(object, "kept", fade->kept.ratio);
  failed |= set_number(object, "lower", fade->kept.lower);
  failed |= set_number(object, "upper", fade->kept.upper);
  failed |= set(object, "set", json_string(shape_token(fade->kept.shape)));
  failed |= set_number(object, "estimate", fade->later.estimate);
  failed |= set_number(object, "estimate_lower", fade->later.lower);
  failed |= set_number(object, "estimate_upper", fade->later.upper);
  failed |= set_number(object, "se", fade->later.se);
  failed |= set_number(object, "df", fade->later.df);
  failed |= set_number(object, "p", fade->later.p);
  failed |= set_number(object, "p_holm", fade->p_holm);
  failed |= set_estimate(object, "gain", &fade->gain);
  failed |= set_estimate(object, "total", &fade->total);
  failed |= set_count(object, "n_second", fade->n_second);
  failed |= set_count(object, "n_third", fade->n_third);
  failed |= set_number(object, "bound_lower", fade->bound_lower);
  failed |= set_number(object, "bound_upper", fade->bound_upper);
  failed |= set_number(object, "post_stratified", fade->post_stratified);
  failed |= set(object, "verdict", json_string(leda_fade_verdict_token(fade->verdict)));
  return whole(object, failed);
}

json_t *leda_assess_fade_json(const leda_assess *assess, size_t subject) {
  json_t *array = json_array();
  int failed = array == NULL;
  for (size_t i = 0; i < assess->n_fade && !failed; i++)
    if (wanted(assess, assess->fade[i].subject, subject))
      failed |= json_array_append_new(array, fade_json(assess, &assess->fade[i]));
  return whole(array, failed);
}

/* ---- reliability ---- */

static json_t *items_json(const leda_assess *assess, const leda_reliability *measures) {
  json_t *array = json_array();
  int failed = array == NULL;
  for (size_t i = 0; i < measures->k && measures->items && !failed; i++) {
    const leda_reliability_item *item = &measures->items[i];
    json_t *object = json_object();
    failed |= set_statement(object, assess, i);
    failed |= set_number(object, "item_rest", item->item_rest);
    failed |= set_number(object, "item_rest_lower", item->item_rest_lower);
    failed |= set_number(object, "item_rest_upper", item->item_rest_upper);
    failed |= set_number(object, "alpha_dropped", item->alpha_dropped);
    failed |= set_number(object, "loading", item->loading);
    failed |= json_array_append_new(array, object);
  }
  return whole(array, failed);
}

static json_t *wave_json(const leda_assess *assess, size_t k) {
  const leda_reliability *m = &assess->reliability[k].measures;
  const leda_reliability_intervals *intervals = &assess->reliability[k].intervals;
  json_t *object = json_object();
  int failed = set_wave(object, "wave", assess, k);
  failed |= set_count(object, "n", m->n);
  failed |= set_number(object, "alpha", m->alpha);
  failed |= set_number(object, "alpha_lower", intervals->alpha_lower);
  failed |= set_number(object, "alpha_upper", intervals->alpha_upper);
  failed |= set_number(object, "alpha_feldt_lower", m->alpha_lower);
  failed |= set_number(object, "alpha_feldt_upper", m->alpha_upper);
  failed |= set_number(object, "omega", m->omega);
  failed |= set_number(object, "omega_lower", intervals->omega_lower);
  failed |= set_number(object, "omega_upper", intervals->omega_upper);
  failed |= set_number(object, "lambda2", m->lambda2);
  failed |= set_number(object, "sem", m->sem);
  failed |= set_number(object, "smallest_detectable_change", m->sdc);
  failed |= set(object, "items", items_json(assess, m));
  return whole(object, failed);
}

/* alpha and omega are the first wave's: the questionnaire before anybody was taught. */
json_t *leda_assess_reliability_json(const leda_assess *assess) {
  if (!assess->reliability) return json_null();
  json_t *object = json_object(), *waves = json_array();
  const leda_reliability *first = &assess->reliability[0].measures;
  int failed = set_wave(object, "wave", assess, 0);
  failed |= set_number(object, "alpha", first->alpha);
  failed |= set_number(object, "omega", first->omega);
  for (size_t k = 0; k < assess->survey->n_waves && !failed; k++)
    failed |= json_array_append_new(waves, wave_json(assess, k));
  failed |= set(object, "waves", waves);
  return whole(object, failed);
}
