/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/published_summary.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/published_delta.h"
#include "engine/analysis/published_order.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/adjust.h"

/* ---- rows ---- */

static int by_row(const void *a, const void *b) {
  const leda_published_mean *l = *(const leda_published_mean *const *)a;
  const leda_published_mean *r = *(const leda_published_mean *const *)b;
  int order = strcmp(l->role, r->role);
  if (order == 0) order = strcmp(l->cohort, r->cohort);
  if (order == 0) order = leda_published_compare_labels(l->statement.label, r->statement.label);
  return order != 0 ? order : (l > r) - (l < r);
}

static bool same_group(const char *role, const char *cohort, const leda_summary_row *row) {
  return strcmp(role, row->role) == 0 && strcmp(cohort, row->cohort) == 0;
}

static bool same_row(const leda_summary_row *row, const leda_published_mean *mean) {
  return same_group(mean->role, mean->cohort, row) &&
         strcmp(row->statement.label, mean->statement.label) == 0;
}

static size_t wave_of(const leda_published_waves *waves, const char *wave) {
  size_t i = 0;
  while (i < waves->n && strcmp(waves->items[i], wave) != 0) i++;
  return i;
}

/* Means of waves that nobody asked for are left out. */
static void add_rows(leda_summary *summary, const leda_published_mean **sorted, size_t n) {
  size_t n_waves = summary->options.waves.n;
  const leda_published_mean **means = summary->memory[1];
  leda_summary_delta *deltas = summary->memory[2];
  for (size_t i = 0; i < n; i++) {
    size_t wave = wave_of(&summary->options.waves, sorted[i]->wave);
    leda_summary_row *row = &summary->rows[summary->n_rows];
    if (summary->n_rows > 0 && same_row(row - 1, sorted[i])) {
      row--;
    } else {
      *row = (leda_summary_row){.statement = sorted[i]->statement,
                                .role = sorted[i]->role,
                                .cohort = sorted[i]->cohort,
                                .means = &means[summary->n_rows * n_waves],
                                .deltas = &deltas[summary->n_rows * summary->n_pairs]};
      summary->n_rows++;
    }
    row->means[wave] = sorted[i];
    leda_printed mean = {sorted[i]->mean.units, sorted[i]->mean.decimals};
    summary->impossible +=
        leda_grim(summary->options.scale, mean, sorted[i]->n) == LEDA_GRIM_IMPOSSIBLE;
  }
}

static leda_status make_rows(leda_summary *summary, leda_error *err) {
  const leda_published *published = summary->published;
  const leda_published_mean **sorted = leda_calloc(published->n_means + 1, sizeof *sorted);
  size_t n = 0, n_waves = summary->options.waves.n;
  if (!sorted) return leda_fail_memory(err);
  for (size_t i = 0; i < published->n_means; i++)
    if (wave_of(&summary->options.waves, published->means[i].wave) < n_waves)
      sorted[n++] = &published->means[i];
  qsort(sorted, n, sizeof *sorted, by_row);
  summary->memory[0] = summary->rows = leda_calloc(n + 1, sizeof *summary->rows);
  summary->memory[1] = leda_calloc((n + 1) * n_waves, sizeof *sorted);
  summary->memory[2] = leda_calloc((n + 1) * summary->n_pairs, sizeof(leda_summary_delta));
  bool good = summary->memory[0] && summary->memory[1] && summary->memory[2];
  if (good) add_rows(summary, sorted, n);
  leda_free(sorted);
  return good ? LEDA_OK : leda_fail_memory(err);
}

static void compare_rows(leda_summary *summary) {
  for (size_t i = 0; i < summary->n_rows; i++) {
    leda_summary_row *row = &summary->rows[i];
    for (size_t k = 0; k < summary->n_pairs; k++)
      row->deltas[k] =
          leda_summary_compare(row->means[summary->pairs[k].from], row->means[summary->pairs[k].to],
                               summary->published->shares, &summary->options);
    leda_summary_keep(row, summary->options.waves.n);
  }
}

/* ---- blocks ---- */

static leda_summary_delta *delta_of(const leda_summary *summary, const leda_summary_block *block,
                                    size_t i) {
  return &summary->rows[block->first_row + i].deltas[block->pair];
}

/* Binomial sign test; ties are left out. */
static double sign_test(size_t rises, size_t falls) {
  size_t n = rises + falls, most = rises > falls ? rises : falls;
  if (n == 0) return NAN;
  double tail = most == 0 ? 1 : gsl_cdf_binomial_Q((unsigned)most - 1, 0.5, (unsigned)n);
  return fmin(1, 2 * tail);
}

/* Two one-sided tests (Schuirmann 1987) with the rounding bound that is further from 0. */
static bool is_small(const leda_summary_delta *delta, const leda_summary_options *options) {
  double size = fmax(fabs(delta->change.lower), fabs(delta->change.upper));
  double critical = isnan(delta->df) ? gsl_cdf_ugaussian_Qinv(options->alpha)
                                     : gsl_cdf_tdist_Qinv(options->alpha, delta->df);
  return size + critical * delta->se <= options->margin;
}

static leda_summary_verdict verdict_of(const leda_summary *summary,
                                       const leda_summary_delta *delta) {
  if (delta->p_adjusted <= summary->options.alpha)
    return delta->change.difference.units > 0 ? LEDA_SUMMARY_IMPROVED : LEDA_SUMMARY_WORSE;
  bool small = !summary->published->shares && is_small(delta, &summary->options);
  return small ? LEDA_SUMMARY_NO_CHANGE : LEDA_SUMMARY_CANNOT_TELL;
}

static void judge(const leda_summary *summary, leda_summary_delta *delta,
                  leda_summary_block *block) {
  double alpha = summary->options.alpha;
  delta->verdict = verdict_of(summary, delta);
  block->tested += delta->p >= 0;
  block->more_than_noise += delta->p <= alpha;
  block->more_than_noise_holm += delta->p_adjusted <= alpha;
  block->with_more += delta->with_p <= alpha;
  block->with_more_holm += delta->with_p_adjusted <= alpha;
  block->noise_anyway += delta->sd_flip < delta->sd_least;
  block->no_change += delta->verdict == LEDA_SUMMARY_NO_CHANGE;
}

/* A p that is NaN stays so and counts for nothing (adjust.h). */
static leda_status adjust(const leda_summary *summary, leda_summary_block *block, leda_error *err) {
  size_t n = block->n_rows;
  double *p = leda_calloc(2 * n + 1, sizeof *p);
  if (!p) return leda_fail_memory(err);
  for (size_t i = 0; i < n; i++) {
    p[i] = delta_of(summary, block, i)->p;
    p[n + i] = delta_of(summary, block, i)->with_p;
  }
  int failed = leda_adjust_p(LEDA_ADJUST_HOLM, p, n, p);
  failed |= leda_adjust_p(LEDA_ADJUST_HOLM, p + n, n, p + n);
  for (size_t i = 0; i < n && !failed; i++) {
    delta_of(summary, block, i)->p_adjusted = p[i];
    delta_of(summary, block, i)->with_p_adjusted = p[n + i];
  }
  leda_free(p);
  return failed ? leda_fail_memory(err) : LEDA_OK;
}

static leda_status fill_block(const leda_summary *summary, leda_summary_block *block,
                              leda_error *err) {
  double sum = 0;
  for (size_t i = 0; i < block->n_rows; i++) {
    const leda_statement_change *change = &delta_of(summary, block, i)->change;
    if (!change->from) continue;
    block->n++;
    block->rises += change->difference.units > 0;
    block->falls += change->difference.units < 0;
    sum += leda_decimal_value(change->difference);
  }
  block->p_sign = sign_test(block->rises, block->falls);
  block->mean_difference = block->n > 0 ? sum / (double)block->n : NAN;
  leda_status status = adjust(summary, block, err);
  for (size_t i = 0; i < block->n_rows && !status; i++)
    judge(summary, delta_of(summary, block, i), block);
  return status;
}

/* Blocks without a statement in both waves are left out. */
static leda_status make_blocks(leda_summary *summary, leda_error *err) {
  summary->blocks = leda_calloc(summary->n_rows * summary->n_pairs + 1, sizeof *summary->blocks);
  if (!summary->blocks) return leda_fail_memory(err);
  for (size_t first = 0, last; first < summary->n_rows; first = last) {
    const leda_summary_row *row = &summary->rows[first];
    for (last = first + 1;
         last < summary->n_rows && same_group(row->role, row->cohort, &summary->rows[last]);)
      last++;
    for (size_t pair = 0; pair < summary->n_pairs; pair++) {
      leda_summary_block *block = &summary->blocks[summary->n_blocks];
      *block = (leda_summary_block){.role = row->role,
                                    .cohort = row->cohort,
                                    .pair = pair,
                                    .first_row = first,
                                    .n_rows = last - first};
      if (fill_block(summary, block, err)) return LEDA_ERR_MEMORY;
      summary->n_blocks += block->n > 0;
    }
  }
  return LEDA_OK;
}

static leda_status make_pairs(leda_summary *summary, leda_error *err) {
  size_t n = summary->options.waves.n;
  summary->pairs = leda_calloc(n + 1, sizeof *summary->pairs);
  if (!summary->pairs) return leda_fail_memory(err);
  for (size_t i = 0; i + 1 < n; i++)
    summary->pairs[summary->n_pairs++] = (leda_summary_pair){i, i + 1};
  if (n > 2) summary->pairs[summary->n_pairs++] = (leda_summary_pair){0, n - 1};
  return LEDA_OK;
}

leda_status leda_summary_run(leda_summary *summary, const leda_published *published,
                             const leda_summary_options *options, leda_error *err) {
  *summary = (leda_summary){.published = published, .options = *options};
  leda_place place = {.file = published->sheets[0].file};
  if (options->waves.n < 2)
    return leda_fail_at(err, place, "%s", _("there is one wave only, and no change to assess"));
  leda_status status = make_pairs(summary, err);
  if (!status) status = make_rows(summary, err);
  if (!status) {
    compare_rows(summary);
    status = make_blocks(summary, err);
  }
  if (!status && summary->n_blocks == 0)
    status =
        leda_fail_at(err, place, "%s",
                     _("no statement has means in two of the waves, with one role and cohort"));
  if (status) leda_summary_clear(summary);
  return status;
}

void leda_summary_clear(leda_summary *summary) {
  if (!summary) return;
  for (size_t i = 0; i < 3; i++) leda_free(summary->memory[i]);
  leda_free(summary->pairs);
  leda_free(summary->blocks);
  *summary = (leda_summary){0};
}

const char *leda_summary_verdict_token(const leda_summary *summary, leda_summary_verdict verdict) {
  static const char *const TOKENS[2][4] = {{"cannot-tell", "improved", "worse", "no-change"},
                                           {"cannot-tell", "risen", "fallen", "no-change"}};
  return TOKENS[summary->published->shares][verdict];
}
