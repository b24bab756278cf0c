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

/* Hollow circle before, diamond after, each panel with its own scale; shares in per cent. */
static void values_are_told_in_numbers(void **state) {
  (void)state;
  leda_figure figure = leda_test_before_after("x");
  leda_text script = leda_test_script(&figure);
  leda_test_point before[2], after[2];
  assert_int_equal(leda_test_marks(&script, "pt 6 ", before, 2), 2);
  assert_int_equal(leda_test_marks(&script, "pt 13 ", after, 2), 2);
  for (int i = 0; i < 2; i++) assert_true(after[i].y > before[i].y && after[i].x > before[i].x);
  static const char *const words[] = {"'13,27'", "'11,52'", "'80\xC2\xA0%'", "'40\xC2\xA0%'",
                                      "'x 11,01'"};
  for (size_t i = 0; i < 5; i++) assert_int_equal(leda_test_count(&script, words[i]), 1);
  leda_text_clear(&script);
}

static void one_side_may_be_missing(void **state) {
  (void)state;
  leda_figure figure = leda_test_before_after("x");
  leda_figure_before_after_panel panel = figure.as.before_after.panels[0];
  panel.after.value = NAN;
  figure.as.before_after.panels = &panel;
  figure.as.before_after.n_panels = 1;
  leda_text script = leda_test_script(&figure);
  leda_test_point mark;
  assert_int_equal(leda_test_marks(&script, "pt 13 ", &mark, 1), 0);
  assert_int_equal(leda_test_marks(&script, "pt 6 ", &mark, 1), 1);
  leda_text_clear(&script);
}

static void no_text_lies_on_another(void **state) {
  (void)state;
  static const char *const texts[] = {"Mål", "två ord"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    leda_figure figure = leda_test_before_after(texts[i]);
    leda_test_apart(&figure);
  }
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_before_after("Tomt");
  figure.as.before_after.n_panels = 0;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_before_after("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_are_told_in_numbers),   cmocka_unit_test(one_side_may_be_missing),
      cmocka_unit_test(no_text_lies_on_another),      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
