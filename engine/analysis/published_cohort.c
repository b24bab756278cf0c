/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/published_cohort.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "engine/core/memory.h"
#include "stats/adjust.h"

static bool is_all(const char *cohort) {
  return leda_text_same_word(cohort, "all") || leda_text_same_word(cohort, "alla") ||
         leda_text_same_word(cohort, "samtliga");
}

/* A mean within -+ half of n answers. */
typedef struct {
  double mean;
  double half;
  double n;
} bounded;

static bounded of_mean(const leda_published_mean *mean) {
  return (bounded){leda_decimal_value(mean->mean), leda_decimal_half_step(mean->mean),
                   (double)mean->n};
}

static bounded rest(bounded all, bounded part) {
  double n = all.n - part.n;
  return (bounded){(all.n * all.mean - part.n * part.mean) / n,
                   (all.n * all.half + part.n * part.half) / n, n};
}

/* Largest variance of the mean; NaN for n < 2 or a mean off the scale. */
static double largest_variance(bounded of, leda_answer_scale scale) {
  double low = scale.low, high = scale.high, middle = (low + high) / 2;
  if (!(of.n >= 2) || of.mean < low || of.mean > high) return NAN;
  double off = fmax(0, fabs(of.mean - middle) - of.half);
  double reach = (high - low) / 2;
  return (reach * reach - off * off) / (of.n - 1);
}

static void compute(leda_summary_cohort *item, const leda_summary *summary) {
  const leda_statement_change *c = &item->part->deltas[item->pair].change;
  const leda_statement_change *a = &item->all->deltas[item->pair].change;
  bounded part[2] = {of_mean(c->from), of_mean(c->to)}, all[2] = {of_mean(a->from), of_mean(a->to)};
  double rounding = 0, variance = 0, others[2];
  for (size_t i = 0; i < 2; i++) {
    bounded other = rest(all[i], part[i]);
    others[i] = other.mean;
    rounding += part[i].half + other.half;
    variance += largest_variance(part[i], summary->options.scale) +
                largest_variance(other, summary->options.scale);
  }
  item->others_from = others[0];
  item->others_to = others[1];
  item->baseline = part[0].mean - others[0];
  item->did = (part[1].mean - part[0].mean) - (others[1] - others[0]);
  item->rounding_lower = item->did - rounding;
  item->rounding_upper = item->did + rounding;
  item->se = sqrt(variance);
  double z = gsl_cdf_ugaussian_Qinv(summary->options.alpha / 2);
  item->lower = item->rounding_lower - z * item->se;
  item->upper = item->rounding_upper + z * item->se;
  double size = fmax(0, fmax(item->rounding_lower, -item->rounding_upper));
  item->p = item->p_adjusted = 2 * gsl_cdf_ugaussian_Q(size / item->se);
}

static const leda_summary_row *find_all(const leda_summary *summary, const leda_summary_row *part) {
  for (size_t i = 0; i < summary->n_rows; i++) {
    const leda_summary_row *row = &summary->rows[i];
    if (is_all(row->cohort) && strcmp(row->role, part->role) == 0 &&
        strcmp(row->statement.label, part->statement.label) == 0)
      return row;
  }
  return NULL;
}

static bool is_part(const leda_statement_change *part, const leda_statement_change *all) {
  return part->from && all->from && part->from->n > 0 && part->to->n > 0 &&
         part->from->n < all->from->n && part->to->n < all->to->n;
}

static void add_row(leda_summary_cohorts *cohorts, const leda_summary *summary,
                    const leda_summary_row *part) {
  const leda_summary_row *all =
      part->cohort[0] && !is_all(part->cohort) ? find_all(summary, part) : NULL;
  for (size_t pair = 0; all && pair < summary->n_pairs; pair++) {
    if (!is_part(&part->deltas[pair].change, &all->deltas[pair].change)) continue;
    leda_summary_cohort *item = &cohorts->items[cohorts->n];
    *item = (leda_summary_cohort){.part = part, .all = all, .pair = pair};
    compute(item, summary);
    cohorts->n += !isnan(item->se) ? 1U : 0U;
  }
}

static bool same_family(const leda_summary_cohort *a, const leda_summary_cohort *b) {
  return a->pair == b->pair && strcmp(a->part->role, b->part->role) == 0 &&
         strcmp(a->part->cohort, b->part->cohort) == 0;
}

/* The family of an item is adjusted when its first member is met. */
static leda_status adjust(leda_summary_cohorts *cohorts, leda_error *err) {
  double *p = leda_calloc(cohorts->n + 1, sizeof *p);
  if (!p) return leda_fail_memory(err);
  bool failed = false;
  for (size_t first = 0; first < cohorts->n && !failed; first++) {
    size_t n = 0;
    bool met = false;
    for (size_t i = 0; i < first; i++)
      met = met || same_family(&cohorts->items[i], &cohorts->items[first]);
    for (size_t i = first; i < cohorts->n && !met; i++)
      if (same_family(&cohorts->items[i], &cohorts->items[first])) p[n++] = cohorts->items[i].p;
    failed = leda_adjust_p(LEDA_ADJUST_HOLM, p, n, p) != 0;
    for (size_t i = first, k = 0; i < cohorts->n && !met; i++)
      if (same_family(&cohorts->items[i], &cohorts->items[first]))
        cohorts->items[i].p_adjusted = p[k++];
  }
  leda_free(p);
  return failed ? leda_fail_memory(err) : LEDA_OK;
}

leda_status leda_summary_cohorts_run(leda_summary_cohorts *cohorts, const leda_summary *summary,
                                     leda_error *err) {
  *cohorts = (leda_summary_cohorts){0};
  cohorts->items = leda_calloc(summary->n_rows * summary->n_pairs + 1, sizeof *cohorts->items);
  if (!cohorts->items) return leda_fail_memory(err);
  for (size_t i = 0; i < summary->n_rows; i++) add_row(cohorts, summary, &summary->rows[i]);
  leda_status status = adjust(cohorts, err);
  if (status) leda_summary_cohorts_clear(cohorts);
  return status;
}

void leda_summary_cohorts_clear(leda_summary_cohorts *cohorts) {
  if (!cohorts) return;
  leda_free(cohorts->items);
  *cohorts = (leda_summary_cohorts){0};
}
