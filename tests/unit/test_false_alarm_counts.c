/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values are exact sums over all outcomes, or theory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "stats/control_constants.h"
#include "stats/false_alarm.h"
#include "stats/false_alarm_counts.h"
#include "stats/false_alarm_subgroups.h"
#include "tests/support/assert_near.h"

enum { DRAWS = 40000 };

typedef struct {
  leda_false_alarm_draw draw;
  const void *data;
  const leda_alarm_phase *phases;
  size_t n_phases;
} source;

static double rate_of(source from, size_t n, double limit) {
  int status;
  double rate;
  leda_alarm_rules set = {.beyond = limit};
  leda_alarm_chart chart = {.centre = LEDA_ALARM_CENTRE_ZERO,
                            .sigma = LEDA_ALARM_SIGMA_ONE,
                            .phases = from.phases,
                            .n_phases = from.n_phases};
  leda_false_alarm_plan plan = {
      .draw = from.draw, .draw_data = from.data, .draws = DRAWS, .seed = 11, .threads = 2};
  leda_alarm_judge *judge = leda_alarm_judge_alloc(&chart, n, &set, 1, &status);
  assert_non_null(judge);
  assert_int_equal(leda_false_alarm_chart(&plan, judge, &rate), GSL_SUCCESS);
  leda_alarm_judge_free(judge);
  return rate;
}

static double alarm_rate(const leda_false_alarm_counts *counts, size_t n, double limit) {
  return rate_of((source){leda_false_alarm_counts_draw, counts, counts->phases, counts->n_phases},
                 n, limit);
}

static double xbar_rate(const leda_false_alarm_subgroups *g, size_t n, double limit) {
  return rate_of((source){leda_false_alarm_subgroups_draw, g, g->phases, g->n_phases}, n, limit);
}

static void assert_rate(double found, double exact) {
  assert_within(found, exact, 4.0 * sqrt(exact * (1.0 - exact) / DRAWS));
}

/* Two points: |z| > 1 in both or none. All outcomes, weighed. */
static void test_two_p_points(void **state) {
  (void)state;
  static const double d[] = {9, 4}, shares[] = {0.2, 0.8};
  for (int s = 0; s < 2; s++) {
    leda_false_alarm_counts counts = {.denominator = d, .rate = shares[s], .binomial = true};
    double exact = 0.0;
    for (unsigned a = 0; a <= 9; a++)
      for (unsigned b = 0; b <= 4; b++) {
        double m = (a + b) / 13.0, v = m * (1.0 - m);
        if (fabs(a / 9.0 - m) > 1.2 * sqrt(v / 9.0) || fabs(b / 4.0 - m) > 1.2 * sqrt(v / 4.0))
          exact += gsl_ran_binomial_pdf(a, shares[s], 9) * gsl_ran_binomial_pdf(b, shares[s], 4);
      }
    assert_true(exact > 0.05 && exact < 0.5);
    assert_rate(alarm_rate(&counts, 2, 1.2), exact);
  }
}

static double exact_c(double limit) {
  double exact = 0.0;
  for (unsigned a = 0; a < 60; a++)
    for (unsigned b = 0; b < 60; b++) {
      double m = 0.5 * (a + b);
      if (fabs(a - m) > limit * sqrt(m))
        exact += gsl_ran_poisson_pdf(a, 2.5) * gsl_ran_poisson_pdf(b, 2.5);
    }
  return exact;
}

static void test_two_c_points(void **state) {
  (void)state;
  leda_false_alarm_counts counts = {.rate = 2.5};
  assert_rate(alarm_rate(&counts, 2, 1.1), exact_c(1.1));
}

/* Two phases, each with a centre of its own: twice the chance. Points between them stand at 0. */
static void test_phases(void **state) {
  (void)state;
  static const leda_alarm_phase phases[] = {{0, 2, 0}, {3, 5, 0}};
  leda_false_alarm_counts counts = {.rate = 2.5, .phases = phases, .n_phases = 2};
  double once = exact_c(1.1), y[6];
  leda_stream stream = leda_stream_start(1, 1);
  assert_rate(alarm_rate(&counts, 6, 1.1), 1.0 - (1.0 - once) * (1.0 - once));
  leda_false_alarm_counts_draw(&stream, y, 6, &counts);
  assert_true(y[2] == 0.0 && y[5] == 0.0);
}

/* Large counts: z has variance 1 - 1/n about an estimated centre, also where counts are rounded normals; and
 * variance 1 + d_3 / (d_1 + d_2) after a baseline of two. */
static void check_variances(double rate, bool binomial) {
  static const double d[] = {1000, 3000, 2000};
  static const leda_alarm_phase frozen[] = {{0, 3, 2}};
  static const double expected[] = {1.0 - 1000.0 / 4000.0, 1.0 - 3000.0 / 4000.0,
                                    1.0 + 2000.0 / 4000.0};
  leda_false_alarm_counts counts = {
      .denominator = d, .rate = rate, .binomial = binomial, .phases = frozen, .n_phases = 1};
  leda_stream stream = leda_stream_start(5, 0);
  double y[3], squares[3] = {0};
  for (int r = 0; r < DRAWS; r++) {
    leda_false_alarm_counts_draw(&stream, y, 3, &counts);
    for (int i = 0; i < 3; i++) squares[i] += y[i] * y[i] / DRAWS;
  }
  for (int i = 0; i < 3; i++) assert_near(squares[i], expected[i], 0.035);
}

static void test_large_counts(void **state) {
  (void)state;
  check_variances(0.05, true);
  check_variances(0.5, true);
  check_variances(0.95, true);
  check_variances(0.15, false);
}

/* Nothing ever happens, or always: limits at the centre, no signals, no NaN. */
static void test_no_variance(void **state) {
  (void)state;
  leda_false_alarm_counts never = {.rate = 0.0}, always = {.rate = 1.0, .binomial = true};
  assert_near(alarm_rate(&never, 10, 1e-9), 0.0, 0);
  assert_near(alarm_rate(&always, 10, 1e-9), 0.0, 0);
}

/* Two subgroups with the pooled sd: z sqrt 2 is Student's t with 2 (size - 1) degrees of freedom. */
static void test_two_subgroups(void **state) {
  (void)state;
  for (size_t size = 2; size <= 40; size += 19) {
    leda_false_alarm_subgroups g = {.size = size, .sigma = LEDA_ALARM_BY_POOLED, .constant = 1.0};
    assert_rate(xbar_rate(&g, 2, 1.0),
                2.0 * gsl_cdf_tdist_Q(sqrt(2.0), 2.0 * ((double)size - 1.0)));
  }
}

/* Pairs: the sd is the range / sqrt 2, and c4 is d2 / sqrt 2. Many subgroups: as with known limits, nearly. */
static void test_range_and_sd(void **state) {
  (void)state;
  leda_false_alarm_subgroups range = {.size = 2, .constant = leda_control_d2(2)};
  leda_false_alarm_subgroups sd = {
      .size = 2, .sigma = LEDA_ALARM_BY_SD, .constant = leda_control_c4(2)};
  double known = 1.0 - pow(1.0 - 0.0026997960632601866, 60.0);
  assert_within(xbar_rate(&sd, 10, 2.5), xbar_rate(&range, 10, 2.5), 2.0 / DRAWS);
  range = (leda_false_alarm_subgroups){.size = 10, .constant = leda_control_d2(10)};
  sd = (leda_false_alarm_subgroups){
      .size = 40, .sigma = LEDA_ALARM_BY_SD, .constant = leda_control_c4(40)};
  assert_within(xbar_rate(&range, 60, 3.0), known, 0.012);
  assert_within(xbar_rate(&sd, 60, 3.0), known, 0.012);
}

/* Each phase has limits of its own: no subgroup of a phase of one differs from its centre. */
static void test_subgroup_phases(void **state) {
  (void)state;
  static const leda_alarm_phase phases[] = {{0, 2, 0}, {2, 3, 0}, {4, 6, 0}};
  leda_false_alarm_subgroups g = {
      .size = 3, .sigma = LEDA_ALARM_BY_POOLED, .constant = 1.0, .phases = phases, .n_phases = 3};
  double once = 2.0 * gsl_cdf_tdist_Q(sqrt(2.0), 4.0);
  assert_rate(xbar_rate(&g, 7, 1.0), 1.0 - (1.0 - once) * (1.0 - once));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_two_p_points), cmocka_unit_test(test_two_c_points),
      cmocka_unit_test(test_phases),       cmocka_unit_test(test_large_counts),
      cmocka_unit_test(test_no_variance),  cmocka_unit_test(test_two_subgroups),
      cmocka_unit_test(test_range_and_sd), cmocka_unit_test(test_subgroup_phases),
  };
  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
