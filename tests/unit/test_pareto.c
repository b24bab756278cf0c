/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: `Rscript tests/oracle/before_after.R` (R 4.2.2): closed forms, or a million draws of R's own. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/pareto.h"
#include "tests/support/assert_near.h"

enum { DRAWS = 40000 };

static void run(const double *count, size_t n, size_t draws, leda_pareto_result *out) {
  leda_pareto_plan plan = {count, n, 0.8, 0.95, draws, 5};

  assert_int_equal(leda_pareto(&plan, out), GSL_SUCCESS);
}

/* Within 4.5 standard errors of the draws. */
static void drawn(double p, double expected) {
  assert_true(fabs(p - expected) <= 4.5 * sqrt(expected * (1.0 - expected) / DRAWS) + 1e-4);
}

static void two_causes_in_closed_form(void **state) {
  const double count[] = {6, 14};
  leda_pareto_result r;

  (void)state;
  run(count, 2, DRAWS, &r);
  assert_int_equal(r.row[0].cause, 1);
  assert_near(r.row[0].share.estimate, 0.7, 1e-15);
  assert_near(r.row[0].share.lower, 0.4572108177237109, 1e-10);
  assert_near(r.row[0].share.upper, 0.8810684095942722, 1e-10);
  assert_near(r.row[1].cumulative, 1.0, 0.0);
  assert_int_equal(r.vital, 2);
  assert_near(r.row[0].p_above_next, 0.964526413198707, 1e-12);
  assert_true(isnan(r.row[1].p_above_next));
  drawn(r.row[0].p_first, 0.964526413198707);
  drawn(r.row[1].p_first, 1.0 - 0.964526413198707);
  drawn(r.row[0].p_vital, 0.999999406471286);
  drawn(r.row[1].p_vital, 0.866791332246475);
  assert_int_equal(r.vital_least, 1); /* 13 % of the draws */
  assert_int_equal(r.vital_most, 2);
  leda_pareto_clear(&r);
}

static void seven_causes(void **state) {
  static const double count[] = {9, 40, 5, 31, 0, 30, 2};
  static const size_t cause[] = {1, 3, 5, 0, 2, 6, 4};
  static const double vital[] = {1.0, 0.999981, 0.999961, 0.057571, 0.009466, 0.000678, 0.000012};
  static const double first[] = {0.786218, 0.121689, 0.092093, 0, 0, 0, 0};
  static const size_t least[] = {1, 1, 1, 4, 4, 5, 6}, most[] = {3, 3, 3, 5, 6, 7, 7};
  leda_pareto_result r, again;

  (void)state;
  run(count, 7, DRAWS, &r);
  for (int i = 0; i < 7; i++) {
    assert_int_equal(r.row[i].cause, cause[i]);
    assert_int_equal(r.row[i].vital, i < 3);
    drawn(r.row[i].p_vital, vital[i]);
    drawn(r.row[i].p_first, first[i]);
    assert_int_equal(r.row[i].rank_least, least[i]);
    assert_int_equal(r.row[i].rank_most, most[i]);
  }
  assert_int_equal(r.vital, 3);
  assert_int_equal(r.vital_least, 3);
  assert_int_equal(r.vital_most, 4);
  assert_near(r.row[2].cumulative, 101.0 / 117.0, 1e-14);
  assert_near(r.row[0].p_above_next, 0.8572979670528253, 1e-12);
  assert_near(r.row[5].p_above_next, 0.9244131815783876, 1e-12);
  run(count, 7, DRAWS, &again);
  for (int i = 0; i < 7; i++) assert_near(again.row[i].p_vital, r.row[i].p_vital, 0.0);
  leda_pareto_clear(&again);
  leda_pareto_clear(&r);
}

static void goal_reached_exactly(void **state) {
  const double count[] = {1, 1, 1, 1, 1,
                          1, 1, 1, 1, 1}; /* eight tenths, whatever their sum rounds to */
  leda_pareto_result r;

  (void)state;
  run(count, 10, 0, &r);
  assert_int_equal(r.vital, 8);
  assert_int_equal(r.row[3].cause, 3);
  assert_true(isnan(r.row[0].p_vital));
  leda_pareto_clear(&r);
}

static void amounts_and_edges(void **state) {
  const double amount[] = {10.5, 80.25, 9.25}, none[] = {0, 0}, bad[] = {1, -1}, lost[] = {1, NAN};
  leda_pareto_plan plan = {bad, 2, 0.8, 0.95, 10, 1};
  leda_pareto_result r;

  (void)state;
  run(amount, 3, 100, &r);
  assert_false(r.counted);
  assert_int_equal(r.vital, 1);
  assert_near(r.row[0].share.estimate, 0.8025, 1e-14);
  assert_true(isnan(r.row[0].share.lower) && isnan(r.row[0].p_vital) &&
              isnan(r.row[0].p_above_next));
  leda_pareto_clear(&r);
  run(none, 2, 100, &r);
  assert_int_equal(r.vital, 0);
  assert_true(isnan(r.row[0].share.estimate) && isnan(r.row[0].p_vital));
  leda_pareto_clear(&r);
  run(none, 0, 100, &r);
  assert_int_equal(r.n, 0);
  leda_pareto_clear(&r);
  assert_int_equal(leda_pareto(&plan, &r), GSL_EDOM);
  leda_pareto_clear(&r);
  plan.count = lost;
  assert_int_equal(leda_pareto(&plan, &r), GSL_EDOM);
  leda_pareto_clear(&r);
  plan.goal = 0.0;
  assert_int_equal(leda_pareto(&plan, &r), GSL_EINVAL);
  leda_pareto_clear(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_causes_in_closed_form),
      cmocka_unit_test(seven_causes),
      cmocka_unit_test(goal_reached_exactly),
      cmocka_unit_test(amounts_and_edges),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
