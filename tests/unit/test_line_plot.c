/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "plots/render.h"
#include "tests/support/figures.h"

static leda_text script_of(const leda_figure *figure) {
  leda_text script = {0};
  leda_error err = leda_error_none();
  if (leda_figure_script(figure, LEDA_SIZE_WIDE, &script, &err)) fail_msg("%s", err.message);
  return script;
}

static bool holds(const leda_text *script, const char *words) {
  return strstr(leda_text_str(script), words) != NULL;
}

/* Values go to gnuplot as they are; what is missing breaks the line. */
static void lines_hold_their_values(void **state) {
  leda_figure figure = leda_test_line_plot("Linje");
  leda_text script = script_of(&figure);
  (void)state;
  assert_true(holds(&script, "$line1 << END\n2 5\n3 20\n\n8 60\n12 70\nEND\n"));
  assert_true(holds(&script, "$line2 << END\n2 10\n3 40\n5 65\n8 80\n12 99\nEND\n"));
  assert_true(holds(&script, "$line2 with points"));
  leda_text_clear(&script);
  figure.as.line_plot.points = false;
  script = script_of(&figure);
  assert_false(holds(&script, "$line2 with points"));
  leda_text_clear(&script);
}

static size_t count(const leda_text *script, const char *words) {
  size_t n = 0;
  for (const char *p = leda_text_str(script); (p = strstr(p, words)) != NULL; p++) n++;
  return n;
}

/* A name at each line's end, the level's word, and a text for each mark. */
static void words_stand_where_they_belong(void **state) {
  leda_figure figure = leda_test_line_plot("");
  leda_figure_line lines[2];
  leda_figure_mark mark = {8, "Svaret"};
  (void)state;
  memcpy(lines, figure.as.line_plot.lines, sizeof lines);
  lines[0].name = "Lund";
  lines[1].name = "Umeå";
  figure.as.line_plot.lines = lines;
  figure.as.line_plot.level_word = "80 %";
  figure.as.line_plot.marks = (leda_figure_marks){&mark, 1};
  leda_text script = script_of(&figure);
  assert_int_equal(count(&script, "'Lund'"), 1);
  assert_int_equal(count(&script, "'Umeå'"), 1);
  assert_int_equal(count(&script, "'80 %'"), 1);
  assert_int_equal(count(&script, "'Svaret'"), 1);
  leda_text_clear(&script);
  mark.at = 500; /* outside the axis */
  script = script_of(&figure);
  assert_int_equal(count(&script, "'Svaret'"), 0);
  leda_text_clear(&script);
}

static void nothing_to_show_is_an_error(void **state) {
  const double x[] = {1, 2}, y[] = {NAN, INFINITY};
  leda_figure_line line = {"", x, y, 2};
  leda_figure figure = leda_test_line_plot("Tomt");
  leda_text script = {0};
  leda_error err = leda_error_none();
  (void)state;
  figure.as.line_plot.lines = &line;
  figure.as.line_plot.n_lines = 1;
  assert_int_equal(leda_figure_script(&figure, LEDA_SIZE_WIDE, &script, &err), LEDA_ERR_DATA);
  assert_non_null(strstr(err.message, "Tomt"));
  leda_text_clear(&script);
}

/* One value, equal values, an axis asked for upside down: still a figure. */
static void odd_ranges_are_drawn(void **state) {
  const double x[] = {3, 3}, y[] = {7, 7};
  leda_figure_line line = {NULL, x, y, 1};
  leda_figure figure = leda_test_line_plot("");
  (void)state;
  figure.as.line_plot =
      (leda_figure_line_plot){.lines = &line, .n_lines = 1, .y_from = 9, .y_to = 1, .level = NAN};
  for (size_t n = 1; n <= 2; n++) {
    line.n = n;
    leda_text script = script_of(&figure);
    assert_true(holds(&script, "$line1 << END\n3 7\n"));
    assert_false(holds(&script, "nan"));
    leda_text_clear(&script);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_hold_their_values),
      cmocka_unit_test(words_stand_where_they_belong),
      cmocka_unit_test(nothing_to_show_is_an_error),
      cmocka_unit_test(odd_ranges_are_drawn),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
