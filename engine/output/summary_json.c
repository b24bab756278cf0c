/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/i18n.h"
#include "engine/output/json_write.h"
#include "engine/output/summary_output.h"

static int set(json_t *object, const char *key, json_t *value) {
  return json_object_set_new(object, key, value);
}

static int set_number(json_t *object, const char *key, double value) {
  return set(object, key, leda_json_number(value));
}

static int set_null(json_t *object, const char *const *keys) {
  int failed = 0;
  for (; *keys; keys++) failed |= set(object, *keys, json_null());
  return failed;
}

static json_t *done(json_t *object, int failed) {
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

static json_t *count_or_null(long long n) { return n > 0 ? json_integer(n) : json_null(); }

/* ---- waves ---- */

/* The n of a wave where all its means have the same, over all rows; 0 where they differ. */
static long long common_n(const leda_summary *summary, size_t wave) {
  long long n = -1;
  for (size_t i = 0; i < summary->n_rows; i++) {
    const leda_published_mean *mean = summary->rows[i].means[wave];
    if (!mean) continue;
    if (n >= 0 && mean->n != n) return 0;
    n = mean->n;
  }
  return n > 0 ? n : 0;
}

static json_t *waves_json(const leda_summary *summary) {
  json_t *waves = json_array();
  for (size_t i = 0; i < summary->options.waves.n; i++) {
    json_t *wave = json_object();
    int failed = set(wave, "wave", json_string(summary->options.waves.items[i]));
    failed |= set(wave, "n", count_or_null(common_n(summary, i)));
    json_array_append_new(waves, done(wave, failed));
  }
  return waves;
}

static json_t *mean_json(const leda_published_mean *mean) {
  static const char *const UNKNOWN[] = {"missing", "distribution", NULL};
  json_t *object = json_object();
  int failed = set(object, "wave", json_string(mean->wave));
  failed |= set(object, "n", count_or_null(mean->n));
  failed |= set_number(object, "mean", leda_decimal_value(mean->mean));
  failed |= set_number(object, "sd", mean->has_sd ? leda_decimal_value(mean->sd) : NAN);
  failed |= set_null(object, UNKNOWN);
  return done(object, failed);
}

/* ---- changes ---- */

static json_t *with_json(const leda_summary_options *options, const leda_summary_delta *delta) {
  if (isnan(options->sd)) return json_null();
  json_t *object = json_object();
  int failed = set_number(object, "sd", options->sd);
  failed |= set_number(object, "p", delta->with_p);
  failed |= set_number(object, "p_adjusted", delta->with_p_adjusted);
  failed |= set_number(object, "design_effect", delta->with_design_effect);
  return done(object, failed);
}

static json_t *vote_json(const leda_summary_vote *vote) {
  json_t *object = json_object();
  int failed = set_number(object, "normal", vote->n_pooled);
  failed |= set_number(object, "normal_lowest", vote->n_lowest);
  failed |= set_number(object, "normal_highest", vote->n_highest);
  failed |= set_number(object, "exact", vote->n_exact);
  failed |= set_number(object, "paired", vote->n_paired);
  return done(object, failed);
}

static json_t *delta_json(const leda_summary *summary, const leda_summary_delta *delta) {
  static const char *const UNKNOWN[] = {"cliffs_delta", "hedges_g", NULL};
  const leda_statement_change *change = &delta->change;
  json_t *object = json_object();
  int failed = set(object, "from", json_string(change->from->wave));
  failed |= set(object, "to", json_string(change->to->wave));
  failed |= set_number(object, "estimate", leda_decimal_value(change->difference));
  failed |= set_number(object, "rounding_lower", change->lower);
  failed |= set_number(object, "rounding_upper", change->upper);
  failed |= set_number(object, "se", delta->se);
  failed |= set_number(object, "df", delta->df);
  failed |= set_number(object, "lower", delta->lower);
  failed |= set_number(object, "upper", delta->upper);
  failed |= set_number(object, "p", delta->p);
  failed |= set_number(object, "p_adjusted", delta->p_adjusted);
  failed |= set(object, "sd_printed", json_boolean(delta->printed_sd));
  failed |= set_number(object, "sd_most_from", change->sd_from);
  failed |= set_number(object, "sd_most_to", change->sd_to);
  failed |= set_number(object, "sd_flip", delta->sd_flip);
  failed |= set_number(object, "design_effect", delta->design_effect);
  failed |= set(object, "with_sd", with_json(&summary->options, delta));
  if (summary->published->shares) failed |= set(object, "needed_n", vote_json(&delta->vote));
  failed |= set_null(object, UNKNOWN);
  failed |=
      set(object, "verdict", json_string(leda_summary_verdict_token(summary, delta->verdict)));
  return done(object, failed);
}

static const char *area_of(const leda_summary_view *view, leda_published_statement statement) {
  const leda_statement *found =
      view->instrument ? leda_instrument_find(view->instrument, statement.number) : NULL;
  return found ? found->area[LEDA_EN] : "";
}

static json_t *row_json(const leda_summary_view *view, const leda_summary_row *row) {
  const leda_summary *summary = view->summary;
  leda_published_statement statement = row->statement;
  json_t *object = json_object(), *waves = json_array(), *deltas = json_array();
  int failed = set(object, "nr", count_or_null(statement.number));
  failed |= set(object, "statement", json_string(statement.label));
  failed |= set(object, "text", json_string(leda_summary_label(view, statement, LEDA_EN)));
  failed |= set(object, "area", json_string(area_of(view, statement)));
  failed |= set(object, "role", json_string(row->role));
  failed |= set(object, "cohort", json_string(row->cohort));
  for (size_t i = 0; i < summary->options.waves.n; i++)
    if (row->means[i]) failed |= json_array_append_new(waves, mean_json(row->means[i]));
  for (size_t k = 0; k < summary->n_pairs; k++)
    if (row->deltas[k].change.from)
      failed |= json_array_append_new(deltas, delta_json(summary, &row->deltas[k]));
  failed |= set(object, "waves", waves);
  failed |= set(object, "deltas", deltas);
  return done(object, failed);
}

static json_t *kept_json(const leda_summary_row *row) {
  static const char *const UNKNOWN[] = {"estimate", "p", NULL};
  json_t *object = json_object();
  int failed = set(object, "statement", json_string(row->statement.label));
  failed |= set(object, "role", json_string(row->role));
  failed |= set(object, "cohort", json_string(row->cohort));
  failed |= set_number(object, "kept", row->kept);
  failed |= set_number(object, "rounding_lower", row->kept_lower);
  failed |= set_number(object, "rounding_upper", row->kept_upper);
  failed |= set_null(object, (const char *const[]){"lower", "upper", NULL});
  failed |= set_null(object, UNKNOWN);
  failed |= set(object, "verdict", json_string("cannot-tell"));
  return done(object, failed);
}

static json_t *cohort_json(const leda_summary *summary, const leda_summary_cohort *item) {
  const leda_summary_pair *pair = &summary->pairs[item->pair];
  const struct {
    const char *key;
    double value;
  } numbers[] = {{"others_from", item->others_from},
                 {"others_to", item->others_to},
                 {"baseline", item->baseline},
                 {"did", item->did},
                 {"rounding_lower", item->rounding_lower},
                 {"rounding_upper", item->rounding_upper},
                 {"se", item->se},
                 {"df", NAN},
                 {"lower", item->lower},
                 {"upper", item->upper},
                 {"p", item->p},
                 {"p_adjusted", item->p_adjusted}};
  json_t *object = json_object();
  int failed = set(object, "statement", json_string(item->part->statement.label));
  failed |= set(object, "role", json_string(item->part->role));
  failed |= set(object, "cohort", json_string(item->part->cohort));
  failed |= set(object, "from", json_string(summary->options.waves.items[pair->from]));
  failed |= set(object, "to", json_string(summary->options.waves.items[pair->to]));
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    failed |= set_number(object, numbers[i].key, numbers[i].value);
  return done(object, failed);
}

static json_t *block_json(const leda_summary *summary, const leda_summary_block *block) {
  const leda_summary_pair *pair = &summary->pairs[block->pair];
  bool with = !isnan(summary->options.sd);
  json_t *object = json_object();
  int failed = set(object, "from", json_string(summary->options.waves.items[pair->from]));
  failed |= set(object, "to", json_string(summary->options.waves.items[pair->to]));
  failed |= set(object, "role", json_string(block->role));
  failed |= set(object, "cohort", json_string(block->cohort));
  const struct {
    const char *key;
    size_t value;
    bool known;
  } counts[] = {
      {"statements", block->n, true},
      {"rises", block->rises, true},
      {"falls", block->falls, true},
      {"tested", block->tested, true},
      {"more_than_noise", block->more_than_noise, block->tested > 0},
      {"more_than_noise_holm", block->more_than_noise_holm, block->tested > 0},
      {"no_change", block->no_change, block->tested > 0},
      {"noise_anyway", block->noise_anyway, block->tested > 0},
      {"with_sd_more_than_noise", block->with_more, with && block->tested > 0},
      {"with_sd_more_than_noise_holm", block->with_more_holm, with && block->tested > 0},
  };
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    failed |= set(object, counts[i].key,
                  counts[i].known ? json_integer((json_int_t)counts[i].value) : json_null());
  failed |= set_number(object, "mean_difference", block->mean_difference);
  failed |= set_number(object, "sign_test_p", block->p_sign);
  return done(object, failed);
}

/* ---- the document ---- */

static json_t *warnings_json(const leda_summary_view *view) {
  const leda_summary *summary = view->summary;
  bool no_n = false;
  for (size_t i = 0; i < summary->n_blocks; i++)
    no_n = no_n || summary->blocks[i].tested < summary->blocks[i].n;
  const struct {
    bool met;
    const char *text;
  } all[] = {
      {true, _("answers are taken as independent, which persons of one municipality are not; "
               "design_effect is how much that may matter before the change is noise")},
      {true,
       _("statements are answered by the same persons, so that a sign test over them says less "
         "than its p")},
      {true, _("means do not tell what is null here: distributions, effect sizes, reliability, "
               "areas, and roles against each other")},
      {view->cohorts->n > 0,
       _("others are all less the group, by the numbers of answers stated; a group that was chosen "
         "because it stood low or high moves towards the others by itself")},
      {summary->impossible > 0,
       _("some means are impossible with the number of answers stated: fewer answered, and p and "
         "intervals are a little too small; leda verify tells which")},
      {no_n, _("where the number of answers is not given no p can be had")},
  };
  json_t *warnings = json_array();
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (all[i].met) json_array_append_new(warnings, json_string(all[i].text));
  return warnings;
}

static int set_lists(const leda_summary_view *view, json_t *document) {
  const leda_summary *summary = view->summary;
  json_t *statements = json_array(), *kept = json_array(), *blocks = json_array();
  json_t *cohorts = json_array();
  int failed = 0;
  for (size_t i = 0; i < summary->n_rows; i++) {
    failed |= json_array_append_new(statements, row_json(view, &summary->rows[i]));
    if (!isnan(summary->rows[i].kept))
      failed |= json_array_append_new(kept, kept_json(&summary->rows[i]));
  }
  for (size_t i = 0; i < summary->n_blocks; i++)
    failed |= json_array_append_new(blocks, block_json(summary, &summary->blocks[i]));
  for (size_t i = 0; i < view->cohorts->n; i++)
    failed |= json_array_append_new(cohorts, cohort_json(summary, &view->cohorts->items[i]));
  failed |= set(document, "statements", statements);
  failed |= set(document, "changes", blocks);
  failed |= set(document, "areas", json_array());
  failed |= set(document, "overall", json_null());
  failed |= set(document, "roles", json_array());
  failed |= set(document, "cohort", cohorts);
  failed |= set(document, "fade_out", kept);
  failed |= set(document, "reliability", json_null());
  return failed;
}

int leda_summary_json(const leda_summary_view *view, json_t *document) {
  const leda_summary *summary = view->summary;
  leda_answer_scale scale = summary->options.scale;
  int failed = set(document, "summary", json_true());
  failed |= set(document, "instrument",
                view->instrument_name ? json_string(view->instrument_name) : json_null());
  failed |= set(document, "scale", json_pack("{s:i, s:i}", "low", scale.low, "high", scale.high));
  failed |= set_number(document, "alpha", summary->options.alpha);
  failed |= set_number(document, "margin", summary->options.margin);
  failed |= set(document, "waves", waves_json(summary));
  failed |= set_lists(view, document);
  failed |= set(document, "warnings", warnings_json(view));
  return failed;
}
