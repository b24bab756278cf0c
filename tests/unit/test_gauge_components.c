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

/* 8, 4 and 92 % stand 2 : 1 : 23 high; the second measure's bars beside them. */
static void heights_are_the_shares(void **state) {
  (void)state;
  leda_figure figure = leda_test_gauge_components("x");
  leda_text script = leda_test_script(&figure);
  leda_test_box first[4], second[4]; /* the key's come first */
  assert_int_equal(leda_test_filled(&script, "#0072B2", first, 4), 4);
  assert_int_equal(leda_test_filled(&script, "#F7D99A", second, 4), 4);
  double unit = (first[2].bottom - first[2].top) / 4;
  assert_within(first[1].bottom - first[1].top, 8 * unit, 0.05);
  assert_within(first[3].bottom - first[3].top, 92 * unit, 0.2);
  for (size_t i = 1; i < 4; i++) assert_within(first[i].right, second[i].left, 0.011);
  leda_test_point marks[8];
  assert_int_equal(leda_test_marks(&script, "pt 7 ", marks, 8), 4); /* a part each, and the key's */
  assert_int_equal(leda_test_marks(&script, "pt 13 ", marks, 8), 4);
  leda_text_clear(&script);
}

static void bars_alone_take_the_page(void **state) {
  (void)state;
  leda_figure figure = leda_test_gauge_components("x");
  leda_text script = leda_test_script(&figure);
  leda_test_box beside[4], alone[4];
  leda_test_filled(&script, "#0072B2", beside, 4);
  leda_text_clear(&script);
  figure.as.gauge.n_operators = 0;
  script = leda_test_script(&figure);
  leda_test_filled(&script, "#0072B2", alone, 4);
  assert_true(alone[3].right > beside[3].right * 1.4);
  leda_text_clear(&script);
}

static void no_text_lies_on_another(void **state) {
  (void)state;
  static const char *const texts[] = {"Mål", "två ord"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    leda_figure figure = leda_test_gauge_components(texts[i]);
    leda_test_apart(&figure);
  }
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_gauge_components("Tomt");
  figure.as.gauge.n_components = 0;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_gauge_components("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(heights_are_the_shares),       cmocka_unit_test(bars_alone_take_the_page),
      cmocka_unit_test(no_text_lies_on_another),      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
