/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "stats/stream.h"
#include "stats/verdict.h"
#include "tests/support/assert_near.h"

/* R 4.2.2: as.numeric(Nile), 1871-1970 */
static const double nile[] = {
    1120, 1160, 963, 1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994,  1020,
    960,  1180, 799, 958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,
    874,  694,  940, 833,  701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,
    1120, 1100, 832, 764,  821,  768,  845,  864,  862,  698,  845,  744,  796,  1040, 759,
    781,  865,  845, 944,  984,  897,  822,  1010, 771,  676,  649,  846,  812,  742,  801,
    1040, 860,  874, 848,  890,  744,  749,  838,  1050, 918,  986,  797,  923,  975,  815,
    1020, 906,  901, 1170, 912,  746,  919,  718,  714,  740};

/* Used for n = 8, with what brute force in R says of it (see each test). */
static const double eight[] = {4.1, 3.9, 5.2, 4.4, 6.8, 6.1, 5.9, 7.3};
static const int positions[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

static leda_verdict_result run(const double *y, const int *t, size_t n,
                               const leda_verdict_options *opt) {
  leda_verdict_result out;

  assert_int_equal(leda_verdict_run(y, t, n, opt, &out), GSL_SUCCESS);
  return out;
}

/* Cobb (1978), Biometrika 65: the Nile's flow fell in 1898/99; means by R: mean(Nile[1:28]),
 * mean(Nile[29:100]); residual sd summary(lm(Nile ~ I(1:100 > 28)))$sigma; no |rstudent| above
 * qt(1 - 0.05 / 200, 97). */
static void nile_falls_in_1899(void **state) {
  int t[100];
  leda_verdict_options opt = leda_verdict_options_default();
  leda_verdict_result r;

  (void)state;
  for (int i = 0; i < 100; i++) t[i] = 1871 + i;
  opt.threads = 2;
  r = run(nile, t, 100, &opt);
  assert_int_equal(r.verdict, LEDA_VERDICT_SHIFT);
  assert_int_equal(r.direction, -1);
  assert_int_equal(t[r.change_index], 1899);
  assert_near(r.before, 1097.75, 1e-12);
  assert_near(r.after, 849.972222222222, 1e-12);
  assert_near(r.shift.estimate, -247.777777777778, 1e-12);
  assert_true(r.shift.lower < -247.8 && r.shift.upper > -247.7 && r.shift.upper < -100.0);
  assert_true(r.shift.lower > -350.0);
  assert_near(r.change.lower, r.shift.lower, 0.0);
  assert_true(r.p > 0.0 && r.p <= 2e-5 && r.p >= r.p_floor);
  assert_near(r.residual_sd, 127.673738947, 1e-10);
  assert_int_equal(r.outlier_count, 0);
  assert_null(r.outliers);
  assert_false(r.phi_warning);
  leda_verdict_result_clear(&r);
}

/* All 8! orders in R, intervals by trying every stretch between pairwise slopes or differences:
 * slopes with mean(D >= d(b)) > 0.05; (k, delta) with both contrasts below their 5 % limits. */
static void intervals_equal_brute_force(void **state) {
  leda_verdict_result r = run(eight, positions, 8, NULL);

  (void)state;
  assert_near(r.slope.estimate, 0.457142857142857, 1e-9);
  assert_near(r.slope.lower, 0.166666666666667, 1e-9);
  assert_near(r.slope.upper, 0.725, 1e-9);
  assert_near(r.total.estimate, 7 * 0.457142857142857, 1e-9);
  assert_near(r.before, 4.4, 1e-12);
  assert_near(r.after, 6.525, 1e-12);
  assert_near(r.shift.lower, 0.7, 1e-9);
  assert_near(r.shift.upper, 3.4, 1e-9);
  assert_int_equal(r.period_set_size, 5);
  for (size_t i = 0; i < 5; i++) assert_int_equal(r.period_set[i], i + 2);
  assert_true(r.one_shift_fits);
  leda_verdict_result_clear(&r);
}

static void short_series_are_too_short(void **state) {
  (void)state;
  for (size_t n = 0; n < 8; n++) {
    leda_verdict_result r = run(eight, positions, n, NULL);

    assert_int_equal(r.verdict, LEDA_VERDICT_TOO_SHORT);
    assert_int_equal(r.reason, LEDA_VERDICT_REASON_TOO_SHORT);
    assert_true(isnan(r.p) && isnan(r.shift.estimate) && isnan(r.detectable_shift));
    leda_verdict_result_clear(&r);
  }
}

static void constant_series_are_noise(void **state) {
  static const double y[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
  leda_verdict_result r = run(y, positions, 9, NULL);

  (void)state;
  assert_int_equal(r.verdict, LEDA_VERDICT_NOISE);
  assert_int_equal(r.reason, LEDA_VERDICT_REASON_CONSTANT);
  assert_true(r.p == 1.0 && r.shift.estimate == 0.0 && r.before == 0.1);
  leda_verdict_result_clear(&r);
}

static void bad_input_is_refused(void **state) {
  static const int falling[] = {0, 1, 2, 3, 3, 5, 6, 7};
  double y[8];
  leda_verdict_options opt = leda_verdict_options_default();
  leda_verdict_result r;

  (void)state;
  memcpy(y, eight, sizeof y);
  assert_int_equal(leda_verdict_run(y, falling, 8, NULL, &r), GSL_EINVAL);
  assert_null(r.period_set);
  opt.alpha = 0.0;
  assert_int_equal(leda_verdict_run(y, positions, 8, &opt, &r), GSL_EINVAL);
  opt.alpha = NAN;
  assert_int_equal(leda_verdict_run(y, positions, 8, &opt, &r), GSL_EINVAL);
  y[3] = NAN;
  assert_int_equal(leda_verdict_run(y, positions, 8, NULL, &r), GSL_EINVAL);
  y[3] = INFINITY;
  assert_int_equal(leda_verdict_run(y, positions, 8, NULL, &r), GSL_EINVAL);
}

static void a_setting_must_fit(void **state) {
  leda_null_draws_plan plan = {0, 1, 1};
  leda_verdict_setting *setting = leda_verdict_setting_alloc(positions, 8, 0.05, &plan);
  leda_verdict_options opt = leda_verdict_options_default();
  leda_verdict_result own, shared;

  (void)state;
  assert_non_null(setting);
  own = run(eight, positions, 8, &opt);
  opt.setting = setting;
  shared = run(eight, positions, 8, &opt);
  assert_true(own.p == shared.p && own.shift.lower == shared.shift.lower &&
              own.detectable_shift == shared.detectable_shift && own.phi_limit == shared.phi_limit);
  leda_verdict_result_clear(&own);
  leda_verdict_result_clear(&shared);
  assert_int_equal(leda_verdict_run(nile, positions, 9, &opt, &own), GSL_EINVAL);
  opt.alpha = 0.1;
  assert_int_equal(leda_verdict_run(eight, positions, 8, &opt, &own), GSL_EINVAL);
  leda_verdict_setting_free(setting);
}

/* A series with a shift of 2 sd in the middle of 20 and gaps in time. */
typedef struct {
  double y[20];
  int t[20];
} example;

static example make_example(uint64_t seed, int decimals) {
  example e;
  leda_stream stream = leda_stream_start(seed, 0);

  for (int i = 0; i < 20; i++) {
    double unit = pow(10.0, decimals);
    double value = 50.0 + leda_stream_normal(&stream) + (i >= 10 ? 2.0 : 0.0);

    e.y[i] = decimals >= 0 ? floor(value * unit + 0.5) / unit : value;
    e.t[i] = i + i / 7;
  }
  return e;
}

static leda_verdict_result run_example(const example *e) {
  leda_verdict_options opt = leda_verdict_options_default();

  opt.draws = 20000;
  return run(e->y, e->t, 20, &opt);
}

static void same_numbers(const leda_verdict_result *a, const leda_verdict_result *b) {
  assert_true(a->p == b->p && a->p_step == b->p_step && a->p_drift == b->p_drift);
  assert_int_equal(a->verdict, b->verdict);
}

/* Adding a constant, changing the unit (also by 2^-300, where squares vanish), turning upside down. */
static void verdict_follows_shift_and_scale(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    for (int decimals = -1; decimals <= 1; decimals++) {
      static const double factors[] = {1.0, 8.0, -4.0, 0x1p-600};
      example e = make_example(seed, decimals);
      leda_verdict_result plain = run_example(&e);

      for (size_t f = 0; f < 4; f++) {
        example moved = e;
        leda_verdict_result r;
        double factor = factors[f];

        for (int i = 0; i < 20; i++) moved.y[i] = factor * (e.y[i] + (f == 0 ? 64.0 : 0.0));
        r = run_example(&moved);
        same_numbers(&plain, &r);
        assert_int_equal(r.direction, factor < 0 ? -plain.direction : plain.direction);
        assert_int_equal(r.change_index, plain.change_index);
        assert_near(r.shift.estimate, factor * plain.shift.estimate, 1e-9);
        assert_within(r.shift.lower / factor, factor < 0 ? plain.shift.upper : plain.shift.lower,
                      1e-9);
        assert_within(r.slope.upper / factor, factor < 0 ? plain.slope.lower : plain.slope.upper,
                      1e-9);
        assert_near(r.residual_sd, fabs(factor) * plain.residual_sd, 1e-9);
        leda_verdict_result_clear(&r);
      }
      leda_verdict_result_clear(&plain);
    }
  }
}

static void p_is_that_of_ranks(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    example e = make_example(seed, seed % 2 ? 1 : -1), bent = e;
    leda_verdict_result plain = run_example(&e), r;

    for (int i = 0; i < 20; i++) bent.y[i] = exp(e.y[i] - 50.0);
    r = run_example(&bent);
    assert_true(plain.p == r.p && plain.s == r.s && plain.d == r.d);
    leda_verdict_result_clear(&plain);
    leda_verdict_result_clear(&r);
  }
}

static void time_reversal_keeps_p(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    example e = make_example(seed, seed % 2 ? 1 : -1), back = e;
    leda_verdict_result plain = run_example(&e), r;

    for (int i = 0; i < 20; i++) {
      back.y[i] = e.y[19 - i];
      back.t[i] = 100 - e.t[19 - i];
    }
    r = run_example(&back);
    same_numbers(&plain, &r);
    assert_int_equal(r.direction, -plain.direction);
    assert_near(r.d, -plain.d, 1e-12);
    assert_near(r.slope.estimate, -plain.slope.estimate, 1e-9);
    leda_verdict_result_clear(&plain);
    leda_verdict_result_clear(&r);
  }
}

static void threads_change_nothing(void **state) {
  static const int counts[] = {2, 3, 8};
  example e = make_example(3, -1);
  leda_verdict_options opt = leda_verdict_options_default();
  leda_verdict_result one;

  (void)state;
  /* So many ties that the permutations are those of the values. */
  for (int i = 0; i < 20; i++) e.y[i] = (i >= 10) + i % 2;
  opt.draws = 30500;
  one = run(e.y, e.t, 20, &opt);
  assert_true(one.conditional);
  for (size_t c = 0; c < 3; c++) {
    leda_verdict_result many;

    opt.threads = counts[c];
    many = run(e.y, e.t, 20, &opt);
    assert_int_equal(many.period_set_size, one.period_set_size);
    assert_memory_equal(many.period_set, one.period_set,
                        one.period_set_size * sizeof *one.period_set);
    assert_true(many.outlier_count == one.outlier_count);
    assert_true(many.p == one.p && many.p_step == one.p_step && many.p_drift == one.p_drift);
    assert_memory_equal(&many.shift, &one.shift, sizeof one.shift);
    assert_memory_equal(&many.slope, &one.slope, sizeof one.slope);
    assert_memory_equal(&many.change, &one.change, sizeof one.change);
    assert_true(many.detectable_shift == one.detectable_shift && many.phi_limit == one.phi_limit);
    leda_verdict_result_clear(&many);
  }
  leda_verdict_result_clear(&one);
}

/* A step of 3 sd with 20 points a side and a line of 6 sd leave no doubt; alternating values are noise. */
static void clear_cases_have_clear_names(void **state) {
  leda_verdict_options opt = leda_verdict_options_default();
  double y[32];

  (void)state;
  opt.draws = 20000;
  for (int kind = 0; kind < 3; kind++) {
    static const leda_verdict_name names[] = {LEDA_VERDICT_SHIFT, LEDA_VERDICT_DRIFT,
                                              LEDA_VERDICT_NOISE};
    leda_stream stream = leda_stream_start(21, 0);
    leda_verdict_result r;

    for (int i = 0; i < 32; i++) {
      double noise = leda_stream_normal(&stream);

      y[i] = kind == 0 ? noise + (i >= 20 ? 4.0 : 0.0) : kind == 1 ? noise - 0.25 * i : i % 2;
    }
    r = run(y, positions, 32, &opt);
    assert_int_equal(r.verdict, names[kind]);
    assert_int_equal(r.direction, kind == 0 ? 1 : kind == 1 ? -1 : 0);
    if (kind == 0) assert_int_equal(r.change_index, 20);
    if (kind == 1) assert_near(r.change.estimate, r.total.estimate, 0.0);
    if (kind == 1) assert_true(r.slope.lower < -0.25 && r.slope.upper > -0.25);
    if (kind == 2) assert_true(r.shift.lower <= 0.0 && r.shift.upper >= 0.0);
    leda_verdict_result_clear(&r);
  }
}

/* Estimates stand inside their intervals, the period inside its set, whatever the series. */
static void estimates_stand_in_their_intervals(void **state) {
  leda_null_draws_plan plan = {5000, 1, 1};
  leda_verdict_setting *setting = leda_verdict_setting_alloc(positions, 11, 0.05, &plan);
  leda_verdict_options opt = leda_verdict_options_default();

  (void)state;
  assert_non_null(setting);
  opt.setting = setting;
  opt.season_length = 4;
  for (uint64_t seed = 0; seed < 300; seed++) {
    leda_stream stream = leda_stream_start(seed, 5);
    double y[11];
    bool held = false;
    leda_verdict_result r;

    for (int i = 0; i < 11; i++) {
      y[i] = leda_stream_normal(&stream);
      if (seed % 3 == 0) y[i] = floor(y[i] * 2.0);
      if (seed % 5 == 0 && i > 6) y[i] += 3.0;
      if (seed % 7 == 0) y[i] = y[i] * y[i] * y[i];
    }
    r = run(y, positions, 11, &opt);
    assert_true(r.shift.lower <= r.shift.estimate && r.shift.estimate <= r.shift.upper);
    assert_true(r.slope.lower <= r.slope.estimate && r.slope.estimate <= r.slope.upper);
    assert_true(r.change.lower <= r.change.estimate && r.change.estimate <= r.change.upper);
    assert_true(isfinite(r.shift.lower) && isfinite(r.shift.upper));
    for (size_t i = 0; i < r.period_set_size; i++) held |= r.period_set[i] == r.change_index;
    assert_true(held);
    assert_true(r.p > 0.0 && r.p <= 1.0);
    assert_true((r.verdict == LEDA_VERDICT_NOISE) == (r.p > 0.05));
    leda_verdict_result_clear(&r);
  }
  leda_verdict_setting_free(setting);
}

/* Two levels and nothing else: the only shift that fits is their difference. */
static void two_clean_levels(void **state) {
  static const double y[] = {2, 2, 2, 2, 2, 2, 7, 7, 7, 7, 7, 7};
  leda_verdict_result r = run(y, positions, 12, NULL);

  (void)state;
  assert_int_equal(r.verdict, LEDA_VERDICT_SHIFT);
  assert_int_equal(r.change_index, 6);
  assert_near(r.shift.estimate, 5.0, 1e-12);
  assert_true(r.residual_sd == 0.0 && r.outlier_count == 0);
  leda_verdict_result_clear(&r);
}

/* One wild value is reported and makes no verdict. */
static void one_outlier_is_no_change(void **state) {
  example e = make_example(8, -1);
  leda_verdict_result r;

  (void)state;
  for (int i = 10; i < 20; i++) e.y[i] -= 2.0;
  e.y[5] += 100.0;
  r = run_example(&e);
  assert_int_equal(r.verdict, LEDA_VERDICT_NOISE);
  assert_int_equal(r.outlier_count, 1);
  assert_int_equal(r.outliers[0], 5);
  assert_true(r.residual_sd < 2.0);
  leda_verdict_result_clear(&r);
}

static void tokens_are_those_of_the_interface(void **state) {
  (void)state;
  assert_string_equal(leda_verdict_token(LEDA_VERDICT_NOISE), "noise");
  assert_string_equal(leda_verdict_token(LEDA_VERDICT_SHIFT), "shift");
  assert_string_equal(leda_verdict_token(LEDA_VERDICT_DRIFT), "drift");
  assert_string_equal(leda_verdict_token(LEDA_VERDICT_CHANGE), "change");
  assert_string_equal(leda_verdict_token(LEDA_VERDICT_CANNOT_TELL), "cannot-tell");
  assert_string_equal(leda_verdict_token(LEDA_VERDICT_TOO_SHORT), "too-short");
  assert_string_equal(leda_verdict_reason_token(LEDA_VERDICT_REASON_CONSTANT), "constant");
  assert_string_equal(leda_verdict_reason_token(LEDA_VERDICT_REASON_NONE), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nile_falls_in_1899),
      cmocka_unit_test(intervals_equal_brute_force),
      cmocka_unit_test(short_series_are_too_short),
      cmocka_unit_test(constant_series_are_noise),
      cmocka_unit_test(bad_input_is_refused),
      cmocka_unit_test(a_setting_must_fit),
      cmocka_unit_test(verdict_follows_shift_and_scale),
      cmocka_unit_test(p_is_that_of_ranks),
      cmocka_unit_test(time_reversal_keeps_p),
      cmocka_unit_test(threads_change_nothing),
      cmocka_unit_test(clear_cases_have_clear_names),
      cmocka_unit_test(estimates_stand_in_their_intervals),
      cmocka_unit_test(two_clean_levels),
      cmocka_unit_test(one_outlier_is_no_change),
      cmocka_unit_test(tokens_are_those_of_the_interface),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
