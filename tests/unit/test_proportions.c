/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected numbers: tests/oracle/effects.R (prop.test, binom.test, fisher.test of R 4.2.2)
 * unless said otherwise. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/fieller.h"
#include "stats/nonresponse.h"
#include "stats/proportions.h"
#include "tests/support/assert_near.h"

static void one_share(void **state) {
  leda_share w = leda_proportion_wilson(25, 30, 0.95), e = leda_proportion_exact(25, 30, 0.95);

  (void)state;
  assert_near(w.lower, 0.66435649493583981, 1e-12);
  assert_near(w.upper, 0.92663457628151447, 1e-12);
  assert_near(e.lower, 0.65278830116585618, 1e-12);
  assert_near(e.upper, 0.94357830353192851, 1e-12);
  assert_near(leda_proportion_exact(0, 12, 0.95).lower, 0.0, 0.0);
  assert_near(leda_proportion_exact(0, 12, 0.95).upper, 0.26464846939705111, 1e-12);
  assert_near(leda_proportion_exact(12, 12, 0.95).lower, 0.73535153060294889, 1e-12);
  assert_near(leda_proportion_exact(12, 12, 0.95).upper, 1.0, 0.0);
  assert_near(leda_proportion_wilson(0, 12, 0.95).lower, 0.0, 0.0);
  assert_near(leda_proportion_wilson(12, 12, 0.95).upper, 1.0, 0.0);
  assert_true(isnan(leda_proportion_wilson(0, 0, 0.95).estimate));
  assert_true(isnan(leda_proportion_exact(3, 2, 0.95).upper));
}

/* 56/70 against 48/80 is the first example of Newcombe (1998): method 10 gives 0.0524 to 0.3339. */
static void two_shares(void **state) {
  leda_two_shares s = {56, 70, 48, 80};
  leda_two_proportions p = leda_proportions_compare(&s, 0.95);

  (void)state;
  assert_near(p.difference, 0.2, 1e-14);
  assert_near(p.z, 2.6501719512585331096, 1e-12);
  assert_near(p.p_pooled, 0.0080450813681965643, 1e-12);
  assert_near(p.p_corrected, 0.0134094751786689240, 1e-12);
  assert_near(p.p_fisher, 0.0125211297492091745, 1e-11);
  assert_within(p.lower, 0.0524, 5e-5);
  assert_within(p.upper, 0.3339, 5e-5);
}

static void fisher(void **state) {
  leda_two_shares tea = {3, 4, 1, 4}, few = {7, 35, 60, 234}, turned = {60, 234, 7, 35};
  leda_two_shares none = {0, 5, 0, 9}, all = {5, 5, 9, 9}, apart = {5, 5, 0, 5};

  (void)state;
  assert_near(leda_proportions_compare(&tea, 0.95).p_fisher, 0.48571428571428582, 1e-13);
  assert_near(leda_proportions_compare(&few, 0.95).p_fisher, 0.53644376242906744, 1e-11);
  assert_near(leda_proportions_compare(&turned, 0.95).p_fisher, 0.53644376242906744, 1e-11);
  assert_near(leda_proportions_compare(&apart, 0.95).p_fisher, 2.0 / 252.0, 1e-13);
  assert_near(leda_proportions_compare(&none, 0.95).p_fisher, 1.0, 0.0);
  assert_near(leda_proportions_compare(&none, 0.95).p_pooled, 1.0, 0.0);
  assert_true(isnan(leda_proportions_compare(&none, 0.95).z));
  assert_near(leda_proportions_compare(&all, 0.95).p_corrected, 1.0, 0.0);
  none.n_b = 0;
  assert_true(isnan(leda_proportions_compare(&none, 0.95).p_fisher));
  tea.yes_a = 2.5;
  assert_true(isnan(leda_proportions_compare(&tea, 0.95).p_fisher));
}

/* The vote of 2012: 92 % before, 87 % after. */
static void the_vote(void **state) {
  leda_proportions_n n = leda_proportions_smallest_n(0.92, 0.87, 0.05);
  leda_proportions_n back = leda_proportions_smallest_n(0.87, 0.92, 0.05);
  leda_share rounded = leda_proportions_n_rounded(0.92, 0.87, 0.005, 0.05);

  (void)state;
  assert_near(n.pooled, 289.0, 0.0);
  assert_near(n.unpooled, 287.0, 0.0); /* 3.841459 (0.92 0.08 + 0.87 0.13) / 0.0025 = 286.9 */
  assert_near(n.corrected, 328.0, 0.0);
  assert_near(n.fisher_first, 304.0, 0.0);
  assert_near(n.fisher, 358.0, 0.0);
  assert_near(back.fisher, n.fisher, 0.0);
  assert_near(rounded.estimate, 289.0, 0.0);
  /* 92.5 against 86.5: 3.841459 * 2 * 0.895 * 0.105 / 0.0036 = 200.6; 91.5 against 87.5: 451.2 */
  assert_near(rounded.lower, 201.0, 0.0);
  assert_near(rounded.upper, 452.0, 0.0);
}

static void smallest_n_at_the_ends(void **state) {
  (void)state;
  assert_true(isinf(leda_proportions_smallest_n(0.5, 0.5, 0.05).pooled));
  assert_true(isnan(leda_proportions_smallest_n(1.2, 0.5, 0.05).pooled));
  assert_true(isnan(leda_proportions_smallest_n(0.2, 0.5, 0.0).fisher));
  /* 100 % against 0 %: 3 of 3 against 0 of 3 has p = 0.1, 4 against 4 has 2/70. */
  assert_near(leda_proportions_smallest_n(1.0, 0.0, 0.05).fisher, 4.0, 0.0);
  assert_near(leda_proportions_smallest_n(1.0, 0.0, 0.05).unpooled, 1.0, 0.0);
  assert_true(isnan(leda_proportions_smallest_n(0.500, 0.505, 0.05).fisher));
  assert_true(isinf(leda_proportions_n_rounded(0.92, 0.91, 0.005, 0.05).upper));
}

/* 200 letters to patients: by hand. */
static void letters(void **state) {
  leda_survey_size s = {120, 200, 2000, 1.5, 0.95};
  leda_survey_margin m = leda_proportion_margin(&s);

  (void)state;
  assert_near(m.response.estimate, 0.6, 1e-15);
  assert_near(m.correction, sqrt(1880.0 / 1999.0), 1e-14);
  assert_near(m.margin, 1.959963984540054 * 0.5 / sqrt(120.0) * sqrt(1880.0 / 1999.0), 1e-12);
  assert_near(m.margin_mean, m.margin * 3.0, 1e-12);
  assert_near(leda_proportion_margin_at(&s, 0.9), m.margin * 0.6, 1e-12);
  s.population = INFINITY;
  assert_near(leda_proportion_margin(&s).correction, 1.0, 0.0);
  s.population = 200, s.answers = 200;
  assert_near(leda_proportion_margin(&s).margin, 0.0, 0.0);
  s.answers = 201;
  assert_true(isnan(leda_proportion_margin(&s).margin));
  s.answers = 0;
  assert_true(isnan(leda_proportion_margin(&s).response.estimate));
  /* 1.96^2/4/0.0025 = 384.1; of 1000 people 384.1 / (1 + 383.1/1000) = 277.7: the usual tables. */
  assert_near(leda_proportion_answers_needed(0.05, INFINITY, 0.95), 385.0, 0.0);
  assert_near(leda_proportion_answers_needed(0.05, 1000, 0.95), 278.0, 0.0);
  assert_true(isnan(leda_proportion_answers_needed(0.0, 1000, 0.95)));
}

static void bounds(void **state) {
  leda_bounds a = leda_nonresponse_bounds(5.0, 0.8, 1, 7),
              b = leda_nonresponse_bounds(5.5, 0.5, 1, 7);
  leda_bounds c = leda_nonresponse_change(a, b);

  (void)state;
  assert_near(a.lower, 4.2, 1e-14);
  assert_near(a.upper, 5.4, 1e-14);
  assert_near(b.lower, 3.25, 1e-14);
  assert_near(b.upper, 6.25, 1e-14);
  assert_near(c.lower, 3.25 - 5.4, 1e-14);
  assert_near(c.upper, 6.25 - 4.2, 1e-14);
  assert_near(leda_nonresponse_bounds((double)NAN, 0.0, 1, 7).upper, 7.0, 0.0);
  assert_near(leda_nonresponse_bounds(5.0, 1.0, 1, 7).lower, 5.0, 0.0);
  assert_true(isnan(leda_nonresponse_bounds(5.0, 1.1, 1, 7).lower));
  assert_true(isnan(leda_nonresponse_bounds(7.1, 0.5, 1, 7).lower));
  /* Half answered 5.5; with 4.5 from the others the mean of all is 5. */
  assert_near(leda_nonresponse_tipping(5.5, 0.5, 5.0), 4.5, 1e-14);
  assert_true(isnan(leda_nonresponse_tipping(5.5, 1.0, 5.0)));
}

static void weights(void **state) {
  static const int group[] = {0, 0, 0, 1, -1, 2};
  static const double share[] = {0.5, 0.5, 0.0}, x[] = {1, 2, 3, 6, 100, 100};
  leda_poststratum plan = {group, 6, share, 3};
  double w[6];
  /* Weights 5/6 three times, 5/2 once, 0: (sum)^2 / sum of squares = 25 / (75/36 + 25/4) = 3. */
  double effective = leda_nonresponse_weights(&plan, w);

  (void)state;
  assert_near(effective, 3.0, 1e-14);
  assert_near(w[0], 5.0 / 6.0, 1e-14);
  assert_near(w[3], 2.5, 1e-14);
  assert_near(w[4], 0.0, 0.0);
  assert_near(leda_nonresponse_mean(x, w, 6), 4.0, 1e-14); /* (2 + 6) / 2 */
  plan.groups = 1;
  assert_near(leda_nonresponse_weights(&plan, w), 3.0, 1e-14);
  assert_near(w[3], 0.0, 0.0);
  plan.groups = 0;
  assert_true(isnan(leda_nonresponse_weights(&plan, w)));
  assert_true(isnan(leda_nonresponse_mean(x, w, 6)));
}

/* A value belongs to the set when the test of a = rho b does not reject: asked value by value. */
static bool belongs(const leda_ratio *r, double q, double rho) {
  double v = r->vaa - 2.0 * rho * r->vab + rho * rho * r->vbb;

  return (r->a - rho * r->b) * (r->a - rho * r->b) <= q * q * v;
}

static bool in_set(const leda_fieller_set *s, double rho) {
  if (s->shape == LEDA_FIELLER_LINE) return true;
  if (s->shape == LEDA_FIELLER_INTERVAL) return rho >= s->lower && rho <= s->upper;
  return rho <= s->lower || rho >= s->upper;
}

static void fieller_sets(void **state) {
  static const leda_ratio ratios[] = {
      {0.4, 0.8, 0.02, 0.01, 0.02},  {-0.4, 0.8, 0.02, 0.01, 0.02}, {0.8, 0.2, 0.02, 0.01, 0.02},
      {0.1, 0.05, 0.02, 0.01, 0.02}, {0.0, 0.0, 0.02, 0.01, 0.02},  {0.5, -0.2, 0.01, 0.0, 0.03},
      {0.5, 0.4, 0.04, 0.01, 0.04},  {3.0, 1.0, 0.0, 0.0, 0.0},     {1.0, 0.0, 0.01, 0.0, 0.2}};
  static const leda_fieller_shape shapes[] = {
      LEDA_FIELLER_INTERVAL, LEDA_FIELLER_INTERVAL, LEDA_FIELLER_COMPLEMENT,
      LEDA_FIELLER_LINE,     LEDA_FIELLER_LINE,     LEDA_FIELLER_COMPLEMENT,
      LEDA_FIELLER_INTERVAL, LEDA_FIELLER_INTERVAL, LEDA_FIELLER_COMPLEMENT};

  (void)state;
  for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++) {
    leda_fieller_set s = leda_fieller(&ratios[i], 1.96);

    assert_int_equal(s.shape, shapes[i]);
    for (double rho = -60.013; rho < 60.0; rho += 0.1)
      assert_int_equal(in_set(&s, rho), belongs(&ratios[i], 1.96, rho));
  }
  assert_near(leda_fieller(&ratios[7], 1.96).lower, 3.0, 1e-14);
  assert_near(leda_fieller(&ratios[7], 1.96).upper, 3.0, 1e-14);
}

static void fieller_edges(void **state) {
  leda_ratio edge = {1.0, 2.0, 0.1, 0.0, 1.0}, nothing = {0, 0, 0, 0, 0}, wrong = {1, 1, -1, 0, 1};
  leda_ratio zero = {1.0, 0.0, 0.1, 0.0, 0.0};
  double mean[] = {4.0, 5.0, 4.6}, se[] = {0.1, 0.2, 0.3};
  leda_ratio kept = leda_fieller_kept(mean, se);
  leda_fieller_set s = leda_fieller(&edge, 2.0); /* b^2 = q^2 vbb: rho >= (1 - 0.4) / (2 * 2) */

  (void)state;
  assert_int_equal(s.shape, LEDA_FIELLER_INTERVAL);
  assert_near(s.lower, 0.15, 1e-14);
  assert_true(isinf(s.upper));
  assert_int_equal(leda_fieller(&nothing, 2.0).shape, LEDA_FIELLER_UNDEFINED);
  assert_int_equal(leda_fieller(&wrong, 2.0).shape, LEDA_FIELLER_UNDEFINED);
  assert_int_equal(leda_fieller(&zero, 2.0).shape, LEDA_FIELLER_UNDEFINED);
  assert_near(leda_fieller(&kept, 2.0).ratio, 0.6, 1e-14);
  assert_near(kept.vaa, 0.1, 1e-14);
  assert_near(kept.vbb, 0.05, 1e-14);
  assert_near(kept.vab, 0.01, 1e-14);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_share),    cmocka_unit_test(two_shares),
      cmocka_unit_test(fisher),       cmocka_unit_test(the_vote),
      cmocka_unit_test(letters),      cmocka_unit_test(smallest_n_at_the_ends),
      cmocka_unit_test(bounds),       cmocka_unit_test(weights),
      cmocka_unit_test(fieller_sets), cmocka_unit_test(fieller_edges),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
