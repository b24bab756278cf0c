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

/* Quarters at 8 and 12 of a scale on which 1 and 19 are points: the box is 4 / 18 of their distance. */
static void places_are_the_values(void **state) {
  (void)state;
  leda_figure figure = leda_test_box_plots("x");
  leda_text script = leda_test_script(&figure);
  leda_test_box box;
  leda_test_point points[8];
  assert_int_equal(leda_test_filled(&script, "#9CC9E6", &box, 1), 1);
  assert_int_equal(leda_test_marks(&script, "pt 6 ", points, 8), 6); /* NaN is not drawn */
  double unit = (points[1].x - points[0].x) / 18;
  assert_true(unit > 5);
  assert_within(box.right - box.left, 4 * unit, 0.02);
  assert_within(box.left, points[0].x + 7 * unit, 0.02);
  assert_within(points[3].x, points[4].x, 0.001); /* equal values stand beside each other */
  assert_true(points[3].y != points[4].y);
  leda_text_clear(&script);
}

static void many_rows_grow_the_page(void **state) {
  (void)state;
  enum { ROWS = 90 };
  static leda_figure_box boxes[ROWS];
  for (size_t i = 0; i < ROWS; i++)
    boxes[i] = (leda_figure_box){"Solgläntan", "n = 9", 1, 2, 3, 4, 5, NULL, 0};
  leda_figure figure = leda_test_box_plots("x");
  figure.as.box_plots.boxes = boxes;
  figure.as.box_plots.n_boxes = ROWS;
  leda_text script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "'Solgläntan'"), ROWS);
  assert_int_equal(leda_test_count(&script, "screen -"), 0);
  leda_text_clear(&script);
  leda_test_apart(&figure);
}

static void no_text_lies_on_another(void **state) {
  (void)state;
  static const char *const texts[] = {"Mål", "två ord", "Överlämningsrapporten kommer för sent"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    leda_figure figure = leda_test_box_plots(texts[i]);
    leda_test_apart(&figure);
  }
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_box_plots("Tomt");
  figure.as.box_plots.n_boxes = 0;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_box_plots("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(places_are_the_values),        cmocka_unit_test(many_rows_grow_the_page),
      cmocka_unit_test(no_text_lies_on_another),      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
