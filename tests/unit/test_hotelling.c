/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_errno.h>
#include <math.h>

#include "stats/hotelling.h"
#include "tests/support/assert_near.h"

/* R 4.2.2:
 * x <- matrix(c(2,3, 4,7, 5,5, 7,9, 8,7, 1,4), ncol = 2, byrow = TRUE)
 * colMeans(x); cov(x); mahalanobis(x, colMeans(x), cov(x)) */
static const double rows[] = {2, 3, 4, 7, 5, 5, 7, 9, 8, 7, 1, 4};

static void test_single(void **state) {
  (void)state;
  static const double expected[] = {1.6490433031218528, 1.2965760322255795, 0.79556898288016076,
                                    2.16515609264854,   2.3439073514602211, 1.7497482376636453};
  double centre[2], covariance[4], t2[6];
  assert_int_equal(leda_hotelling_single(rows, 6, 2, centre, covariance, t2), GSL_SUCCESS);
  assert_near(centre[0], 4.5, 1e-14);
  assert_near(centre[1], 35.0 / 6.0, 1e-14);
  assert_near(covariance[1], 4.9000000000000004, 1e-13);
  assert_near(covariance[2], covariance[1], 0);
  for (size_t i = 0; i < 6; i++) assert_near(t2[i], expected[i], 1e-12);
}

/* The same rows as three subgroups of two: S <- Reduce("+", lapply(1:3, function(g) cov(x[2*g-1:0,])))/3;
 * m <- rowsum(x, rep(1:3, each = 2))/2; 2 * mahalanobis(m, colMeans(m), S) */
static void test_grouped(void **state) {
  (void)state;
  static const double expected[] = {0.4876033057851239, 0.49999999999999989, 0.078512396694214753};
  leda_hotelling_subgroups data = {rows, 3, 2, 2};
  double centre[2], covariance[4], t2[3];
  assert_int_equal(leda_hotelling_grouped(&data, centre, covariance, t2), GSL_SUCCESS);
  for (size_t i = 0; i < 3; i++) assert_near(t2[i], expected[i], 1e-12);
}

/* T2 does not change when the variables are put into other units or mixed. */
static void test_invariance(void **state) {
  (void)state;
  double mixed[12], centre[2], covariance[4], t2[6], other[6];
  for (size_t i = 0; i < 6; i++) {
    mixed[2 * i] = 3.0 * rows[2 * i] - rows[2 * i + 1] + 100.0;
    mixed[2 * i + 1] = 0.01 * rows[2 * i + 1];
  }
  leda_hotelling_single(rows, 6, 2, centre, covariance, t2);
  leda_hotelling_single(mixed, 6, 2, centre, covariance, other);
  for (size_t i = 0; i < 6; i++) assert_near(other[i], t2[i], 1e-10);
}

/* R 4.2.2: (24^2/25)*qbeta(.99,2,10); 4*26*24/(25*21)*qf(.99,4,21); qchisq(.99,4);
 * 2*19*3/(20*4-20-2+1)*qf(.99,2,59); 2*21*3/59*qf(.99,2,59) */
static void test_limits(void **state) {
  (void)state;
  leda_hotelling_limits single = leda_hotelling_limits_at(25, 1, 4, 0.01);
  leda_hotelling_limits grouped = leda_hotelling_limits_at(20, 4, 2, 0.01);
  assert_near(single.own, 10.824563162614076, 1e-10);
  assert_near(single.future, 20.770595570474594, 1e-10);
  assert_near(single.known, 13.276704135987622, 1e-10);
  assert_near(grouped.own, 9.6302535404189431, 1e-10);
  assert_near(grouped.future, 10.643964439410411, 1e-10);
  assert_true(isnan(leda_hotelling_limits_at(5, 1, 4, 0.01).own));
  assert_true(isfinite(leda_hotelling_limits_at(5, 1, 4, 0.01).future));
  assert_true(isnan(leda_hotelling_limits_at(4, 1, 4, 0.01).future));
  assert_true(isnan(leda_hotelling_limits_at(20, 4, 2, 0.0).known));
  assert_true(isnan(leda_hotelling_limits_at(20, 4, 0, 0.1).known));
}

static void test_refusals(void **state) {
  (void)state;
  static const double tied[] = {1, 2, 2, 4, 3, 6, 5, 10}, constant[] = {1, 5, 2, 5, 4, 5, 3, 5};
  double holed[] = {1, 5, 2, NAN, 4, 5, 3, 5}, centre[3], covariance[9], t2[6];
  assert_int_equal(leda_hotelling_single(tied, 4, 2, centre, covariance, t2), GSL_ESING);
  assert_true(isnan(t2[0]) && isnan(centre[1]) && isnan(covariance[3]));
  assert_int_equal(leda_hotelling_single(constant, 4, 2, centre, covariance, t2), GSL_ESING);
  assert_int_equal(leda_hotelling_single(holed, 4, 2, centre, covariance, t2), GSL_EDOM);
  assert_int_equal(leda_hotelling_single(rows, 2, 2, centre, covariance, t2), GSL_EDOM);
  assert_int_equal(leda_hotelling_single(rows, 0, 2, centre, covariance, t2), GSL_EDOM);
  assert_int_equal(leda_hotelling_single(rows, 6, 0, centre, covariance, t2), GSL_EDOM);
  leda_hotelling_subgroups few = {rows, 1, 2, 2}, single = {rows, 4, 1, 2};
  assert_int_equal(leda_hotelling_grouped(&few, centre, covariance, t2), GSL_EDOM);
  assert_int_equal(leda_hotelling_grouped(&single, centre, covariance, t2), GSL_EDOM);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_single),     cmocka_unit_test(test_grouped),
      cmocka_unit_test(test_invariance), cmocka_unit_test(test_limits),
      cmocka_unit_test(test_refusals),
  };
  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
