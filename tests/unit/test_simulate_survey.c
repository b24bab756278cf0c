/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "stats/simulate_survey.h"
#include "tests/support/assert_near.h"

/* Theory holds within four standard errors; seeds are fixed. */
#define ERRORS 4.0

enum { STATEMENTS = 4 };

static leda_simulate_survey_model plain_model(void) {
  return (leda_simulate_survey_model){.municipalities = 12,
                                      .waves = 3,
                                      .respondents = 20000,
                                      .statements = STATEMENTS,
                                      .level = 4.0,
                                      .sd = 1.2,
                                      .kept = 1.0,
                                      .leadership = 0.4,
                                      .seed = 9};
}

/* What the tests ask of one wave. */
typedef struct {
  double mean[STATEMENTS];
  double share[LEDA_SIMULATE_SCALE + 1]; /* of answers 1..7 to the first statement; 0: missing */
  double product;                        /* covariance of the first two statements */
  double role_gap;
  double leadership, in_management;
} wave_summary;

static wave_summary summarise(const leda_simulate_survey_model *model, size_t wave) {
  leda_simulate_survey *survey = leda_simulate_survey_alloc(model);
  wave_summary s = {0};
  double n = (double)model->respondents, sum[2] = {0}, count[2] = {0};
  assert_non_null(survey);
  for (size_t i = 0; i < model->respondents; i++) {
    int a[STATEMENTS];
    leda_simulate_respondent r = leda_simulate_survey_row(survey, wave * model->respondents + i, a);
    assert_int_equal(r.wave, wave);
    assert_true(r.municipality < model->municipalities);
    for (size_t q = 0; q < STATEMENTS; q++) {
      assert_true(a[q] >= 0 && a[q] <= LEDA_SIMULATE_SCALE);
      s.mean[q] += a[q] / n;
    }
    s.share[a[0]] += 1.0 / n;
    s.product += (double)a[0] * a[1] / n;
    s.leadership += r.leadership / n;
    s.in_management += r.in_management / n;
    sum[r.leadership] += a[0];
    count[r.leadership] += 1.0;
  }
  s.product -= s.mean[0] * s.mean[1];
  s.role_gap = sum[1] / count[1] - sum[0] / count[0];
  leda_simulate_survey_free(survey);
  return s;
}

/* R 4.2.2: diff(pnorm(c(-Inf, 1.5:6.5, Inf), 4, 1.2)). */
static void answers_are_a_normal_cut_at_thresholds(void **state) {
  static const double expected[] = {0.01861042519, 0.08703934848, 0.23281134584, 0.32307776098,
                                    0.23281134584, 0.08703934848, 0.01861042519};
  leda_simulate_survey_model model = plain_model();
  wave_summary s = summarise(&model, 0);
  double n = (double)model.respondents;
  (void)state;
  for (size_t i = 0; i < 7; i++)
    assert_within(s.share[i + 1], expected[i],
                  ERRORS * sqrt(expected[i] * (1.0 - expected[i]) / n));
  assert_within(s.leadership, 0.4, ERRORS * sqrt(0.24 / n));
  assert_within(s.in_management, 0.2, ERRORS * sqrt(0.16 / n));
  assert_within(s.product, 0.0, ERRORS * 1.5 / sqrt(n));
}

/* Means of rounded normals without an end near: the effect itself; sd of an answer about
 * sqrt(1.2^2 + 1/12) = 1.234. */
static void effects_show_in_the_means(void **state) {
  leda_simulate_survey_model model = plain_model();
  double error = ERRORS * 1.234 * sqrt(2.0 / (double)model.respondents);
  (void)state;
  model.sd = 0.9;
  model.effect = 0.4;
  model.kept = 0.25;
  model.role = 0.6;
  wave_summary first = summarise(&model, 0), second = summarise(&model, 1),
               third = summarise(&model, 2);
  for (size_t q = 0; q < STATEMENTS; q++) {
    assert_within(second.mean[q] - first.mean[q], 0.4, error);
    assert_within(third.mean[q] - first.mean[q], 0.1, error);
  }
  assert_within(first.role_gap, 0.6, error * 2.0);
}

static void a_person_answers_alike(void **state) {
  leda_simulate_survey_model model = plain_model();
  (void)state;
  model.sd = 0.9;
  model.person = 0.5;
  wave_summary s = summarise(&model, 0);
  assert_within(s.product, 0.5 * 0.81, ERRORS * 1.2 / sqrt((double)model.respondents));
}

static void missing_answers_are_counted_out(void **state) {
  leda_simulate_survey_model model = plain_model();
  (void)state;
  model.missing = 0.2;
  wave_summary s = summarise(&model, 0);
  assert_within(s.share[0], 0.2, ERRORS * sqrt(0.16 / (double)model.respondents));
}

/* Variances between 4,000 municipalities: sd^2 within 4 sqrt(2 / 4000) of itself. */
static void municipalities_differ_as_asked(void **state) {
  enum { M = 4000, ROWS = 400000 };
  static double own[M], first[M], second[M];
  static unsigned char seen[M];
  leda_simulate_survey_model model = plain_model();
  double squares[3] = {0}, n = 0.0, both = 0.0;
  (void)state;
  model.municipalities = M;
  model.waves = 2;
  model.respondents = ROWS / 2;
  model.municipality_sd = 0.5;
  model.wave_municipality_sd = 0.3;
  leda_simulate_survey *survey = leda_simulate_survey_alloc(&model);
  for (size_t row = 0; row < ROWS; row++) {
    int a[STATEMENTS];
    leda_simulate_respondent r = leda_simulate_survey_row(survey, row, a);
    if (seen[r.municipality] & 1u) assert_near(own[r.municipality], r.municipality_effect, 0.0);
    own[r.municipality] = r.municipality_effect;
    (r.wave ? second : first)[r.municipality] = r.wave_municipality_effect;
    seen[r.municipality] |= (unsigned char)(r.wave ? 3u : 1u);
  }
  for (size_t m = 0; m < M; m++) {
    if (seen[m] != 3u) continue;
    squares[0] += own[m] * own[m];
    squares[1] += first[m] * first[m];
    squares[2] += second[m] * second[m];
    both += first[m] * second[m];
    n++;
  }
  assert_true(n > 0.95 * M);
  assert_within(squares[0] / n, 0.25, ERRORS * 0.25 * sqrt(2.0 / n));
  assert_within(squares[1] / n, 0.09, ERRORS * 0.09 * sqrt(2.0 / n));
  assert_within(squares[2] / n, 0.09, ERRORS * 0.09 * sqrt(2.0 / n));
  assert_within(both / n, 0.0, ERRORS * 0.09 / sqrt(n));
  leda_simulate_survey_free(survey);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_are_a_normal_cut_at_thresholds),
      cmocka_unit_test(effects_show_in_the_means),
      cmocka_unit_test(a_person_answers_alike),
      cmocka_unit_test(missing_answers_are_counted_out),
      cmocka_unit_test(municipalities_differ_as_asked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
