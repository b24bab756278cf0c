/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values from the formulas of Montgomery (7th ed., chapter 7), worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/attribute_sigma.h"
#include "tests/support/assert_near.h"

static void test_models(void **state) {
  (void)state;
  assert_near(leda_sigma_binomial(0.2, 64.0), 0.05, 1e-15); /* sqrt(0.16) / 8 */
  assert_near(leda_sigma_poisson(4.0, 25.0), 0.4, 1e-15);
  assert_near(leda_sigma_geometric(8.0), sqrt(72.0), 1e-15);
  assert_near(leda_sigma_binomial(0.0, 10.0), 0.0, 0.0);
  assert_true(isnan(leda_sigma_binomial(0.2, 0.0)));
  assert_true(isnan(leda_sigma_binomial(1.2, 5.0)));
  assert_true(isnan(leda_sigma_poisson(4.0, -1.0)));
  assert_true(isnan(leda_sigma_geometric(-1.0)));
}

static void test_times(void **state) {
  (void)state;
  assert_near(leda_time_normal(1.0), 1.0, 0.0);
  assert_near(leda_time_back(2.0), 12.125732532083186, 1e-14); /* 2^3.6 */
  assert_near(leda_time_back(leda_time_normal(286.0)), 286.0, 1e-13);
  assert_near(leda_time_back(-0.5), 0.0, 0.0);
  assert_true(isnan(leda_time_back(NAN)));
}

static void test_ranges_of_ratios(void **state) {
  (void)state;
  assert_near(leda_range_of_ratios(-3.0, 1.0, 1.0), 3.0, 1e-15);
  assert_near(leda_range_of_ratios(3.0, 0.5, 0.5), 3.0 / sqrt(2.0), 1e-15);
  assert_near(leda_range_of_ratios(2.0, 4.0, 4.0), 4.0, 1e-15);
  assert_true(isnan(leda_range_of_ratios(2.0, 0.0, 4.0)));
  assert_true(isnan(leda_range_of_ratios(NAN, 1.0, 4.0)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_models),
      cmocka_unit_test(test_times),
      cmocka_unit_test(test_ranges_of_ratios),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
