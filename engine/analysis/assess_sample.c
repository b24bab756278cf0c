/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/assess_sample.h"

#include <math.h>
#include <string.h>

#include "engine/core/memory.h"

/* ---- what all samples share ---- */

bool leda_assess_takes_part(const leda_assess_frame *frame, const leda_respondent *respondent) {
  return !frame->role_adjusted || respondent->role != LEDA_SURVEY_NOT_STATED;
}

static void fill_clusters(leda_assess_frame *frame) {
  const leda_survey *survey = frame->survey;
  frame->persons = survey->n_municipalities < 2;
  frame->n_clusters = frame->persons ? survey->n : survey->n_municipalities;
  for (size_t i = 0; i < survey->n; i++) {
    const leda_respondent *person = &survey->respondents[i];
    frame->cluster[i] = frame->persons ? i : person->municipality;
    if (leda_assess_takes_part(frame, person))
      frame->there[person->wave * survey->n_municipalities + person->municipality] = true;
  }
}

leda_status leda_assess_frame_init(leda_assess_frame *frame, const leda_assess *assess,
                                   leda_error *err) {
  const leda_survey *survey = assess->survey;
  *frame = (leda_assess_frame){.survey = survey,
                               .n_subjects = assess->n_subjects,
                               .role_adjusted = assess->role_adjusted,
                               .alpha = assess->options.alpha};
  frame->values = leda_calloc(assess->n_subjects * survey->n, sizeof *frame->values);
  frame->cluster = leda_calloc(survey->n, sizeof *frame->cluster);
  frame->there = leda_calloc(survey->n_waves * survey->n_municipalities, sizeof *frame->there);
  if (!frame->values || !frame->cluster || !frame->there) {
    leda_assess_frame_clear(frame);
    return leda_fail_memory(err);
  }
  for (size_t i = 0; i < assess->n_subjects; i++)
    leda_describe_values(survey, assess->subjects[i].item, frame->values + i * survey->n);
  fill_clusters(frame);
  return LEDA_OK;
}

void leda_assess_frame_clear(leda_assess_frame *frame) {
  leda_free(frame->values);
  leda_free(frame->cluster);
  leda_free(frame->there);
  *frame = (leda_assess_frame){0};
}

/* ---- one sample ---- */

static double term_value(leda_term term, const leda_respondent *person, size_t wave) {
  double role = person->role == LEDA_SURVEY_LEADERSHIP, chosen = person->chosen == 1;
  switch (term) {
  case LEDA_TERM_ONE:
    return 1.0;
  case LEDA_TERM_WAVE_1:
    return wave == 1;
  case LEDA_TERM_WAVE_2:
    return wave == 2;
  case LEDA_TERM_ROLE:
    return role;
  case LEDA_TERM_CHOSEN:
    return chosen;
  case LEDA_TERM_WAVE_ROLE:
    return wave == 1 ? role : 0.0;
  default:
    return wave == 1 ? chosen : 0.0;
  }
}

static bool asks_for_cohort(const leda_assess_plan *plan) {
  for (size_t i = 0; i < plan->n_terms; i++)
    if (plan->terms[i] == LEDA_TERM_CHOSEN) return true;
  return false;
}

/* Index of the respondent's wave in the plan; n_waves: takes no part. */
static size_t wave_in_plan(const leda_assess_frame *frame, const leda_assess_plan *plan,
                           const leda_respondent *person) {
  size_t k = 0;
  while (k < plan->n_waves && plan->waves[k] != person->wave) k++;
  if (!leda_assess_takes_part(frame, person)) return plan->n_waves;
  size_t last = plan->waves[plan->n_waves - 1] * frame->survey->n_municipalities;
  if (plan->same && !frame->there[last + person->municipality]) return plan->n_waves;
  if (person->chosen < 0 && asks_for_cohort(plan)) return plan->n_waves;
  return k;
}

/* Every column of the plan, wanted or not; n_terms wide. */
static void take_rows(leda_assess_sample *sample, const leda_assess_frame *frame, size_t subject,
                      const leda_assess_plan *plan) {
  const leda_survey *survey = frame->survey;
  const double *values = frame->values + subject * survey->n;
  for (size_t i = 0; i < survey->n; i++) {
    size_t wave = wave_in_plan(frame, plan, &survey->respondents[i]);
    if (wave == plan->n_waves || isnan(values[i])) continue;
    double *row = sample->x + sample->n * plan->n_terms;
    for (size_t j = 0; j < plan->n_terms; j++)
      row[j] = term_value(plan->terms[j], &survey->respondents[i], wave);
    sample->y[sample->n] = values[i];
    sample->cluster[sample->n] = frame->cluster[i];
    sample->wave[sample->n] = wave;
    sample->n++;
  }
}

static bool varies(const leda_assess_sample *sample, size_t width, size_t column) {
  for (size_t i = 1; i < sample->n; i++)
    if (sample->x[i * width + column] != sample->x[column]) return true;
  return false;
}

static void drop_constant(leda_assess_sample *sample, const leda_assess_plan *plan) {
  size_t kept[LEDA_TERMS] = {0}, width = plan->n_terms;
  for (size_t j = 0; j < LEDA_TERMS; j++) sample->column[j] = -1;
  for (size_t j = 0; j < width; j++) {
    if (plan->terms[j] != LEDA_TERM_ONE && !varies(sample, width, j)) continue;
    sample->column[plan->terms[j]] = (int)sample->p;
    kept[sample->p++] = j;
  }
  for (size_t i = 0; i < sample->n; i++)
    for (size_t j = 0; j < sample->p; j++)
      sample->x[i * sample->p + j] = sample->x[i * width + kept[j]];
}

/* Clusters in the order of their numbers, without gaps. */
static leda_status number_clusters(leda_assess_sample *sample, size_t n_clusters, leda_error *err) {
  size_t *number = leda_calloc(n_clusters, sizeof *number);
  if (!number) return leda_fail_memory(err);
  for (size_t i = 0; i < sample->n; i++) number[sample->cluster[i]] = 1;
  for (size_t g = 0; g < n_clusters; g++)
    if (number[g]) number[g] = sample->n_clusters++;
  for (size_t i = 0; i < sample->n; i++) sample->cluster[i] = number[sample->cluster[i]];
  leda_free(number);
  return LEDA_OK;
}

leda_status leda_assess_sample_take(leda_assess_sample *sample, const leda_assess_frame *frame,
                                    size_t subject, const leda_assess_plan *plan, leda_error *err) {
  size_t n = frame->survey->n;
  *sample = (leda_assess_sample){.y = leda_calloc(n, sizeof(double)),
                                 .x = leda_calloc(n * plan->n_terms, sizeof(double)),
                                 .cluster = leda_calloc(n, sizeof(size_t)),
                                 .wave = leda_calloc(n, sizeof(size_t))};
  leda_status status = LEDA_OK;
  if (!sample->y || !sample->x || !sample->cluster || !sample->wave) status = leda_fail_memory(err);
  if (!status) {
    take_rows(sample, frame, subject, plan);
    drop_constant(sample, plan);
    status = number_clusters(sample, frame->n_clusters, err);
  }
  if (status) leda_assess_sample_clear(sample);
  return status;
}

void leda_assess_sample_clear(leda_assess_sample *sample) {
  leda_free(sample->y);
  leda_free(sample->x);
  leda_free(sample->cluster);
  leda_free(sample->wave);
  *sample = (leda_assess_sample){0};
}
