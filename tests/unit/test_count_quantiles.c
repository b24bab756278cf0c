/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values from R 4.2's qbinom, qpois and qgeom (the calls stand beside them). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/count_quantiles.h"
#include "tests/support/assert_near.h"

static void test_binomial(void **state) {
  (void)state;
  assert_near(leda_binomial_quantile(0.00135, 50.0, 0.2), 3.0, 0.0);  /* qbinom(0.00135, 50, 0.2) */
  assert_near(leda_binomial_quantile(0.99865, 50.0, 0.2), 19.0, 0.0); /* qbinom(0.99865, 50, 0.2) */
  assert_near(leda_binomial_quantile(0.5, 9.0, 0.5), 4.0, 0.0);       /* qbinom(0.5, 9, 0.5) */
  assert_near(leda_binomial_quantile(0.99, 10.0, 0.0), 0.0, 0.0);
  assert_near(leda_binomial_quantile(0.01, 10.0, 1.0), 10.0, 0.0);
  assert_near(leda_binomial_quantile(0.5, 0.0, 0.3), 0.0, 0.0);
  assert_true(isnan(leda_binomial_quantile(0.0, 10.0, 0.3)));
  assert_true(isnan(leda_binomial_quantile(0.5, 10.0, 1.1)));
  assert_true(isnan(leda_binomial_quantile(0.5, NAN, 0.1)));
}

static void test_poisson(void **state) {
  (void)state;
  assert_near(leda_poisson_quantile(0.00135, 0.3), 0.0, 0.0);       /* qpois(0.00135, 0.3) */
  assert_near(leda_poisson_quantile(0.99865, 0.3), 3.0, 0.0);       /* qpois(0.99865, 0.3) */
  assert_near(leda_poisson_quantile(0.99865, 1000.0), 1096.0, 0.0); /* qpois(0.99865, 1000) */
  assert_near(leda_poisson_quantile(0.00135, 1000.0), 906.0, 0.0);  /* qpois(0.00135, 1000) */
  assert_near(leda_poisson_quantile(0.9, 0.0), 0.0, 0.0);
  assert_true(isnan(leda_poisson_quantile(0.9, -1.0)));
}

static void test_geometric(void **state) {
  (void)state;
  assert_near(leda_geometric_quantile(0.99865, 15.85), 108.0, 0.0); /* qgeom(0.99865, 1 / 16.85) */
  assert_near(leda_geometric_quantile(0.00135, 15.85), 0.0, 0.0);   /* qgeom(0.00135, 1 / 16.85) */
  assert_near(leda_geometric_quantile(0.9, 1.5), 4.0, 0.0);         /* qgeom(0.9, 0.4) */
  assert_near(leda_geometric_quantile(0.9, 0.0), 0.0, 0.0);
  assert_true(isnan(leda_geometric_quantile(1.0, 3.0)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_binomial),
      cmocka_unit_test(test_poisson),
      cmocka_unit_test(test_geometric),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
