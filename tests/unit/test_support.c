/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules are those of gsl_test_rel in GSL 2.7, test/results.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/assert_near.h"
#include "tests/support/near.h"

static void near_uses_a_relative_tolerance(void **state) {
  (void)state;
  assert_true(leda_test_is_near(1000.5, 1000.0, 0.001));
  assert_false(leda_test_is_near(1001.5, 1000.0, 0.001));
  assert_true(leda_test_is_near(-1000.5, -1000.0, 0.001));
}

static void near_is_absolute_at_zero(void **state) {
  (void)state;
  assert_true(leda_test_is_near(1e-9, 0.0, 1e-8));
  assert_false(leda_test_is_near(1e-7, 0.0, 1e-8));
}

static void nan_equals_only_nan(void **state) {
  (void)state;
  assert_true(leda_test_is_near(NAN, NAN, 0.0));
  assert_false(leda_test_is_near(NAN, 1.0, 1e9));
  assert_false(leda_test_is_near(1.0, NAN, 1e9));
  assert_false(leda_test_is_within(NAN, 1.0, 1e9));
  assert_false(leda_test_is_near(INFINITY, NAN, 1e9));
}

static void infinity_equals_only_itself(void **state) {
  (void)state;
  assert_true(leda_test_is_near(INFINITY, INFINITY, 0.0));
  assert_false(leda_test_is_near(INFINITY, -INFINITY, 1e9));
  assert_false(leda_test_is_near(1.0, INFINITY, 1e9));
  assert_false(leda_test_is_within(INFINITY, 1.0, 1e300));
}

static void within_is_absolute(void **state) {
  (void)state;
  assert_true(leda_test_is_within(1000.4, 1000.0, 0.5));
  assert_false(leda_test_is_within(1000.6, 1000.0, 0.5));
  assert_near(2.0, 2.0, 0.0);
  assert_within(2.25, 2.0, 0.25);
  assert_false(leda_test_check_near(2.0, 1.0, 0.5, "a difference that must be seen"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(near_uses_a_relative_tolerance),
      cmocka_unit_test(near_is_absolute_at_zero),
      cmocka_unit_test(nan_equals_only_nan),
      cmocka_unit_test(infinity_equals_only_itself),
      cmocka_unit_test(within_is_absolute),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
