/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many statements at once: adjusted p by swapping the waves of whole municipalities, and the verdicts. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "engine/analysis/assess_parts.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"
#include "stats/adjust.h"
#include "stats/fdr.h"
#include "stats/label_swap.h"
#include "stats/person_permutation.h"

/* Statements, areas and overall are families of their own: subjects first..first+n-1. */
typedef struct {
  size_t first;
  size_t n;
} family;

/* The respondents of a pair of waves, as label_swap.h wants them. */
typedef struct {
  size_t rows;
  double *answers; /* n_subjects rows of `rows` */
  unsigned char *later;
  size_t *municipality;
  size_t *role; /* 0, 1 */
  double *adjust;
} pair_rows;

static void rows_clear(pair_rows *rows) {
  leda_free(rows->answers);
  leda_free(rows->later);
  leda_free(rows->municipality);
  leda_free(rows->role);
  leda_free(rows->adjust);
}

static bool rows_alloc(pair_rows *rows, const leda_assess_frame *frame) {
  size_t n = frame->survey->n;
  *rows = (pair_rows){.answers = leda_calloc(n * frame->n_subjects, sizeof(double)),
                      .later = leda_calloc(n, 1),
                      .municipality = leda_calloc(n, sizeof(size_t)),
                      .role = leda_calloc(n, sizeof(size_t)),
                      .adjust = leda_calloc(n, sizeof(double))};
  return rows->answers && rows->later && rows->municipality && rows->role && rows->adjust;
}

static bool in_pair(const leda_assess_frame *frame, const leda_assess_pair *pair, size_t i) {
  const leda_respondent *person = &frame->survey->respondents[i];
  return (person->wave == pair->from || person->wave == pair->to) &&
         leda_assess_takes_part(frame, person);
}

static bool rows_init(pair_rows *rows, const leda_assess_frame *frame,
                      const leda_assess_pair *pair) {
  const leda_survey *survey = frame->survey;
  if (!rows_alloc(rows, frame)) return false;
  for (size_t i = 0; i < survey->n; i++) {
    const leda_respondent *person = &survey->respondents[i];
    if (!in_pair(frame, pair, i)) continue;
    rows->later[rows->rows] = person->wave == pair->to;
    rows->municipality[rows->rows] = person->municipality;
    rows->role[rows->rows] = person->role == LEDA_SURVEY_LEADERSHIP;
    rows->adjust[rows->rows] = (double)rows->role[rows->rows];
    rows->rows++;
  }
  for (size_t s = 0; s < frame->n_subjects; s++) {
    const double *values = frame->values + s * survey->n;
    double *out = rows->answers + s * rows->rows;
    for (size_t i = 0; i < survey->n; i++)
      if (in_pair(frame, pair, i)) *out++ = values[i];
  }
  return true;
}

/* ---- adjusted p ---- */

static int swap_municipalities(const leda_assess *assess, const pair_rows *rows, family f,
                               leda_max_t *out, leda_label_swap_summary *summary) {
  leda_label_swap_plan plan = {.rows = rows->rows,
                               .statements = f.n,
                               .answers = rows->answers + f.first * rows->rows,
                               .wave = rows->later,
                               .municipality = rows->municipality,
                               .municipalities = assess->survey->n_municipalities,
                               .adjust = assess->role_adjusted ? rows->adjust : NULL,
                               .adjust_columns = assess->role_adjusted ? 1 : 0,
                               .replicates = assess->options.replicates,
                               .seed = assess->options.seed,
                               .threads = leda_threads(assess->options.threads)};
  return leda_label_swap_run(&plan, out, summary);
}

static int swap_persons(const leda_assess *assess, const pair_rows *rows, family f, leda_max_t *out,
                        leda_label_swap_summary *summary) {
  leda_person_summary persons = {0};
  leda_person_plan plan = {.rows = rows->rows,
                           .statements = f.n,
                           .answers = rows->answers + f.first * rows->rows,
                           .second = rows->later,
                           .stratum = assess->role_adjusted ? rows->role : NULL,
                           .strata = 2,
                           .replicates = assess->options.replicates,
                           .seed = assess->options.seed,
                           .threads = leda_threads(assess->options.threads)};
  int code = leda_person_permutation_run(&plan, out, &persons);
  summary->enumerated = persons.enumerated;
  summary->rearranged = persons.rearranged;
  double total = (double)persons.rearranged + (persons.enumerated ? 0.0 : 1.0);
  summary->p_smallest = total > 0.0 ? 1.0 / total : NAN;
  return code;
}

static leda_status adjust_family(leda_assess *assess, const leda_assess_frame *frame, size_t k,
                                 const pair_rows *rows, family f) {
  leda_assess_pair *pair = &assess->pairs[k];
  leda_label_swap_summary summary = {0};
  leda_max_t *tests = leda_calloc(f.n, sizeof *tests);
  if (!tests) return LEDA_ERR_MEMORY;
  for (size_t i = 0; i < f.n; i++) tests[i] = (leda_max_t){NAN, NAN, NAN, NAN};
  int code = GSL_SUCCESS;
  if (rows->rows > 0)
    code = frame->persons ? swap_persons(assess, rows, f, tests, &summary)
                          : swap_municipalities(assess, rows, f, tests, &summary);
  for (size_t i = 0; i < f.n; i++) {
    leda_assess_delta *delta = &assess->subjects[f.first + i].deltas[k];
    delta->p_adjusted = tests[i].adjusted;
    delta->swap_statistic = tests[i].statistic;
  }
  if (f.first == 0) {
    pair->enumerated = summary.enumerated;
    pair->swaps = summary.rearranged;
    pair->smallest_p = summary.rearranged > 0 ? summary.p_smallest : NAN;
  }
  leda_free(tests);
  return code == GSL_ENOMEM ? LEDA_ERR_MEMORY : LEDA_OK;
}

static leda_status correct_family(leda_assess *assess, size_t k, family f) {
  double *p = leda_calloc(f.n, sizeof *p), *holm = leda_calloc(f.n, sizeof *holm);
  double *q = leda_calloc(f.n, sizeof *q);
  int code = GSL_ENOMEM;
  if (p && holm && q) {
    for (size_t i = 0; i < f.n; i++) p[i] = assess->subjects[f.first + i].deltas[k].change.p;
    code = leda_adjust_p(LEDA_ADJUST_HOLM, p, f.n, holm);
    if (code == GSL_SUCCESS) code = leda_fdr_q_values(p, f.n, q);
    for (size_t i = 0; i < f.n; i++) {
      assess->subjects[f.first + i].deltas[k].p_holm = holm[i];
      assess->subjects[f.first + i].deltas[k].q_bh = q[i];
    }
  }
  leda_free(p);
  leda_free(holm);
  leda_free(q);
  return code == GSL_SUCCESS ? LEDA_OK : LEDA_ERR_MEMORY;
}

/* ---- verdicts ---- */

/* The swaps' statistic and the regression can point different ways where many municipalities answered
   in one wave only; nothing is claimed then. */
static bool agree(const leda_assess_delta *delta) {
  return delta->change.estimate * delta->swap_statistic > 0.0;
}

static void judge(leda_assess_delta *delta, const leda_assess_pair *pair,
                  const leda_assess_options *options) {
  delta->verdict = LEDA_ASSESS_CANNOT_TELL;
  if (delta->p_adjusted <= options->alpha && agree(delta))
    delta->verdict = delta->change.estimate > 0.0 ? LEDA_ASSESS_IMPROVED : LEDA_ASSESS_WORSE;
  else if (delta->p_equivalence <= options->alpha)
    delta->verdict = LEDA_ASSESS_NO_CHANGE;
  delta->out_of_reach =
      delta->verdict == LEDA_ASSESS_CANNOT_TELL && !(pair->smallest_p <= options->alpha);
}

/* ---- pair by pair ---- */

static void count_municipalities(leda_assess_pair *pair, const leda_assess_frame *frame) {
  size_t n = frame->survey->n_municipalities;
  pair->persons = frame->persons;
  for (size_t g = 0; g < n; g++) {
    bool from = frame->there[pair->from * n + g], to = frame->there[pair->to * n + g];
    if (from && to)
      pair->municipalities_both++;
    else if (from)
      pair->municipalities_from++;
    else if (to)
      pair->municipalities_to++;
  }
}

static leda_status do_pair(leda_assess *assess, const leda_assess_frame *frame, size_t k) {
  const family families[] = {{0, assess->n_statements},
                             {assess->n_statements, assess->n_areas},
                             {assess->n_subjects - 1, 1}};
  pair_rows rows = {0};
  leda_status status = LEDA_OK;
  count_municipalities(&assess->pairs[k], frame);
  if (!rows_init(&rows, frame, &assess->pairs[k])) status = LEDA_ERR_MEMORY;
  for (size_t f = 0; f < sizeof families / sizeof *families && !status; f++) {
    if (families[f].n == 0) continue;
    status = adjust_family(assess, frame, k, &rows, families[f]);
    if (!status) status = correct_family(assess, k, families[f]);
  }
  for (size_t s = 0; s < assess->n_subjects && !status; s++)
    judge(&assess->subjects[s].deltas[k], &assess->pairs[k], &assess->options);
  rows_clear(&rows);
  return status;
}

leda_status leda_assess_families(leda_assess *assess, const leda_assess_frame *frame,
                                 leda_error *err) {
  for (size_t k = 0; k < assess->n_pairs; k++)
    if (do_pair(assess, frame, k)) return leda_fail_memory(err);
  return LEDA_OK;
}
