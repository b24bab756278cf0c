/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the gain held? Expected values: `Rscript tests/oracle/before_after.R` (R 4.2.2). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/sustain.h"
#include "tests/support/assert_near.h"

static leda_sustain_plan plan_of(double sustain) {
  return (leda_sustain_plan){
      {20.0, 0.6, 11.0}, {14.0, 0.5, 9.0}, {sustain, 0.7, 7.0}, LEDA_SUSTAIN_KEEP, 0.95};
}

static void near4(leda_level_difference d, double value, double lower, double upper, double p) {
  assert_near(d.value, value, 1e-13);
  assert_near(d.lower, lower, 1e-10);
  assert_near(d.upper, upper, 1e-10);
  assert_near(d.p, p, 1e-9);
}

static void kept_is(const leda_sustain_result *r, double value, double lower, double upper,
                    double df) {
  assert_int_equal(r->kept.shape, LEDA_FIELLER_INTERVAL);
  assert_near(r->kept.ratio, value, 1e-12);
  assert_near(r->kept.lower, lower, 1e-10);
  assert_near(r->kept.upper, upper, 1e-10);
  assert_near(r->kept_df, df, 1e-11);
}

static void held(void **state) {
  leda_sustain_plan plan = plan_of(15.0);
  leda_sustain_result r = leda_sustain_test(&plan);

  (void)state;
  near4(r.since_after, 1.0, -0.8544865679884173, 2.8544865679884173, 0.2655119651630927);
  near4(r.since_before, -5.0, -6.957717001505726, -3.042282998494274, 6.044216396544447e-05);
  near4(r.gain, -6.0, -7.629870533982468, -4.370129466017532, 2.263263305302066e-07);
  kept_is(&r, 5.0 / 6.0, 0.5432094868485807, 1.1659580087149826, 12.0492611774398792);
  assert_true(r.gain_shown && r.some_left);
  assert_int_equal(r.state, LEDA_SUSTAIN_HELD);
  plan.keep = 0.8; /* asks for more than the data can show */
  assert_int_equal(leda_sustain_test(&plan).state, LEDA_SUSTAIN_UNKNOWN);
  plan = (leda_sustain_plan){{20.0, 0.1, 11.0}, {14.0, 0.1, 9.0}, {14.2, 0.1, 7.0}, 0.9, 0.95};
  r = leda_sustain_test(&plan);
  kept_is(&r, 5.8 / 6.0, 0.9185106034835464, 1.0171681250187465, 15.6178382436927503);
  assert_int_equal(r.state, LEDA_SUSTAIN_HELD);
}

static void lost(void **state) {
  leda_sustain_plan plan = plan_of(19.5);
  leda_sustain_result r = leda_sustain_test(&plan);

  (void)state;
  kept_is(&r, 0.5 / 6.0, -0.29170081949270127, 0.37361333689734977, 14.80113901326043724);
  assert_int_equal(r.state, LEDA_SUSTAIN_LOST);
  assert_false(r.some_left);
}

/* Without a gain there is nothing to hold, whatever the sustain period shows. */
static void no_gain(void **state) {
  leda_sustain_plan plan = plan_of(10.0);
  leda_sustain_result r;

  (void)state;
  plan.after.mean = 19.0;
  r = leda_sustain_test(&plan);
  assert_false(r.gain_shown);
  assert_int_equal(r.state, LEDA_SUSTAIN_UNKNOWN);
  plan.after.mean = 20.0;
  r = leda_sustain_test(&plan);
  assert_int_equal(r.kept.shape, LEDA_FIELLER_UNDEFINED);
  assert_true(isnan(r.kept_df));
  assert_int_equal(r.state, LEDA_SUSTAIN_UNKNOWN);
}

static void levels_of_data(void **state) {
  const double x[] = {1.0, NAN, 2.0, 4.0};
  leda_period_level l = leda_period_of_values(x, 4);

  (void)state;
  assert_near(l.mean, 7.0 / 3.0, 1e-15);
  assert_near(l.se, sqrt(7.0) / 3.0, 1e-14); /* variance 7/3 */
  assert_near(l.df, 2.0, 0.0);
  assert_true(isnan(leda_period_of_values(x, 2).se));
  l = leda_period_of_share(0.0, 8.0);
  assert_near(l.mean, 0.0, 0.0);
  assert_near(l.se, sqrt(0.1 * 0.9 / 8.0), 1e-14);
  assert_true(isnan(leda_period_of_share(3.0, 2.0).se));
  l = leda_period_of_rate(9.0, 100.0);
  assert_near(l.se, 0.03, 1e-14);
  assert_near(leda_period_of_rate(0.0, 100.0).se, 0.01, 1e-14);
  assert_true(isnan(leda_period_of_rate(-1.0, 2.0).mean) && isinf(l.df));
}

static void at_the_edges(void **state) {
  leda_sustain_plan plan = {{20, 0, INFINITY}, {14, 0, INFINITY}, {15, 0, INFINITY}, 0.5, 0.95};
  leda_sustain_result r = leda_sustain_test(&plan);

  (void)state;
  assert_near(r.kept.lower, 5.0 / 6.0, 1e-12); /* no spread: known */
  assert_near(r.gain.p, 0.0, 0.0);
  assert_int_equal(r.state, LEDA_SUSTAIN_HELD);
  plan.sustain.mean = NAN;
  r = leda_sustain_test(&plan);
  assert_true(isnan(r.gain.value));
  assert_int_equal(r.state, LEDA_SUSTAIN_UNKNOWN);
  plan = plan_of(15.0);
  plan.keep = 0.0;
  assert_true(isnan(leda_sustain_test(&plan).gain.p));
  plan = plan_of(15.0);
  plan.after.se = -1.0;
  assert_true(isnan(leda_sustain_test(&plan).gain.p));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(held),           cmocka_unit_test(lost),         cmocka_unit_test(no_gain),
      cmocka_unit_test(levels_of_data), cmocka_unit_test(at_the_edges),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
