/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/run_length.h"
#include "tests/support/assert_near.h"

/* R 4.2.2: 1 / (2 * pnorm(-3)); d <- 1 * sqrt(5); pnorm(3 - d) - pnorm(-3 - d). The second is
   Montgomery's example of an x-bar chart with n = 5 and a shift of one sigma (about 0.78). */
static void shewhart(void **state) {
  (void)state;
  assert_near(leda_shewhart_arl(3.0, 0.0, 1), 370.398347344959, 1e-12);
  assert_near(leda_shewhart_inside(3.0, 1.0, 5), 0.777546041390, 1e-11);
  assert_near(leda_shewhart_arl(3.0, 1.0, 5), 1.0 / (1.0 - 0.777546041390), 1e-10);
  assert_true(isnan(leda_shewhart_arl(0.0, 0.0, 1)));
  assert_true(isnan(leda_shewhart_arl(3.0, 0.0, 0)));
  assert_true(isnan(leda_shewhart_arl(3.0, NAN, 1)));
}

/* Montgomery, Introduction to Statistical Quality Control (7th ed.), tables 9.3 and 9.5 (Hawkins): ARL of
   two-sided CUSUMs with k = 0.5, and with the head start h/2 (Lucas & Crosier 1982, table 2: 430 and
   6.35 at h = 5). Printed to 3 figures. */
static void cusum_as_printed(void **state) {
  (void)state;
  double arl;
  leda_cusum_design design = {.k = 0.5, .h = 4.0, .two_sided = true};
  assert_int_equal(leda_cusum_arl(design, 0.0, &arl), GSL_SUCCESS);
  assert_within(arl, 168.0, 0.5);
  assert_int_equal(leda_cusum_arl(design, 1.0, &arl), GSL_SUCCESS);
  assert_within(arl, 8.38, 0.005);
  design = (leda_cusum_design){.k = 0.5, .h = 5.0, .start = 2.5, .two_sided = true};
  assert_int_equal(leda_cusum_arl(design, 0.0, &arl), GSL_SUCCESS);
  assert_within(arl, 430.0, 0.5);
  assert_int_equal(leda_cusum_arl(design, 1.0, &arl), GSL_SUCCESS);
  assert_within(arl, 6.35, 0.005);
}

/* With lambda = 1 an EWMA is a Shewhart chart; Lucas & Saccucci (1990), table 3: lambda 0.10, width
   2.814 has 500 in control and 10.3 at a shift of one sigma. */
static void ewma_as_printed(void **state) {
  (void)state;
  double arl, shewhart_arl = leda_shewhart_arl(3.0, 0.7, 1);
  assert_int_equal(leda_ewma_arl((leda_ewma_design){1.0, 3.0, false}, 0.7, &arl), GSL_SUCCESS);
  assert_near(arl, shewhart_arl, 1e-10);
  assert_int_equal(leda_ewma_arl((leda_ewma_design){1.0, 3.0, true}, 0.7, &arl), GSL_SUCCESS);
  assert_near(arl, shewhart_arl, 1e-10);
  assert_int_equal(leda_ewma_arl((leda_ewma_design){0.1, 2.814, false}, 0.0, &arl), GSL_SUCCESS);
  assert_within(arl, 500.0, 1.0);
  assert_int_equal(leda_ewma_arl((leda_ewma_design){0.1, 2.814, false}, 1.0, &arl), GSL_SUCCESS);
  assert_within(arl, 10.3, 0.05);
}

/* The limit that was searched gives the run length it was searched for. */
static void limits_give_their_length(void **state) {
  (void)state;
  double limit, arl;
  leda_cusum_design cusum = {.k = 0.75, .start = 1.0, .two_sided = false};
  assert_int_equal(leda_cusum_h(cusum, 200.0, &limit), GSL_SUCCESS);
  cusum.h = limit;
  assert_int_equal(leda_cusum_arl(cusum, 0.0, &arl), GSL_SUCCESS);
  assert_near(arl, 200.0, 1e-9);
  leda_ewma_design ewma = {.lambda = 0.25, .exact = true};
  assert_int_equal(leda_ewma_width(ewma, 500.0, &limit), GSL_SUCCESS);
  ewma.width = limit;
  assert_int_equal(leda_ewma_arl(ewma, 0.0, &arl), GSL_SUCCESS);
  assert_near(arl, 500.0, 1e-9);
}

/* Chances of a signal in the first points. The one-point case from R: 2 * pnorm(-5.5); pnorm(-4.5) + pnorm(-6.5);
   the others by 400,000 series in R (set.seed(1); sums and EWMA written out), whose standard error is below 0.0008. */
static void first_points(void **state) {
  (void)state;
  gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
  leda_cusum_design d = {.k = 0.5, .h = 5.0, .two_sided = true};
  double chance;
  assert_int_equal(leda_cusum_within(d, 0.0, 1, rng, &chance), GSL_SUCCESS);
  assert_near(chance, 3.79791249317754e-08, 1e-6);
  assert_int_equal(leda_cusum_within(d, 1.0, 1, rng, &chance), GSL_SUCCESS);
  assert_near(chance, 3.3977132847359e-06, 1e-8);
  assert_int_equal(leda_cusum_within(d, 0.0, 50, rng, &chance), GSL_SUCCESS);
  assert_within(chance, 0.091175, 0.003);
  assert_int_equal(leda_cusum_within(d, 0.5, 20, rng, &chance), GSL_SUCCESS);
  assert_within(chance, 0.3471425, 0.003);
  d = (leda_cusum_design){.k = 0.25, .h = 4.0, .start = 2.0, .two_sided = true};
  assert_int_equal(leda_cusum_within(d, 0.0, 30, rng, &chance), GSL_SUCCESS);
  assert_within(chance, 0.6736875, 0.006);
  assert_int_equal(leda_cusum_within(d, 0.0, 0, rng, &chance), GSL_EDOM);
  assert_true(isnan(chance));
  gsl_rng_free(rng);
  leda_ewma_design e = {0.2, 3.0, true};
  assert_int_equal(leda_ewma_within(e, 1.0, 1, &chance), GSL_SUCCESS);
  assert_near(chance, 1.0 - leda_shewhart_inside(3.0, 1.0, 1), 1e-10);
  assert_int_equal(leda_ewma_within(e, 1.0, 10, &chance), GSL_SUCCESS);
  assert_within(chance, 0.639985, 0.003);
  e.exact = false;
  assert_int_equal(leda_ewma_within(e, 1.0, 10, &chance), GSL_SUCCESS);
  assert_within(chance, 0.5932775, 0.003);
  assert_int_equal(leda_ewma_within(e, 1.0, 0, &chance), GSL_EDOM);
}

static void what_is_out_of_range(void **state) {
  (void)state;
  double out = 0.0;
  assert_int_equal(leda_cusum_arl((leda_cusum_design){.k = 0.5, .h = NAN}, 0.0, &out), GSL_EDOM);
  assert_true(isnan(out));
  leda_cusum_design late = {.k = 0.5, .h = 4.0, .start = 4.0};
  assert_int_equal(leda_cusum_arl(late, 0.0, &out), GSL_EDOM);
  assert_int_equal(leda_ewma_arl((leda_ewma_design){0.0, 3.0, false}, 0.0, &out), GSL_EDOM);
  assert_int_equal(leda_ewma_arl((leda_ewma_design){0.2, 3.0, false}, INFINITY, &out), GSL_EDOM);
  assert_int_equal(leda_cusum_h((leda_cusum_design){.k = 0.5}, 1.0, &out), GSL_EDOM);
  assert_int_equal(leda_ewma_width((leda_ewma_design){.lambda = 0.2}, 1e30, &out), GSL_EMAXITER);
  assert_true(isnan(out));
}

int main(void) {
  gsl_set_error_handler_off();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shewhart),        cmocka_unit_test(cusum_as_printed),
      cmocka_unit_test(ewma_as_printed), cmocka_unit_test(limits_give_their_length),
      cmocka_unit_test(first_points),    cmocka_unit_test(what_is_out_of_range),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
