/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected numbers: tests/oracle/effects.R (R 4.2.2) unless said otherwise. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/effect_size.h"
#include "stats/noncentral_t.h"
#include "tests/support/assert_near.h"

static const double drug1[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
static const double drug2[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
static const leda_two_samples sleep = {drug2, 10, drug1, 10};

static void cliff(void **state) {
  leda_cliff_delta c;

  (void)state;
  assert_int_equal(leda_cliff_delta_run(&sleep, 0.95, &c), GSL_SUCCESS);
  assert_near(c.delta, 0.49, 1e-14);
  assert_near(c.variance, 0.048988888888888894, 1e-12);
  assert_near(c.variance_consistent, 0.055991111111111103, 1e-12);
  assert_near(c.lower, -0.042941723740094417, 1e-11);
  assert_near(c.upper, 0.805853860834282343, 1e-12);
  assert_near(c.superiority, 0.745, 1e-14);
  assert_near(c.superiority_lower, 0.5 * (1.0 - 0.042941723740094417), 1e-12);
  assert_near(c.superiority_upper, 0.5 * (1.0 + 0.805853860834282343), 1e-12);
}

static void clusters_widen_what_moves_together(void **state) {
  static const int cluster[] = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
  static const int same[] = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
  static const int unequal[] = {1, 1, 1, 1, 2, 2, 3, 3, 3, 6};
  leda_cliff_delta c;

  (void)state;
  assert_int_equal(leda_cliff_delta_clustered(&sleep, cluster, cluster, 0.95, &c), GSL_SUCCESS);
  assert_near(c.delta, 0.49, 1e-14);
  assert_near(c.variance, 0.0134, 1e-12);
  assert_near(c.df, 4.0, 1e-13);
  assert_int_equal(leda_cliff_delta_clustered(&sleep, cluster, unequal, 0.95, &c), GSL_SUCCESS);
  assert_near(c.variance, 0.067932622478423674, 1e-12);
  assert_near(c.df, 3.319239209935450408, 1e-12);
  assert_int_equal(leda_cliff_delta_clustered(&sleep, same, same, 0.95, &c), GSL_SUCCESS);
  assert_near(c.delta, 0.49, 1e-14);
  assert_true(isnan(c.lower));
}

/* Every answer a cluster of its own: sum (d_i - d)^2 / (10 * 9) in each sample and Welch's degrees of
   freedom. */
static void clusters_of_one(void **state) {
  static const int x[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  static const int y[] = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
  leda_cliff_delta c;

  (void)state;
  assert_int_equal(leda_cliff_delta_clustered(&sleep, x, y, 0.95, &c), GSL_SUCCESS);
  assert_near(c.variance, 0.0522, 1e-12);
  assert_near(c.df, 16.89754688870888799, 1e-12);
}

static void ends_of_the_scale(void **state) {
  static const double high[] = {6, 7, 7, 6}, low[] = {1, 2, 3}, one[] = {4};
  leda_two_samples apart = {high, 4, low, 3}, turned = {low, 3, high, 4}, same = {low, 3, low, 3};
  static const int pair[] = {1, 2, 1, 2};
  leda_two_samples single = {one, 1, low, 3}, empty = {one, 0, low, 3};
  leda_cliff_delta c;
  double q2 = 2.570581835636314 * 2.570581835636314; /* qt(0.975, 5) squared */

  (void)state;
  assert_int_equal(leda_cliff_delta_run(&apart, 0.95, &c), GSL_SUCCESS);
  assert_near(c.delta, 1.0, 0.0);
  assert_near(c.upper, 1.0, 0.0);
  assert_near(c.lower, (3.0 - q2) / (3.0 + q2), 1e-11);
  assert_int_equal(leda_cliff_delta_run(&turned, 0.95, &c), GSL_SUCCESS);
  assert_near(c.lower, -1.0, 0.0);
  assert_near(c.upper, -(3.0 - q2) / (3.0 + q2), 1e-11);
  /* Two municipalities: qt(0.975, 1) squared, and two clusters in place of three answers. */
  assert_int_equal(leda_cliff_delta_clustered(&apart, pair, pair, 0.95, &c), GSL_SUCCESS);
  q2 = 12.706204736174706 * 12.706204736174706;
  assert_near(c.lower, (2.0 - q2) / (2.0 + q2), 1e-11);
  assert_int_equal(leda_cliff_delta_run(&same, 0.95, &c), GSL_SUCCESS);
  assert_near(c.delta, 0.0, 0.0);
  assert_true(c.lower < 0.0 && c.upper > 0.0);
  assert_int_equal(leda_cliff_delta_run(&single, 0.95, &c), GSL_SUCCESS);
  assert_near(c.delta, 1.0, 0.0);
  assert_true(isnan(c.lower));
  assert_int_equal(leda_cliff_delta_run(&empty, 0.95, &c), GSL_SUCCESS);
  assert_true(isnan(c.delta) && isnan(c.superiority));
}

/* 15 of 16 pairs won, one tied: the unbiased variance is (16 * 0.046875 * 2 - 0.9375) / 144 by hand, and
   Cliff's floor (1 - d^2) / 15 lies above it. */
static void variance_has_a_floor(void **state) {
  static const double x[] = {5, 6, 7, 8}, y[] = {1, 2, 3, 5};
  leda_two_samples s = {x, 4, y, 4};
  leda_cliff_delta c;

  (void)state;
  assert_int_equal(leda_cliff_delta_run(&s, 0.95, &c), GSL_SUCCESS);
  assert_near(c.delta, 15.0 / 16.0, 1e-15);
  assert_near(c.variance_unbiased, 0.5625 / 144.0, 1e-12);
  assert_near(c.variance, (1.0 - 225.0 / 256.0) / 15.0, 1e-12);
}

static void missing_values_are_left_out(void **state) {
  const double x[] = {1.9, (double)NAN, 0.8, 1.1}, y[] = {(double)NAN, 0.7, -1.6, 2.0};
  const double kept_x[] = {1.9, 0.8, 1.1}, kept_y[] = {0.7, -1.6, 2.0};
  leda_two_samples holes = {x, 4, y, 4}, kept = {kept_x, 3, kept_y, 3};
  leda_cliff_delta a, b;

  (void)state;
  assert_int_equal(leda_cliff_delta_run(&holes, 0.95, &a), GSL_SUCCESS);
  assert_int_equal(leda_cliff_delta_run(&kept, 0.95, &b), GSL_SUCCESS);
  assert_near(a.delta, b.delta, 0.0);
  assert_near(a.lower, b.lower, 0.0);
  assert_near(leda_mean_effect_run(&holes, 0.95).g, leda_mean_effect_run(&kept, 0.95).g, 0.0);
}

static void cohen_and_hedges(void **state) {
  leda_mean_effect e = leda_mean_effect_run(&sleep, 0.95);

  (void)state;
  assert_near(e.d, 0.832181081349539609, 1e-13);
  assert_near(e.correction, 0.957646427023719493, 1e-13);
  assert_near(e.g, 0.796935239191121858, 1e-13);
  assert_near(e.d_lower, -0.095450398211422607, 1e-9);
  assert_near(e.d_upper, 1.738816899103426739, 1e-9);
  assert_near(e.g_lower, 0.957646427023719493 * -0.095450398211422607, 1e-9);
}

/* Influences by numerical derivatives in tests/oracle/effects.R; qt(0.975, 4) = 2.7764451051977996,
   and with unequal clusters qt(0.975, 3.5537) = 2.9195. */
static void clustered_hedges(void **state) {
  static const int cluster[] = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
  static const int same[] = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
  static const int unequal[] = {1, 1, 1, 1, 2, 2, 3, 3, 3, 6};
  leda_mean_effect e;

  (void)state;
  assert_int_equal(leda_mean_effect_clustered(&sleep, cluster, cluster, 0.95, &e), GSL_SUCCESS);
  assert_near(e.d, 0.832181081349539609, 1e-13);
  assert_near(e.se, 0.27793476294894753, 1e-8);
  assert_near(e.d_upper - e.d, 2.7764451051977996 * 0.27793476294894753, 1e-8);
  assert_near(e.g_lower, e.correction * e.d_lower, 1e-13);
  assert_int_equal(leda_mean_effect_clustered(&sleep, cluster, unequal, 0.95, &e), GSL_SUCCESS);
  assert_near(e.se, 0.53065091266143449, 1e-8);
  assert_near((e.d_upper - e.d) / e.se, 2.91950030576139863, 1e-8);
  assert_int_equal(leda_mean_effect_clustered(&sleep, same, same, 0.95, &e), GSL_SUCCESS);
  assert_near(e.g, 0.796935239191121858, 1e-13);
  assert_true(isnan(e.g_lower) && isnan(e.se));
}

static void effects_without_spread(void **state) {
  static const double five[] = {5, 5}, six[] = {6, 6}, seven[] = {7};
  leda_two_samples constant = {six, 2, five, 2}, three = {five, 1, six, 2},
                   two = {five, 1, seven, 1};
  static const double ab[] = {1, 3};
  leda_two_samples least = {seven, 1, ab, 2};
  static const int cluster[] = {1, 2};
  leda_mean_effect e;

  (void)state;
  assert_true(isnan(leda_mean_effect_run(&constant, 0.95).d));
  assert_true(isnan(leda_mean_effect_run(&three, 0.95).d));
  assert_true(isnan(leda_mean_effect_run(&two, 0.95).d));
  assert_near(leda_mean_effect_run(&least, 0.95).d, 5.0 / sqrt(2.0), 1e-14);
  assert_near(leda_mean_effect_run(&least, 0.95).g, 0.0, 0.0);
  assert_int_equal(leda_mean_effect_clustered(&constant, cluster, cluster, 0.95, &e), GSL_SUCCESS);
  assert_true(isnan(e.d) && isnan(e.d_lower));
}

/* Thresholds of Romano et al. (2006). */
static void sizes(void **state) {
  (void)state;
  assert_int_equal(leda_cliff_delta_size(0.1), 0);
  assert_int_equal(leda_cliff_delta_size(-0.147), 1);
  assert_int_equal(leda_cliff_delta_size(0.4), 2);
  assert_int_equal(leda_cliff_delta_size(-0.9), 3);
  assert_int_equal(leda_cliff_delta_size((double)NAN), -1);
}

/* By R's integrate over the chi-square density; R's own pt is good to about 1e-12 absolute only. */
static void noncentral_t(void **state) {
  (void)state;
  assert_near(leda_noncentral_t_lower(-2, 3, 5), 1.5645373999149624e-09, 1e-11);
  assert_near(leda_noncentral_t_lower(-2, 10, 2.8), 5.5796704584120209e-06, 1e-11);
  assert_near(leda_noncentral_t_upper(6, 50, 1), 8.342241914206043e-06, 1e-11);
  assert_near(leda_noncentral_t_upper(30, 12, 2), 2.6115072059023563e-10, 1e-11);
  assert_near(leda_noncentral_t_lower(1.5, 7, 1.2), 0.59022322332535293, 1e-12);
  assert_near(leda_noncentral_t_upper(0.3, 2.5, -1), 0.10344829132731091, 1e-12);
}

/* By conditioning on the normal part in R, where its pt gives up (|delta| > 37.62). */
static void noncentral_t_far_away(void **state) {
  (void)state;
  assert_near(leda_noncentral_t_lower(1000, 20, 990), 0.483061599297272, 1e-12);
  assert_near(leda_noncentral_t_upper(300, 5, 120), 0.0229779951438827, 1e-11);
  assert_near(leda_noncentral_t_upper(-1000, 20, -990), 0.483061599297272, 1e-12);
  assert_near(leda_noncentral_t_lower(-300, 5, 120), 0.0, 0.0);
  assert_near(leda_noncentral_t_upper(-300, 5, 120), 1.0, 0.0);
  /* Both ways of integrating meet at delta = 100. */
  assert_near(leda_noncentral_t_lower(104, 40, 100.0 + 1e-12),
              leda_noncentral_t_lower(104, 40, 100.0 - 1e-12), 1e-11);
}

static void noncentral_t_hangs_together(void **state) {
  static const double dfs[] = {0.5, 1, 3, 18, 491, 1e5}, ts[] = {-8, -1, 0, 0.4, 3, 40};

  (void)state;
  for (int i = 0; i < 6; i++)
    for (int j = 0; j < 6; j++) {
      double p = leda_noncentral_t_lower(ts[j], dfs[i], 1.3);

      assert_within(p + leda_noncentral_t_upper(ts[j], dfs[i], 1.3), 1.0, 1e-12);
      assert_near(leda_noncentral_t_upper(-ts[j], dfs[i], -1.3), p, 1e-11);
      if (p > 1e-6 && p < 1.0 - 1e-6)
        assert_near(leda_noncentral_t_delta(ts[j], dfs[i], p), 1.3, 1e-8);
    }
  /* Central: Student's; one degree of freedom: Cauchy, P(T <= 1) = 3/4. */
  assert_near(leda_noncentral_t_lower(1, 1, 0), 0.75, 1e-12);
  assert_near(leda_noncentral_t_lower(2, INFINITY, 1), 0.841344746068542949, 1e-14);
  assert_true(isnan(leda_noncentral_t_lower(1, 0, 1)));
  assert_true(isnan(leda_noncentral_t_lower((double)NAN, 3, 1)));
  assert_true(isnan(leda_noncentral_t_delta(1, 3, 1.0)));
  assert_true(isnan(leda_noncentral_t_power(0.5, 1, 1, 0.05)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cliff),
      cmocka_unit_test(clusters_widen_what_moves_together),
      cmocka_unit_test(clusters_of_one),
      cmocka_unit_test(ends_of_the_scale),
      cmocka_unit_test(variance_has_a_floor),
      cmocka_unit_test(missing_values_are_left_out),
      cmocka_unit_test(cohen_and_hedges),
      cmocka_unit_test(clustered_hedges),
      cmocka_unit_test(effects_without_spread),
      cmocka_unit_test(sizes),
      cmocka_unit_test(noncentral_t),
      cmocka_unit_test(noncentral_t_far_away),
      cmocka_unit_test(noncentral_t_hangs_together),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
