/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/i18n.h"
#include "engine/output/json_write.h"
#include "engine/output/verify_output.h"

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static json_t *text_or_null(const char *text) { return text ? json_string(text) : json_null(); }

static json_t *decimal(leda_decimal value) { return leda_json_number(leda_decimal_value(value)); }

static json_t *counts(const long long *items, size_t n) {
  json_t *array = json_array();
  for (size_t i = 0; i < n; i++) json_array_append_new(array, json_integer(items[i]));
  return array;
}

static json_t *mean_json(const leda_verify *verify, const leda_verified_mean *found) {
  const leda_published_mean *mean = found->mean;
  size_t width = (size_t)(verify->options.scale.high - verify->options.scale.low) + 1;
  json_t *object = json_object();
  int failed = set(object, "statement", json_string(mean->statement.label));
  failed |= set(object, "wave", json_string(mean->wave));
  failed |= set(object, "role", json_string(mean->role));
  failed |= set(object, "cohort", json_string(mean->cohort));
  failed |= set(object, "n", mean->n > 0 ? json_integer(mean->n) : json_null());
  failed |= set(object, "mean", decimal(mean->mean));
  failed |= set(object, "decimals", json_integer(mean->mean.decimals));
  failed |= set(object, "grim", text_or_null(leda_verify_token(found->grim)));
  failed |= set(object, "possible_n", counts(found->other_n, found->n_other));
  failed |= set(object, "sd", mean->has_sd ? decimal(mean->sd) : json_null());
  failed |= set(object, "grimmer", text_or_null(leda_verify_token(found->grimmer)));
  failed |= set(object, "possible_by_n", json_boolean(found->possible_by_n));
  failed |= set(object, "sd_min", leda_json_number(found->sd_min));
  failed |= set(object, "sd_max", leda_json_number(found->sd_max));
  if (verify->options.examples > 0) {
    json_t *examples = json_array();
    for (size_t i = 0; i < found->n_examples; i++)
      json_array_append_new(examples, counts(&found->examples[i * width], width));
    failed |= set(object, "examples", examples);
  }
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *difference_json(const leda_difference_check *check) {
  const leda_published_difference *printed = check->printed;
  bool known = check->consistent != LEDA_CONSISTENT_UNKNOWN;
  json_t *object = json_object();
  int failed = set(object, "statement", json_string(printed->statement.label));
  failed |= set(object, "from", json_string(printed->from));
  failed |= set(object, "to", json_string(printed->to));
  failed |= set(object, "role", json_string(printed->role));
  failed |= set(object, "cohort", json_string(printed->cohort));
  failed |= set(object, "source", json_string(printed->source));
  failed |= set(object, "printed", decimal(printed->difference));
  failed |= set(object, "computed", known ? decimal(check->computed) : json_null());
  failed |= set(object, "consistent",
                known ? json_string(leda_consistency_token(check->consistent)) : json_null());
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *rank_json(bool known, size_t place) {
  return known && place > 0 ? json_integer((json_int_t)place) : json_null();
}

static json_t *claim_json(const leda_claim_check *check) {
  const leda_published_claim *claim = check->claim;
  bool found = check->outcome != LEDA_CLAIM_UNKNOWN;
  json_t *object = json_object();
  int failed = set(object, "kind", json_string(leda_claim_kind_token(claim->kind)));
  failed |= set(object, "text", json_string(claim->text[LEDA_EN]));
  failed |= set(object, "statement", json_string(claim->statement.label));
  failed |= set(object, "wave", json_string(claim->wave));
  failed |= set(object, "rank_from", rank_json(true, claim->rank_from));
  failed |= set(object, "rank_to", rank_json(true, claim->rank_to));
  failed |= set(object, "found_from", rank_json(found, check->found.best));
  failed |= set(object, "found_to", rank_json(found, check->found.worst));
  failed |= set(object, "holds",
                found ? json_string(leda_claim_outcome_token(check->outcome)) : json_null());
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

/* Why something is null. */
static json_t *warnings_json(const leda_verify *verify) {
  json_t *warnings = json_array();
  bool n = false, single = false, mean = false, claim = false, sd = false, impossible = false;
  for (size_t i = 0; i < verify->n_means; i++) {
    n = n || verify->means[i].mean->n == 0;
    single = single || verify->means[i].mean->n == 1;
    sd = sd || !verify->means[i].mean->has_sd;
    impossible = impossible || verify->means[i].grim == LEDA_GRIM_IMPOSSIBLE;
  }
  for (size_t i = 0; i < verify->n_differences; i++)
    mean = mean || verify->differences[i].consistent == LEDA_CONSISTENT_UNKNOWN;
  for (size_t i = 0; i < verify->n_claims; i++)
    claim = claim || verify->claims[i].outcome == LEDA_CLAIM_UNKNOWN;
  const struct {
    bool met;
    const char *text;
  } reasons[] = {
      {n, _("where n is not given it cannot be told whether a mean is possible")},
      {sd, _("where no standard deviation is printed there is none to check")},
      {impossible, _("an impossible mean has no range of standard deviations")},
      {single, _("one answer has no standard deviation")},
      {mean, _("a difference whose two means are not both given cannot be checked")},
      {claim, _("a claim about a statement or wave that is not there cannot be checked")},
  };
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (reasons[i].met) json_array_append_new(warnings, json_string(reasons[i].text));
  return warnings;
}

int leda_verify_json(const leda_verify_view *view, json_t *document) {
  const leda_verify *verify = view->verify;
  json_t *means = json_array(), *differences = json_array(), *claims = json_array();
  int failed = 0;
  for (size_t i = 0; i < verify->n_means; i++)
    failed |= json_array_append_new(means, mean_json(verify, &verify->means[i]));
  for (size_t i = 0; i < verify->n_differences; i++)
    failed |= json_array_append_new(differences, difference_json(&verify->differences[i]));
  for (size_t i = 0; i < verify->n_claims; i++)
    failed |= json_array_append_new(claims, claim_json(&verify->claims[i]));
  failed |= set(document, "scale",
                json_pack("{s:i, s:i}", "low", verify->options.scale.low, "high",
                          verify->options.scale.high));
  failed |= set(document, "means", means);
  failed |= set(document, "differences", differences);
  failed |= set(document, "claims", claims);
  failed |= set(document, "warnings", warnings_json(verify));
  return failed;
}
