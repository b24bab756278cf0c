/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "stats/simulate.h"
#include "stats/simulate_series.h"
#include "tests/support/assert_near.h"

/* What theory says of a mean must hold within four of its standard errors; seeds are fixed, so a test that
 * passes goes on passing. */
#define ERRORS 4.0

static const leda_simulate_noise laws[] = {LEDA_SIMULATE_NORMAL, LEDA_SIMULATE_LOGNORMAL,
                                           LEDA_SIMULATE_T3};
enum { N_LAWS = sizeof laws / sizeof *laws };

/* Sum, sum of squares and number: what a mean and its error need. */
typedef struct {
  double sum, squares;
  size_t n;
} gathered;

static void gather(gathered *g, double x) {
  g->sum += x;
  g->squares += x * x;
  g->n++;
}

static double mean_of(const gathered *g) { return g->sum / (double)g->n; }

static double variance_of(const gathered *g) {
  return g->squares / (double)g->n - mean_of(g) * mean_of(g);
}

static double error_of(const gathered *g) { return sqrt(variance_of(g) / (double)g->n); }

static void assert_mean(const gathered *g, double expected) {
  assert_within(mean_of(g), expected, ERRORS * error_of(g));
  assert_true(error_of(g) < 0.05);
}

/* Mean 0, sd 1 and shape: P(X < 0) of the lognormal is pnorm(0.25) = 0.598706325682924 and its fourth
 * moment 8.898 (Johnson, Kotz & Balakrishnan, ch. 14); E|t3| / sqrt(3) = 2 / pi and
 * P(|t3| / sqrt(3) > 3) = 2 * pt(-3 * sqrt(3), 3) = 0.013846832988859; R 4.2.2. */
static void draws_have_mean_0_and_sd_1(void **state) {
  const size_t n = 200000;
  const double fourth[] = {3.0, 8.89844567378478};
  (void)state;
  for (size_t law = 0; law < N_LAWS; law++) {
    gathered value = {0}, size = {0}, below = {0}, far = {0};
    leda_stream stream = leda_stream_start(7, law);
    for (size_t i = 0; i < n; i++) {
      double x = leda_simulate_draw(&stream, laws[law]);
      gather(&value, x);
      gather(&size, fabs(x));
      gather(&below, x < 0.0);
      gather(&far, fabs(x) > 3.0);
    }
    assert_mean(&value, 0.0);
    if (law < 2)
      assert_within(variance_of(&value), 1.0, ERRORS * sqrt((fourth[law] - 1.0) / (double)n));
    assert_mean(&below, laws[law] == LEDA_SIMULATE_LOGNORMAL ? 0.598706325682924 : 0.5);
    if (laws[law] == LEDA_SIMULATE_T3) {
      assert_mean(&size, 2.0 / 3.14159265358979);
      assert_mean(&far, 0.013846832988859);
    }
  }
}

/* Mean absolute values stand for the sd, since t3 has no fourth moment: the first value and the last must
 * agree (stationary), the product of neighbours over the square must be phi. */
static void ar1_is_stationary_with_lag1_phi(void **state) {
  enum { N = 12, SERIES = 20000 };
  const double phis[] = {0.6, -0.4, 0.0, 0.9};
  (void)state;
  for (size_t law = 0; law < N_LAWS; law++) {
    for (size_t p = 0; p < sizeof phis / sizeof *phis; p++) {
      double phi = phis[p], product = 0.0, square = 0.0;
      gathered difference = {0}, level = {0}, squares = {0};
      for (size_t s = 0; s < SERIES; s++) {
        double x[N];
        leda_stream stream = leda_stream_start(11 + p, s);
        leda_simulate_ar1(&stream, laws[law], phi, x, N);
        gather(&difference, fabs(x[N - 1]) - fabs(x[0]));
        gather(&level, x[N - 1]);
        gather(&squares, x[0] * x[0]);
        product += x[4] * x[5];
        square += x[4] * x[4];
      }
      assert_mean(&difference, 0.0);
      assert_mean(&level, 0.0);
      assert_within(product / square, phi, ERRORS * sqrt((1.0 - phi * phi) / SERIES));
      if (laws[law] != LEDA_SIMULATE_T3) assert_mean(&squares, 1.0);
    }
  }
}

/* Var x_t = t for a walk whose first step is x_1. */
static void phi_1_is_a_random_walk(void **state) {
  gathered first = {0}, last = {0};
  (void)state;
  for (size_t s = 0; s < 20000; s++) {
    double x[9];
    leda_stream stream = leda_stream_start(3, s);
    leda_simulate_ar1(&stream, LEDA_SIMULATE_NORMAL, 1.0, x, 9);
    gather(&first, x[0] * x[0]);
    gather(&last, x[8] * x[8] / 9.0);
  }
  assert_mean(&first, 1.0);
  assert_mean(&last, 1.0);
}

static void phi_varies_as_asked(void **state) {
  gathered phi = {0}, square = {0};
  leda_stream stream = leda_stream_start(5, 0);
  (void)state;
  for (size_t i = 0; i < 20000; i++) {
    double x = leda_simulate_phi(&stream, 0.4, 0.15);
    gather(&phi, x);
    gather(&square, (x - 0.4) * (x - 0.4) / (0.15 * 0.15));
  }
  assert_mean(&phi, 0.4);
  assert_mean(&square, 1.0);
  assert_near(leda_simulate_phi(&stream, 0.3, 0.0), 0.3, 0.0);
  for (size_t i = 0; i < 1000; i++) {
    double x = leda_simulate_phi(&stream, 0.9, 1.0);
    assert_true(x >= -LEDA_SIMULATE_PHI_MOST && x <= LEDA_SIMULATE_PHI_MOST);
  }
}

/* R 4.2.2: qpois(pnorm(z), mean), qbinom(pnorm(z), size, p). */
static void counts_are_quantiles(void **state) {
  static const double z[] = {-6, -3, -1.5, -0.2, 0, 0.7, 2.1, 4, 6};
  static const struct {
    double size, p, k[9];
  } cases[] = {
      {0, 3, {0, 0, 1, 2, 3, 4, 7, 12, 18}},
      {0, 0.2, {0, 0, 0, 0, 0, 0, 1, 4, 7}},
      {0, 1e5, {98108, 99053, 99526, 99937, 100000, 100221, 100665, 101267, 101903}},
      {20, 0.3, {0, 1, 3, 6, 6, 7, 10, 15, 19}},
      {500, 0.985, {471, 483, 488, 492, 493, 494, 498, 500, 500}},
      {200000, 0.45, {88666, 89333, 89666, 89955, 90000, 90156, 90467, 90890, 91335}},
  };
  (void)state;
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    for (size_t i = 0; i < 9; i++) {
      double k = cases[c].size > 0 ? leda_simulate_binomial(cases[c].size, cases[c].p, z[i])
                                   : leda_simulate_poisson(cases[c].p, z[i]);
      assert_near(k, cases[c].k[i], 0.0);
    }
  }
  assert_near(leda_simulate_poisson(0.0, 2.0), 0.0, 0.0);
  assert_near(leda_simulate_binomial(30.0, 0.0, 2.0), 0.0, 0.0);
  assert_near(leda_simulate_binomial(30.0, 1.0, -2.0), 30.0, 0.0);
}

enum { PERIODS = 24, SERIES = 8000 };

static leda_simulate_model plain_model(void) {
  return (leda_simulate_model){.periods = PERIODS,
                               .indicators = 1,
                               .level = 50.0,
                               .sd = 5.0,
                               .share = 1.0,
                               .season_length = 12,
                               .seed = 21};
}

/* Mean change from period 0-11 to 12-23 in the series whose truth is `change`. */
static double mean_change(const leda_simulate_model *model, leda_simulate_change change,
                          size_t *count) {
  double sum = 0.0;
  *count = 0;
  for (size_t s = 0; s < SERIES; s++) {
    double y[PERIODS], here = 0.0;
    leda_simulate_truth truth;
    leda_simulate_series(model, s, NULL, y, &truth);
    for (size_t i = 0; i < PERIODS; i++) here += (i < 12 ? -y[i] : y[i]) / 12.0;
    if (truth.change != change) continue;
    sum += here;
    ++*count;
  }
  return sum / (double)*count;
}

/* A drift of d over 24 periods moves the mean of the second half by d * 12 / 23. */
static void changes_are_as_asked(void **state) {
  leda_simulate_model model = plain_model();
  size_t shifted, drifted, unchanged;
  double sd = 5.0 * sqrt(2.0 / 12.0);
  (void)state;
  model.share = 0.3;
  model.shift = 4.0;
  model.shift_index = 12;
  model.drift = -6.0;
  double shift = mean_change(&model, LEDA_SIMULATE_SHIFT, &shifted);
  double drift = mean_change(&model, LEDA_SIMULATE_DRIFT, &drifted);
  double none = mean_change(&model, LEDA_SIMULATE_NO_CHANGE, &unchanged);
  assert_int_equal(shifted + drifted + unchanged, SERIES);
  assert_within((double)(shifted + drifted), 0.3 * SERIES, ERRORS * sqrt(SERIES * 0.3 * 0.7));
  assert_within((double)shifted, 0.15 * SERIES, ERRORS * sqrt(SERIES * 0.15 * 0.85));
  assert_within(shift, 4.0, ERRORS * sd / sqrt((double)shifted));
  assert_within(drift, -6.0 * 12.0 / 23.0, ERRORS * sd / sqrt((double)drifted));
  assert_within(none, 0.0, ERRORS * sd / sqrt((double)unchanged));
}

static void a_shift_anywhere_is_everywhere(void **state) {
  leda_simulate_model model = plain_model();
  size_t seen[PERIODS] = {0};
  (void)state;
  model.shift = 1.0;
  model.shift_anywhere = true;
  for (size_t s = 0; s < SERIES; s++) {
    double y[PERIODS];
    leda_simulate_truth truth;
    leda_simulate_series(&model, s, NULL, y, &truth);
    assert_true(truth.index >= 2 && truth.index <= PERIODS - 2);
    seen[truth.index]++;
  }
  double p = 1.0 / 21.0;
  for (size_t i = 2; i <= PERIODS - 2; i++)
    assert_within((double)seen[i], SERIES * p, ERRORS * sqrt(SERIES * p * (1.0 - p)));
}

/* The mean over many series of sin(2 pi (3 + t) / 12): April is highest where 3 is April. */
static void the_season_is_a_yearly_wave(void **state) {
  leda_simulate_model model = plain_model();
  gathered april = {0}, july = {0}, october = {0};
  (void)state;
  model.season = 2.0;
  model.season_first = 0;
  for (size_t s = 0; s < SERIES; s++) {
    double y[PERIODS];
    leda_simulate_truth truth;
    leda_simulate_series(&model, s, NULL, y, &truth);
    gather(&april, y[3] / 50.0);
    gather(&july, y[6] / 50.0);
    gather(&october, y[21] / 50.0);
  }
  assert_mean(&april, 1.04);
  assert_mean(&july, 1.0);
  assert_mean(&october, 0.96);
}

static void a_common_shock_is_shared(void **state) {
  leda_simulate_model model = plain_model();
  gathered product = {0}, square = {0}, other = {0};
  double shock[2 * PERIODS];
  (void)state;
  model.common = 0.5;
  model.phi = 0.3;
  for (uint64_t seed = 0; seed < 4000; seed++) {
    double a[PERIODS], b[PERIODS], c[PERIODS];
    leda_simulate_truth truth;
    model.seed = seed;
    model.indicators = 2;
    leda_simulate_common(&model, 0, shock);
    leda_simulate_common(&model, 1, shock + PERIODS);
    leda_simulate_series(&model, 0, shock, a, &truth);
    leda_simulate_series(&model, 2, shock, b, &truth);
    leda_simulate_series(&model, 1, shock + PERIODS, c, &truth);
    gather(&product, (a[9] - 50.0) * (b[9] - 50.0) / 25.0);
    gather(&square, (a[9] - 50.0) * (a[9] - 50.0) / 25.0);
    gather(&other, (a[9] - 50.0) * (c[9] - 50.0) / 25.0);
  }
  assert_mean(&product, 0.5);
  assert_mean(&square, 1.0);
  assert_mean(&other, 0.0);
}

/* Counts keep their law whatever phi is: P(K = 6) = dbinom(6, 20, 0.3) = 0.191638982753443 and
 * P(K = 3) = dpois(3, 3) = 0.224041807655388; the correlation of neighbours is that of qpois(pnorm(z), 3)
 * with z bivariate normal with correlation 0.5, 0.48041788 by integrate() (R 4.2.2). */
static void counts_have_their_law(void **state) {
  leda_simulate_model model = plain_model();
  gathered six = {0}, three = {0}, alike = {0};
  (void)state;
  model.phi = 0.5;
  for (size_t s = 0; s < SERIES; s++) {
    double y[PERIODS];
    leda_simulate_truth truth;
    model.noise = LEDA_SIMULATE_BINOMIAL;
    model.level = 0.3;
    model.denominator_low = model.denominator_high = 20.0;
    leda_simulate_series(&model, s, NULL, y, &truth);
    assert_near(truth.denominator, 20.0, 0.0);
    gather(&six, y[5] > 5.5 && y[5] < 6.5);
    model.noise = LEDA_SIMULATE_POISSON;
    model.level = 3.0;
    model.denominator_low = model.denominator_high = 0.0;
    leda_simulate_series(&model, s, NULL, y, &truth);
    assert_true(isnan(truth.denominator));
    gather(&three, y[7] > 2.5 && y[7] < 3.5);
    gather(&alike, (y[7] - 3.0) * (y[8] - 3.0) / 3.0);
  }
  assert_mean(&six, 0.191638982753443);
  assert_mean(&three, 0.224041807655388);
  assert_mean(&alike, 0.48041788);
}

static void missing_values_change_no_other(void **state) {
  leda_simulate_model whole = plain_model(), gaps = plain_model();
  gathered missing = {0};
  (void)state;
  gaps.missing = 0.25;
  gaps.shift = 3.0;
  gaps.shift_index = 12;
  for (size_t s = 0; s < SERIES; s++) {
    double y[PERIODS], z[PERIODS];
    leda_simulate_truth truth;
    leda_simulate_series(&whole, s, NULL, y, &truth);
    leda_simulate_series(&gaps, s, NULL, z, &truth);
    for (size_t i = 0; i < PERIODS; i++) {
      gather(&missing, isnan(z[i]));
      if (!isnan(z[i])) assert_within(z[i] - y[i], i < 12 ? 0.0 : 3.0, 1e-12);
    }
  }
  assert_mean(&missing, 0.25);
}

static void units_keep_their_denominator(void **state) {
  leda_simulate_model model = plain_model();
  gathered middle = {0};
  (void)state;
  model.noise = LEDA_SIMULATE_BINOMIAL;
  model.level = 0.5;
  model.indicators = 2;
  model.denominator_low = 50.0;
  model.denominator_high = 5000.0;
  for (size_t s = 0; s < SERIES; s += 2) {
    double y[PERIODS];
    leda_simulate_truth first, second;
    leda_simulate_series(&model, s, NULL, y, &first);
    leda_simulate_series(&model, s + 1, NULL, y, &second);
    assert_near(first.denominator, second.denominator, 0.0);
    assert_true(first.denominator >= 50.0 && first.denominator <= 5000.0);
    gather(&middle, first.denominator < 500.0); /* log-uniform: half */
  }
  assert_mean(&middle, 0.5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(draws_have_mean_0_and_sd_1),
      cmocka_unit_test(ar1_is_stationary_with_lag1_phi),
      cmocka_unit_test(phi_1_is_a_random_walk),
      cmocka_unit_test(phi_varies_as_asked),
      cmocka_unit_test(counts_are_quantiles),
      cmocka_unit_test(changes_are_as_asked),
      cmocka_unit_test(a_shift_anywhere_is_everywhere),
      cmocka_unit_test(the_season_is_a_yearly_wave),
      cmocka_unit_test(a_common_shock_is_shared),
      cmocka_unit_test(counts_have_their_law),
      cmocka_unit_test(missing_values_change_no_other),
      cmocka_unit_test(units_keep_their_denominator),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
