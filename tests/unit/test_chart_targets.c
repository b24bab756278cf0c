/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "tests/support/assert_near.h"
#include "tests/support/one_series.h"

static leda_period year(int y) { return (leda_period){LEDA_PERIOD_YEAR, y}; }

static leda_status run(one_series *f, const leda_chart_options *options, leda_chart *chart,
                       leda_error *err) {
  *err = leda_error_none();
  return leda_chart_run(chart, &f->panel, &f->series, options, err);
}

static const double six[] = {5, 6, 4, 7, 5, 8};

/* By hand: none in 2001; 10 in 2002; from 2003 to 2005 in equal steps from 4 to 6, then 6. */
static void test_steps_and_slopes(void **state) {
  (void)state;
  one_series f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  const leda_target_choice targets[] = {{year(2003), 4.0, year(2005), 6.0},
                                        {.from = year(2002), .value = 10.0}};
  options.targets = targets;
  options.n_targets = 2;
  one_series_set(&f, LEDA_PERIOD_YEAR, six, 6);
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_true(isnan(chart.points[0].target));
  const double expected[] = {10, 4, 5, 6, 6};
  const bool begins[] = {true, true, false, false, false};
  for (size_t i = 0; i < 5; i++) {
    assert_near(chart.points[i + 1].target, expected[i], 1e-15);
    assert_int_equal(chart.points[i + 1].target_begins, begins[i]);
    assert_false(chart.points[i + 1].beyond_target); /* nobody said which side is wrong */
  }
  assert_near(chart.target, 6.0, 1e-15);
  leda_chart_clear(&chart);
}

/* A missing year moves the target on all the same: 2003 of 2001..2005 is half way. */
static void test_slope_over_a_gap(void **state) {
  (void)state;
  one_series f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  const leda_target_choice target = {year(2001), 0.0, year(2005), 8.0};
  options.targets = &target;
  options.n_targets = 1;
  one_series_set(&f, LEDA_PERIOD_YEAR, six, 3);
  f.rows[1].period = 2003;
  f.rows[2].period = 2004;
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_near(chart.points[0].target, 0.0, 0);
  assert_near(chart.points[1].target, 4.0, 1e-15);
  assert_near(chart.points[2].target, 6.0, 1e-15);
  leda_chart_clear(&chart);
}

/* Values 5 6 4 7 5 8 against 6: 5, 4 and 5 are too low where more is better, 7 and 8 too high where less
   is; 6 meets it either way. None is a signal. */
static void test_beyond(void **state) {
  (void)state;
  one_series f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  const bool low[] = {1, 0, 1, 0, 1, 0}, high[] = {0, 0, 0, 1, 0, 1};
  options.target = 6.0;
  for (int better = LEDA_BETTER_HIGHER; better <= LEDA_BETTER_LOWER; better++) {
    options.better = (leda_better)better;
    one_series_set(&f, LEDA_PERIOD_YEAR, six, 6);
    assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
    for (size_t i = 0; i < 6; i++)
      assert_int_equal(chart.points[i].beyond_target,
                       better == LEDA_BETTER_HIGHER ? low[i] : high[i]);
    assert_int_equal(chart.n_signals, 0);
    leda_chart_clear(&chart);
  }
  options.type = LEDA_CHART_MR; /* how far values differ has no better side that --better names */
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  for (size_t i = 0; i < 6; i++) assert_false(chart.points[i].beyond_target);
  leda_chart_clear(&chart);
}

static void test_excluded_and_missing(void **state) {
  (void)state;
  one_series f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  const leda_period out = year(2001);
  options.target = 100.0;
  options.better = LEDA_BETTER_HIGHER;
  options.excluded = &out;
  options.n_excluded = 1;
  one_series_set(&f, LEDA_PERIOD_YEAR, six, 6);
  f.rows[1].value = NAN;
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  assert_false(chart.points[0].beyond_target);
  assert_false(chart.points[1].beyond_target);
  assert_true(chart.points[2].beyond_target);
  leda_chart_clear(&chart);
}

/* Years chosen in months begin with their January: from 2001 = 0 to 2003 = 24 each month adds 1. */
static void test_years_in_months(void **state) {
  (void)state;
  one_series f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  const leda_target_choice target = {year(2001), 0.0, year(2003), 24.0};
  options.targets = &target;
  options.n_targets = 1;
  one_series_set(&f, LEDA_PERIOD_MONTH, six, 6);
  for (size_t i = 0; i < 6; i++) f.rows[i].period = (int32_t)(12 * 2001 + 9 + i); /* October on */
  assert_int_equal(run(&f, &options, &chart, &err), LEDA_OK);
  for (size_t i = 0; i < 6; i++) assert_near(chart.points[i].target, 9.0 + (double)i, 1e-14);
  leda_chart_clear(&chart);
}

static void expect_error(const leda_target_choice *targets, size_t n, leda_status status) {
  one_series f;
  leda_chart chart;
  leda_error err;
  leda_chart_options options = leda_chart_options_default();
  options.targets = targets;
  options.n_targets = n;
  one_series_set(&f, LEDA_PERIOD_YEAR, six, 6);
  assert_int_equal(run(&f, &options, &chart, &err), status);
  assert_null(chart.points);
}

static void test_errors(void **state) {
  (void)state;
  const leda_target_choice twice[] = {{.from = year(2002), .value = 1},
                                      {.from = year(2002), .value = 2}};
  const leda_target_choice always[] = {{.value = 1}, {.value = 2}};
  const leda_target_choice back = {year(2003), 1, year(2003), 2};
  const leda_target_choice other = {.from = {LEDA_PERIOD_QUARTER, 8004}, .value = 1};
  expect_error(twice, 2, LEDA_ERR_USAGE);
  expect_error(always, 2, LEDA_ERR_USAGE);
  expect_error(&back, 1, LEDA_ERR_USAGE);
  expect_error(&other, 1, LEDA_ERR_DATA);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_steps_and_slopes), cmocka_unit_test(test_slope_over_a_gap),
      cmocka_unit_test(test_beyond),           cmocka_unit_test(test_excluded_and_missing),
      cmocka_unit_test(test_years_in_months),  cmocka_unit_test(test_errors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
