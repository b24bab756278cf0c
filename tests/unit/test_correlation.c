/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected numbers: cor.test, quantile of R 4.2.2 in tests/oracle/effects.R unless said
 * otherwise. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/correlation.h"
#include "stats/describe.h"
#include "tests/support/assert_near.h"

/* Motor Trend (1974) road tests, R's mtcars: miles per gallon and weight. */
static const double mpg[] = {21,   21,   22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8,
                             16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5,
                             15.2, 13.3, 19.2, 27.3, 26,   30.4, 15.8, 19.7, 15,   21.4};
static const double weight[] = {2.62,  2.875, 2.32,  3.215, 3.44,  3.46, 3.57,  3.19,
                                3.15,  3.44,  3.44,  4.07,  3.73,  3.78, 5.25,  5.424,
                                5.345, 2.2,   1.615, 1.835, 2.465, 3.52, 3.435, 3.84,
                                3.845, 1.935, 2.14,  1.513, 3.17,  2.77, 3.57,  2.78};
/* Tuna, Hollander & Wolfe (1973). */
static const double lightness[] = {44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1};
static const double panel[] = {2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8};

static void with_ties(void **state) {
  leda_correlation r;

  (void)state;
  assert_int_equal(leda_correlation_pearson(mpg, weight, 32, 0.95, &r), GSL_SUCCESS);
  assert_near(r.r, -8.6765937651722780e-01, 1e-13);
  assert_near(r.p, 1.2939587013505163e-10, 1e-10);
  assert_near(r.lower, -9.3382641328499416e-01, 1e-12);
  assert_near(r.upper, -7.4408719646011279e-01, 1e-12);
  assert_int_equal(leda_correlation_spearman(mpg, weight, 32, 0.95, &r), GSL_SUCCESS);
  assert_near(r.r, -8.8642203327029789e-01, 1e-13);
  assert_near(r.p, 1.4875948581274329e-11, 1e-10);
  assert_false(r.exact);
  assert_int_equal(leda_correlation_kendall(mpg, weight, 32, 0.95, &r), GSL_SUCCESS);
  assert_near(r.r, -7.278321495284310e-01, 1e-13);
  assert_near(r.p, 6.705770405595863e-09, 1e-12);
  assert_false(r.exact);
}

static void exact(void **state) {
  leda_correlation r;

  (void)state;
  assert_int_equal(leda_correlation_kendall(lightness, panel, 9, 0.95, &r), GSL_SUCCESS);
  assert_near(r.r, 0.44444444444444453, 1e-14);
  assert_near(r.p, 0.11943893298059960, 1e-13);
  assert_true(r.exact);
  assert_int_equal(leda_correlation_spearman(lightness, panel, 9, 0.95, &r), GSL_SUCCESS);
  assert_near(r.r, 0.6, 1e-14);
  assert_near(r.p, 0.096797839506172836, 1e-13);
  assert_true(r.exact);
}

/* 60 values in order: p = 2/60!, far below, and at n = 4 by hand 2/24. */
static void perfect_order(void **state) {
  double x[60], turned[60];
  leda_correlation r;

  (void)state;
  for (int i = 0; i < 60; i++) x[i] = i, turned[i] = -i;
  assert_int_equal(leda_correlation_kendall(x, turned, 60, 0.95, &r), GSL_SUCCESS);
  assert_near(r.r, -1.0, 1e-14);
  assert_near(r.p, 2.0 / 8.32098711274139e81, 1e-12); /* factorial(60) */
  assert_int_equal(leda_correlation_kendall(x, x, 4, 0.95, &r), GSL_SUCCESS);
  assert_near(r.p, 2.0 / 24.0, 1e-14);
  assert_int_equal(leda_correlation_spearman(x, x, 4, 0.95, &r), GSL_SUCCESS);
  assert_near(r.p, 2.0 / 24.0, 1e-14);
  assert_int_equal(leda_correlation_pearson(x, x, 4, 0.95, &r), GSL_SUCCESS);
  assert_near(r.r, 1.0, 0.0);
  assert_near(r.p, 0.0, 0.0);
}

/* Ties in 4 pairs, by hand: with a and b against the ranks 3 and 4 the sum of products is 15 +
 * 1.5 a + 2.5 b, 25 on average; 29.5 is seen, and of the 12 pairs (a, b) only (3, 4) and (2, 1)
 * lie as far off. */
static void exact_with_ties(void **state) {
  static const double x[] = {2, 2, 5, 7}, y[] = {1, 2, 3, 4};
  leda_correlation r;

  (void)state;
  assert_int_equal(leda_correlation_spearman(x, y, 4, 0.95, &r), GSL_SUCCESS);
  assert_true(r.exact);
  assert_near(r.p, 4.0 / 24.0, 1e-14);
}

static void undefined(void **state) {
  static const double five[] = {5, 5, 5, 5}, y[] = {1, 2, (double)NAN, 4};
  leda_correlation r;

  (void)state;
  assert_int_equal(leda_correlation_pearson(five, y, 4, 0.95, &r), GSL_SUCCESS);
  assert_int_equal(r.n, 3);
  assert_true(isnan(r.r) && isnan(r.p) && isnan(r.lower));
  assert_int_equal(leda_correlation_spearman(five, y, 4, 0.95, &r), GSL_SUCCESS);
  assert_true(isnan(r.r) && isnan(r.p));
  assert_int_equal(leda_correlation_kendall(five, y, 4, 0.95, &r), GSL_SUCCESS);
  assert_true(isnan(r.r) && isnan(r.p));
  assert_int_equal(leda_correlation_kendall(five, y, 0, 0.95, &r), GSL_SUCCESS);
  assert_true(isnan(r.r) && isnan(r.p));
  assert_int_equal(leda_correlation_pearson(five, y, 1, 0.95, &r), GSL_SUCCESS);
  assert_true(isnan(r.r));
}

static void description(void **state) {
  leda_sample_description d;
  double holes[] = {(double)NAN, 44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1, (double)NAN};

  (void)state;
  assert_int_equal(leda_describe_sample(holes, 11, &d), GSL_SUCCESS);
  assert_int_equal(d.n, 9);
  assert_int_equal(d.missing, 2);
  assert_near(d.median, 45.2, 1e-14);
  assert_near(d.mean, 430.3 / 9.0, 1e-14);
  /* quantile(x, c(0.25, 0.75)): places 3 and 7 of 9. */
  assert_near(d.lower_quartile, 44.4, 1e-14);
  assert_near(d.upper_quartile, 50.7, 1e-14);
  assert_near(d.least, 41.9, 0.0);
  assert_near(d.largest, 60.1, 0.0);
  assert_int_equal(leda_describe_sample(holes, 1, &d), GSL_SUCCESS);
  assert_int_equal(d.n, 0);
  assert_true(isnan(d.mean) && isnan(d.median) && isnan(d.sd));
  assert_int_equal(leda_describe_sample(holes + 1, 1, &d), GSL_SUCCESS);
  assert_near(d.median, 44.4, 0.0);
  assert_true(isnan(d.sd) && isnan(d.se));
}

static void scale(void **state) {
  static const double x[] = {1, 1, 2, 6, 7, 7, 7, (double)NAN, 0, 8, 3.5};
  size_t count[7];
  leda_scale_shares s = leda_describe_scale(x, 11, 1, 7, count);

  (void)state;
  assert_int_equal(s.n, 7);
  assert_int_equal(s.missing, 1);
  assert_int_equal(s.outside, 3);
  assert_int_equal(count[0], 2);
  assert_int_equal(count[6], 3);
  assert_near(s.share_lowest, 2.0 / 7.0, 1e-15);
  assert_near(s.share_highest, 3.0 / 7.0, 1e-15);
  assert_near(s.share_bottom, 3.0 / 7.0, 1e-15);
  assert_near(s.share_top, 4.0 / 7.0, 1e-15);
  s = leda_describe_scale(x + 7, 1, 1, 7, count);
  assert_true(isnan(s.share_top));
  assert_int_equal(s.n, 0);
}

/* NIST's NumAcc3 (10^6 + 0.1, 0.2, 0.3): variance 0.01 although the mean is a million. */
static void moments_far_from_zero(void **state) {
  static const double x[] = {1000000.2, 1000000.1, 1000000.3, 1000000.1, 1000000.3};
  leda_moments m = leda_describe_moments(x, 5);

  (void)state;
  assert_near(m.mean, 1000000.2, 1e-15);
  assert_near(m.variance, 0.01, 1e-9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(with_ties),     cmocka_unit_test(exact),
      cmocka_unit_test(perfect_order), cmocka_unit_test(exact_with_ties),
      cmocka_unit_test(undefined),     cmocka_unit_test(description),
      cmocka_unit_test(scale),         cmocka_unit_test(moments_far_from_zero),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
