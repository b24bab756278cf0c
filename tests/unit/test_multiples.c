/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plots/render.h"

enum { MOST = 300, POINTS = 4 };

/* Four values 1, 3, 2, 4 about a centre of 2.5 with limits 0 and 5; the last beyond a limit where asked. */
typedef struct {
  leda_figure_point points[POINTS];
  leda_figure_mark ticks[POINTS];
  leda_figure_control_chart chart;
  leda_figure_multiple items[MOST];
  leda_figure figure;
} fixture;

static fixture *set_up(size_t n) {
  static const double values[POINTS] = {1, 3, 2, 4};
  static const char *const times[POINTS] = {"2001", "2002", "2003", "2004"};
  fixture *f = test_calloc(1, sizeof *f);
  for (int i = 0; i < POINTS; i++) {
    f->points[i] = (leda_figure_point){2001 + i, values[i], 2.5, 0, 5, 0, 0, 0, 0};
    f->ticks[i] = (leda_figure_mark){2001 + i, times[i]};
  }
  f->chart = (leda_figure_control_chart){
      .points = f->points, .n = POINTS, .ticks = {f->ticks, POINTS}, .target = NAN};
  for (size_t k = 0; k < n; k++) f->items[k] = (leda_figure_multiple){"A name", &f->chart};
  f->figure = (leda_figure){.kind = LEDA_FIGURE_MULTIPLES, .texts = {.title = "Title"}};
  f->figure.as.multiples = (leda_figure_multiples){.items = f->items,
                                                   .n = n,
                                                   .shared_time = true,
                                                   .centre_word = "Centre",
                                                   .limits_word = "Limits",
                                                   .target_word = "Target"};
  return f;
}

static size_t count(const leda_text *text, const char *what) {
  size_t n = 0;
  for (const char *at = leda_text_str(text); (at = strstr(at, what)) != NULL; at++) n++;
  return n;
}

static leda_text script_of(const fixture *f, leda_figure_size size) {
  leda_text script = {0};
  assert_int_equal(leda_figure_script(&f->figure, size, &script, NULL), LEDA_OK);
  return script;
}

static void test_one_plot_a_page(void **state) {
  (void)state;
  fixture *f = set_up(12);
  leda_text script = script_of(f, LEDA_SIZE_WIDE);
  assert_int_equal(leda_figure_pages(&f->figure, LEDA_SIZE_WIDE), 1);
  assert_int_equal(count(&script, "\nplot "), 1);
  assert_int_equal(count(&script, "'A name'"), 12);
  assert_int_equal(count(&script, "'Target'"), 0); /* the key names what is there */
  assert_int_equal(count(&script, "'Limits'"), 1);
  assert_int_equal(count(&script, "pt 13"), 0);
  leda_text_clear(&script);
  f->points[3].flags = LEDA_POINT_BEYOND;
  f->chart.target = 3;
  script = script_of(f, LEDA_SIZE_WIDE);
  assert_int_equal(count(&script, "'Target'"), 1);
  assert_int_equal(count(&script, "pt 13"), 2); /* in the key and in the plot */
  leda_text_clear(&script);
  test_free(f);
}

static void test_pages(void **state) {
  (void)state;
  fixture *f = set_up(MOST);
  for (leda_figure_size size = LEDA_SIZE_WIDE; size <= LEDA_SIZE_HALF_PAGE; size++) {
    leda_text script = script_of(f, size);
    size_t pages = leda_figure_pages(&f->figure, size);
    assert_true(pages > 1);
    assert_int_equal(count(&script, "\nplot "), pages);
    assert_int_equal(count(&script, "'A name'"), MOST);
    leda_text_clear(&script);
  }
  test_free(f);
}

/* With one scale a chart of small values stays low: its numbers are those of all. */
static void test_scales(void **state) {
  (void)state;
  fixture *f = set_up(2);
  leda_figure_point large[POINTS];
  leda_figure_control_chart other = f->chart;
  for (int i = 0; i < POINTS; i++) {
    large[i] = f->points[i];
    large[i].value *= 100;
    large[i].centre *= 100;
    large[i].upper *= 100;
  }
  other.points = large;
  f->items[1].chart = &other;
  leda_text script = script_of(f, LEDA_SIZE_WIDE);
  assert_true(count(&script, "'4'") == 1 && count(&script, "'400'") == 1);
  leda_text_clear(&script);
  f->figure.as.multiples.shared_scale = true;
  script = script_of(f, LEDA_SIZE_WIDE);
  assert_true(count(&script, "'4'") == 0 && count(&script, "'400'") == 2);
  leda_text_clear(&script);
  test_free(f);
}

static void test_names_and_gaps(void **state) {
  (void)state;
  fixture *f = set_up(2);
  f->items[0].name = "`touch x` it's\n\"quoted\"";
  f->points[1].value = NAN;
  f->chart.signals_by_median_only = true;
  leda_text script = script_of(f, LEDA_SIZE_CLASSIC);
  assert_int_equal(count(&script, "'`touch x` it''s \"quoted\"'"), 1);
  assert_int_equal(count(&script, "NaN\n"), 0);
  assert_int_equal(count(&script, "'Limits'"), 0);
  leda_text_clear(&script);
  test_free(f);
}

static void test_nothing_to_show(void **state) {
  (void)state;
  fixture *f = set_up(1);
  leda_text script = {0};
  leda_error err = leda_error_none();
  for (int i = 0; i < POINTS; i++)
    f->points[i].value = f->points[i].centre = f->points[i].lower = f->points[i].upper = NAN;
  assert_int_equal(leda_figure_script(&f->figure, LEDA_SIZE_WIDE, &script, &err), LEDA_ERR_DATA);
  f->figure.as.multiples.n = 0;
  assert_int_equal(leda_figure_script(&f->figure, LEDA_SIZE_WIDE, &script, &err), LEDA_ERR_DATA);
  assert_int_equal(leda_figure_pages(&f->figure, LEDA_SIZE_WIDE), 1);
  leda_text_clear(&script);
  test_free(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_plot_a_page),
                                     cmocka_unit_test(test_pages), cmocka_unit_test(test_scales),
                                     cmocka_unit_test(test_names_and_gaps),
                                     cmocka_unit_test(test_nothing_to_show)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
