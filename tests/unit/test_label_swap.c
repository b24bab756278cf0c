/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: tests/oracle/cluster.R (R 4.2.2), by all sign patterns. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/label_swap.h"
#include "stats/simulate_survey.h"
#include "tests/support/assert_near.h"
#include "tests/support/cluster_rows.h"

enum { N = LEDA_TEST_ROWS, P = LEDA_TEST_COLUMNS };

/* The made rows as a survey of three statements. */
typedef struct {
  leda_test_cluster_rows rows;
  double answers[3 * N];
  double role[N];
  unsigned char wave[N];
  leda_label_swap_plan plan;
} survey;

static void make(survey *s) {
  leda_test_make_cluster_rows(&s->rows);
  for (size_t i = 0; i < N; i++) {
    double y = s->rows.y[i];

    s->wave[i] = s->rows.x[P * i + 1] == 1.0;
    s->role[i] = s->rows.x[P * i + 2];
    s->answers[i] = y;
    s->answers[N + i] = fmod(y * y, 5.0);
    s->answers[2 * N + i] = s->answers[i] + s->answers[N + i];
  }
  s->plan = (leda_label_swap_plan){.rows = N,
                                   .statements = 3,
                                   .answers = s->answers,
                                   .wave = s->wave,
                                   .municipality = s->rows.cluster,
                                   .municipalities = LEDA_TEST_CLUSTERS,
                                   .adjust = s->role,
                                   .adjust_columns = 1,
                                   .seed = 1};
}

static leda_label_swap_summary run(const leda_label_swap_plan *plan, leda_max_t *out) {
  leda_label_swap_summary summary;

  assert_int_equal(leda_label_swap_run(plan, out, &summary), GSL_SUCCESS);
  return summary;
}

static void all_swaps_agree_with_r(void **state) {
  static const double t[] = {-1.7751063643592, -0.284054138138447, -1.7593928299833};
  static const double raw[] = {0.125, 0.75, 0.0625}, single[] = {0.125, 0.9375, 0.125};
  static const double adjusted[] = {0.125, 0.75, 0.125};
  leda_label_swap_summary summary;
  leda_max_t out[3];
  survey s;

  (void)state;
  make(&s);
  summary = run(&s.plan, out);
  for (size_t i = 0; i < 3; i++) {
    assert_near(out[i].statistic, t[i], 1e-12);
    assert_near(out[i].raw, raw[i], 1e-14);
    assert_near(out[i].single, single[i], 1e-14);
    assert_near(out[i].adjusted, adjusted[i], 1e-14);
  }
  assert_true(summary.enumerated);
  assert_int_equal(summary.swapped, 6);
  assert_int_equal(summary.fixed, 2);
  assert_int_equal(summary.rearranged, 32);
  assert_near(summary.p_smallest, 1.0 / 32.0, 1e-14);
}

/* With fewer replicates than patterns they are drawn, and no p is below one in all. */
static void fewer_replicates_are_drawn(void **state) {
  leda_max_t drawn[3];
  leda_label_swap_summary summary;
  survey s;

  (void)state;
  make(&s);
  s.plan.replicates = 31; /* fewer than the 32 there are */
  summary = run(&s.plan, drawn);
  assert_false(summary.enumerated);
  assert_int_equal(summary.rearranged, 31);
  assert_true(drawn[0].raw >= 1.0 / 32.0);
}

/* Thirty municipalities, so that patterns are drawn. */
static size_t simulate(leda_label_swap_plan *plan, double *answers, double effect) {
  enum { EACH = 240, STATEMENTS = 19 };
  static double role[2 * EACH];
  static unsigned char wave[2 * EACH];
  static size_t municipality[2 * EACH];
  leda_simulate_survey_model model = {.municipalities = 30,
                                      .waves = 2,
                                      .respondents = EACH,
                                      .statements = STATEMENTS,
                                      .level = 4.5,
                                      .sd = 1.3,
                                      .person = 0.3,
                                      .effect = effect,
                                      .kept = 1.0,
                                      .leadership = 0.4,
                                      .municipality_sd = 0.4,
                                      .wave_municipality_sd = 0.3,
                                      .missing = 0.1,
                                      .seed = 5};
  leda_simulate_survey *drawn = leda_simulate_survey_alloc(&model);

  assert_non_null(drawn);
  for (size_t i = 0; i < 2 * EACH; i++) {
    int given[STATEMENTS];
    leda_simulate_respondent r = leda_simulate_survey_row(drawn, i, given);

    role[i] = r.leadership;
    wave[i] = (unsigned char)r.wave;
    municipality[i] = r.municipality;
    for (size_t q = 0; q < STATEMENTS; q++)
      answers[q * 2 * EACH + i] = given[q] ? given[q] : (double)NAN;
  }
  leda_simulate_survey_free(drawn);
  *plan = (leda_label_swap_plan){.rows = 2 * EACH,
                                 .statements = STATEMENTS,
                                 .answers = answers,
                                 .wave = wave,
                                 .municipality = municipality,
                                 .municipalities = 30,
                                 .adjust = role,
                                 .adjust_columns = 1,
                                 .replicates = 5000,
                                 .seed = 11,
                                 .threads = 1};
  return STATEMENTS;
}

static void threads_and_scale_do_not_matter(void **state) {
  double *answers = malloc(19 * 480 * sizeof *answers);
  leda_label_swap_plan plan;
  leda_max_t one[19], three[19], scaled[19];

  (void)state;
  assert_non_null(answers);
  size_t count = simulate(&plan, answers, 0.0);
  run(&plan, one);
  plan.threads = 3;
  run(&plan, three);
  for (size_t i = 0; i < 19 * 480; i++) answers[i] = 10.0 - 4.0 * answers[i];
  run(&plan, scaled);
  for (size_t q = 0; q < count; q++) {
    assert_true(one[q].adjusted == three[q].adjusted && one[q].raw == three[q].raw);
    assert_near(scaled[q].statistic, -one[q].statistic, 1e-9);
    assert_near(scaled[q].adjusted, one[q].adjusted, 0.0);
    assert_true(one[q].raw <= one[q].adjusted && one[q].adjusted <= one[q].single);
  }
  plan.seed = 12;
  run(&plan, three);
  bool other = false;
  for (size_t q = 0; q < count; q++) other = other || three[q].raw != one[q].raw;
  assert_true(other);
  free(answers);
}

static void a_clear_change_is_found(void **state) {
  double *answers = malloc(19 * 480 * sizeof *answers);
  leda_label_swap_plan plan;
  leda_max_t out[19];

  (void)state;
  assert_non_null(answers);
  size_t count = simulate(&plan, answers, 1.2);
  run(&plan, out);
  for (size_t q = 0; q < count; q++) assert_true(out[q].statistic > 0.0 && out[q].adjusted < 0.01);
  free(answers);
}

static void statements_without_numbers(void **state) {
  leda_max_t out[3], alone[3];
  survey s;

  (void)state;
  make(&s);
  for (size_t i = 0; i < N; i++) {
    s.answers[N + i] = (double)NAN;
    s.answers[2 * N + i] = 0.1;
  }
  run(&s.plan, out);
  assert_true(isnan(out[1].statistic) && isnan(out[1].raw) && isnan(out[1].adjusted));
  assert_true(isnan(out[2].statistic) && isnan(out[2].adjusted));
  s.plan.statements = 1;
  run(&s.plan, alone);
  assert_near(out[0].adjusted, alone[0].adjusted, 0.0);
  assert_near(alone[0].adjusted, alone[0].raw, 0.0);
}

/* Everyone in one wave: nothing to swap. */
static void nobody_to_swap(void **state) {
  leda_label_swap_summary summary;
  leda_max_t out[3];
  survey s;

  (void)state;
  make(&s);
  for (size_t i = 0; i < N; i++) s.wave[i] = s.rows.cluster[i] % 2;
  summary = run(&s.plan, out);
  assert_int_equal(summary.swapped, 0);
  assert_int_equal(summary.fixed, 8);
  assert_true(isnan(summary.p_smallest));
  for (size_t q = 0; q < 3; q++) assert_true(isnan(out[q].adjusted));
  s.wave[0] = 2;
  assert_int_equal(leda_label_swap_run(&s.plan, out, NULL), GSL_EINVAL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_swaps_agree_with_r),
      cmocka_unit_test(fewer_replicates_are_drawn),
      cmocka_unit_test(threads_and_scale_do_not_matter),
      cmocka_unit_test(a_clear_change_is_found),
      cmocka_unit_test(statements_without_numbers),
      cmocka_unit_test(nobody_to_swap),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
