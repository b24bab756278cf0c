/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads bytes as published means, checks them, and compares the waves A and B and all waves; the first
   byte may say that the rest is a list of differences or claims, to be held against a fixed table. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/published_cohort.h"
#include "engine/analysis/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition) {
  if (!condition) abort();
}

static leda_status add(leda_published *published, leda_published_part part, leda_bytes source) {
  leda_messages log = {0};
  leda_error err = leda_error_none();
  leda_status status = leda_published_parse(published, part, source, &log, &err);
  require(status == LEDA_OK || err.message[0] != '\0');
  leda_messages_clear(&log);
  return status;
}

static void check(const leda_published *published) {
  static const leda_published_options OPTIONS = {
      .from = "A", .to = "B", .scale_low = 1, .scale_high = 7, .alpha = 0.05};
  leda_published_change change;
  if (leda_published_change_run(&change, published, &OPTIONS, NULL) != LEDA_OK) return;
  require(change.n > 0 && change.rises + change.falls <= change.n);
  require(change.more_than_noise_holm <= change.more_than_noise);
  for (size_t i = 0; i < change.n; i++) {
    const leda_statement_change *item = &change.items[i];
    require(item->lower <= item->upper && !(item->p < 0 || item->p > 1));
    for (size_t column = 0; column < LEDA_COLUMN_COUNT; column++)
      require(item->rank[column].best >= 1 && item->rank[column].best <= item->rank[column].worst &&
              item->rank[column].worst <= change.n);
  }
  for (size_t i = 0; i < published->n_claims; i++)
    leda_published_check_claim(&change, &published->claims[i]);
  leda_published_change_clear(&change);
}

/* What can be said of a mean alone does not contradict what can be said of it with its sd. */
static void verify(const leda_published *published) {
  leda_verify_options options = {.scale = {1, 7}, .examples = 1, .seed = 1, .from = "A", .to = "B"};
  if (published->shares) options.scale = (leda_answer_scale){0, 1};
  leda_verify result;
  if (leda_verify_run(&result, published, &options, NULL) != LEDA_OK) return;
  for (size_t i = 0; i < result.n_means; i++) {
    const leda_verified_mean *found = &result.means[i];
    bool possible = found->grim > LEDA_GRIM_IMPOSSIBLE;
    require(possible || found->grimmer <= LEDA_GRIM_IMPOSSIBLE);
    require(possible || (isnan(found->sd_min) && found->n_examples == 0));
    require(!(found->sd_min > found->sd_max));
    require(found->n_other == 0 || found->grim == LEDA_GRIM_IMPOSSIBLE);
  }
  leda_verify_clear(&result);
}

static void summarise(const leda_published *published) {
  leda_summary_options options = {.scale = {1, 7}, .alpha = 0.05, .sd = 1.5};
  if (published->shares) options.scale = (leda_answer_scale){0, 1};
  leda_summary summary;
  bool in_time;
  if (leda_published_waves_find(&options.waves, published, NULL, &in_time, NULL) != LEDA_OK) return;
  if (leda_summary_run(&summary, published, &options, NULL) == LEDA_OK) {
    for (size_t i = 0; i < summary.n_blocks; i++)
      require(summary.blocks[i].more_than_noise_holm <= summary.blocks[i].more_than_noise);
    leda_summary_cohorts cohorts;
    if (leda_summary_cohorts_run(&cohorts, &summary, NULL) == LEDA_OK)
      for (size_t i = 0; i < cohorts.n; i++)
        require(cohorts.items[i].lower <= cohorts.items[i].rounding_lower);
    leda_summary_cohorts_clear(&cohorts);
    leda_summary_clear(&summary);
  }
  leda_published_waves_clear(&options.waves);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char TABLE[] = "statement,wave,n,mean\n1,A,9,4.00\n1,B,9,4.50\n2,A,9,3\n2,B,9,5\n";
  leda_published published = {0};
  leda_published_part part = LEDA_PUBLISHED_MEANS;
  if (size > 0 && data[0] == 'D') part = LEDA_PUBLISHED_DIFFERENCES;
  if (size > 0 && data[0] == 'C') part = LEDA_PUBLISHED_CLAIMS;
  size_t skip = part != LEDA_PUBLISHED_MEANS;
  leda_status status = LEDA_OK;
  if (skip)
    status =
        add(&published, LEDA_PUBLISHED_MEANS, (leda_bytes){"table.csv", TABLE, sizeof TABLE - 1});
  require(status == LEDA_OK);
  leda_bytes source = {"input.csv", (const char *)data + skip, size - skip};
  if (add(&published, part, source) == LEDA_OK) {
    for (size_t i = 0; i < published.n_differences; i++)
      leda_published_check_difference(&published, &published.differences[i]);
    check(&published);
    verify(&published);
    summarise(&published);
  }
  leda_published_clear(&published);
  return 0;
}
