/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/known_change.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"

static const double ten[] = {4.1, 3.9, 5.2, 4.4, 6.8, 6.1, 5.9, 7.3, 6.6, 5.8};
static const double tied[] = {3, 1, 2, 2, 5, 4, 5, 5, 3, 4, 6, 5};

static leda_known_result run(const double *y, size_t n, size_t index,
                             const leda_known_options *opt) {
  leda_known_result out;

  assert_int_equal(leda_known_change_run(y, NULL, n, index, opt, &out), GSL_SUCCESS);
  return out;
}

/* R 4.2.2: s <- ave(qnorm(1:n/(n+1))[rank(y, ties = "first")], y) stretched to the sum of squares without
 * ties; p <- mean(combn(n, k, function(i) abs(sum(s[i]))) >= abs(sum(s[1:k])) - 1e-9) */
static void p_is_that_of_all_choices(void **state) {
  leda_known_result r = run(ten, 10, 4, NULL);

  (void)state;
  assert_true(r.exact);
  assert_near(r.z, 2.4830558731260464, 1e-12);
  assert_near(r.p, 0.0095238095238095247, 1e-14);
  r = run(tied, 12, 5, NULL);
  assert_near(r.z, 2.078875653102743, 1e-12);
  assert_near(r.p, 0.044191919191919192, 1e-14);
  assert_true(r.p_floor <= r.p && r.p_floor > 0.0);
}

/* R 4.2.2: the same test of y - delta * (i > k) at the middle of every stretch between neighbouring pairwise
 * differences; estimate where the sum changes sign, limits of p > 0.05. */
static void interval_is_what_the_test_leaves(void **state) {
  leda_known_result r = run(ten, 10, 4, NULL);

  (void)state;
  assert_near(r.estimate, 2.0, 1e-9);
  assert_near(r.lower, 1.4, 1e-9);
  assert_near(r.upper, 2.9, 1e-9);
  assert_near(r.before, 4.4, 1e-12);
  assert_near(r.after, 38.5 / 6.0, 1e-12);
}

/* Draws in place of all choices, 4 standard errors. */
static void draws_agree_with_all_choices(void **state) {
  leda_known_options opt = leda_known_options_default();
  double y[30];
  leda_known_result r;

  (void)state;
  /* C(30, 4) = 27,405 is enumerated, C(30, 15) is not: the same values, read both ways. */
  for (int i = 0; i < 30; i++) y[i] = (double)((i * 17) % 30) + (i >= 26 ? 8.0 : 0.0);
  r = run(y, 30, 26, &opt);
  assert_true(r.exact);
  r = run(y, 30, 15, &opt);
  assert_false(r.exact);
  opt.seed = 2;
  assert_within(run(y, 30, 15, &opt).p, r.p, 4.0 * sqrt(2.0 * r.p * (1.0 - r.p) / 1e5) + 1e-9);
}

/* About 5 % of unchanged series, under every noise model: 400 series, 3 standard errors. */
static void size_is_kept(leda_noise noise, double phi, double least, double most) {
  size_t index = phi > 0.0 ? 9 : 3; /* few choices are quick */
  leda_known_options opt = leda_known_options_default();
  int found = 0, covered = 0;
  enum { SERIES = 400 };

  opt.noise = noise;
  opt.draws = 1000;
  for (uint64_t r = 0; r < SERIES; r++) {
    leda_stream stream = leda_stream_start(21, r);
    double y[20], e = leda_stream_normal(&stream);
    leda_known_result out;

    for (int i = 0; i < 20; i++) {
      y[i] = e;
      e = phi * e + sqrt(1.0 - phi * phi) * leda_stream_normal(&stream);
    }
    out = run(y, 20, index, &opt);
    found += out.p <= 0.05;
    covered += out.lower <= 0.0 && out.upper >= 0.0;
  }
  assert_true(found >= least * SERIES && found <= most * SERIES);
  assert_true(covered >= (1.0 - most) * SERIES);
}

static void false_alarms(void **state) {
  (void)state;
  size_is_kept((leda_noise){.model = LEDA_NOISE_INDEPENDENT}, 0.0, 0.015, 0.085);
  size_is_kept((leda_noise){.model = LEDA_NOISE_AR1_GIVEN, .phi = 0.5}, 0.5, 0.015, 0.085);
  size_is_kept((leda_noise){.model = LEDA_NOISE_AR1_SERIES}, 0.4, 0.01, 0.12);
}

static void short_or_constant_or_wrong(void **state) {
  double y[10] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  leda_known_result out = run(y, 10, 5, NULL);

  (void)state;
  assert_true(out.p == 1.0 && out.before == 1.0 && out.after == 1.0);
  assert_int_equal(leda_known_change_run(ten, NULL, 10, 1, NULL, &out), GSL_EINVAL);
  assert_int_equal(leda_known_change_run(ten, NULL, 10, 9, NULL, &out), GSL_EINVAL);
  assert_int_equal(leda_known_change_run(ten, NULL, 5, 3, NULL, &out), GSL_EINVAL);
  y[4] = NAN;
  assert_int_equal(leda_known_change_run(y, NULL, 10, 5, NULL, &out), GSL_EINVAL);
}

/* Two values of each side apart: 2 / C(6, 2) is the smallest p, above 5 %: no size is too large. */
static void nothing_can_be_excluded(void **state) {
  static const double y[] = {1, 2, 11, 12, 13, 14};
  leda_known_result r = run(y, 6, 2, NULL);

  (void)state;
  assert_near(r.p, 2.0 / 15.0, 1e-14);
  assert_true(isinf(r.lower) && isinf(r.upper) && r.lower < 0.0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(p_is_that_of_all_choices),
      cmocka_unit_test(interval_is_what_the_test_leaves),
      cmocka_unit_test(draws_agree_with_all_choices),
      cmocka_unit_test(false_alarms),
      cmocka_unit_test(short_or_constant_or_wrong),
      cmocka_unit_test(nothing_can_be_excluded),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
