/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: `Rscript tests/oracle/before_after.R` (R 4.2.2); 3.4 and 6,210 DPMO are six and four sigma in every
   book on six sigma (Montgomery, Introduction to Statistical Quality Control, 1.4). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/sigma_level.h"
#include "tests/support/assert_near.h"

static void near3(leda_share s, double estimate, double lower, double upper) {
  assert_near(s.estimate, estimate, 1e-10);
  assert_near(s.lower, lower, 1e-10);
  assert_near(s.upper, upper, 1e-10);
}

static void there_and_back(void **state) {
  (void)state;
  assert_near(leda_sigma_level(6210.0, LEDA_SIGMA_SHIFT), 3.999980907091552, 1e-12);
  assert_near(leda_sigma_level(3.4, LEDA_SIGMA_SHIFT), 5.999854470025006, 1e-12);
  assert_near(leda_sigma_level(5e5, LEDA_SIGMA_SHIFT), 1.5, 1e-12);
  assert_near(leda_sigma_dpmo(6.0, LEDA_SIGMA_SHIFT), 3.39767312473006, 1e-11);
  assert_near(leda_sigma_dpmo(4.5, LEDA_SIGMA_SHIFT), 1349.89803163009447, 1e-11);
  assert_near(leda_sigma_dpmo(3.0, LEDA_SIGMA_SHIFT), 66807.20126885807258, 1e-11);
  assert_near(leda_sigma_dpmo(leda_sigma_level(321.0, 0.0), 0.0), 321.0, 1e-10);
  assert_near(leda_sigma_level(0.0, 0.0), INFINITY, 0.0);
  assert_near(leda_sigma_level(1e6, 0.0), -INFINITY, 0.0);
  assert_true(isnan(leda_sigma_level(-1.0, 0.0)) && isnan(leda_sigma_level(NAN, 0.0)));
}

static void with_intervals(void **state) {
  leda_sigma_result r = leda_sigma_assess(7.0, 1200.0, 0.95);

  (void)state;
  near3(r.dpmo, 5833.333333333333940, 2348.423060356947644, 11981.751549942742713);
  near3(r.sigma, 2.522069465907705, 2.257713883555822, 2.827121787859118);
  near3(r.sigma_shifted, 4.022069465907705, 3.757713883555822, 4.327121787859118);
  assert_near(r.yield.estimate, 1.0 - 7.0 / 1200.0, 1e-14);
  r = leda_sigma_assess(0.0, 50.0, 0.95);
  assert_near(r.dpmo.upper, 71121.736464197616442, 1e-10);
  assert_near(r.sigma.lower, 1.467487552498432, 1e-10);
  assert_near(r.sigma.estimate, INFINITY, 0.0);
  assert_true(isnan(leda_sigma_assess(3.0, 2.0, 0.95).sigma.estimate));
  assert_true(isnan(leda_sigma_assess(1.0, 2.0, 1.0).dpmo.lower));
}

static void rolled(void **state) {
  const leda_yield_step step[] = {{3, 100}, {0, 97}, {5, 96}}, bad[] = {{3, 2}};
  leda_rolled_yield r = leda_sigma_rolled_yield(step, 3, 0.95);

  (void)state;
  near3(r.yield, 0.9194791666666666, 0.7434740387566314, 0.9829479103626342);
  assert_near(r.normalised, 0.9724052565443779, 1e-12);
  assert_true(isnan(leda_sigma_rolled_yield(step, 0, 0.95).yield.estimate));
  assert_true(isnan(leda_sigma_rolled_yield(bad, 1, 0.95).yield.lower));
  near3(leda_sigma_first_pass(12.0, 40.0, 0.95), 0.7408182206817179, 0.5921237515257660,
        0.8564028642761714);
  assert_true(isnan(leda_sigma_first_pass(1.0, 0.0, 0.95).estimate));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(there_and_back),
      cmocka_unit_test(with_intervals),
      cmocka_unit_test(rolled),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
