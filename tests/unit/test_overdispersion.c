/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected numbers: Rscript tests/oracle/overdispersion.R (R 4.2.2). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/overdispersion.h"
#include "tests/support/assert_near.h"

static const double X[] = {12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6};
static const double N[] = {50, 50, 40, 60, 50, 45, 55, 50, 50, 52, 48, 50};

static void assert_dispersion(leda_dispersion d, const double expected[5]) {
  assert_near(d.ratio, expected[0], 1e-12);
  assert_near(d.statistic, expected[1], 1e-12);
  assert_near(d.df, expected[2], 1e-12);
  assert_near(d.p_over, expected[3], 1e-10);
  assert_near(d.p_under, expected[4], 1e-10);
}

static void unequal_sizes(void **state) {
  (void)state;
  assert_dispersion(leda_overdispersion(LEDA_COUNTS_BINOMIAL, X, N, 12),
                    (const double[]){1.74137292407843, 19.1551021648628, 11, 0.058365566062974,
                                     0.941634433937026});
  assert_dispersion(leda_overdispersion(LEDA_COUNTS_POISSON, X, N, 12),
                    (const double[]){1.40470749208994, 15.4517824129893, 11, 0.162733959943182,
                                     0.837266040056817});
}

static void local(void **state) {
  (void)state;
  assert_dispersion(leda_overdispersion_local(LEDA_COUNTS_BINOMIAL, X, N, 12),
                    (const double[]){1.2514437778121, 1.2514437778121 * 7.5625, 7.5625,
                                     0.266899388166784, 0.733100611833216});
  assert_dispersion(leda_overdispersion_local(LEDA_COUNTS_POISSON, X, N, 12),
                    (const double[]){1.00949798076843, 1.00949798076843 * 7.5625, 7.5625,
                                     0.424400275086121, 0.575599724913879});
}

/* A shift is much dispersion about one level and little between neighbours. */
static void shift(void **state) {
  double y[24];
  (void)state;
  for (size_t i = 0; i < 24; i++) y[i] = (i < 12 ? 40.0 : 80.0) + (i % 2 ? 3.0 : -3.0);
  assert_true(leda_overdispersion(LEDA_COUNTS_POISSON, y, NULL, 24).p_over < 1e-6);
  assert_true(leda_overdispersion_local(LEDA_COUNTS_POISSON, y, NULL, 24).p_over > 0.1);
}

/* Pairs that cannot be used are passed over: the same as without them. */
static void passed_over(void **state) {
  double x[15], n[15];
  (void)state;
  for (size_t i = 0, j = 0; i < 15; i++) {
    x[i] = i == 2 ? NAN : i == 7 ? 9.0 : i == 8 ? 1.0 : X[j];
    n[i] = i == 2 ? 50.0 : i == 7 ? 0.0 : i == 8 ? NAN : N[j];
    if (i != 2 && i != 7 && i != 8) j++;
  }
  leda_dispersion all = leda_overdispersion(LEDA_COUNTS_BINOMIAL, x, n, 15);
  assert_int_equal(all.n, 12);
  assert_near(all.ratio, 1.74137292407843, 1e-12);
  assert_near(leda_overdispersion_local(LEDA_COUNTS_BINOMIAL, x, n, 15).ratio, 1.2514437778121,
              1e-12);
}

static void undefined(void **state) {
  const double zero[] = {0, 0, 0, 0}, full[] = {5, 5, 5}, five[] = {5, 5, 5};
  (void)state;
  assert_true(isnan(leda_overdispersion(LEDA_COUNTS_POISSON, zero, NULL, 4).ratio));
  assert_true(isnan(leda_overdispersion(LEDA_COUNTS_BINOMIAL, full, five, 3).p_over));
  assert_true(isnan(leda_overdispersion(LEDA_COUNTS_POISSON, full, NULL, 1).ratio));
  assert_true(isnan(leda_overdispersion_local(LEDA_COUNTS_POISSON, full, NULL, 2).ratio));
  assert_int_equal(leda_overdispersion(LEDA_COUNTS_POISSON, NULL, NULL, 0).n, 0);
  assert_near(leda_overdispersion(LEDA_COUNTS_POISSON, full, NULL, 3).p_over, 1.0, 0.0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(unequal_sizes), cmocka_unit_test(local),     cmocka_unit_test(shift),
      cmocka_unit_test(passed_over),   cmocka_unit_test(undefined),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
