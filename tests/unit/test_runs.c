/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "stats/runs.h"

static leda_runs analyse(const double *y, size_t n, double centre) {
  double centres[64] = {0};
  for (size_t i = 0; i < n; i++) centres[i] = centre;
  return leda_runs_analyse(y, centres, n);
}

/* Counted by hand: sides + + - - + + +, so two crossings and a longest run of 3. */
static void test_counts(void **state) {
  (void)state;
  const double y[] = {1, 2, -1, -2, 3, 1, 2};
  leda_runs runs = analyse(y, 7, 0.0);
  assert_int_equal(runs.useful, 7);
  assert_int_equal(runs.crossings, 2);
  assert_int_equal(runs.longest_run, 3);
}

/* A value on the centre breaks no run and joins none (Anhoej & Olesen 2014). */
static void test_centre_values_are_passed_over(void **state) {
  (void)state;
  const double y[] = {1, 0, 1, 0, 0, 1, -1};
  leda_runs runs = analyse(y, 7, 0.0);
  assert_int_equal(runs.useful, 4);
  assert_int_equal(runs.longest_run, 3);
  assert_int_equal(runs.crossings, 1);
}

/* Limits for n useful values: round(log2(n) + 3) and qbinom(0.05, n - 1, 0.5), from R 4.2:
   round(log2(c(5,10,24,36,100))+3): 5 6 8 8 10; qbinom(.05, c(4,9,23,35,99), .5): 0 2 8 13 41 */
static void test_limits(void **state) {
  (void)state;
  const size_t n[] = {5, 10, 24, 36, 100}, longest[] = {5, 6, 8, 8, 10};
  const size_t crossings[] = {0, 2, 8, 13, 41};
  double y[100], centre[100];
  for (size_t i = 0; i < 100; i++) {
    y[i] = i % 2 ? 1.0 : -1.0;
    centre[i] = 0.0;
  }
  for (size_t k = 0; k < 5; k++) {
    leda_runs runs = leda_runs_analyse(y, centre, n[k]);
    assert_int_equal(runs.longest_run_max, longest[k]);
    assert_int_equal(runs.crossings_min, crossings[k]);
    assert_false(runs.signal);
  }
}

static void test_empty_constant_and_missing(void **state) {
  (void)state;
  const double constant[] = {5, 5, 5};
  const double missing[] = {NAN, 1, NAN, 2, NAN};
  assert_false(analyse(constant, 0, 5.0).signal);
  assert_int_equal(analyse(constant, 3, 5.0).useful, 0);
  assert_false(analyse(constant, 3, 5.0).signal);
  assert_int_equal(analyse(missing, 5, 1.0).useful, 1);
  assert_false(analyse(missing, 5, 1.0).signal); /* one point is no run */
  assert_int_equal(analyse(missing, 5, 0.0).useful, 2);
  assert_int_equal(analyse(missing, 5, 0.0).longest_run, 2);
}

static void test_long_run_is_marked(void **state) {
  (void)state;
  double y[16], centre[16] = {0};
  bool in_run[16];
  for (size_t i = 0; i < 16; i++) y[i] = i < 10 ? 1.0 : -1.0;
  y[3] = 0.0;
  leda_runs runs = leda_runs_analyse(y, centre, 16);
  assert_int_equal(runs.longest_run, 9);
  assert_true(runs.signal);
  leda_runs_mark_long(y, centre, 16, runs.longest_run_max, in_run);
  for (size_t i = 0; i < 16; i++) assert_int_equal(in_run[i], i < 10 && i != 3);
}

/* Mirroring the values about the centre, or reversing time, changes nothing. */
static void test_symmetry(void **state) {
  (void)state;
  const double y[] = {1, 3, -2, 4, 4, 0, -1, -3, -1, 2, 5, -2};
  double mirrored[12], reversed[12];
  for (size_t i = 0; i < 12; i++) {
    mirrored[i] = -y[i];
    reversed[i] = y[11 - i];
  }
  leda_runs a = analyse(y, 12, 0.0), b = analyse(mirrored, 12, 0.0), c = analyse(reversed, 12, 0.0);
  assert_int_equal(a.crossings, b.crossings);
  assert_int_equal(a.longest_run, b.longest_run);
  assert_int_equal(a.crossings, c.crossings);
  assert_int_equal(a.longest_run, c.longest_run);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_counts),
      cmocka_unit_test(test_centre_values_are_passed_over),
      cmocka_unit_test(test_limits),
      cmocka_unit_test(test_empty_constant_and_missing),
      cmocka_unit_test(test_long_run_is_marked),
      cmocka_unit_test(test_symmetry),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
