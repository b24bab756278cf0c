/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before against after. Expected values: `Rscript tests/oracle/before_after.R` (R 4.2.2). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "stats/before_after.h"
#include "stats/hodges_lehmann.h"
#include "tests/support/assert_near.h"

static const double before[] = {12.1, 11.4, NAN, 13.3, 12.8, 11.9, 12.5, 13.0, 12.2};
static const double after[] = {10.9, 11.6, 10.2, 11.1, 12.05, 10.7, 11.3};
static const leda_before_after_values values = {before, 9, after, 7};

static void ends(double lower, double upper, double expected_lower, double expected_upper) {
  assert_near(lower, expected_lower, 1e-10);
  assert_near(upper, expected_upper, 1e-10);
}

static void means(void **state) {
  leda_before_after_values one = {before, 1, after, 7};
  leda_before_after r = leda_before_after_means(&values, 0.95);

  (void)state;
  assert_near(r.before, 12.4, 1e-14);
  assert_near(r.after, 11.121428571428571885, 1e-14);
  assert_near(r.change.value, -1.278571428571428470, 1e-13);
  ends(r.change.lower, r.change.upper, -1.965848870866782505, -0.591293986276074213);
  assert_near(r.p, 0.001480949100841982, 1e-10);
  assert_near(r.ratio.value, 11.121428571428571885 / 12.4, 1e-13);
  ends(r.ratio.lower, r.ratio.upper, 0.8452212297326196, 0.9512330908738620);
  r = leda_before_after_means(&one, 0.95);
  assert_near(r.before, 12.1, 0.0);
  assert_true(isnan(r.p) && isnan(r.ratio.value));
}

static void shift(void **state) {
  leda_before_after_values none = {before, 0, after, 7};
  leda_before_after r;

  (void)state;
  assert_int_equal(leda_before_after_shift(&values, 0.95, &r), GSL_SUCCESS);
  assert_near(r.before, 12.35, 1e-14);
  assert_near(r.after, 11.1, 1e-14);
  assert_near(r.change.value, -1.225, 1e-13);
  ends(r.change.lower, r.change.upper, -2.0, -0.5);
  assert_near(r.p, 0.002175602175602176, 1e-12);
  assert_int_equal(leda_before_after_shift(&none, 0.95, &r), GSL_SUCCESS);
  assert_true(isnan(r.before) && isnan(r.change.value) && isnan(r.p));
}

static void hodges_lehmann(void **state) {
  double x[150], y[120];
  const double tied[] = {1, 1, 1}, far[] = {1, INFINITY};
  leda_two_samples s = {after, 7, before, 9};
  leda_hodges_lehmann_shift h;

  (void)state;
  assert_int_equal(leda_hodges_lehmann(&s, 0.95, &h), GSL_SUCCESS);
  assert_true(h.exact);
  assert_near(h.reached, 0.959906759906759888, 1e-13);
  assert_int_equal(leda_hodges_lehmann(&s, 0.8, &h), GSL_SUCCESS);
  assert_near(h.shift, -1.225, 1e-13);
  ends(h.lower, h.upper, -1.7, -0.8);
  for (int i = 0; i < 150; i++)
    x[i] = round((gsl_cdf_ugaussian_Pinv((i + 0.5) / 150.0) + 0.3) * 1e6) / 1e6;
  for (int i = 0; i < 120; i++)
    y[i] = round(gsl_cdf_ugaussian_Pinv((i + 0.6) / 120.0) * 1.1 * 1e6) / 1e6;
  s = (leda_two_samples){x, 150, y, 120};
  assert_int_equal(leda_hodges_lehmann(&s, 0.95, &h), GSL_SUCCESS);
  assert_false(h.exact);
  assert_near(h.shift, 0.296936, 1e-11);
  ends(h.lower, h.upper, 0.037328, 0.556331);
  assert_true(fabs(h.reached - 0.95) < 1e-3);
  s = (leda_two_samples){tied, 3, tied, 2};
  assert_int_equal(leda_hodges_lehmann(&s, 0.95, &h), GSL_SUCCESS);
  ends(h.lower, h.upper, 0.0, 0.0);
  assert_near(h.reached, 0.8, 1e-14); /* 1 - 2 / choose(5, 2) */
  s = (leda_two_samples){tied, 3, far, 2};
  assert_int_equal(leda_hodges_lehmann(&s, 0.95, &h), GSL_SUCCESS);
  assert_true(isnan(h.shift));
}

static void shares(void **state) {
  leda_before_after r = leda_before_after_shares(15, 60, 31, 70, 0.95);

  (void)state;
  assert_near(r.before, 0.25, 0.0);
  assert_near(r.after, 0.44285714285714284, 1e-15);
  assert_near(r.change.value, 0.19285714285714284, 1e-14);
  ends(r.change.lower, r.change.upper, 0.02810856895367281, 0.34129788032345021);
  assert_near(r.p, 0.02745649078193694, 1e-10);
  assert_true(isnan(r.ratio.value));
  r = leda_before_after_shares(15, 6, 31, 70, 0.95);
  assert_true(isnan(r.before) && isnan(r.p));
}

typedef struct {
  leda_two_rates rates;
  double ratio[3];
  double mid[2];
  double p[3];
  double difference[3];
} rates_case;

static const rates_case rates[] = {
    {{31, 4200, 14, 3900},
     {0.4863523573200992, 0.2390598921609536, 0.9416429403374704},
     {0.251396551565705, 0.904875423441917},
     {0.03078706560995796, 0.02215353582843473, 0.02481883456329579},
     {-0.0037912087912087915, -0.0072885300231300444, -0.0003973358514211336}},
    {{3, 10, 0, 12},
     {0.0, 0.0, 2.016626577794494},
     {0.0, 1.428681347162422},
     {0.18782870022539455, 0.09391435011269726, 0.09391435011269728},
     {-0.3, -0.87672730697423229, 0.08885222813517391}},
    {{520, 1000, 571, 1000},
     {1.0980769230769230, 0.9733551530255781, 1.2389942280975972},
     {0.975088563883806, 1.236779422843145},
     {0.1300483064494951, 0.1227112133287712, 0.1300483064494951},
     {0.05099999999999993, -0.01444996335049033, 0.11654451548625969}},
    {{0, 10, 4, 12},
     {INFINITY, 0.5501033494667448, INFINITY},
     {0.7475567794698454, INFINITY},
     {0.17703708763062628, 0.08851854381531314, 0.13120688477563008},
     {0.3333333333333333, -0.1081301504849452, 0.8534657229503080}},
};

static void rates_compared(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
    const rates_case *c = &rates[i];
    leda_rates_compared r = leda_poisson_rates_compare(&c->rates, 0.95);
    leda_before_after b = leda_before_after_rates(&c->rates, 0.95);

    assert_near(r.ratio.rate, c->ratio[0], 1e-13);
    ends(r.ratio.lower, r.ratio.upper, c->ratio[1], c->ratio[2]);
    ends(r.ratio_mid.lower, r.ratio_mid.upper, c->mid[0], c->mid[1]);
    assert_near(r.p, c->p[0], 1e-10);
    assert_near(r.mid_p, c->p[1], 1e-10);
    assert_near(r.p_likelihood, c->p[2], 1e-10);
    assert_near(r.difference.rate, c->difference[0], 1e-12);
    ends(r.difference.lower, r.difference.upper, c->difference[1], c->difference[2]);
    assert_near(b.change.value, r.difference.rate, 0.0);
    assert_near(b.ratio.lower, r.ratio_mid.lower, 0.0);
    assert_near(b.p, r.mid_p, 0.0);
  }
}

static void rates_at_the_edges(void **state) {
  const leda_two_rates none = {0, 10, 0, 12}, half = {1.5, 10, 2, 12}, no_time = {1, 0, 2, 12};
  leda_rates_compared r = leda_poisson_rates_compare(&none, 0.95);

  (void)state;
  assert_near(r.p, 1.0, 0.0);
  assert_true(isnan(r.ratio.rate) && isinf(r.ratio.upper));
  assert_near(r.ratio.lower, 0.0, 0.0);
  r = leda_poisson_rates_compare(&half, 0.95);
  assert_true(isnan(r.p) && isnan(r.before.rate));
  r = leda_poisson_rates_compare(&no_time, 0.95);
  assert_true(isnan(r.p));
  r = leda_poisson_rates_compare(&none, 1.0);
  assert_true(isnan(r.p));
  ends(leda_poisson_rate(31, 4200, 0.95).lower, leda_poisson_rate(31, 4200, 0.95).upper,
       0.0050149990426528223, 0.0104766727388687503);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(means),          cmocka_unit_test(shift),
      cmocka_unit_test(hodges_lehmann), cmocka_unit_test(shares),
      cmocka_unit_test(rates_compared), cmocka_unit_test(rates_at_the_edges),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
