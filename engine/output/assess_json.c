/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/output/assess_output.h"
#include "engine/output/json_write.h"
#include "engine/output/labels.h"

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

static json_t *whole(json_t *value, int failed) {
  if (!failed) return value;
  json_decref(value);
  return NULL;
}

int leda_assess_estimate_json(json_t *object, const char *key,
                              const leda_assess_estimate *estimate) {
  int failed = key ? set_number(object, key, estimate->estimate) : 0;
  failed |= set_number(object, "se", estimate->se);
  failed |= set_number(object, "df", estimate->df);
  failed |= set_number(object, "lower", estimate->lower);
  failed |= set_number(object, "upper", estimate->upper);
  return failed | set_number(object, "p", estimate->p);
}

/* ---- waves ---- */

static json_t *by_json(const leda_assess *assess, size_t wave) {
  const leda_survey *survey = assess->survey;
  size_t role[LEDA_SURVEY_ROLES] = {0}, management[3] = {0}, chosen[3] = {0};
  for (size_t i = 0; i < survey->n; i++) {
    const leda_respondent *person = &survey->respondents[i];
    if (person->wave != wave) continue;
    role[person->role]++;
    management[person->in_management + 1]++;
    chosen[person->chosen + 1]++;
  }
  json_t *roles = json_object(), *groups = json_object(), *cohort = json_object();
  json_t *by = json_object();
  int failed = set_count(roles, "leadership", role[LEDA_SURVEY_LEADERSHIP]);
  failed |= set_count(roles, "support", role[LEDA_SURVEY_SUPPORT]);
  failed |= set_count(roles, "not_stated", role[LEDA_SURVEY_NOT_STATED]);
  failed |= set_count(groups, "yes", management[2]) | set_count(groups, "no", management[1]);
  failed |= set_count(groups, "not_stated", management[0]);
  failed |= set_count(cohort, "chosen", chosen[2]) | set_count(cohort, "others", chosen[1]);
  failed |= set(by, "role", roles) | set(by, "in_management", groups);
  if (survey->has_cohort)
    failed |= set(by, "cohort", cohort);
  else
    json_decref(cohort);
  return whole(by, failed);
}

static int set_response(json_t *object, const leda_response *response) {
  if (response->invited == 0) return 0;
  int failed = set_count(object, "invited", response->invited);
  return failed | set_number(object, "response_rate", response->rate);
}

static json_t *waves_json(const leda_assess *assess, const leda_assess_view *view) {
  json_t *array = json_array();
  int failed = array == NULL;
  for (size_t k = 0; k < assess->survey->n_waves && !failed; k++) {
    json_t *wave = json_object();
    failed |= set_wave(wave, "wave", assess, k);
    failed |= set_count(wave, "n", assess->wave_n[k]);
    failed |= set_count(wave, "municipalities", leda_assess_municipalities(assess, k));
    leda_response response = leda_assess_response(assess, view, k);
    failed |= set_response(wave, &response);
    failed |= set(wave, "by", by_json(assess, k));
    failed |= json_array_append_new(array, wave);
  }
  return whole(array, failed);
}

static json_t *pairs_json(const leda_assess *assess) {
  json_t *array = json_array();
  int failed = array == NULL;
  for (size_t k = 0; k < assess->n_pairs && !failed; k++) {
    const leda_assess_pair *pair = &assess->pairs[k];
    json_t *object = json_object();
    failed |= set_wave(object, "from", assess, pair->from);
    failed |= set_wave(object, "to", assess, pair->to);
    failed |= set_count(object, "municipalities_both", pair->municipalities_both);
    failed |= set_count(object, "municipalities_from_only", pair->municipalities_from);
    failed |= set_count(object, "municipalities_to_only", pair->municipalities_to);
    failed |= set(object, "swapped", json_string(pair->persons ? "persons" : "municipalities"));
    failed |= set_count(object, "swaps", (size_t)pair->swaps);
    failed |= set(object, "all_swaps", json_boolean(pair->enumerated));
    failed |= set_number(object, "smallest_p", pair->smallest_p);
    failed |= set_number(object, "spearman", pair->order.spearman);
    failed |= set_number(object, "kendall", pair->order.kendall);
    failed |= json_array_append_new(array, object);
  }
  return whole(array, failed);
}

/* ---- a subject ---- */

/* Is it the highest or lowest of its wave? And how far off may the mean be, where all were asked? */
static int set_place(json_t *object, const leda_assess *assess, const leda_assess_view *view,
                     const leda_assess_subject *subject, size_t k) {
  leda_response response = leda_assess_response(assess, view, k);
  const leda_description *wave = &subject->waves[k];
  size_t at = k * assess->survey->n_statements + subject->item.index;
  int failed = 0;
  if (response.invited > 0)
    failed |=
        set_number(object, "margin", leda_describe_margin(wave->sd, wave->n, response.invited));
  if (subject->item.kind != LEDA_ITEM_STATEMENT) return failed;
  failed |= set(object, "highest", json_boolean(assess->highest[at]));
  return failed | set(object, "lowest", json_boolean(assess->lowest[at]));
}

static json_t *description_json(const leda_assess *assess, const leda_assess_view *view,
                                const leda_assess_subject *subject, size_t k) {
  const leda_description *wave = &subject->waves[k];
  json_t *object = json_object(), *counts = json_array();
  int failed = set_wave(object, "wave", assess, k);
  failed |= set_count(object, "n", wave->n);
  failed |= set_count(object, "missing", wave->missing);
  failed |= set_number(object, "mean", wave->mean);
  failed |= set_number(object, "sd", wave->sd);
  failed |= set_number(object, "median", wave->median);
  if (subject->item.kind != LEDA_ITEM_STATEMENT)
    failed |= set_number(object, "mean_of_statements", wave->mean_of_statements);
  for (size_t i = 0; i < wave->steps && !failed; i++)
    failed |= json_array_append_new(counts, json_integer((json_int_t)wave->counts[i]));
  failed |= set(object, "distribution", counts);
  failed |= set_number(object, "lowest_share", wave->bottom_share);
  failed |= set_number(object, "highest_share", wave->top_share);
  failed |= set_place(object, assess, view, subject, k);
  failed |= set(object, "by", leda_assess_by_json(assess, (size_t)(subject - assess->subjects), k));
  return whole(object, failed);
}

static int set_model(json_t *models, const char *key, const leda_assess_estimate *estimate) {
  json_t *object = json_object();
  int failed = leda_assess_estimate_json(object, "estimate", estimate);
  return failed | set(models, key, object);
}

static json_t *models_json(const leda_assess_models *models) {
  json_t *object = json_object();
  int failed = set_model(object, "fixed_effects", &models->fixed);
  failed |= set_model(object, "cumulative_logit", &models->logit);
  failed |= set_model(object, "cumulative_mixed", &models->ordinal);
  failed |= set_model(object, "linear_mixed", &models->mixed);
  return whole(object, failed);
}

static int set_effects(json_t *object, const leda_assess_delta *delta) {
  int failed = set_number(object, "cliffs_delta", delta->cliffs_delta);
  failed |= set_number(object, "cliffs_delta_lower", delta->cliffs_lower);
  failed |= set_number(object, "cliffs_delta_upper", delta->cliffs_upper);
  failed |= set_number(object, "superiority", delta->superiority);
  failed |= set_number(object, "hedges_g", delta->hedges_g);
  failed |= set_number(object, "hedges_g_lower", delta->hedges_lower);
  return failed | set_number(object, "hedges_g_upper", delta->hedges_upper);
}

static json_t *delta_json(const leda_assess *assess, const leda_assess_delta *delta) {
  json_t *object = json_object();
  int failed = set_wave(object, "from", assess, delta->from);
  failed |= set_wave(object, "to", assess, delta->to);
  failed |= leda_assess_estimate_json(object, "estimate", &delta->change);
  failed |= set_number(object, "p_adjusted", delta->p_adjusted);
  failed |= set_number(object, "p_holm", delta->p_holm);
  failed |= set_number(object, "q_bh", delta->q_bh);
  failed |= set_number(object, "p_wild", delta->p_wild);
  failed |= set_number(object, "p_wild_smallest", delta->p_wild_smallest);
  failed |= set_number(object, "p_webb", delta->p_webb);
  failed |= set_number(object, "p_equivalence", delta->p_equivalence);
  failed |= set_effects(object, delta);
  failed |= set_count(object, "n_from", delta->n_from);
  failed |= set_count(object, "n_to", delta->n_to);
  failed |= set_count(object, "municipalities", delta->municipalities);
  failed |= set(object, "models", models_json(&delta->models));
  failed |= set(object, "verdict", json_string(leda_assess_verdict_token(delta->verdict)));
  failed |= set(object, "out_of_reach", json_boolean(delta->out_of_reach));
  return whole(object, failed);
}

static int set_names(json_t *object, const leda_assess *assess, leda_item item) {
  const leda_instrument *instrument = assess->survey->instrument;
  if (item.kind == LEDA_ITEM_AREA)
    return set(object, "area", json_string(instrument->areas[item.index].name[LEDA_EN]));
  if (item.kind == LEDA_ITEM_OVERALL) return 0;
  const leda_statement *statement = &instrument->statements[item.index];
  int failed = set(object, "nr", json_integer(statement->number));
  failed |= set(object, "text", json_string(statement->label[LEDA_EN]));
  failed |= set(object, "area", json_string(statement->area[LEDA_EN]));
  return failed | set(object, "reversed", json_boolean(statement->reversed));
}

static json_t *subject_json(const leda_assess *assess, const leda_assess_view *view, size_t index) {
  const leda_assess_subject *subject = &assess->subjects[index];
  json_t *object = json_object(), *waves = json_array(), *deltas = json_array();
  int failed = set_names(object, assess, subject->item);
  for (size_t k = 0; k < assess->survey->n_waves && !failed; k++)
    failed |= json_array_append_new(waves, description_json(assess, view, subject, k));
  for (size_t k = 0; k < assess->n_pairs && !failed; k++)
    failed |= json_array_append_new(deltas, delta_json(assess, &subject->deltas[k]));
  failed |= set(object, "waves", waves) | set(object, "deltas", deltas);
  if (subject->item.kind == LEDA_ITEM_STATEMENT) return whole(object, failed);
  failed |= set(object, "roles", leda_assess_roles_json(assess, index));
  failed |= set(object, "role_changes", leda_assess_role_changes_json(assess, index));
  failed |= set(object, "cohort", leda_assess_cohort_json(assess, index));
  failed |= set(object, "fade_out", leda_assess_fade_json(assess, index));
  return whole(object, failed);
}

static json_t *subjects_json(const leda_assess *assess, const leda_assess_view *view, size_t first,
                             size_t n) {
  json_t *array = json_array();
  int failed = array == NULL;
  for (size_t i = 0; i < n && !failed; i++)
    failed |= json_array_append_new(array, subject_json(assess, view, first + i));
  return whole(array, failed);
}

json_t *leda_assess_json(const leda_assess *assess, const leda_assess_view *view) {
  json_t *root = leda_json_document("assess");
  int failed = set(root, "instrument", json_string(view->instrument));
  failed |= set_number(root, "alpha", assess->options.alpha);
  failed |= set_number(root, "margin", assess->options.margin);
  failed |= set(root, "adjusted_for_role", json_boolean(assess->role_adjusted));
  failed |= set(root, "synthetic", json_boolean(assess->survey->n_synthetic > 0));
  failed |= set(root, "waves", waves_json(assess, view));
  failed |= set(root, "pairs", pairs_json(assess));
  failed |= set(root, "statements", subjects_json(assess, view, 0, assess->n_statements));
  failed |= set(root, "areas", subjects_json(assess, view, assess->n_statements, assess->n_areas));
  failed |= set(root, "overall", subject_json(assess, view, assess->n_subjects - 1));
  failed |= set(root, "roles", leda_assess_roles_json(assess, LEDA_ASSESS_STATEMENTS));
  failed |=
      set(root, "role_changes", leda_assess_role_changes_json(assess, LEDA_ASSESS_STATEMENTS));
  failed |= set(root, "cohort", leda_assess_cohort_json(assess, LEDA_ASSESS_STATEMENTS));
  failed |= set(root, "fade_out", leda_assess_fade_json(assess, LEDA_ASSESS_STATEMENTS));
  failed |= set(root, "reliability", leda_assess_reliability_json(assess));
  failed |= set(root, "warnings", leda_messages_json(&assess->warnings));
  return whole(root, failed);
}
