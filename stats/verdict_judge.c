/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/verdict_judge.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/scores.h"

int leda_judge_work_init(leda_judge_work *work, size_t n) {
  work->order = malloc((n > 0 ? n : 1) * sizeof *work->order);
  work->scores = malloc((n > 0 ? n : 1) * sizeof *work->scores);
  if (work->order != NULL && work->scores != NULL) return GSL_SUCCESS;
  leda_judge_work_clear(work);
  return GSL_ENOMEM;
}

void leda_judge_work_clear(leda_judge_work *work) {
  free(work->order);
  free(work->scores);
  work->order = NULL;
  work->scores = NULL;
}

void leda_judge_screen(const leda_null *null, const double *y, leda_judge_work *work,
                       leda_judgement *out) {
  size_t n = leda_null_n(null);
  const leda_null_table *table = leda_null_untied(null);

  out->tied = leda_scores_fill(y, n, leda_null_scores(null), work->order, work->scores);
  out->constant = out->tied == n && y[work->order[0]] >= y[work->order[n - 1]];
  out->scan = leda_contrasts_run(leda_null_contrasts(null), work->scores);
  out->p = leda_null_table_p(table, out->scan.s, fabs(out->scan.d));
  out->p_floor = leda_null_table_floor(table);
  out->exact = leda_null_table_exact(table);
  out->conditional = false;
}

static int by_permutation(const leda_null *null, const leda_judge_work *work,
                          const leda_judge_plan *plan, size_t draws, leda_judgement *out) {
  leda_null_table *table =
      leda_null_conditional(null, work->scores, draws, plan->seed, plan->threads);

  if (table == NULL) return GSL_ENOMEM;
  out->p = leda_null_table_p(table, out->scan.s, fabs(out->scan.d));
  out->p_floor = leda_null_table_floor(table);
  out->conditional = true;
  leda_null_table_free(table);
  return GSL_SUCCESS;
}

/* Share of the sum of squares that ties took: values of one tie have the mean of their scores. */
static double lost_to_ties(const leda_null *null, const leda_judge_work *work) {
  size_t n = leda_null_n(null);
  const double *table = leda_null_scores(null);
  double all = leda_scores_sum_squares(table, n), kept = 0.0;

  for (size_t from = 0, to; from < n; from = to) {
    double sum = table[from];

    for (to = from + 1; to < n; to++) {
      if (work->scores[work->order[to]] > work->scores[work->order[from]]) break;
      sum += table[to];
    }
    kept += sum * sum / (double)(to - from);
  }
  return 1.0 - kept / all;
}

int leda_judge_ties(const leda_null *null, const leda_judge_work *work, const leda_judge_plan *plan,
                    leda_judgement *out) {
  static const double go_on_below[] = {2.0, 0.1}; /* of alpha, after each stage */
  static const size_t stage_draws[] = {LEDA_JUDGE_FIRST, LEDA_JUDGE_SECOND};
  double doubt = fmin(0.5, LEDA_JUDGE_DOUBT * plan->alpha);
  double light = leda_null_n(null) < LEDA_JUDGE_SHORT ? 0.0 : LEDA_JUDGE_LIGHT;

  if (out->tied == 0 || out->constant) return GSL_SUCCESS;
  if (plan->always) return by_permutation(null, work, plan, plan->draws, out);
  if (out->p.p > doubt || lost_to_ties(null, work) <= light) return GSL_SUCCESS;
  if (out->exact) return by_permutation(null, work, plan, 0, out);
  for (size_t stage = 0; stage < 2; stage++) {
    int status = by_permutation(null, work, plan, stage_draws[stage], out);

    if (status != GSL_SUCCESS || out->p.p > go_on_below[stage] * plan->alpha) return status;
  }
  return by_permutation(null, work, plan, plan->draws, out);
}
