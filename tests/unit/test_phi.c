/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/gauss.h"
#include "stats/lag1.h"
#include "stats/phi.h"
#include "stats/phi_differences.h"
#include "stats/phi_moments.h"
#include "stats/phi_profile.h"
#include "tests/support/assert_near.h"

enum { SERIES = 3000 };

static void draw(leda_stream *stream, size_t n, double phi, double *y) {
  leda_gauss_fill(stream, y, n);
  y[0] /= sqrt(1.0 - phi * phi);
  for (size_t i = 1; i < n; i++) y[i] += phi * y[i - 1];
}

/* The bias is gone: the mean over many series is the truth, 4 standard errors. */
static void estimates_are_right_in_the_mean(void **state) {
  static const size_t lengths[] = {9, 14, 27};
  static const double phis[] = {0.0, 0.3, 0.6};

  (void)state;
  for (int l = 0; l < 3; l++)
    for (int f = 0; f < 3; f++) {
      leda_stream stream = leda_stream_start(4, (uint64_t)l * 3 + (uint64_t)f);
      leda_phi_length length = leda_phi_length_of(lengths[l]);
      double y[27], mean = 0.0, squares = 0.0, variance;

      for (int r = 0; r < SERIES; r++) {
        leda_phi_estimate e;

        draw(&stream, lengths[l], phis[f], y);
        e = leda_phi_from_series(y, NULL, lengths[l]);
        mean += e.phi / SERIES;
        squares += e.phi * e.phi / SERIES;
      }
      variance = squares - mean * mean;
      assert_within(mean, phis[f], 4.0 * sqrt(variance / SERIES) + 0.01);
      assert_within(log(leda_phi_variance(phis[f], &length) / variance), 0.0, 0.15);
    }
}

/* A shift of 2 sd moves the mean by less than 0.15 at n = 14, a drift not at all. */
static void changes_hardly_enter(void **state) {
  leda_stream stream = leda_stream_start(5, 1);
  double y[14], plain = 0.0, shifted = 0.0, drifting = 0.0;

  (void)state;
  for (int r = 0; r < SERIES; r++) {
    double z[14];

    draw(&stream, 14, 0.3, y);
    plain += leda_phi_from_series(y, NULL, 14).phi / SERIES;
    for (int i = 0; i < 14; i++) z[i] = y[i] + (i >= 7 ? 2.1 : 0.0);
    shifted += leda_phi_from_series(z, NULL, 14).phi / SERIES;
    for (int i = 0; i < 14; i++) z[i] = y[i] + 3.0 * i;
    drifting += leda_phi_from_series(z, NULL, 14).phi / SERIES;
  }
  assert_true(shifted - plain > 0.0 && shifted - plain < 0.15);
  assert_within(drifting, plain, 1e-9);
}

/* Gaps as lag1.h counts them; consecutive positions in one pass as there. */
static void one_pass_is_lag1(void **state) {
  static const int t[] = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  static const double y[] = {4.1, 3.9, 5.2, 4.4, 6.8, 6.1, 5.9, 7.3, 6.6, 5.8};

  (void)state;
  assert_near(leda_phi_differences(y, 10), leda_lag1_from_differences(y, t, 10, 0), 1e-12);
  assert_true(isnan(leda_phi_differences(y, 5)));
  assert_true(isnan(leda_phi_from_series(y, NULL, 5).phi));
  assert_true(isinf(leda_phi_from_series(y, NULL, 5).variance));
}

/* 290 units that share a phi, and 290 whose phi has sd 0.15: 4 standard errors by the pool's own. */
static void pools_find_the_mean_and_the_spread(void **state) {
  leda_stream stream = leda_stream_start(6, 1);
  leda_phi_estimate one[290], many[290];
  leda_phi_pool same, spread;
  double y[36];

  (void)state;
  for (int u = 0; u < 290; u++) {
    double phi = 0.4 + 0.15 * leda_stream_normal(&stream);

    draw(&stream, 36, 0.4, y);
    one[u] = leda_phi_from_series(y, NULL, 36);
    draw(&stream, 36, fmin(fmax(phi, -0.5), 0.95), y);
    many[u] = leda_phi_from_series(y, NULL, 36);
  }
  same = leda_phi_pool_units(one, 290);
  spread = leda_phi_pool_units(many, 290);
  assert_int_equal(same.units, 290);
  assert_within(same.phi, 0.4, 4.0 * same.se);
  assert_within(same.se, sqrt(0.08 / 290.0), 0.005);
  assert_true(same.between < 0.12);
  assert_within(spread.phi, 0.4, 4.0 * spread.se);
  assert_within(spread.between, 0.15, 0.1);
  assert_true(spread.between > same.between);
}

static void units_shrink_towards_the_pool(void **state) {
  leda_phi_pool pool = {.phi = 0.4, .se = 0.02, .between = 0.2, .units = 290};
  leda_phi_estimate high = {0.9, 0.08, 24}, none = {NAN, INFINITY, 5};
  leda_noise noise = leda_phi_unit(&pool, &high);

  (void)state;
  assert_int_equal(noise.model, LEDA_NOISE_AR1_PANEL);
  assert_true(noise.phi > 0.5 && noise.phi < 0.7 && !noise.persistent);
  assert_true(noise.phi_sd > 0.1 && noise.phi_sd < 0.2);
  noise = leda_phi_unit(&pool, &none);
  assert_near(noise.phi, 0.4, 1e-12);
  assert_near(noise.phi_sd, sqrt(0.04 + 0.0004), 1e-12);
  pool.between = 0.0;
  assert_near(leda_phi_unit(&pool, &high).phi, 0.4, 1e-12);
  pool.phi = 0.79;
  assert_true(leda_phi_unit(&pool, &none).persistent);
  pool.phi = NAN;
  assert_true(leda_noise_phi(&(leda_noise){.model = LEDA_NOISE_AR1_PANEL, .phi = NAN}) == 0.0);
  assert_true(leda_phi_unit(&pool, &none).phi == 0.0);
}

static void nothing_to_pool(void **state) {
  leda_phi_estimate none = {NAN, INFINITY, 5};
  leda_phi_pool pool = leda_phi_pool_units(&none, 1);

  (void)state;
  assert_true(isnan(pool.phi) && isnan(pool.se) && pool.units == 0);
}

/* The profile estimate, n = 24: near the truth without a shift, and hardly moved by one of 2 sd, where the
 * lag-1 correlation about the mean would be about 0.5 higher. */
static void profile_is_not_inflated(void **state) {
  leda_phi_profile profile;
  leda_stream stream = leda_stream_start(7, 1);
  double plain = 0.0, shifted = 0.0, y[24];

  (void)state;
  assert_int_equal(leda_phi_profile_init(&profile, 24), GSL_SUCCESS);
  leda_phi_profile_fill(&profile, NULL, 24, 1.0);
  for (int r = 0; r < 400; r++) {
    draw(&stream, 24, 0.4, y);
    plain += leda_phi_profile_estimate(&profile, y) / 400;
    for (int i = 12; i < 24; i++) y[i] += 2.0 / sqrt(1.0 - 0.16);
    shifted += leda_phi_profile_estimate(&profile, y) / 400;
  }
  assert_within(plain, 0.4, 0.06);
  assert_true(shifted - plain < 0.12);
  for (int i = 0; i < 24; i++) y[i] = 5.0;
  assert_true(leda_phi_profile_estimate(&profile, y) == 0.0);
  leda_phi_profile_clear(&profile);
  assert_int_equal(leda_phi_grid_index(0.41), 10);
  assert_int_equal(leda_phi_grid_index(2.0), LEDA_PHI_GRID - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(estimates_are_right_in_the_mean),
      cmocka_unit_test(changes_hardly_enter),
      cmocka_unit_test(one_pass_is_lag1),
      cmocka_unit_test(pools_find_the_mean_and_the_spread),
      cmocka_unit_test(units_shrink_towards_the_pool),
      cmocka_unit_test(nothing_to_pool),
      cmocka_unit_test(profile_is_not_inflated),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
