/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/operating_characteristic.h"
#include "tests/support/assert_near.h"

/* The limits of Montgomery's orange juice cans: 50 in a sample, 3 sigma about 0.2313. */
static const leda_count_limits juice = {2.62137740386, 20.5119559309};

/* R 4.2.2: pbinom(20, 50, p) - pbinom(2, 50, p); pbinom(20, 50, p, lower = F) + pbinom(2, 50, p). */
static void binomial(void **state) {
  (void)state;
  assert_near(leda_binomial_inside(50, 0.231333333333333, juice), 0.99740367428355081, 1e-12);
  assert_near(leda_binomial_inside(50, 0.4, juice), 0.56103492736191474, 1e-12);
  assert_near(leda_binomial_outside(50, 0.05, juice), 0.54053312271952336, 1e-12);
  leda_count_limits upper = {NAN, juice.upper};
  assert_near(leda_binomial_outside(50, 0.05, upper), 7.7909813569962346e-15, 1e-9);
  assert_near(leda_binomial_inside(50, 0.0, juice), 0.0, 1e-15);
  assert_near(leda_binomial_inside(50, 0.0, upper), 1.0, 1e-15);
  assert_near(leda_binomial_outside(50, 1.0, upper), 1.0, 1e-15);
  assert_near(leda_binomial_inside(50, 1.0, (leda_count_limits){3.0, 60.0}), 1.0, 1e-15);
}

/* R: ppois(19, 25) - ppois(0, 25); ppois(0, 10) + ppois(19, 10, lower = F); ppois(19, 1, lower = F). */
static void poisson(void **state) {
  (void)state;
  leda_count_limits limits = {0.51316701949, 19.4868329805};
  assert_near(leda_poisson_inside(25.0, limits), 0.13357483407176252, 1e-12);
  assert_near(leda_poisson_outside(10.0, limits), 0.0034997419056192933, 1e-12);
  assert_near(leda_poisson_outside(1.0, (leda_count_limits){-2.0, 19.5}), 1.5875276010732626e-19,
              1e-9);
  assert_near(leda_poisson_inside(0.0, (leda_count_limits){0.0, 3.0}), 1.0, 1e-15);
}

/* A count on a limit lies within, also where rounding moved the limit. R: pbinom(3, 10, .3) - pbinom(1, 10, .3). */
static void on_a_limit(void **state) {
  (void)state;
  double expected = 0.5003023725000002;
  assert_near(leda_binomial_inside(10, 0.3, (leda_count_limits){2.0, 3.0}), expected, 1e-12);
  leda_count_limits rounded = {2.0 + 4e-16, 3.0 - 4e-16};
  assert_near(leda_binomial_inside(10, 0.3, rounded), expected, 1e-12);
  leda_count_limits between = {2.2, 2.8};
  assert_near(leda_binomial_inside(10, 0.3, between), 0.0, 1e-15);
  assert_near(leda_binomial_outside(10, 0.3, between), 1.0, 1e-15);
}

static void what_is_out_of_range(void **state) {
  (void)state;
  assert_true(isnan(leda_binomial_inside(50, 1.1, juice)));
  assert_true(isnan(leda_binomial_inside(50, NAN, juice)));
  assert_true(isnan(leda_binomial_outside(0, 0.5, juice)));
  assert_true(isnan(leda_binomial_outside(2.5, 0.5, juice)));
  assert_true(isnan(leda_poisson_inside(-1.0, juice)));
  assert_true(isnan(leda_poisson_outside(NAN, juice)));
}

int main(void) {
  gsl_set_error_handler_off();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(binomial),
      cmocka_unit_test(poisson),
      cmocka_unit_test(on_a_limit),
      cmocka_unit_test(what_is_out_of_range),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
