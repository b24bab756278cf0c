/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/describe.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "engine/core/memory.h"

/* ---- people ---- */

leda_people leda_people_all(void) {
  return (leda_people){LEDA_ANYONE, LEDA_ANYONE, LEDA_ANYONE,
                       LEDA_ANYONE, LEDA_ANYONE, LEDA_ANYONE};
}

static bool fits(long wanted, long value) { return wanted == LEDA_ANYONE || wanted == value; }

bool leda_people_has(const leda_people *people, const leda_respondent *respondent) {
  long municipality = (long)respondent->municipality;
  return fits(people->wave, (long)respondent->wave) && fits(people->municipality, municipality) &&
         (people->not_municipality == LEDA_ANYONE || people->not_municipality != municipality) &&
         fits(people->role, (long)respondent->role) &&
         fits(people->in_management, respondent->in_management) &&
         fits(people->chosen, respondent->chosen);
}

/* ---- values ---- */

static bool holds(const leda_survey *survey, leda_item item, size_t statement) {
  if (item.kind == LEDA_ITEM_OVERALL) return true;
  if (item.kind == LEDA_ITEM_STATEMENT) return item.index == statement;
  return survey->instrument->statements[statement].area_index == item.index;
}

static double value_of(const leda_survey *survey, leda_item item, size_t respondent) {
  size_t asked = 0, answered = 0;
  double sum = 0.0;
  for (size_t q = 0; q < survey->n_statements; q++) {
    if (!survey->asked[q] || !holds(survey, item, q)) continue;
    int answer = leda_survey_answer(survey, respondent, q);
    asked++;
    if (answer == LEDA_ANSWER_MISSING) continue;
    answered++;
    sum += answer;
  }
  return answered > 0 && 2 * answered >= asked ? sum / (double)answered : NAN;
}

void leda_describe_values(const leda_survey *survey, leda_item item, double *values) {
  for (size_t i = 0; i < survey->n; i++) values[i] = value_of(survey, item, i);
}

/* ---- one item ---- */

/* Sum and number of the answers to one statement. */
typedef struct {
  long sum;
  long n;
} answer_sum;

static answer_sum sum_statement(const leda_survey *survey, const leda_people *people, size_t q) {
  answer_sum s = {0};
  for (size_t i = 0; i < survey->n; i++) {
    int answer = leda_survey_answer(survey, i, q);
    if (answer == LEDA_ANSWER_MISSING || !leda_people_has(people, &survey->respondents[i]))
      continue;
    s.sum += answer;
    s.n++;
  }
  return s;
}

static double mean_of_statements(const leda_survey *survey, leda_item item,
                                 const leda_people *people) {
  double sum = 0.0;
  size_t n = 0;
  for (size_t q = 0; q < survey->n_statements; q++) {
    if (!holds(survey, item, q)) continue;
    answer_sum s = sum_statement(survey, people, q);
    if (s.n == 0) continue;
    sum += (double)s.sum / (double)s.n;
    n++;
  }
  return n > 0 ? sum / (double)n : NAN;
}

static void count_answers(const leda_survey *survey, leda_item item, size_t respondent,
                          leda_description *out) {
  for (size_t q = 0; q < survey->n_statements; q++) {
    int answer = leda_survey_answer(survey, respondent, q);
    if (answer == LEDA_ANSWER_MISSING || !holds(survey, item, q)) continue;
    out->counts[answer - survey->instrument->scale_low]++;
    out->answers++;
  }
}

/* values[0..n-1] are sorted here. */
static void fill_moments(double *values, leda_description *out) {
  size_t n = out->n;
  out->mean = out->sd = out->median = NAN;
  if (n == 0) return;
  gsl_sort(values, 1, n);
  out->median = gsl_stats_median_from_sorted_data(values, 1, n);
  out->mean = gsl_stats_mean(values, 1, n);
  if (n > 1) out->sd = gsl_stats_sd_m(values, 1, n, out->mean);
}

leda_status leda_describe(const leda_survey *survey, leda_item item, const leda_people *people,
                          leda_description *out, leda_error *err) {
  const leda_instrument *instrument = survey->instrument;
  double *values = leda_calloc(survey->n + 1, sizeof *values);
  if (!values) return leda_fail_memory(err);
  *out = (leda_description){.steps = (size_t)(instrument->scale_high - instrument->scale_low) + 1};
  for (size_t i = 0; i < survey->n; i++) {
    if (!leda_people_has(people, &survey->respondents[i])) continue;
    double value = value_of(survey, item, i);
    out->people++;
    if (!isnan(value)) values[out->n++] = value;
    count_answers(survey, item, i, out);
  }
  out->missing = out->people - out->n;
  fill_moments(values, out);
  out->mean_of_statements = mean_of_statements(survey, item, people);
  out->bottom_share = out->answers ? (double)out->counts[0] / (double)out->answers : NAN;
  out->top_share = out->answers ? (double)out->counts[out->steps - 1] / (double)out->answers : NAN;
  leda_free(values);
  return LEDA_OK;
}

/* ---- highest and lowest ---- */

/* Means compared as fractions, so that equal ones are equal. */
static int compare_means(answer_sum a, answer_sum b) {
  long long left = (long long)a.sum * b.n, right = (long long)b.sum * a.n;
  return (left > right) - (left < right);
}

leda_status leda_describe_extremes(const leda_survey *survey, const leda_people *people,
                                   bool *highest, bool *lowest, leda_error *err) {
  size_t m = survey->n_statements;
  answer_sum *sums = leda_calloc(m + 1, sizeof *sums);
  if (!sums) return leda_fail_memory(err);
  for (size_t q = 0; q < m; q++) sums[q] = sum_statement(survey, people, q);
  for (size_t q = 0; q < m; q++) {
    highest[q] = lowest[q] = sums[q].n > 0;
    for (size_t k = 0; k < m && sums[q].n > 0; k++) {
      if (sums[k].n == 0) continue;
      highest[q] = highest[q] && compare_means(sums[q], sums[k]) >= 0;
      lowest[q] = lowest[q] && compare_means(sums[q], sums[k]) <= 0;
    }
  }
  leda_free(sums);
  return LEDA_OK;
}
