/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "stats/control_constants.h"
#include "stats/moving_range.h"
#include "tests/support/assert_near.h"

/* R 4.2.2: d2 by integrate(1 - pnorm(x)^n - pnorm(-x)^n), d3 by nested integrate of the formula in the
   header, c4 by sqrt(2/(n-1)) * exp(lgamma(n/2) - lgamma((n-1)/2)); relative tolerances 1e-11 and less. */
static const struct {
  unsigned n;
  double d2, d3, c4;
} by_r[] = {
    {2, 1.1283791670955, 0.8525024664274, 0.79788456080287},
    {3, 1.6925687506433, 0.8883680040452, 0.88622692545276},
    {5, 2.3259289472810, 0.8640819410995, 0.93998560298663},
    {10, 3.0775054616703, 0.7970506735194, 0.97265927412159},
    {25, 3.9306292195071, 0.7084407658887, 0.98964037558570},
    {100, 5.0151872728834, 0.6051791094879, 0.99747797607122},
};

static void as_r_integrates(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof by_r / sizeof *by_r; i++) {
    assert_near(leda_control_d2(by_r[i].n), by_r[i].d2, 1e-12);
    assert_near(leda_control_d3(by_r[i].n), by_r[i].d3, 1e-11);
    assert_near(leda_control_c4(by_r[i].n), by_r[i].c4, 1e-13);
  }
}

/* Montgomery, appendix VI, prints three decimals of d2 and d3 and four of c4. */
static void as_printed_in_tables(void **state) {
  (void)state;
  assert_within(leda_control_d2(4), 2.059, 0.0005);
  assert_within(leda_control_d3(4), 0.880, 0.0005);
  assert_within(leda_control_c4(4), 0.9213, 0.00005);
  assert_within(leda_control_d2(15), 3.472, 0.0005);
  assert_within(leda_control_d3(15), 0.756, 0.0005);
  assert_within(leda_control_c4(15), 0.9823, 0.00005);
  assert_within(leda_control_median_range_two(), 0.954, 0.0005);
}

/* For two values there are closed forms: 2 / sqrt(pi) and sqrt(2 - 4 / pi). */
static void two_values_have_closed_forms(void **state) {
  (void)state;
  assert_near(leda_control_d2(2), leda_d2_two(), 1e-13);
  assert_near(leda_control_d3(2), leda_d3_two(), 1e-12);
}

static void outside_the_range(void **state) {
  (void)state;
  assert_true(isnan(leda_control_d2(1)));
  assert_true(isnan(leda_control_d3(0)));
  assert_true(isnan(leda_control_c4(1)));
  assert_true(isnan(leda_control_d2(1001)));
  assert_true(isfinite(leda_control_c4(100000)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(as_r_integrates),
      cmocka_unit_test(as_printed_in_tables),
      cmocka_unit_test(two_values_have_closed_forms),
      cmocka_unit_test(outside_the_range),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
