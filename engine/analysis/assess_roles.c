/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leadership against support, wave by wave, and whether the gap changed. */
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

static void describe_roles(leda_assess_role *role, const leda_assess_frame *frame) {
  const leda_survey *survey = frame->survey;
  const double *values = frame->values + role->subject * survey->n;
  double sum[LEDA_SURVEY_ROLES] = {0.0};
  size_t n[LEDA_SURVEY_ROLES] = {0};
  for (size_t i = 0; i < survey->n; i++) {
    const leda_respondent *person = &survey->respondents[i];
    if (person->wave != role->wave || isnan(values[i])) continue;
    sum[person->role] += values[i];
    n[person->role]++;
  }
  role->n_leadership = n[LEDA_SURVEY_LEADERSHIP];
  role->n_support = n[LEDA_SURVEY_SUPPORT];
  role->leadership = sum[LEDA_SURVEY_LEADERSHIP] / (double)role->n_leadership; /* NaN for none */
  role->support = sum[LEDA_SURVEY_SUPPORT] / (double)role->n_support;
}

static leda_status gap_work(size_t i, void *data) {
  static const leda_term terms[] = {LEDA_TERM_ONE, LEDA_TERM_ROLE};
  const job *todo = data;
  leda_assess_role *role = &todo->assess->roles[i];
  size_t waves = todo->assess->survey->n_waves;
  role->subject = i / waves;
  role->wave = i % waves;
  describe_roles(role, todo->frame);
  leda_assess_plan plan = {&role->wave, 1, false, terms, 2};
  return leda_assess_estimate_term(todo->frame, role->subject, &plan, LEDA_TERM_ROLE, &role->gap);
}

static leda_status change_work(size_t i, void *data) {
  static const leda_term terms[] = {LEDA_TERM_ONE, LEDA_TERM_WAVE_1, LEDA_TERM_ROLE,
                                    LEDA_TERM_WAVE_ROLE};
  const job *todo = data;
  leda_assess_role_change *change = &todo->assess->role_changes[i];
  const leda_assess_pair *pair = &todo->assess->pairs[i % todo->assess->n_pairs];
  const size_t waves[] = {pair->from, pair->to};
  leda_assess_plan plan = {waves, 2, false, terms, sizeof terms / sizeof *terms};
  change->subject = i / todo->assess->n_pairs;
  change->from = pair->from;
  change->to = pair->to;
  change->p_holm = NAN;
  return leda_assess_estimate_term(todo->frame, change->subject, &plan, LEDA_TERM_WAVE_ROLE,
                                   &change->change);
}

/* Holm over the statements of each pair. */
static leda_status correct(leda_assess *assess, leda_error *err) {
  double *p = leda_calloc(assess->n_statements, sizeof *p);
  int code = p ? GSL_SUCCESS : GSL_ENOMEM;
  for (size_t k = 0; k < assess->n_pairs && code == GSL_SUCCESS; k++) {
    for (size_t s = 0; s < assess->n_statements; s++)
      p[s] = assess->role_changes[s * assess->n_pairs + k].change.p;
    code = leda_adjust_p(LEDA_ADJUST_HOLM, p, assess->n_statements, p);
    for (size_t s = 0; s < assess->n_statements; s++)
      assess->role_changes[s * assess->n_pairs + k].p_holm = p[s];
  }
  leda_free(p);
  return code == GSL_SUCCESS ? LEDA_OK : leda_fail_memory(err);
}

leda_status leda_assess_roles(leda_assess *assess, const leda_assess_frame *frame,
                              leda_error *err) {
  job todo = {assess, frame};
  if (!assess->role_adjusted) return LEDA_OK;
  size_t n_roles = assess->n_subjects * assess->survey->n_waves;
  size_t n_changes = assess->n_subjects * assess->n_pairs;
  assess->roles = leda_calloc(n_roles, sizeof *assess->roles);
  assess->role_changes = leda_calloc(n_changes, sizeof *assess->role_changes);
  if (!assess->roles || !assess->role_changes) return leda_fail_memory(err);
  assess->n_roles = n_roles;
  assess->n_role_changes = n_changes;
  leda_status status = leda_assess_each(n_roles, assess->options.threads, gap_work, &todo, err);
  if (!status)
    status = leda_assess_each(n_changes, assess->options.threads, change_work, &todo, err);
  return status ? status : correct(assess, err);
}
