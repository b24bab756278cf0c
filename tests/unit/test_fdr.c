/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/fdr.h"
#include "stats/standardise.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"

/* R 4.2.2: p.adjust(c(0.01,0.02,0.02,NA,0.5,0.9,0.0004,1,0.03,0.04), "BH") */
static void q_values_are_those_of_p_adjust(void **state) {
  static const double p[] = {0.01, 0.02, 0.02, NAN, 0.5, 0.9, 0.0004, 1.0, 0.03, 0.04};
  static const double r[] = {0.045, 0.045,  0.045, NAN,   0.6428571428571429,
                             1.0,   0.0036, 1.0,   0.054, 0.06};
  double q[10];

  (void)state;
  assert_int_equal(leda_fdr_q_values(p, 10, q), GSL_SUCCESS);
  for (int i = 0; i < 10; i++)
    if (isnan(r[i]))
      assert_true(isnan(q[i]));
    else
      assert_near(q[i], r[i], 1e-14);
}

/* The definition, written out for 3,000 values with ties: min over p_j >= p_i of m p_j / #{p <= p_j}. */
static void q_values_are_the_definition(void **state) {
  enum { COUNT = 3000 };
  double *p = malloc(2 * COUNT * sizeof *p), *q = p + COUNT;
  leda_stream stream = leda_stream_start(8, 1);

  (void)state;
  assert_non_null(p);
  for (int i = 0; i < COUNT; i++)
    p[i] = (double)leda_stream_below(&stream, 500) * (i % 3 == 0 ? 1e-9 : 0.002);
  assert_int_equal(leda_fdr_q_values(p, COUNT, q), GSL_SUCCESS);
  for (int i = 0; i < COUNT; i += 97) {
    double least = 1.0;

    for (int j = 0; j < COUNT; j++) {
      int below = 0;

      if (p[j] < p[i]) continue;
      for (int l = 0; l < COUNT; l++) below += p[l] <= p[j];
      least = fmin(least, COUNT * p[j] / below);
    }
    assert_near(q[i], least, 1e-12);
  }
  free(p);
}

static void few_values(void **state) {
  double one[] = {0.3}, none[] = {NAN, NAN};

  (void)state;
  assert_int_equal(leda_fdr_q_values(one, 0, one), GSL_SUCCESS);
  assert_int_equal(leda_fdr_q_values(one, 1, one), GSL_SUCCESS);
  assert_near(one[0], 0.3, 0.0);
  assert_int_equal(leda_fdr_q_values(none, 2, none), GSL_SUCCESS);
  assert_true(isnan(none[0]) && isnan(none[1]));
}

/* R 4.2.2: r <- x / d; m <- sum(x) / sum(d); v <- m * (1 - m) / d (binomial) or m / d (Poisson);
 * tau2 <- max(0, mean((diff(r)^2 - v[-1] - v[-6]) / 2)); (r - m) / sqrt(tau2 + v) */
static void standardised_rates_agree_with_r(void **state) {
  static const double d[] = {100, 120, 80, 150, 90, 110};
  static const double few[] = {3, 5, 2, 8, 6, 9}, many[] = {3, 15, 2, 18, 6, 9};
  static const double binomial[] = {-0.94609384377025696, -0.45422200891643727, -1.0499297770386085,
                                    0.14305229419910861,  0.68700854980668902,  1.4833959191186068};
  static const double poisson[] = {-0.91938271218929501, 0.79262857291443278,
                                   -0.97737432711229411, 0.71785234685384047,
                                   -0.26155100173284196, 0.0050497791502331912};
  leda_standardised out;
  double z[6];

  (void)state;
  assert_int_equal(leda_standardise(few, d, 6, LEDA_COUNTS_BINOMIAL, z, &out), GSL_SUCCESS);
  assert_near(out.centre, 0.050769230769230768, 1e-14);
  assert_true(out.tau2 == 0.0);
  for (int i = 0; i < 6; i++) assert_near(z[i], binomial[i], 1e-12);
  assert_int_equal(leda_standardise(many, d, 6, LEDA_COUNTS_POISSON, z, &out), GSL_SUCCESS);
  assert_near(out.tau2, 0.0023270788302606486, 1e-12);
  assert_near(out.scale, 0.055778441080907848, 1e-12);
  for (int i = 0; i < 6; i++) assert_near(z[i], poisson[i], 1e-12);
}

static void bad_counts_are_refused(void **state) {
  double x[] = {1, 2}, d[] = {3, 0}, z[2];
  leda_standardised out;

  (void)state;
  assert_int_equal(leda_standardise(x, d, 2, LEDA_COUNTS_POISSON, z, &out), GSL_EINVAL);
  d[1] = 1.0;
  assert_int_equal(leda_standardise(x, d, 2, LEDA_COUNTS_BINOMIAL, z, &out), GSL_EINVAL);
  assert_int_equal(leda_standardise(x, d, 2, LEDA_COUNTS_POISSON, z, &out), GSL_SUCCESS);
  x[0] = -1.0;
  assert_int_equal(leda_standardise(x, d, 2, LEDA_COUNTS_POISSON, z, &out), GSL_EINVAL);
  assert_int_equal(leda_standardise(x, d, 0, LEDA_COUNTS_POISSON, z, &out), GSL_EINVAL);
}

static void no_events_are_all_alike(void **state) {
  static const double x[] = {0, 0, 0}, d[] = {5, 9, 100};
  leda_standardised out;
  double z[3] = {1, 1, 1};

  (void)state;
  assert_int_equal(leda_standardise(x, d, 3, LEDA_COUNTS_POISSON, z, &out), GSL_SUCCESS);
  for (int i = 0; i < 3; i++) assert_true(z[i] == 0.0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(q_values_are_those_of_p_adjust),
      cmocka_unit_test(q_values_are_the_definition),
      cmocka_unit_test(few_values),
      cmocka_unit_test(standardised_rates_agree_with_r),
      cmocka_unit_test(bad_counts_are_refused),
      cmocka_unit_test(no_events_are_all_alike),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
