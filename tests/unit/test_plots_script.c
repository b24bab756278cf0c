/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripts themselves: no text of a figure can leave its quotes. gnuplot 5.4's manual, "Quote
   Marks" and "Substitution": only double quotes and bare backticks are ever interpreted. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "plots/render.h"
#include "tests/support/dmaic_figures.h"
#include "tests/support/figures.h"

static void script_of(const leda_figure *figure, leda_figure_size size, leda_text *out) {
  leda_error err = leda_error_none();
  leda_status status = leda_figure_script(figure, size, out, &err);
  if (status) fail_msg("%s", err.message);
}

/* A line of a data block: numbers and nothing else. */
static void check_data(const char *line, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (!strchr("0123456789+-.eNa ", line[i])) fail_msg("in data: %.*s", (int)length, line);
}

static bool has(const char *line, size_t length, const char *words) {
  const char *found = strstr(line, words);
  return found && found < line + length;
}

/* A command: quotes are closed where it ends, and outside them stands nothing that gnuplot or a
   shell would take for more than it is. As gnuplot 5.4 reads (scanner.c), '' stands for an apostrophe
   only behind another character of the string. */
static void check_command(const char *line, size_t length) {
  bool quoted = false;
  for (size_t i = 0; i < length; i++) {
    bool doubled = i + 2 < length && line[i + 1] == '\'' && line[i + 2] == '\'';
    if (quoted && line[i] != '\'' && doubled) {
      i += 2;
      continue;
    }
    if (line[i] == '\'' && !quoted && i > 0 && line[i - 1] == '\'')
      fail_msg("a string ends early: %.*s", (int)length, line);
    if (line[i] == '\'') quoted = !quoted;
    if (!quoted && strchr("\"`@!|#;{}%", line[i]))
      fail_msg("bare %c in: %.*s", line[i], (int)length, line);
  }
  if (quoted) fail_msg("open quote: %.*s", (int)length, line);
  if (strncmp(line, "set label ", 10) == 0 && !has(line, length, " noenhanced ") &&
      !has(line, length, " point pt "))
    fail_msg("enhanced: %.*s", (int)length, line);
}

static void check_script(const char *script) {
  bool data = false;
  for (const char *line = script; *line;) {
    size_t length = strcspn(line, "\n");
    bool end = length == 3 && strncmp(line, "END", 3) == 0;
    if (data && !end) check_data(line, length);
    if (!data) check_command(line, length);
    if (end)
      data = false;
    else if (!data && line[0] == '$')
      data = true;
    line += length + (line[length] == '\n');
  }
  assert_false(data);
}

static void no_text_leaves_its_quotes(void **state) {
  (void)state;
  for (size_t i = 0; i <= leda_test_hostile_count; i++) {
    const char *text = i < leda_test_hostile_count ? leda_test_hostile[i] : leda_test_long_text();
    leda_figure figures[LEDA_TEST_KINDS];
    leda_test_every_kind(figures, text);
    for (int kind = 0; kind < LEDA_TEST_KINDS; kind++) {
      leda_text script = {0};
      script_of(&figures[kind], (leda_figure_size)(i % 3), &script);
      check_script(leda_text_str(&script));
      leda_text_clear(&script);
    }
  }
}

static void the_same_figure_gives_the_same_script(void **state) {
  (void)state;
  leda_figure figure = leda_test_control_chart("Namn");
  leda_text first = {0}, second = {0};
  script_of(&figure, LEDA_SIZE_WIDE, &first);
  script_of(&figure, LEDA_SIZE_WIDE, &second);
  assert_string_equal(leda_text_str(&first), leda_text_str(&second));
  leda_text_clear(&second);
  script_of(&figure, LEDA_SIZE_CLASSIC, &second);
  assert_string_not_equal(leda_text_str(&first), leda_text_str(&second));
  leda_text_clear(&first);
  leda_text_clear(&second);
}

static bool holds(const leda_text *script, const char *words) {
  return strstr(leda_text_str(script), words) != NULL;
}

/* The block's lines, ended by NUL in the text itself. */
static char *block_of(leda_text *script, const char *name) {
  char *begin = strstr(script->data, name);
  assert_non_null(begin);
  char *end = strstr(begin, "END\n") + 4;
  end = strstr(end, "END\n");
  assert_non_null(end);
  *end = '\0';
  return begin;
}

static void a_gap_opens_the_line(void **state) {
  (void)state;
  leda_figure figure = leda_test_control_chart("x");
  leda_figure_point points[12];
  memcpy(points, figure.as.control_chart.points, sizeof points);
  points[9].flags |= LEDA_POINT_BREAK_BEFORE; /* point 5 has no value */
  figure.as.control_chart.points = points;
  leda_text script = {0};
  script_of(&figure, LEDA_SIZE_WIDE, &script);
  assert_string_equal(block_of(&script, "$values"),
                      "$values << END\n0 12\n1 15\n2 11\n3 14\n4 13\n\n6 22\n7 12\n8 30\n\n9 27\n"
                      "10 26\n11 28\n");
  leda_text_clear(&script);
}

/* Limits step half way between the phases, at 7.5. */
static void limits_are_steps_that_end_with_their_phase(void **state) {
  (void)state;
  leda_figure figure = leda_test_control_chart("x");
  leda_text script = {0};
  script_of(&figure, LEDA_SIZE_WIDE, &script);
  assert_string_equal(block_of(&script, "$upper"),
                      "$upper << END\n-0.5 16\n7.5 16\n\n7.5 29\n11.5 29\n");
  leda_text_clear(&script);
}

static void each_point_is_marked_once(void **state) {
  (void)state;
  leda_figure figure = leda_test_control_chart("x");
  leda_text script = {0};
  script_of(&figure, LEDA_SIZE_WIDE, &script);
  assert_true(holds(&script, "$beyond << END\n8 30\nEND\n"));
  assert_true(holds(&script, "$rule << END\n9 27\n10 26\n11 28\nEND\n"));
  assert_true(holds(&script, "$excluded << END\n3 14\nEND\n"));
  assert_true(holds(&script, "$normal << END\n0 12\n1 15\n2 11\n4 13\n6 22\n7 12\nEND\n"));
  leda_text_clear(&script);
}

static void numbers_follow_the_language(void **state) {
  (void)state;
  leda_figure figure = leda_test_dot_plot("x");
  leda_text script = {0};
  script_of(&figure, LEDA_SIZE_WIDE, &script);
  assert_true(holds(&script, "'3,25'"));
  leda_text_clear(&script);
  figure.texts.language = LEDA_EN;
  script_of(&figure, LEDA_SIZE_WIDE, &script);
  assert_true(holds(&script, "'3.25'"));
  leda_text_clear(&script);
}

static void a_run_chart_has_no_limits(void **state) {
  (void)state;
  leda_figure figure = leda_test_control_chart("x");
  figure.as.control_chart.signals_by_median_only = true;
  leda_text script = {0};
  script_of(&figure, LEDA_SIZE_WIDE, &script);
  assert_true(holds(&script, "$centre"));
  assert_false(holds(&script, "$upper") || holds(&script, "$lower"));
  leda_text_clear(&script);
}

static void a_figure_without_values_is_named(void **state) {
  (void)state;
  leda_figure_point points[] = {{.x = 1, .value = NAN, .centre = 3}, {.x = 2, .value = INFINITY}};
  leda_figure figure = leda_test_control_chart("Tomt");
  figure.as.control_chart.points = points;
  leda_text script = {0};
  for (size_t n = 0; n <= 2; n += 2) {
    leda_error err = leda_error_none();
    figure.as.control_chart.n = n;
    assert_int_equal(leda_figure_script(&figure, LEDA_SIZE_WIDE, &script, &err), LEDA_ERR_DATA);
    assert_non_null(strstr(err.message, "Tomt"));
  }
  figure = leda_test_dot_plot("Tomt");
  figure.as.dot_plot.n_rows = 0;
  assert_int_equal(leda_figure_script(&figure, LEDA_SIZE_WIDE, &script, NULL), LEDA_ERR_DATA);
  leda_text_clear(&script);
}

static void many_rows_fit_in_every_size(void **state) {
  (void)state;
  static leda_figure_row rows[40];
  static double values[40];
  for (int i = 0; i < 40; i++) {
    rows[i] = (leda_figure_row){"Ett påstående som är så långt att det behöver flera rader", NULL};
    values[i] = i;
  }
  const leda_figure_dots series = {"", values, NULL, NULL};
  leda_figure figure = leda_test_dot_plot("x");
  figure.as.dot_plot.rows = rows;
  figure.as.dot_plot.n_rows = 40;
  figure.as.dot_plot.series = &series;
  figure.as.dot_plot.n_series = 1;
  for (int size = 0; size < 3; size++) {
    leda_text script = {0};
    script_of(&figure, (leda_figure_size)size, &script);
    assert_false(holds(&script, "screen -")); /* nothing stands outside the page */
    leda_text_clear(&script);
  }
}

/* Every allocation fails in turn: the caller is told each time. */
static void memory_that_runs_out_is_told(void **state) {
  (void)state;
  for (int kind = 0; kind < 2; kind++) {
    leda_figure figure = kind ? leda_test_dot_plot("två ord") : leda_test_control_chart("två ord");
    leda_status status = LEDA_ERR_MEMORY;
    leda_text whole = {0};
    script_of(&figure, LEDA_SIZE_WIDE, &whole);
    for (long successes = 0; status; successes++) {
      leda_text script = {0};
      leda_memory_fail_after(successes);
      status = leda_figure_script(&figure, LEDA_SIZE_WIDE, &script, NULL);
      leda_memory_fail_after(-1);
      if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
      if (!status) assert_string_equal(leda_text_str(&script), leda_text_str(&whole));
      leda_text_clear(&script);
      assert_true(successes < 100000);
    }
    leda_text_clear(&whole);
  }
}

static void formats_are_told_by_the_ending(void **state) {
  (void)state;
  leda_figure_format format;
  assert_true(leda_figure_format_of("a/b.svg", &format) && format == LEDA_FORMAT_SVG);
  assert_true(leda_figure_format_of("b.PDF", &format) && format == LEDA_FORMAT_PDF);
  assert_true(leda_figure_format_of("å.Png", &format) && format == LEDA_FORMAT_PNG);
  assert_false(leda_figure_format_of("svg", &format));
  assert_false(leda_figure_format_of(".svg", &format));
  assert_false(leda_figure_format_of("a.svg.gp", &format));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_text_leaves_its_quotes),
      cmocka_unit_test(the_same_figure_gives_the_same_script),
      cmocka_unit_test(a_gap_opens_the_line),
      cmocka_unit_test(limits_are_steps_that_end_with_their_phase),
      cmocka_unit_test(each_point_is_marked_once),
      cmocka_unit_test(numbers_follow_the_language),
      cmocka_unit_test(a_run_chart_has_no_limits),
      cmocka_unit_test(a_figure_without_values_is_named),
      cmocka_unit_test(many_rows_fit_in_every_size),
      cmocka_unit_test(memory_that_runs_out_is_told),
      cmocka_unit_test(formats_are_told_by_the_ending),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
