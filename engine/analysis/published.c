/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/published.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

/* ---- the worst case of one statement ---- */

static double largest_sd(const leda_published_mean *mean, const leda_published_options *options) {
  if (mean->n < 2) return NAN;
  double low = options->scale_low, high = options->scale_high, middle = (low + high) / 2;
  double value = leda_decimal_value(mean->mean), half = leda_decimal_half_step(mean->mean);
  /* The bound is largest at the middle of the scale: go there as far as rounding allows. */
  double m = fabs(value - middle) <= half ? middle : value < middle ? value + half : value - half;
  double n = (double)mean->n;
  return sqrt((m - low) * (high - m) * n / (n - 1));
}

static void judge(leda_statement_change *item, const leda_published_options *options) {
  item->sd_from = largest_sd(item->from, options);
  item->sd_to = largest_sd(item->to, options);
  double se = sqrt(item->sd_from * item->sd_from / (double)item->from->n +
                   item->sd_to * item->sd_to / (double)item->to->n);
  double size = fmax(0, fmax(item->lower, -item->upper));
  item->z = se > 0 ? size / se : NAN;
  item->p = 2 * gsl_cdf_ugaussian_Q(item->z);
  item->more_than_noise = item->p <= options->alpha;
}

/* The difference with half a step of each mean added `sign` times, without a rounding of its own where
   the decimals have room for the half steps. */
static double rounding_bound(const leda_statement_change *item, int sign) {
  leda_decimal from = item->from->mean, to = item->to->mean;
  if (item->difference.decimals >= LEDA_DECIMALS_MOST)
    return leda_decimal_value(item->difference) +
           sign * (leda_decimal_half_step(from) + leda_decimal_half_step(to));
  leda_decimal bound = item->difference;
  const leda_decimal halves[] = {{-5 * sign, from.decimals + 1}, {-5 * sign, to.decimals + 1}};
  for (size_t i = 0; i < 2; i++) bound = leda_decimal_subtract(bound, halves[i]);
  return leda_decimal_value(bound);
}

void leda_published_compare(leda_statement_change *item, const leda_published_options *options) {
  item->difference = leda_decimal_subtract(item->to->mean, item->from->mean);
  item->lower = rounding_bound(item, -1);
  item->upper = rounding_bound(item, 1);
  judge(item, options);
}

/* ---- the column that an item stands in ---- */

static leda_decimal column_value(const leda_statement_change *item, size_t column) {
  if (column == LEDA_COLUMN_FROM) return item->from->mean;
  return column == LEDA_COLUMN_TO ? item->to->mean : item->difference;
}

static void rank(leda_published_change *change, size_t at, size_t column) {
  leda_statement_change *item = &change->items[at];
  size_t above = 0, equal = 0;
  for (size_t i = 0; i < change->n; i++) {
    int order =
        leda_decimal_compare(column_value(&change->items[i], column), column_value(item, column));
    above += order > 0;
    equal += order == 0;
  }
  item->rank[column] = (leda_rank){above + 1, above + equal};
  item->highest[column] = above == 0;
  item->lowest[column] = above + equal == change->n;
}

static void count(leda_published_change *change) {
  leda_decimal zero = {0};
  for (size_t i = 0; i < change->n; i++) {
    const leda_statement_change *item = &change->items[i];
    int order = leda_decimal_compare(item->difference, zero);
    change->rises += order > 0;
    change->falls += order < 0;
    change->more_than_noise += item->more_than_noise;
    for (size_t column = 0; column < LEDA_COLUMN_COUNT; column++) rank(change, i, column);
  }
}

/* Holm (1979): the k-th smallest p is held against alpha / (n - k + 1), until one fails. */
static size_t count_holm(const double *sorted, size_t n, double alpha) {
  size_t k = 0;
  while (k < n && sorted[k] <= alpha / (double)(n - k)) k++;
  return k;
}

static leda_status summarise(leda_published_change *change, leda_error *err) {
  size_t n = change->n;
  double *work = leda_calloc(6 * n, sizeof *work);
  if (!work) return leda_fail_memory(err);
  double *columns[LEDA_COLUMN_COUNT] = {work, work + n, work + 2 * n};
  double *p = work + 3 * n, *scratch = work + 4 * n;
  for (size_t column = 0; column < LEDA_COLUMN_COUNT; column++) {
    for (size_t i = 0; i < n; i++)
      columns[column][i] = leda_decimal_value(column_value(&change->items[i], column));
    change->mean[column] = gsl_stats_mean(columns[column], 1, n);
  }
  for (size_t i = 0; i < n; i++) p[i] = isnan(change->items[i].p) ? 1 : change->items[i].p;
  gsl_sort(p, 1, n);
  change->more_than_noise_holm = count_holm(p, n, change->options.alpha);
  change->spearman = NAN;
  change->sd_difference = NAN;
  if (n > 1) {
    change->spearman = gsl_stats_spearman(columns[0], 1, columns[1], 1, n, scratch);
    change->sd_difference = gsl_stats_sd(columns[2], 1, n);
  }
  gsl_sort(columns[2], 1, n);
  change->median_difference = gsl_stats_median_from_sorted_data(columns[2], 1, n);
  leda_free(work);
  return LEDA_OK;
}

static bool same(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : "") == 0; }

leda_status leda_published_change_run(leda_published_change *change,
                                      const leda_published *published,
                                      const leda_published_options *options, leda_error *err) {
  *change = (leda_published_change){.options = *options};
  change->items = leda_calloc(published->n_means + 1, sizeof *change->items);
  if (!change->items) return leda_fail_memory(err);
  for (size_t i = 0; i < published->n_means; i++) {
    const leda_published_mean *from = &published->means[i];
    if (!same(from->wave, options->from) || !same(from->role, options->role) ||
        !same(from->cohort, options->cohort))
      continue;
    leda_published_key key = {from->statement.label, options->to, options->role, options->cohort};
    const leda_published_mean *to = leda_published_find(published, key);
    if (!to) continue;
    leda_statement_change *item = &change->items[change->n++];
    *item = (leda_statement_change){.statement = from->statement, .from = from, .to = to};
    leda_published_compare(item, options);
  }
  leda_status status = LEDA_OK;
  if (change->n == 0)
    status =
        leda_fail_at(err, (leda_place){.file = published->sheets[0].file},
                     _("no statement has a mean in both %s and %s"), options->from, options->to);
  if (!status) status = summarise(change, err);
  if (!status) count(change);
  if (status) leda_published_change_clear(change);
  return status;
}

void leda_published_change_clear(leda_published_change *change) {
  if (!change) return;
  leda_free(change->items);
  *change = (leda_published_change){0};
}

leda_difference_check leda_published_check_difference(const leda_published *published,
                                                      const leda_published_difference *printed) {
  leda_difference_check check = {.printed = printed, .consistent = LEDA_CONSISTENT_UNKNOWN};
  leda_published_key key = {printed->statement.label, printed->from, printed->role,
                            printed->cohort};
  const leda_published_mean *from = leda_published_find(published, key);
  key.wave = printed->to;
  const leda_published_mean *to = leda_published_find(published, key);
  if (!from || !to) return check;
  check.computed = leda_decimal_subtract(to->mean, from->mean);
  leda_decimal off = leda_decimal_subtract(printed->difference, check.computed);
  if (off.units == 0) {
    check.consistent = LEDA_CONSISTENT_YES;
    return check;
  }
  /* In half steps of the finest decimal everything is a whole number: no rounding of ours. */
  int finest = off.decimals;
  leda_decimal steps[3] = {
      {1, from->mean.decimals}, {1, to->mean.decimals}, {1, printed->difference.decimals}};
  int64_t reach = 0, twice = off.units < 0 ? -2 * off.units : 2 * off.units;
  for (size_t i = 0; i < 3; i++) reach += leda_decimal_rescale(steps[i], finest).units;
  check.consistent = twice <= reach ? LEDA_CONSISTENT_ROUNDING : LEDA_CONSISTENT_NO;
  return check;
}

leda_claim_check leda_published_check_claim(const leda_published_change *change,
                                            const leda_published_claim *claim) {
  leda_claim_check check = {.claim = claim, .outcome = LEDA_CLAIM_UNKNOWN};
  if (claim->kind == LEDA_CLAIM_ALL_RISE) {
    check.outcome = change->rises == change->n ? LEDA_CLAIM_HOLDS : LEDA_CLAIM_FAILS;
    return check;
  }
  size_t column = LEDA_COLUMN_DIFFERENCE;
  if (claim->kind == LEDA_CLAIM_RANK) {
    if (same(claim->wave, change->options.from))
      column = LEDA_COLUMN_FROM;
    else if (same(claim->wave, change->options.to))
      column = LEDA_COLUMN_TO;
    else
      return check;
  }
  for (size_t i = 0; i < change->n; i++) {
    if (!same(change->items[i].statement.label, claim->statement.label)) continue;
    check.found = change->items[i].rank[column];
    bool holds = check.found.best <= claim->rank_to && check.found.worst >= claim->rank_from;
    check.outcome = holds ? LEDA_CLAIM_HOLDS : LEDA_CLAIM_FAILS;
  }
  return check;
}

const char *leda_consistency_token(leda_consistency consistent) {
  static const char *const TOKENS[] = {"yes", "rounding", "no", "unknown"};
  return TOKENS[consistent];
}

const char *leda_claim_outcome_token(leda_claim_outcome outcome) {
  if (outcome == LEDA_CLAIM_HOLDS) return "yes";
  return outcome == LEDA_CLAIM_FAILS ? "no" : "unknown";
}

const char *leda_claim_kind_token(leda_claim_kind kind) {
  static const char *const TOKENS[] = {"all-rise", "rank", "change-rank"};
  return TOKENS[kind];
}
