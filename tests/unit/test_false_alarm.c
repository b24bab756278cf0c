/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "stats/calibrated_limits.h"
#include "stats/false_alarm.h"
#include "tests/support/assert_near.h"

static leda_false_alarm_plan plan_of(size_t draws, int threads) {
  return (leda_false_alarm_plan){
      .draw = leda_false_alarm_normal, .draws = draws, .seed = 7, .threads = threads};
}

static leda_alarm_judge *judge_of(leda_alarm_chart chart, size_t n, leda_alarm_rules set) {
  int status;
  leda_alarm_judge *judge = leda_alarm_judge_alloc(&chart, n, &set, 1, &status);
  assert_non_null(judge);
  return judge;
}

static const leda_alarm_chart KNOWN = {.centre = LEDA_ALARM_CENTRE_ZERO,
                                       .sigma = LEDA_ALARM_SIGMA_ONE};
static const leda_alarm_chart ESTIMATED = {.centre = LEDA_ALARM_MEAN,
                                           .sigma = LEDA_ALARM_MOVING_RANGE};

/* Known limits: R 4.2.2 1 - (1 - 2 * pnorm(-3))^24 = 0.06281. Within 4 standard errors. */
static void test_known_limits(void **state) {
  (void)state;
  double rate, exact = 1.0 - pow(1.0 - 0.0026997960632601866, 24.0);
  leda_false_alarm_plan plan = plan_of(40000, 1);
  leda_alarm_judge *judge = judge_of(KNOWN, 24, leda_alarm_rules_sigma3());
  assert_int_equal(leda_false_alarm_chart(&plan, judge, &rate), GSL_SUCCESS);
  assert_within(rate, exact, 4.0 * sqrt(exact * (1.0 - exact) / 40000.0));
  leda_alarm_judge_free(judge);
}

/* Eight on one side in exactly eight values about a known centre: 2 / 2^8. Two phases of eight: two chances. */
static void test_phases(void **state) {
  (void)state;
  static const leda_alarm_phase phases[] = {{0, 8, 0}, {8, 16, 0}};
  double rate, once = 1.0 / 128.0, twice = 1.0 - (1.0 - once) * (1.0 - once);
  leda_alarm_chart chart = KNOWN;
  leda_false_alarm_plan plan = plan_of(40000, 1);
  leda_alarm_judge *judge = judge_of(KNOWN, 8, (leda_alarm_rules){.run = 8});
  leda_false_alarm_chart(&plan, judge, &rate);
  assert_within(rate, once, 4.0 * sqrt(once / 40000.0));
  leda_alarm_judge_free(judge);
  chart.phases = phases;
  chart.n_phases = 2;
  judge = judge_of(chart, 16, (leda_alarm_rules){.run = 8});
  leda_false_alarm_chart(&plan, judge, &rate);
  assert_within(rate, twice, 4.0 * sqrt(twice / 40000.0));
  leda_alarm_judge_free(judge);
}

/* Of the 24 orders of four different values two have all rising or falling. */
static void test_permutations(void **state) {
  (void)state;
  static const double y[] = {3.0, 1.0, 4.0, 1.5};
  double rate, exact = 2.0 / 24.0;
  leda_false_alarm_plan plan = plan_of(40000, 1);
  plan.draw = leda_false_alarm_permuted;
  plan.draw_data = y;
  leda_alarm_judge *judge = judge_of(ESTIMATED, 4, (leda_alarm_rules){.trend = 4});
  assert_int_equal(leda_false_alarm_chart(&plan, judge, &rate), GSL_SUCCESS);
  assert_within(rate, exact, 4.0 * sqrt(exact / 40000.0));
  leda_alarm_judge_free(judge);
}

/* Stationary AR(1): variance 1 from the first value on, neighbours correlate by phi. */
static void test_ar1_moments(void **state) {
  (void)state;
  enum { N = 3, DRAWS = 40000 };
  double phi = 0.6, squares[N] = {0}, product = 0.0, y[N];
  leda_stream stream = leda_stream_start(3, 0);
  for (int i = 0; i < DRAWS; i++) {
    leda_false_alarm_ar1(&stream, y, N, &phi);
    for (int k = 0; k < N; k++) squares[k] += y[k] * y[k] / DRAWS;
    product += y[1] * y[2] / DRAWS;
  }
  for (int k = 0; k < N; k++) assert_within(squares[k], 1.0, 4.0 * sqrt(2.0 / DRAWS));
  assert_within(product, phi, 4.0 * sqrt((1.0 + phi * phi) / DRAWS));
}

static void test_any_number_of_threads(void **state) {
  (void)state;
  static const int threads[] = {0, 2, 3, 8};
  double one, other, limit_one, limit_other;
  leda_false_alarm_plan plan = plan_of(5001, 1);
  leda_alarm_judge *judge = judge_of(ESTIMATED, 20, leda_alarm_rules_nelson());
  leda_false_alarm_chart(&plan, judge, &one);
  assert_int_equal(leda_calibrated_limit_simulate(&plan, judge, 0.05, &limit_one), GSL_SUCCESS);
  for (size_t k = 0; k < 4; k++) {
    plan.threads = threads[k];
    leda_false_alarm_chart(&plan, judge, &other);
    leda_calibrated_limit_simulate(&plan, judge, 0.05, &limit_other);
    assert_near(other, one, 0);
    assert_near(limit_other, limit_one, 0);
  }
  plan.seed = 8;
  leda_false_alarm_chart(&plan, judge, &other);
  assert_true(other != one);
  leda_alarm_judge_free(judge);
}

static unsigned two_sets(const double *y, size_t n, double *work, const void *data) {
  (void)n;
  work[0] = *(const double *)data;
  return (y[0] > work[0]) | (unsigned)(y[0] > 1e9) << 1;
}

/* Any judge can be put in. */
static void test_own_judge(void **state) {
  (void)state;
  double limit = 0.0, rate[2];
  leda_false_alarm_plan plan = plan_of(10000, 2);
  plan.n = 5;
  plan.judge = two_sets;
  plan.judge_data = &limit;
  plan.work = 1;
  plan.n_sets = 2;
  assert_int_equal(leda_false_alarm_simulate(&plan, rate), GSL_SUCCESS);
  assert_within(rate[0], 0.5, 0.02);
  assert_near(rate[1], 0.0, 0);
  plan.n_sets = 0;
  assert_int_equal(leda_false_alarm_simulate(&plan, rate), GSL_EINVAL);
  plan.n_sets = 33;
  assert_int_equal(leda_false_alarm_simulate(&plan, rate), GSL_EINVAL);
  plan.n_sets = 2;
  plan.draws = 0;
  assert_int_equal(leda_false_alarm_simulate(&plan, rate), GSL_EINVAL);
  assert_true(isnan(rate[0]) && isnan(rate[1]));
  plan.draws = 1;
  plan.n = 0;
  assert_int_equal(leda_false_alarm_simulate(&plan, rate), GSL_EINVAL);
}

/* R 4.2.2: qnorm(1 - (1 - .95^(1/24)) / 2); for n = 1 the two-sided normal quantile. */
static void test_known_multiple(void **state) {
  (void)state;
  assert_near(leda_calibrated_limit_known(24, 0.05), 3.0707891774990039, 1e-10);
  assert_near(leda_calibrated_limit_known(1, 0.0026997960632601866), 3.0, 1e-12);
  assert_true(isnan(leda_calibrated_limit_known(0, 0.05)));
  assert_true(isnan(leda_calibrated_limit_known(10, 0.0)));
  assert_true(isnan(leda_calibrated_limit_known(10, 1.0)));
}

static void keeps_rate(size_t n, double rate) {
  enum { DRAWS = 40000 };
  double found, se = sqrt(rate * (1.0 - rate) / DRAWS);
  leda_false_alarm_plan plan = plan_of(DRAWS, 2);
  leda_alarm_judge *judge =
      judge_of(ESTIMATED, n, (leda_alarm_rules){.beyond = leda_calibrated_limit(n, rate)});
  plan.seed = 99;
  assert_int_equal(leda_false_alarm_chart(&plan, judge, &found), GSL_SUCCESS);
  leda_alarm_judge_free(judge);
  /* and the table's own error: 0.3 % of L changes the rate by some 4 % of itself */
  assert_within(found, rate, 4.0 * se + 0.04 * rate);
}

/* The table between its nodes: a chart with these limits alarms at the stated rate, by other draws. */
static void test_table_keeps_the_rate(void **state) {
  (void)state;
  keeps_rate(8, 0.05);
  keeps_rate(11, 0.1);
  keeps_rate(13, 0.03);
  keeps_rate(27, 0.05);
  keeps_rate(42, 0.15);
  keeps_rate(75, 0.07);
  assert_true(isnan(leda_calibrated_limit(3, 0.05)));
  assert_true(isnan(leda_calibrated_limit(1001, 0.05)));
  assert_true(isnan(leda_calibrated_limit(24, 0.3)));
  assert_true(isnan(leda_calibrated_limit(24, NAN)));
}

/* With known limits a simulated multiple meets the exact one. */
static void test_simulated_limit(void **state) {
  (void)state;
  double limit, exact = leda_calibrated_limit_known(12, 0.05);
  leda_false_alarm_plan plan = plan_of(40000, 1);
  leda_alarm_judge *judge = judge_of(KNOWN, 12, leda_alarm_rules_sigma3());
  assert_int_equal(leda_calibrated_limit_simulate(&plan, judge, 0.05, &limit), GSL_SUCCESS);
  assert_near(limit, exact, 0.01);
  assert_int_equal(leda_calibrated_limit_simulate(&plan, judge, 0.00001, &limit), GSL_EINVAL);
  assert_true(isnan(limit));
  assert_int_equal(leda_calibrated_limit_simulate(&plan, judge, 1.0, &limit), GSL_EINVAL);
  plan.draws = 0;
  assert_int_equal(leda_calibrated_limit_simulate(&plan, judge, 0.05, &limit), GSL_EINVAL);
  leda_alarm_judge_free(judge);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_known_limits),          cmocka_unit_test(test_phases),
      cmocka_unit_test(test_permutations),          cmocka_unit_test(test_ar1_moments),
      cmocka_unit_test(test_any_number_of_threads), cmocka_unit_test(test_own_judge),
      cmocka_unit_test(test_known_multiple),        cmocka_unit_test(test_table_keeps_the_rate),
      cmocka_unit_test(test_simulated_limit),
  };
  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
