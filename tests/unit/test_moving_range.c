/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/moving_range.h"
#include "tests/support/assert_near.h"

/* d2(2) = E|X - Y| = 2/sqrt(pi) and d3(2)^2 = 2 - 4/pi; R: integrate(ptukey upper tail) gives
   1.12837916709551 and 0.852502... (qcc tables 1.128 and 0.8525033). */
static void test_constants(void **state) {
  (void)state;
  assert_near(leda_d2_two(), 1.1283791670955126, 1e-15);
  assert_near(leda_d3_two(), 0.85250246, 1e-8);
}

static void test_gaps_and_missing_values_have_no_range(void **state) {
  (void)state;
  const double y[] = {1, 4, NAN, 2, 5, 9};
  const int position[] = {1, 2, 3, 4, 5, 7};
  double range[6];
  leda_moving_ranges(y, position, 6, range);
  assert_true(isnan(range[0]));
  assert_near(range[1], 3.0, 0.0);
  assert_true(isnan(range[2]));
  assert_true(isnan(range[3]));
  assert_near(range[4], 3.0, 0.0);
  assert_true(isnan(range[5]));
}

/* Screening by hand: mean of 1,1,1,1,1,1,1,1,1,20 is 2.9; 20 > 3.2665 * 2.9 = 9.47, so 1 is left. */
static void test_screening(void **state) {
  (void)state;
  const double range[] = {NAN, 1, 1, 1, 1, 1, 1, 1, 1, 1, 20};
  assert_near(leda_moving_range_mean(range, NULL, 11, false), 2.9, 1e-15);
  assert_near(leda_moving_range_mean(range, NULL, 11, true), 1.0, 1e-15);
}

static void test_use_and_nothing_left(void **state) {
  (void)state;
  const double range[] = {NAN, 1, 2, 3};
  const bool use[] = {true, false, true, false};
  assert_near(leda_moving_range_mean(range, use, 4, false), 2.0, 0.0);
  assert_true(isnan(leda_moving_range_mean(range, use, 1, false)));
  assert_true(isnan(leda_moving_range_mean(range, NULL, 0, true)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_constants),
      cmocka_unit_test(test_gaps_and_missing_values_have_no_range),
      cmocka_unit_test(test_screening),
      cmocka_unit_test(test_use_and_nothing_left),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
