/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by tests/oracle/capability.R under R 4.2.2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_errno.h>
#include <math.h>

#include "stats/capability.h"
#include "tests/support/assert_near.h"

/* Montgomery's viscosity-like values, made for this test. */
static const double values[] = {33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68,
                                33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12,
                                33.84, 34.31, 33.42, 33.98, 33.57, 33.90};
enum { N = 20 };

static leda_capability_plan plan_of(double lower, double upper) {
  return (leda_capability_plan){.y = values,
                                .n = N,
                                .lower = lower,
                                .upper = upper,
                                .target = 33.5,
                                .within_sigma = 0.4379826752632312,
                                .within_df = leda_capability_moving_range_df(N),
                                .within_unbiased = true,
                                .level = 0.95};
}

static void check_index(leda_capability_index index, double value, double lower, double upper) {
  assert_near(index.value, value, 1e-10);
  assert_near(index.lower, lower, 1e-9);
  assert_near(index.upper, upper, 1e-9);
}

static void test_two_limits(void **state) {
  (void)state;
  leda_capability c;
  leda_capability_plan plan = plan_of(32.5, 34.2);
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  assert_near(c.mean, 33.601500000000001, 1e-13);
  assert_near(c.overall.sigma, 0.35808371558676239, 1e-12);
  check_index(c.overall.two_sided, 0.79124886444237974, 0.54173916901792696, 1.040445573463961);
  check_index(c.overall.low, 1.0253654402156247, 0.66811341551138625, 1.3777344906157654);
  check_index(c.overall.high, 0.55713228866913478, 0.32549990693473069, 0.78267458693645442);
  check_index(c.overall.worst, 0.55713228866913478, 0.32752452363816975, 0.78674005370009981);
  check_index(c.within.two_sided, 0.64690534428798618, 0.39934214646927824, 0.92208592914071197);
  check_index(c.within.worst, 0.45549746888983522, 0.22145802838414769, 0.68953690939552281);
  assert_near(c.within.low.value, 0.83831321968613703, 1e-10);
  assert_near(c.within.high.value, 0.45549746888983522, 1e-10);
  assert_near(c.cpm, 0.76125772830679761, 1e-10);
}

static void test_two_limits_and_what_is_outside(void **state) {
  (void)state;
  leda_capability c;
  leda_capability_plan plan = plan_of(32.5, 34.2);
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  assert_near(c.overall.share_below, 0.0010486504074594834, 1e-9);
  assert_near(c.overall.share_above, 0.047321657272595442, 1e-10);
  assert_near(c.overall.dpmo, 48370.307680054924, 1e-10);
  assert_near(c.overall.share_lower, 0.0071221536766256531, 1e-8);
  assert_near(c.overall.share_upper, 0.21946404203119807, 1e-8);
  assert_true(isnan(c.within.share_lower));
  assert_int_equal(c.n_below, 0);
  assert_int_equal(c.n_above, 1);
  assert_near(c.share_outside, 0.05, 1e-14);
  assert_near(c.share_outside_lower, 0.0012650894979498051, 1e-9);
  assert_near(c.share_outside_upper, 0.24873276277202772, 1e-9);
  assert_near(c.dpmo, 50000.0, 1e-12);
}

static void test_one_limit(void **state) {
  (void)state;
  leda_capability c;
  leda_capability_plan plan = plan_of(NAN, 34.2);
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  check_index(c.overall.high, 0.55713228866913478, 0.32549990693473069, 0.78267458693645442);
  assert_near(c.overall.worst.value, 0.55713228866913478, 1e-10);
  assert_true(isnan(c.overall.two_sided.value) && isnan(c.overall.low.value) && isnan(c.cpm));
  assert_near(c.overall.share_below, 0.0, 0);
  assert_near(c.overall.share_above, 0.047321657272595442, 1e-10);
  assert_near(c.overall.share_lower, 0.0094366586422560527, 1e-8);
  assert_near(c.overall.share_upper, 0.16440844309023961, 1e-8);
  plan = plan_of(32.5, NAN);
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  check_index(c.overall.low, 1.0253654402156247, 0.66811341551138625, 1.3777344906157654);
  assert_int_equal(c.n_above, 0);
  assert_near(c.share_outside_lower, 0.0, 0);
  assert_near(c.share_outside_upper, 0.16843347098308536, 1e-9);
}

static void test_normality(void **state) {
  (void)state;
  static const double seven[] = {0.1, 0.3, 0.35, 0.4, 1.1, 2.5, 7.0}, three[] = {1, 2, 4};
  double work[10];
  leda_capability c;
  leda_capability_plan plan = plan_of(32.5, 34.2);
  leda_capability_assess(&plan, &c);
  assert_near(c.anderson_darling.statistic, 0.16276395802607979, 1e-10);
  assert_near(c.anderson_darling.p, 0.93369196827469336, 1e-9);
  assert_near(c.shapiro_wilk.statistic, 0.97686049810132192, 1e-10);
  assert_near(c.shapiro_wilk.p, 0.88747344110649862, 1e-8);
  leda_normality test = leda_normality_shapiro_wilk(seven, 7, work);
  assert_near(test.statistic, 0.69302008543075921, 1e-10);
  assert_near(test.p, 0.0031092499744176734, 1e-8);
  test = leda_normality_shapiro_wilk(three, 3, work);
  assert_near(test.statistic, 0.96428571428571419, 1e-10);
  assert_near(test.p, 0.6368868450289632, 1e-8);
  test = leda_normality_shapiro_wilk(seven, 5, work);
  assert_near(test.statistic, 0.81795062149200692, 1e-10);
  assert_near(test.p, 0.11258075171556714, 1e-8);
  test = leda_normality_anderson_darling(seven, 7);
  assert_near(test.statistic, 0.99931716349973509, 1e-10);
  assert_true(isnan(test.p));
  assert_true(isnan(leda_normality_shapiro_wilk(three, 2, work).p));
}

/* A value a hundred sd out must not make logarithms of 0. */
static void test_extreme_value(void **state) {
  (void)state;
  double y[10001] = {0};
  for (int i = 0; i < 10000; i++) y[i] = 1e-6 * i;
  y[10000] = 1e6;
  leda_normality test = leda_normality_anderson_darling(y, 10001);
  assert_true(isfinite(test.statistic) && test.statistic > 1000.0);
  assert_true(test.p < 1e-20);
}

/* n = 2: |x1 - x2| is a chi with one degree of freedom. For many values 0.605 n, as tables of the efficiency of
 * moving ranges have it: n / (2 cv^2 n), cv^2 n -> 0.8264 (R: (2-4/pi + 2*(4/pi*(sqrt(.75)+pi/12)-4/pi))*pi/4). */
static void test_moving_range_df(void **state) {
  (void)state;
  assert_near(leda_capability_moving_range_df(2), 1.0, 1e-10);
  assert_near(leda_capability_moving_range_df(10000) / 10000.0, 0.5 / 0.82644590996207257, 1e-3);
  assert_near(leda_capability_moving_range_df(20), 11.919622207887707, 1e-8);
  assert_true(isnan(leda_capability_moving_range_df(1)));
  /* Mean range of ten subgroups of four;. */
  double cv = 0.87980822 / 2.05875075;
  assert_near(leda_capability_df_of_cv2(cv * cv / 10.0), 27.621207151196192, 1e-8);
  assert_near(leda_capability_df_of_cv2(1e-9), 0.5e9, 1e-8);
  assert_near(leda_capability_df_of_cv2(0.99999e-4), leda_capability_df_of_cv2(1.00001e-4), 1e-4);
  assert_true(isnan(leda_capability_df_of_cv2(0.0)) && isnan(leda_capability_df_of_cv2(NAN)));
}

static void test_edges(void **state) {
  (void)state;
  static const double constant[] = {5, 5, 5, 5, 5, 5, 5, 5, 5};
  leda_capability c;
  leda_capability_plan plan = plan_of(4.0, 6.0);
  plan.y = constant;
  plan.n = 9;
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  assert_near(c.mean, 5.0, 0);
  assert_near(c.share_outside, 0.0, 0);
  assert_true(isnan(c.overall.worst.value) && isnan(c.within.worst.value) && isnan(c.cpm));
  assert_true(isnan(c.anderson_darling.statistic) && isnan(c.shapiro_wilk.p));
  plan.n = 1;
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  assert_near(c.mean, 5.0, 0);
  assert_true(isnan(c.overall.sigma));
  plan.n = 0;
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  assert_true(isnan(c.mean) && isnan(c.share_outside));
}

static void test_no_chart_sigma(void **state) {
  (void)state;
  leda_capability c;
  leda_capability_plan plan = plan_of(32.5, 34.2);
  plan.within_sigma = NAN;
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  assert_true(isnan(c.within.two_sided.value) && isnan(c.within.dpmo));
  assert_true(isfinite(c.overall.worst.lower));
  plan = plan_of(32.5, 34.2);
  plan.within_df = NAN;
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_SUCCESS);
  assert_near(c.within.two_sided.value, 0.64690534428798618, 1e-10);
  assert_true(isnan(c.within.two_sided.lower) && isnan(c.within.worst.upper));
}

static void test_refusals(void **state) {
  (void)state;
  double holed[] = {1, NAN, 3};
  leda_capability c;
  leda_capability_plan plan = plan_of(NAN, NAN);
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_EDOM);
  assert_true(isnan(c.mean));
  plan = plan_of(34.0, 34.0);
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_EDOM);
  plan = plan_of(33.0, INFINITY);
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_EDOM);
  plan = plan_of(33.0, 34.0);
  plan.level = 1.0;
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_EDOM);
  plan = plan_of(0.0, 4.0);
  plan.y = holed;
  plan.n = 3;
  assert_int_equal(leda_capability_assess(&plan, &c), GSL_EDOM);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_two_limits),    cmocka_unit_test(test_two_limits_and_what_is_outside),
      cmocka_unit_test(test_one_limit),     cmocka_unit_test(test_normality),
      cmocka_unit_test(test_extreme_value), cmocka_unit_test(test_moving_range_df),
      cmocka_unit_test(test_edges),         cmocka_unit_test(test_no_chart_sigma),
      cmocka_unit_test(test_refusals),
  };
  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
