/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/adjust.h"
#include "stats/max_t.h"
#include "tests/support/assert_near.h"

static const double p[] = {0.01, 0.02, 0.02, NAN, 0.5, 0.9, 0.0004, 1.0, 0.03, 0.04};

/* R 4.2.2: p.adjust(c(0.01,0.02,0.02,NA,0.5,0.9,0.0004,1,0.03,0.04), method), the methods in the order of
   leda_adjust_method */
static const double r[][10] = {
    {0.09, 0.18, 0.18, NAN, 1, 1, 0.0036, 1, 0.27, 0.36},
    {0.08, 0.14, 0.14, NAN, 1, 1, 0.0036, 1, 0.15, 0.16},
    {0.08, 0.12, 0.12, NAN, 1, 1, 0.0036, 1, 0.15, 0.16},
    {0.06999999999999999, 0.1, 0.1, NAN, 1, 1, 0.0036, 1, 0.12, 0.16},
    {0.1273035714285715, 0.1273035714285715, 0.1273035714285715, NAN, 1, 1, 0.01018428571428572, 1,
     0.1527642857142857, 0.1697380952380952},
};

static void adjusted_p_are_those_of_r(void **state) {
  (void)state;
  for (int m = LEDA_ADJUST_BONFERRONI; m <= LEDA_ADJUST_BY; m++) {
    double out[10], same[10];

    assert_int_equal(leda_adjust_p((leda_adjust_method)m, p, 10, out), GSL_SUCCESS);
    for (int i = 0; i < 10; i++) {
      assert_near(out[i], r[m][i], 1e-14);
      same[i] = p[i];
    }
    assert_int_equal(leda_adjust_p((leda_adjust_method)m, same, 10, same), GSL_SUCCESS);
    for (int i = 0; i < 10; i++) assert_near(same[i], r[m][i], 1e-14);
  }
}

static void few_values(void **state) {
  double one[] = {0.3}, two[] = {0.04, 0.02}, none[] = {NAN};

  (void)state;
  for (int m = LEDA_ADJUST_BONFERRONI; m <= LEDA_ADJUST_BY; m++) {
    assert_int_equal(leda_adjust_p((leda_adjust_method)m, one, 0, one), GSL_SUCCESS);
    assert_int_equal(leda_adjust_p((leda_adjust_method)m, one, 1, one), GSL_SUCCESS);
    assert_near(one[0], 0.3, 1e-14);
    assert_int_equal(leda_adjust_p((leda_adjust_method)m, none, 1, none), GSL_SUCCESS);
    assert_true(isnan(none[0]));
  }
  /* R 4.2.2: p.adjust(c(0.04, 0.02), "hommel") */
  assert_int_equal(leda_adjust_p(LEDA_ADJUST_HOMMEL, two, 2, two), GSL_SUCCESS);
  assert_near(two[0], 0.04, 1e-14);
  assert_near(two[1], 0.04, 1e-14);
  assert_int_equal(leda_adjust_p((leda_adjust_method)99, two, 2, two), GSL_EINVAL);
}

/* Westfall & Young's last step: no p below that of a statement with a larger |T|. */
static void steps_are_made_monotone(void **state) {
  static const uint64_t raw[] = {1, 20, 5, 0}, single[] = {3, 40, 30, 0}, step[] = {3, 20, 2, 0};
  leda_max_t out[] = {
      {.statistic = -3.0}, {.statistic = 1.0}, {.statistic = 2.0}, {.statistic = NAN}};
  size_t order[4];

  (void)state;
  leda_max_t_order(out, 4, order);
  assert_int_equal(order[0], 0);
  assert_int_equal(order[1], 2);
  assert_int_equal(order[2], 1);
  assert_int_equal(order[3], 3);
  leda_max_t_counts counts = {raw, single, step, order, 99, 1};
  leda_max_t_finish(&counts, out, 4);
  assert_near(out[0].raw, 0.02, 1e-14);
  assert_near(out[2].adjusted, 0.04, 1e-14);
  assert_near(out[1].adjusted, 0.21, 1e-14);
  assert_near(out[2].single, 0.31, 1e-14);
  assert_true(isnan(out[3].raw));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(adjusted_p_are_those_of_r),
      cmocka_unit_test(few_values),
      cmocka_unit_test(steps_are_made_monotone),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
