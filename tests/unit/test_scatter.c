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

/* Points 1, 3 and 4 of the first cloud: y is NaN at 2. Its marks are rings, the second's diamonds. */
static void points_stand_at_their_values(void **state) {
  (void)state;
  leda_figure figure = leda_test_scatter("x");
  leda_text script = leda_test_script(&figure);
  leda_test_point rings[4], diamonds[5]; /* the key's come first */
  assert_int_equal(leda_test_marks(&script, "pt 6 ", rings, 4), 4);
  assert_int_equal(leda_test_marks(&script, "pt 13 ", diamonds, 5), 5);
  assert_within((rings[3].x - rings[1].x) * 2, (rings[2].x - rings[1].x) * 3, 0.05);
  assert_within((rings[1].y - rings[3].y) * 4, (rings[1].y - rings[2].y) * 5, 0.1);
  assert_within(rings[3].x, diamonds[4].x, 0.001);
  assert_within(rings[3].y, diamonds[4].y, 0.001); /* both 15 at 4 */
  leda_test_box band;
  assert_int_equal(leda_test_filled(&script, "#E3E3E3", &band, 1), 2);
  leda_text_clear(&script);
}

static void a_cloud_alone_needs_no_key(void **state) {
  (void)state;
  leda_figure figure = leda_test_scatter("");
  figure.as.scatter.n_clouds = 1;
  figure.as.scatter.line_x = NULL;
  leda_figure_cloud cloud = figure.as.scatter.clouds[0];
  cloud.name = "Kvällar";
  figure.as.scatter.clouds = &cloud;
  leda_text script = leda_test_script(&figure);
  assert_int_equal(leda_test_count(&script, "Kvällar"), 0);
  leda_text_clear(&script);
}

static void no_text_lies_on_another(void **state) {
  (void)state;
  static const char *const texts[] = {"Mål", "två ord", "Överlämningsrapporten kommer för sent"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    leda_figure figure = leda_test_scatter(texts[i]);
    leda_test_apart(&figure);
  }
}

static void nothing_to_show_is_an_error(void **state) {
  (void)state;
  leda_figure figure = leda_test_scatter("Tomt");
  static const double x[] = {1, NAN}, y[] = {NAN, 2};
  leda_figure_cloud cloud = {"", x, y, 2};
  figure.as.scatter.clouds = &cloud;
  figure.as.scatter.n_clouds = 1;
  leda_test_is_empty(&figure, "Tomt");
}

static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  leda_figure figure = leda_test_scatter("två ord");
  leda_test_memory(&figure);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(points_stand_at_their_values), cmocka_unit_test(a_cloud_alone_needs_no_key),
      cmocka_unit_test(no_text_lies_on_another),      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(memory_that_runs_out_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
