/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chosen against the others: did they change by more? */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/assess_fit.h"
#include "engine/analysis/assess_parts.h"
#include "engine/core/memory.h"
#include "stats/adjust.h"

typedef struct {
  leda_assess *assess;
  const leda_assess_frame *frame;
} job;

/* Mean of those who are or are not chosen in a wave, stated role or not; NaN for none. */
static double mean_of(const leda_assess_frame *frame, size_t subject, size_t wave, int chosen) {
  const leda_survey *survey = frame->survey;
  const double *values = frame->values + subject * survey->n;
  double sum = 0.0;
  size_t n = 0;
  for (size_t i = 0; i < survey->n; i++) {
    const leda_respondent *person = &survey->respondents[i];
    if (person->wave != wave || person->chosen != chosen || isnan(values[i])) continue;
    sum += values[i];
    n++;
  }
  return sum / (double)n;
}

static leda_status work(size_t i, void *data) {
  static const leda_term change[] = {LEDA_TERM_ONE, LEDA_TERM_WAVE_1, LEDA_TERM_ROLE,
                                     LEDA_TERM_CHOSEN, LEDA_TERM_WAVE_CHOSEN};
  static const leda_term level[] = {LEDA_TERM_ONE, LEDA_TERM_ROLE, LEDA_TERM_CHOSEN};
  const job *todo = data;
  leda_assess_cohort *row = &todo->assess->cohort[i];
  const size_t waves[] = {row->from, row->to};
  leda_assess_plan both = {waves, 2, false, change, sizeof change / sizeof *change};
  leda_assess_plan first = {waves, 1, false, level, sizeof level / sizeof *level};
  const leda_assess_frame *frame = todo->frame;
  row->chosen_from = mean_of(frame, row->subject, row->from, 1);
  row->chosen_to = mean_of(frame, row->subject, row->to, 1);
  row->others_from = mean_of(frame, row->subject, row->from, 0);
  row->others_to = mean_of(frame, row->subject, row->to, 0);
  leda_status status =
      leda_assess_estimate_term(frame, row->subject, &both, LEDA_TERM_WAVE_CHOSEN, &row->did);
  if (!status)
    status =
        leda_assess_estimate_term(frame, row->subject, &first, LEDA_TERM_CHOSEN, &row->baseline);
  return status;
}

/* Chosen and others in both waves? */
static bool comparable(const leda_assess_frame *frame, const leda_assess_pair *pair) {
  bool there[2][2] = {{false}};
  for (size_t i = 0; i < frame->survey->n; i++) {
    const leda_respondent *person = &frame->survey->respondents[i];
    if (person->chosen < 0 || !leda_assess_takes_part(frame, person)) continue;
    if (person->wave == pair->from) there[0][person->chosen] = true;
    if (person->wave == pair->to) there[1][person->chosen] = true;
  }
  return there[0][0] && there[0][1] && there[1][0] && there[1][1];
}

static leda_status list_rows(leda_assess *assess, const leda_assess_frame *frame, leda_error *err) {
  assess->cohort = leda_calloc(assess->n_subjects * assess->n_pairs, sizeof *assess->cohort);
  if (!assess->cohort) return leda_fail_memory(err);
  for (size_t k = 0; k < assess->n_pairs; k++) {
    if (!comparable(frame, &assess->pairs[k])) continue;
    for (size_t s = 0; s < assess->n_subjects; s++)
      assess->cohort[assess->n_cohort++] = (leda_assess_cohort){
          .subject = s, .from = assess->pairs[k].from, .to = assess->pairs[k].to, .p_holm = NAN};
  }
  return LEDA_OK;
}

/* Holm over the statements, which come first in each pair; areas and overall by their own p. */
static leda_status judge_pair(leda_assess_cohort *rows, const leda_assess *assess,
                              leda_error *err) {
  double *p = leda_calloc(assess->n_statements, sizeof *p);
  if (!p) return leda_fail_memory(err);
  for (size_t s = 0; s < assess->n_statements; s++) p[s] = rows[s].did.p;
  int code = leda_adjust_p(LEDA_ADJUST_HOLM, p, assess->n_statements, p);
  for (size_t s = 0; s < assess->n_subjects; s++) {
    if (s < assess->n_statements) rows[s].p_holm = p[s];
    double used = s < assess->n_statements ? p[s] : rows[s].did.p;
    if (used <= assess->options.alpha && rows[s].did.df >= LEDA_ASSESS_FEWEST_DF)
      rows[s].verdict = rows[s].did.estimate > 0.0 ? LEDA_ASSESS_IMPROVED : LEDA_ASSESS_WORSE;
  }
  leda_free(p);
  return code == GSL_SUCCESS ? LEDA_OK : leda_fail_memory(err);
}

leda_status leda_assess_compare_cohort(leda_assess *assess, const leda_assess_frame *frame,
                                       leda_error *err) {
  job todo = {assess, frame};
  if (!assess->survey->has_cohort) return LEDA_OK;
  leda_status status = list_rows(assess, frame, err);
  if (!status && assess->n_cohort > 0)
    status = leda_assess_each(assess->n_cohort, assess->options.threads, work, &todo, err);
  for (size_t i = 0; i < assess->n_cohort && !status; i += assess->n_subjects)
    status = judge_pair(assess->cohort + i, assess, err);
  return status;
}
