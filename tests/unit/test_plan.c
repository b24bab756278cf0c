/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "engine/analysis/plan.h"
#include "engine/core/memory.h"
#include "tests/support/assert_near.h"

static leda_plan run(const leda_plan_options *options) {
  leda_plan plan;
  leda_error err = leda_error_none();
  if (leda_plan_run(&plan, options, &err)) fail_msg("%s", err.message);
  return plan;
}

/* Numbers with "R" come from tests/oracle/power.R (40,000 series, R 4.2.2). */
static void gives_power(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.points = 24;
  o.shift = 3.0;
  o.sd = 2.0;
  leda_plan plan = run(&o);
  assert_int_equal(plan.question, LEDA_PLAN_POWER);
  assert_within(plan.power, 0.8172, 0.018); /* R: 1.5 sd from 12 of 24 */
  assert_int_equal(plan.after, 12);
  assert_near(plan.shift, 3.0, 0.0);
  assert_true(isnan(plan.slope));
  leda_plan_clear(&plan);
  o.at = 0.75;
  plan = run(&o);
  assert_within(plan.power, 0.6322, 0.022); /* R: from 18 */
  assert_int_equal(plan.after, 6);
  leda_plan_clear(&plan);
  o = leda_plan_options_default();
  o.points = 24;
  o.slope = 2.0 / 23.0;
  plan = run(&o);
  assert_within(plan.power, 0.7573, 0.02); /* R: drift of 2 in all */
  leda_plan_clear(&plan);
}

/* R: 0.4862 with phi 0.4, known; less where it has to be learnt. */
static void reckons_with_autocorrelation(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.points = 24;
  o.shift = 1.5;
  o.phi = 0.4;
  leda_plan plan = run(&o);
  assert_within(plan.power, 0.4862, 0.023);
  assert_true(plan.power_unknown_phi > 0.0 && plan.power_unknown_phi < plan.power);
  double unknown = plan.power_unknown_phi;
  leda_plan_clear(&plan);
  o.phi_unknown = true;
  plan = run(&o);
  assert_near(plan.power, unknown, 0.0);
  assert_true(isnan(plan.power_unknown_phi));
  leda_plan_clear(&plan);
}

static void gives_points(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.shift = 1.5;
  o.power = 0.8172;
  leda_plan plan = run(&o);
  assert_int_equal(plan.question, LEDA_PLAN_POINTS);
  assert_true(plan.points >= 23 && plan.points <= 25);     /* R: 24 */
  assert_true(plan.power >= 0.8172 - 0.005 && plan.found); /* prints as what was asked for */
  leda_plan_clear(&plan);
}

static void gives_sizes(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.points = 24;
  o.power = 0.8172;
  leda_plan plan = run(&o);
  assert_int_equal(plan.question, LEDA_PLAN_SIZE);
  assert_within(plan.shift, 1.5, 0.03); /* R */
  leda_plan_clear(&plan);
  o.power = 0.7573;
  plan = run(&o);
  assert_within(plan.slope * 23.0, 2.0, 0.04); /* R */
  leda_plan_clear(&plan);
}

/* 45 % of 40 has the sd sqrt(0.45 * 0.55 / 40) = 0.0787. */
static void names_the_month(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.from = 0.45;
  o.to = 0.60;
  o.denominator = 40.0;
  o.baseline = 12;
  assert_true(leda_period_parse("2025-01", &o.start));
  leda_plan plan = run(&o);
  assert_near(plan.given.sd, 0.078660663612761, 1e-12);
  assert_near(plan.shift, 0.15, 1e-12);
  assert_true(plan.after >= 6 && plan.after <= 7); /* R: 0.8027 with 6 */
  assert_int_equal(plan.points, 12 + plan.after);
  assert_int_equal(plan.known.ordinal, 12 * 2025 + (int)plan.after - 1);
  assert_int_equal(plan.given.every, LEDA_PERIOD_MONTH);
  size_t sudden = plan.after;
  leda_plan_clear(&plan);
  assert_true(leda_period_parse("2025-06", &o.by));
  plan = run(&o);
  assert_true(plan.after > sudden); /* a change that comes slowly shows later */
  leda_plan_clear(&plan);
}

/* R: 0.93 with 6 after it where it is known, 0.80 where it is not. */
static void a_known_change_shows_sooner(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.shift = 0.15 / 0.078660663612761;
  o.baseline = 12;
  leda_plan plan = run(&o);
  size_t after = plan.after;
  leda_plan_clear(&plan);
  o.known = true;
  plan = run(&o);
  assert_true(plan.after < after);
  assert_true(isnan(plan.power_unknown_phi));
  leda_plan_clear(&plan);
}

/* Whatever allocation fails, the answer is the error and nothing is left. */
static void failing_memory_comes_back(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.points = 10;
  o.shift = 2.0;
  for (long successes = 0; successes < 6; successes++) {
    leda_plan plan;
    leda_error err = leda_error_none();
    leda_memory_fail_after(successes);
    leda_status status = leda_plan_run(&plan, &o, &err);
    leda_memory_fail_after(-1);
    assert_int_equal(status, LEDA_ERR_MEMORY);
  }
}

static int cancel(uint64_t done, uint64_t total, void *data) {
  (void)done;
  (void)total;
  (void)data;
  return 1;
}

static void can_be_stopped(void **state) {
  leda_plan_options o = leda_plan_options_default();
  leda_plan plan;
  leda_error err = leda_error_none();
  (void)state;
  o.shift = 2.0;
  o.progress.function = cancel;
  assert_int_equal(leda_plan_run(&plan, &o, &err), LEDA_ERR_CANCELLED);
}

/* R: a ramp to 2 sd over 6 values from 12 of 24. */
static void a_ramp_is_a_ramp(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.points = 24;
  o.shift = 2.0;
  o.baseline = 12;
  assert_true(leda_period_parse("2025-01", &o.start));
  assert_true(leda_period_parse("2025-06", &o.by));
  leda_plan plan = run(&o);
  assert_within(plan.power, 0.9492, 0.01);
  leda_plan_clear(&plan);
}

static void the_curve_holds_the_answer(void **state) {
  leda_plan_options o = leda_plan_options_default();
  bool seen = false;
  (void)state;
  o.shift = 2.0;
  leda_plan plan = run(&o);
  for (size_t i = 0; i < plan.n_curve; i++) {
    const leda_plan_step *step = &plan.curve[i];
    if (i > 0) assert_true(step->points > plan.curve[i - 1].points);
    if (step->points != plan.points) continue;
    assert_near(step->power, plan.power, 0.0);
    assert_int_equal(step->after, plan.after);
    seen = true;
  }
  assert_true(seen);
  leda_plan_clear(&plan);
}

static void says_when_it_never_shows(void **state) {
  leda_plan_options o = leda_plan_options_default();
  (void)state;
  o.shift = 0.1;
  leda_plan plan = run(&o);
  assert_false(plan.found);
  assert_int_equal(plan.points, LEDA_PLAN_MOST);
  assert_true(isnan(plan.power_unknown_phi));
  assert_int_equal(plan.warnings.n, 1);
  leda_plan_clear(&plan);
  o = leda_plan_options_default();
  o.points = 8;
  o.at = 0.9;
  plan = run(&o);
  assert_false(plan.found);
  assert_true(isinf(plan.shift));
  leda_plan_clear(&plan);
}

static void assert_refused(const leda_plan_options *o, const char *word) {
  leda_plan plan;
  leda_error err = leda_error_none();
  assert_int_equal(leda_plan_run(&plan, o, &err), LEDA_ERR_USAGE);
  if (!strstr(err.message, word)) fail_msg("'%s' does not speak of '%s'", err.message, word);
}

static void refuses_what_does_not_go_together(void **state) {
  const leda_plan_options plain = leda_plan_options_default();
  leda_plan_options o = plain;
  (void)state;
  assert_refused(&o, "give two of");
  o.points = 24;
  o.shift = 1.0;
  o.power = 0.8;
  assert_refused(&o, "give two of");
  o = plain;
  o.from = 1.0;
  assert_refused(&o, "--from and --to");
  o.to = 2.0;
  assert_refused(&o, "--sd or --denominator");
  o.sd = 1.0;
  o.slope = 1.0;
  assert_refused(&o, "slope");
  o.slope = NAN;
  o.denominator = 50.0;
  assert_refused(&o, "not both");
  o.sd = NAN;
  assert_refused(&o, "between 0 and 1");
  o = plain;
  o.shift = 1.0;
  o.phi = 0.9;
  assert_refused(&o, "--phi");
  o.phi = 0.0;
  o.phi_unknown = true;
  o.baseline = 60;
  assert_refused(&o, "--noise ar1");
  o.baseline = 12;
  o.known = true;
  assert_refused(&o, "--known and --noise");
  o.phi_unknown = false;
  o.known = false;
  o.at = 0.5;
  assert_refused(&o, "--at or --baseline");
  o.at = NAN;
  o.start = (leda_period){LEDA_PERIOD_MONTH, 12 * 2025};
  o.by = (leda_period){LEDA_PERIOD_MONTH, 12 * 2024};
  assert_refused(&o, "--by");
  o.by.kind = LEDA_PERIOD_NONE;
  o.every = LEDA_PERIOD_YEAR;
  assert_refused(&o, "--every");
  o.every = LEDA_PERIOD_NONE;
  o.baseline = 0;
  assert_refused(&o, "--baseline");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gives_power),
      cmocka_unit_test(reckons_with_autocorrelation),
      cmocka_unit_test(gives_points),
      cmocka_unit_test(gives_sizes),
      cmocka_unit_test(names_the_month),
      cmocka_unit_test(a_known_change_shows_sooner),
      cmocka_unit_test(failing_memory_comes_back),
      cmocka_unit_test(can_be_stopped),
      cmocka_unit_test(a_ramp_is_a_ramp),
      cmocka_unit_test(the_curve_holds_the_answer),
      cmocka_unit_test(says_when_it_never_shows),
      cmocka_unit_test(refuses_what_does_not_go_together),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
