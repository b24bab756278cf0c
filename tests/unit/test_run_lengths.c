/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long charts take to signal. Expected values from R 4.2.2, as each test says; the lengths themselves are compared
   with spc in tests/oracle/test_run_length_peers.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/run_lengths.h"
#include "tests/support/assert_near.h"

static leda_run_lengths_options of(leda_arl_chart chart) {
  leda_run_lengths_options options = leda_run_lengths_default();
  options.chart = chart;
  options.seed = 1;
  return options;
}

static leda_run_lengths make(leda_run_lengths_options options) {
  leda_run_lengths lengths;
  leda_error err = leda_error_none();
  if (leda_run_lengths_make(&lengths, &options, &err)) fail_msg("%s", err.message);
  return lengths;
}

/* s <- pnorm(-3 - 2) + pnorm(-3 + 2); 1 / s; 1 - (1 - s)^10; qnorm(1 - 1 / 1000) */
static void shewhart(void **state) {
  (void)state;
  leda_run_lengths_options o = of(LEDA_ARL_SHEWHART);
  o.subgroup_size = 4; /* a shift of one sigma is two of a mean */
  leda_run_lengths l = make(o);
  assert_int_equal(l.n_rows, 13);
  assert_near(l.unchanged.arl, 370.398347344959, 1e-12);
  assert_near(l.asked.arl, 6.30296298714303, 1e-12);
  assert_near(l.asked.at_once, 0.158655540583029, 1e-12);
  assert_near(l.asked.within, 0.822279146299498, 1e-12);
  assert_near(l.rows[4].arl, l.asked.arl, 0);
  leda_run_lengths_clear(&l);
  o.arl0 = 500.0;
  o.shift = -1.1;
  l = make(o);
  assert_near(l.given.width, 3.09023230616781, 1e-12);
  assert_near(l.unchanged.arl, 500.0, 1e-10);
  assert_int_equal(l.n_rows, 14);
  assert_near(l.rows[0].shift, -1.1, 0);
  leda_run_lengths_clear(&l);
}

/* q <- pbinom(19, 200, p, lower = F) + pbinom(0, 200, p) for p = 0.05 and 0.08; 1 / q; 1 - (1 - q)^10;
   (0.08 - 0.05) / sqrt(0.05 * 0.95 / 200) */
static void shares(void **state) {
  (void)state;
  leda_run_lengths_options o = of(LEDA_ARL_P);
  o.level = 0.05;
  o.denominator = 200;
  o.to = 0.08;
  leda_run_lengths l = make(o);
  assert_near(l.lower, 1.0, 0);
  assert_near(l.upper, 19.0, 0);
  assert_near(l.unchanged.arl, 370.420827712853, 1e-11);
  assert_near(l.asked.arl, 5.5905721413872, 1e-11);
  assert_near(l.asked.at_once, 0.178872568801495, 1e-11);
  assert_near(l.asked.within, 0.860650438191422, 1e-11);
  assert_near(l.asked.shift, 1.94665705356915, 1e-12);
  assert_near(l.asked.level, 0.08, 0);
  assert_int_equal(l.n_rows, 14);
  leda_run_lengths_clear(&l);
  o.to = 0.0;
  l = make(o);
  assert_near(l.asked.arl, 1.0, 1e-12); /* a count of 0 lies below the lower limit */
  leda_run_lengths_clear(&l);
}

/* 1 / ppois(10, m, lower = F) for m = 4.2 and 4.2 + sqrt(4.2). The narrowest limits about 9 with an ARL of at least
   200 are at 3 sigma, where 18 lies within and no count below: 1 / ppois(18, 9, lower = F). */
static void counts(void **state) {
  (void)state;
  leda_run_lengths_options o = of(LEDA_ARL_C);
  o.level = 4.2;
  leda_run_lengths l = make(o);
  assert_true(isnan(l.lower));
  assert_near(l.upper, 10.0, 0);
  assert_near(l.unchanged.arl, 245.772525759335, 1e-11);
  assert_near(l.asked.arl, 18.5892791316325, 1e-11);
  assert_near(l.asked.within, 0.4247522582451, 1e-11);
  assert_int_equal(l.warnings.n, 1);
  assert_int_equal(l.n_rows, 11); /* levels below 0 do not exist */
  leda_run_lengths_clear(&l);
  o.level = 9.0;
  o.arl0 = 200.0;
  l = make(o);
  assert_near(l.given.width, 3.0, 1e-8);
  assert_near(l.unchanged.arl, 412.132829814284, 1e-10);
  leda_run_lengths_clear(&l);
}

/* Montgomery's table 9.3: k 0.5, h 5 has 465 and 10.4; spc: h = 4.77489704495 for 370.4; EWMA of lambda 0.1 with fixed
   limits: width 2.70146110516 for 370.4. */
static void with_a_memory(void **state) {
  (void)state;
  leda_run_lengths_options o = of(LEDA_ARL_CUSUM);
  leda_run_lengths l = make(o);
  assert_within(l.unchanged.arl, 465.0, 0.5);
  assert_within(l.asked.arl, 10.4, 0.05);
  leda_run_lengths_clear(&l);
  o.arl0 = 370.4;
  l = make(o);
  assert_near(l.given.h, 4.77489704495, 1e-9);
  leda_run_lengths_clear(&l);
  o = of(LEDA_ARL_EWMA);
  o.lambda = 0.1;
  o.fixed_limits = true;
  o.arl0 = 370.4;
  l = make(o);
  assert_near(l.given.width, 2.70146110516, 1e-9);
  assert_true(l.asked.within > l.asked.at_once);
  leda_run_lengths_clear(&l);
}

static void refused(leda_run_lengths_options options, const char *word) {
  leda_run_lengths lengths;
  leda_error err = leda_error_none();
  assert_int_equal(leda_run_lengths_make(&lengths, &options, &err), LEDA_ERR_USAGE);
  assert_non_null(strstr(err.message, word));
}

static void refusals(void **state) {
  (void)state;
  leda_run_lengths_options o = of(LEDA_ARL_P);
  refused(o, "level");
  o.level = 0.05;
  refused(o, "cases");
  o.denominator = 10.5;
  refused(o, "whole");
  o.denominator = 10;
  o.shift = -10.0;
  refused(o, "--shift");
  o.shift = NAN;
  o.lambda = 0.2;
  refused(o, "lambda");
  o = of(LEDA_ARL_CUSUM);
  o.head_start = 6.0;
  refused(o, "head-start");
  o = of(LEDA_ARL_EWMA);
  o.lambda = 0.01;
  refused(o, "lambda");
  o = of(LEDA_ARL_SHEWHART);
  o.arl0 = 1.0;
  refused(o, "arl0");
  o.arl0 = 100.0;
  o.width = 3.0;
  refused(o, "arl0");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shewhart),      cmocka_unit_test(shares),   cmocka_unit_test(counts),
      cmocka_unit_test(with_a_memory), cmocka_unit_test(refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
