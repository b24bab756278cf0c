/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/verify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/published_order.h"
#include "engine/core/memory.h"
#include "stats/sprite.h"

/* ---- order ---- */

static int by_mean(const void *a, const void *b) {
  const leda_published_mean *l = ((const leda_verified_mean *)a)->mean;
  const leda_published_mean *r = ((const leda_verified_mean *)b)->mean;
  int order = leda_published_compare_labels(l->statement.label, r->statement.label);
  if (order == 0) order = leda_published_compare_labels(l->wave, r->wave);
  if (order == 0) order = strcmp(l->role, r->role);
  return order != 0 ? order : strcmp(l->cohort, r->cohort);
}

/* The same difference may be printed twice at one place: the order of the file decides. */
static int by_difference(const void *a, const void *b) {
  const leda_published_difference *l = ((const leda_difference_check *)a)->printed;
  const leda_published_difference *r = ((const leda_difference_check *)b)->printed;
  int order = leda_published_compare_labels(l->statement.label, r->statement.label);
  if (order == 0) order = leda_published_compare_labels(l->from, r->from);
  if (order == 0) order = leda_published_compare_labels(l->to, r->to);
  if (order == 0) order = strcmp(l->role, r->role);
  if (order == 0) order = strcmp(l->cohort, r->cohort);
  if (order == 0) order = strcmp(l->source, r->source);
  return order != 0 ? order : (l > r) - (l < r);
}

/* ---- means ---- */

static leda_printed printed_of(leda_decimal value) {
  return (leda_printed){value.units, value.decimals};
}

static void find_other_n(leda_verified_mean *found, const leda_printed_answers *printed) {
  long long n = printed->n;
  while (found->n_other < LEDA_VERIFY_OTHER_N) {
    n = leda_grim_largest_n(printed->scale, printed->mean, n - 1);
    if (n < 1) return;
    found->other_n[found->n_other++] = n;
  }
}

static leda_printed_answers answers_of(const leda_published_mean *mean, leda_answer_scale scale) {
  return (leda_printed_answers){
      .scale = scale, .n = mean->n, .mean = printed_of(mean->mean), .sd = printed_of(mean->sd)};
}

static void check_mean(leda_verified_mean *found, leda_answer_scale scale) {
  leda_printed_answers printed = answers_of(found->mean, scale);
  found->grim = leda_grim(scale, printed.mean, printed.n);
  if (found->mean->has_sd) found->grimmer = leda_grimmer(&printed);
  if (found->grimmer == LEDA_GRIM_IMPOSSIBLE) {
    leda_printed_answers by_n = printed;
    by_n.by_n = true;
    found->possible_by_n = leda_grimmer(&by_n) > LEDA_GRIM_IMPOSSIBLE;
  }
  leda_sd_range range = leda_grimmer_sd_range(&printed);
  found->sd_min = range.least;
  found->sd_max = range.most;
  if (found->grim == LEDA_GRIM_IMPOSSIBLE) find_other_n(found, &printed);
}

/* Examples depend on the seed and on the place in the sorted list alone. */
static leda_status draw_examples(leda_verified_mean *found, const leda_verify_options *options,
                                 uint64_t index, leda_error *err) {
  leda_answer_scale scale = options->scale;
  size_t width = (size_t)(scale.high - scale.low) + 1;
  leda_printed_answers printed = answers_of(found->mean, scale);
  found->examples = leda_calloc(options->examples * width, sizeof *found->examples);
  if (!found->examples) return leda_fail_memory(err);
  for (size_t i = 0; i < options->examples; i++) {
    leda_stream stream = leda_stream_start(options->seed, index * LEDA_VERIFY_EXAMPLES + i);
    if (!leda_sprite_draw(&printed, found->mean->has_sd, &stream,
                          &found->examples[found->n_examples * width]))
      break;
    found->n_examples++;
  }
  return LEDA_OK;
}

static leda_status check_means(leda_verify *verify, const leda_published *published,
                               leda_error *err) {
  verify->means = leda_calloc(published->n_means + 1, sizeof *verify->means);
  if (!verify->means) return leda_fail_memory(err);
  for (size_t i = 0; i < published->n_means; i++) verify->means[i].mean = &published->means[i];
  verify->n_means = published->n_means;
  qsort(verify->means, verify->n_means, sizeof *verify->means, by_mean);
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < verify->n_means && !status; i++) {
    check_mean(&verify->means[i], verify->options.scale);
    if (verify->options.examples > 0)
      status = draw_examples(&verify->means[i], &verify->options, i, err);
  }
  return status;
}

/* ---- differences and claims ---- */

static leda_status check_differences(leda_verify *verify, const leda_published *published,
                                     leda_error *err) {
  verify->differences = leda_calloc(published->n_differences + 1, sizeof *verify->differences);
  if (!verify->differences) return leda_fail_memory(err);
  verify->n_differences = published->n_differences;
  for (size_t i = 0; i < published->n_differences; i++)
    verify->differences[i] = leda_published_check_difference(published, &published->differences[i]);
  qsort(verify->differences, verify->n_differences, sizeof *verify->differences, by_difference);
  return LEDA_OK;
}

static leda_status check_claims(leda_verify *verify, const leda_published *published,
                                leda_error *err) {
  if (published->n_claims == 0) return LEDA_OK;
  leda_published_options options = {.from = verify->options.from,
                                    .to = verify->options.to,
                                    .scale_low = verify->options.scale.low,
                                    .scale_high = verify->options.scale.high,
                                    .alpha = 0.05};
  leda_status status = leda_published_change_run(&verify->change, published, &options, err);
  if (status) return status;
  verify->claims = leda_calloc(published->n_claims, sizeof *verify->claims);
  if (!verify->claims) return leda_fail_memory(err);
  verify->n_claims = published->n_claims;
  for (size_t i = 0; i < published->n_claims; i++)
    verify->claims[i] = leda_published_check_claim(&verify->change, &published->claims[i]);
  return LEDA_OK;
}

leda_status leda_verify_run(leda_verify *verify, const leda_published *published,
                            const leda_verify_options *options, leda_error *err) {
  *verify = (leda_verify){.options = *options};
  leda_status status = check_means(verify, published, err);
  if (!status) status = check_differences(verify, published, err);
  if (!status) status = check_claims(verify, published, err);
  if (status) leda_verify_clear(verify);
  return status;
}

void leda_verify_clear(leda_verify *verify) {
  if (!verify) return;
  for (size_t i = 0; i < verify->n_means; i++) leda_free(verify->means[i].examples);
  leda_free(verify->means);
  leda_free(verify->differences);
  leda_free(verify->claims);
  leda_published_change_clear(&verify->change);
  *verify = (leda_verify){0};
}

const char *leda_verify_token(leda_grim_verdict verdict) { return leda_grim_token(verdict); }
