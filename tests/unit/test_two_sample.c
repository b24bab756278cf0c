/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected numbers: tests/oracle/effects.R (R 4.2.2) unless said otherwise. sleep is Student's
 * (1908). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/describe.h"
#include "stats/stratified_permutation.h"
#include "stats/two_sample.h"
#include "tests/support/assert_near.h"

static const double drug1[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
static const double drug2[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
static const leda_two_samples sleep = {drug2, 10, drug1, 10};

static void student_and_welch(void **state) {
  leda_t_test s = leda_t_test_student(&sleep, 0.95), w = leda_t_test_welch(&sleep, 0.95);

  (void)state;
  assert_near(s.t, 1.860813467486852835, 1e-13);
  assert_near(s.df, 18.0, 0.0);
  assert_near(s.p, 0.079186714215938175, 1e-12);
  assert_near(s.lower, -0.203874032287598594, 1e-12);
  assert_near(s.upper, 3.363874032287598403, 1e-12);
  assert_near(s.se, 0.849091017238762125, 1e-13);
  assert_near(w.df, 17.776473516178498357, 1e-13);
  assert_near(w.p, 0.079394140187358173, 1e-12);
  assert_near(w.lower, -0.205483230711710180, 1e-12);
  assert_near(w.upper, 3.365483230711710405, 1e-12);
}

static void equivalence(void **state) {
  leda_t_test w = leda_t_test_welch(&sleep, 0.95);
  leda_equivalence e = leda_equivalence_test(&w, 2.0, 0.05);
  leda_t_test normal = {0.1, 0.1, 1.0, INFINITY, 0.3, 0.0, 0.0};

  (void)state;
  assert_near(e.p_lower, 0.00026596733648000714, 1e-11);
  assert_near(e.p_upper, 0.31345362597515724623, 1e-12);
  assert_near(e.p, e.p_upper, 0.0);
  assert_near(e.lower, 0.10661850266839389967, 1e-11);
  assert_near(e.upper, 3.05338149733160602040, 1e-12);
  /* pnorm(2, lower = FALSE), pnorm(4, lower = FALSE): tables of the normal distribution. */
  e = leda_equivalence_test(&normal, 0.3, 0.05);
  assert_near(e.p_upper, 0.022750131948179207, 1e-12);
  assert_near(e.p_lower, 3.1671241833119921e-05, 1e-12);
  assert_true(isnan(leda_equivalence_test(&normal, -0.1, 0.05).p));
  normal.se = 0.0;
  assert_true(isnan(leda_equivalence_test(&normal, 0.3, 0.05).p));
}

static void mann_whitney(void **state) {
  leda_mann_whitney_test m;

  (void)state;
  assert_int_equal(leda_mann_whitney(&sleep, 0.0, &m), GSL_SUCCESS);
  assert_near(m.u, 74.5, 0.0);
  assert_near(m.superiority, 0.745, 1e-15);
  assert_near(m.p_corrected, 0.069327575433626581, 1e-12);
  assert_near(m.p_asymptotic, 0.063722250155025223, 1e-12);
  assert_true(m.exact);
  assert_near(m.p, 0.065816536404771697, 1e-12);
  assert_near(m.mid_p, 0.062698910996124624, 1e-12);
  /* Too dear: the normal p, and it says so. */
  assert_int_equal(leda_mann_whitney(&sleep, 10.0, &m), GSL_SUCCESS);
  assert_false(m.exact);
  assert_near(m.p, m.p_asymptotic, 0.0);
  assert_true(isnan(m.mid_p));
}

static void turning_the_samples_turns_the_sign(void **state) {
  leda_two_samples turned = {drug1, 10, drug2, 10};
  leda_mann_whitney_test a, b;
  leda_brunner_munzel_test c, d;

  (void)state;
  assert_int_equal(leda_mann_whitney(&sleep, 0.0, &a), GSL_SUCCESS);
  assert_int_equal(leda_mann_whitney(&turned, 0.0, &b), GSL_SUCCESS);
  assert_near(a.z, -b.z, 1e-14);
  assert_near(a.p, b.p, 1e-12);
  assert_int_equal(leda_brunner_munzel(&sleep, 0.9, &c), GSL_SUCCESS);
  assert_int_equal(leda_brunner_munzel(&turned, 0.9, &d), GSL_SUCCESS);
  assert_near(c.statistic, -d.statistic, 1e-13);
  assert_near(c.lower, 1.0 - d.upper, 1e-13);
  assert_near(leda_t_test_welch(&sleep, 0.9).lower, -leda_t_test_welch(&turned, 0.9).upper, 1e-13);
}

/* Pain scores after surgery, Brunner & Munzel (2000); numbers as in the manual of R's lawstat. */
static void brunner_munzel(void **state) {
  static const double y[] = {1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1};
  static const double n[] = {3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4};
  leda_two_samples s = {n, 11, y, 14};
  leda_brunner_munzel_test b;

  (void)state;
  assert_int_equal(leda_brunner_munzel(&s, 0.95, &b), GSL_SUCCESS);
  assert_within(b.statistic, 3.1375, 5e-5);
  assert_within(b.df, 17.683, 5e-4);
  assert_within(b.p, 0.005786, 5e-7);
  assert_within(b.superiority, 0.788961, 5e-7);
  assert_within(b.lower, 0.5952169, 5e-8);
  assert_within(b.upper, 0.9827052, 5e-8);
}

static void missing_values_are_left_out(void **state) {
  const double x[] = {1.9, (double)NAN, 0.8, 1.1}, y[] = {(double)NAN, 0.7, -1.6, (double)NAN, 2.0};
  const double kept_x[] = {1.9, 0.8, 1.1}, kept_y[] = {0.7, -1.6, 2.0};
  leda_two_samples holes = {x, 4, y, 5}, kept = {kept_x, 3, kept_y, 3};
  leda_mann_whitney_test a, b;

  (void)state;
  assert_near(leda_t_test_welch(&holes, 0.95).p, leda_t_test_welch(&kept, 0.95).p, 0.0);
  assert_int_equal(leda_mann_whitney(&holes, 0.0, &a), GSL_SUCCESS);
  assert_int_equal(leda_mann_whitney(&kept, 0.0, &b), GSL_SUCCESS);
  assert_int_equal(a.nx, 3);
  assert_int_equal(a.ny, 3);
  assert_near(a.p, b.p, 0.0);
}

static void degenerate_samples(void **state) {
  const double five[] = {5, 5, 5}, six[] = {6, 6, 6};
  leda_two_samples tied = {five, 3, five, 3}, apart = {six, 3, five, 3}, empty = {five, 0, five, 3};
  leda_two_samples one = {six, 1, drug1, 10}, ones = {six, 1, five, 1};
  leda_mann_whitney_test m;
  leda_brunner_munzel_test b;

  (void)state;
  assert_near(leda_t_test_student(&apart, 0.95).difference, 1.0, 0.0);
  assert_true(isnan(leda_t_test_student(&apart, 0.95).p));
  assert_true(isnan(leda_t_test_welch(&one, 0.95).p));
  assert_true(leda_t_test_student(&one, 0.95).p > 0.0);
  assert_true(isnan(leda_t_test_student(&ones, 0.95).p));
  assert_true(isnan(leda_t_test_student(&empty, 0.95).difference));
  assert_int_equal(leda_mann_whitney(&tied, 0.0, &m), GSL_SUCCESS);
  assert_near(m.p, 1.0, 0.0);
  assert_near(m.p_asymptotic, 1.0, 0.0);
  assert_near(m.superiority, 0.5, 0.0);
  assert_int_equal(leda_mann_whitney(&apart, 0.0, &m), GSL_SUCCESS);
  assert_near(m.p, 0.1, 1e-14); /* 2 of choose(6, 3) */
  assert_int_equal(leda_mann_whitney(&ones, 0.0, &m), GSL_SUCCESS);
  assert_near(m.p, 1.0, 1e-14);
  assert_int_equal(leda_mann_whitney(&empty, 0.0, &m), GSL_SUCCESS);
  assert_true(isnan(m.p));
  assert_int_equal(leda_brunner_munzel(&apart, 0.95, &b), GSL_SUCCESS);
  assert_true(isnan(b.p));
  assert_near(b.superiority, 1.0, 0.0);
  assert_int_equal(leda_brunner_munzel(&one, 0.95, &b), GSL_SUCCESS);
  assert_true(isnan(b.superiority));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(student_and_welch),  cmocka_unit_test(equivalence),
      cmocka_unit_test(mann_whitney),       cmocka_unit_test(turning_the_samples_turns_the_sign),
      cmocka_unit_test(brunner_munzel),     cmocka_unit_test(missing_values_are_left_out),
      cmocka_unit_test(degenerate_samples),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
