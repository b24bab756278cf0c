/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected numbers: every arrangement listed by combn in tests/oracle/effects.R (R 4.2.2). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/stratified_permutation.h"
#include "tests/support/assert_near.h"

static void two_samples(void **state) {
  static const double score[] = {1.9, 0.8,  1.1,  0.1,  -0.1, 4.4, 5.5, 1.6, 4.6, 3.4,
                                 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  static const int group[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  leda_permutation_plan plan = {score, group, NULL, 20, 0.0};
  leda_permutation_result r;

  (void)state;
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_true(r.exact);
  assert_near(r.p, 0.081447963800904979, 1e-12);
  assert_near(r.mid_p, 0.079342484141245742, 1e-12);
  assert_near(r.p_lower, 0.961381497759206782, 1e-12);
  assert_near(r.p_upper, 0.040723981900452490, 1e-12);
}

static const double strata_score[] = {2, 7, 5, 5, 6, 1, 6, 7, 3, 7, 4, 2};
static const int strata_group[] = {0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0};
static const int strata[] = {3, 3, 3, 3, -1, -1, -1, -1, -1, 8, 8, 8};

static void strata_are_kept(void **state) {
  leda_permutation_plan plan = {strata_score, strata_group, strata, 12, 0.0};
  leda_permutation_result r;

  (void)state;
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_true(r.exact);
  assert_near(r.statistic, 31.0, 0.0);
  assert_near(r.expected, 23.0 + 1.0 / 30.0, 1e-13);
  assert_near(r.variance, 16.032222222222223706, 1e-12);
  assert_near(r.p, 0.061111111111111109, 1e-12);
  assert_near(r.p_upper, 0.033333333333333333, 1e-12);
  assert_near(r.p_lower, 0.977777777777777746, 1e-12);
}

/* The other group's sum is the total less this one's; a shift of all scores changes nothing, nor
 * does the order of rows. */
static void the_same_question_gives_the_same_answer(void **state) {
  leda_permutation_plan plan = {strata_score, strata_group, strata, 12, 0.0};
  double shifted[12], turned[12];
  int other[12], turned_group[12], turned_strata[12];
  leda_permutation_result a, b, c, d;

  (void)state;
  for (int i = 0; i < 12; i++) {
    shifted[i] = 0.5 * strata_score[i] - 100.25;
    other[i] = !strata_group[i];
    turned[i] = strata_score[11 - i];
    turned_group[i] = strata_group[11 - i];
    turned_strata[i] = strata[11 - i];
  }
  assert_int_equal(leda_stratified_permutation(&plan, &a), GSL_SUCCESS);
  plan.score = shifted;
  assert_int_equal(leda_stratified_permutation(&plan, &b), GSL_SUCCESS);
  plan.score = strata_score, plan.group = other;
  assert_int_equal(leda_stratified_permutation(&plan, &c), GSL_SUCCESS);
  plan = (leda_permutation_plan){turned, turned_group, turned_strata, 12, 0.0};
  assert_int_equal(leda_stratified_permutation(&plan, &d), GSL_SUCCESS);
  assert_near(b.p, a.p, 1e-13);
  assert_near(b.z, a.z, 1e-12);
  assert_near(c.p, a.p, 1e-13);
  assert_near(c.p_lower, a.p_upper, 1e-13);
  assert_near(d.p, a.p, 0.0);
}

static void dear_or_unscaled_scores_are_left_to_the_normal_law(void **state) {
  double third[12];
  leda_permutation_plan plan = {strata_score, strata_group, strata, 12, 5.0};
  leda_permutation_result r;

  (void)state;
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_false(r.exact);
  assert_near(r.p, r.p_asymptotic, 0.0);
  assert_near(r.p_asymptotic, erfc((31.0 - 23.0 - 1.0 / 30.0) / sqrt(2.0 * 16.032222222222223706)),
              1e-12);
  assert_true(isnan(r.mid_p));
  for (int i = 0; i < 12; i++) third[i] = strata_score[i] / 3.0;
  plan.score = third, plan.most_steps = 0.0;
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_false(r.exact);
}

static void nothing_to_permute(void **state) {
  static const double five[] = {5, 5, 5, 5}, mixed[] = {1, 2, 3, (double)NAN};
  static const int group[] = {1, 0, 1, 0}, alone[] = {1, 2, 3, 4};
  leda_permutation_plan plan = {five, group, NULL, 4, 0.0};
  leda_permutation_result r;

  (void)state;
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_near(r.p, 1.0, 0.0);
  assert_true(r.exact && isnan(r.z));
  plan = (leda_permutation_plan){mixed, group, alone, 4, 0.0};
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_near(r.p, 1.0, 0.0);
  assert_int_equal(r.n, 3);
  plan.n = 0;
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_near(r.p, 1.0, 0.0);
}

/* 600 answers: counts of arrangements would overflow a double, probabilities do not. The two
 * halves are alike, so the statistic stands at its expectation. */
static void large_groups_do_not_overflow(void **state) {
  static double score[1200];
  static int group[1200];
  leda_permutation_plan plan = {score, group, NULL, 1200, 0.0};
  leda_permutation_result r;

  (void)state;
  for (int i = 0; i < 1200; i++) score[i] = i % 2, group[i] = i < 600;
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_true(r.exact);
  assert_near(r.p, 1.0, 1e-12);
  /* P(exactly 300 of 600) = dhyper(300, 600, 600, 600), R 4.2.2 */
  assert_near(1.0 - r.mid_p, 0.5 * 0.046037104429075944, 1e-10);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_samples),
      cmocka_unit_test(strata_are_kept),
      cmocka_unit_test(the_same_question_gives_the_same_answer),
      cmocka_unit_test(dear_or_unscaled_scores_are_left_to_the_normal_law),
      cmocka_unit_test(nothing_to_permute),
      cmocka_unit_test(large_groups_do_not_overflow),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
