/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/assert_near.h"
#include "tests/support/dmaic_figures.h"
#include "tests/support/shapes_of.h"

/* Counts 2, 8, 6, 4 with limits at 0.5 and 3.25: half of the first bin and three quarters of the
   last lie beyond, in pieces of their own as high as their bin. */
static void what_lies_beyond_is_a_piece_of_its_own(void **state) {
  (void)state;
  leda_figure figure = leda_test_histogram("x");
  leda_text script = leda_test_script(&figure);
  leda_test_box in[4], out[2];
  assert_int_equal(leda_test_filled(&script, "#9CC9E6", in, 4), 4);
  assert_int_equal(leda_test_filled(&script, "#FBE3D3", out, 2), 2);
  double bin = in[1].right - in[1].left, unit = (in[1].bottom - in[1].top) / 8;
  assert_within(out[0].right - out[0].left, bin * 0.5, 0.02);
  assert_within(out[1].right - out[1].left, bin * 0.75, 0.02);
  const double heights[] = {2, 8, 6, 4};
  for (size_t i = 0; i < 4; i++) assert_within(in[i].bottom - in[i].top, heights[i] * unit, 0.02);
  assert_within(out[1].bottom - out[1].top, 4 * unit, 0.02);
  assert_int_equal(leda_test_count(&script, "'x 0,5'"), 1);
  assert_int_equal(leda_test_count(&script, "'x 3,2'") + leda_test_count(&script, "'x 3,3'"), 1);
  leda_text_clear(&script);
}

static void limits_may_be_missing(void **state) {
  (void)state;
  leda_figure figure = leda_test_histogram("x");
  figure.as.histogram.lower = figure.as.histogram.upper = NAN;
  figure.as.histogram.target = figure.as.histogram.sd = NAN;
  leda_text script = leda_test_script(&figure);
  leda_test_box box;
  assert_int_equal(leda_test_filled(&script, "#FBE3D3", &box, 1), 0);
  assert_int_equal(leda_test_count(&script, "lc rgb '#1A1A1A'"), 0); /* no curve */
  leda_text_clear(&script);
}

static void no_text_lies_on_another(void **state) {
  (void)state;
  static const char *const texts[] = {"Mål", "två ord", "Överlämningsrapporten kommer för sent"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    leda_figure figure = leda_test_histogram(texts[i]);
    leda_test_apart(&figure);
  }
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_histogram("Tomt");
  static const double nothing[] = {0, 0, NAN, -1};
  figure.as.histogram.counts = nothing;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_histogram("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_lies_beyond_is_a_piece_of_its_own),
      cmocka_unit_test(limits_may_be_missing),
      cmocka_unit_test(no_text_lies_on_another),
      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
