/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Escapes: HTML Living Standard, 13.1.2 (text, attribute values) and 13.2.3.5 (control characters). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/output/html.h"
#include "engine/output/html_escape.h"
#include "engine/output/keeper.h"

#define FFFD "\xEF\xBF\xBD"

static void assert_escape(const char *in, const char *out) {
  leda_text html = {0};
  leda_html_escape(&html, in);
  assert_string_equal(leda_text_str(&html), out);
  leda_text_clear(&html);
}

static void test_escape(void **state) {
  (void)state;
  assert_escape(NULL, "");
  assert_escape("", "");
  assert_escape("åäö – 5 %", "åäö – 5 %");
  assert_escape("<script>alert(\"1\" & '2')</script>",
                "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;");
  assert_escape("&amp;", "&amp;amp;");
  assert_escape("`touch pwned`", "`touch pwned`");
  assert_escape("a\nb\tc", "a\nb\tc");
  assert_escape("a\x01"
                "b\x7F"
                "c",
                "a" FFFD "b" FFFD "c");
  assert_escape("\xC2\x85", FFFD);
  assert_escape("gnp\xE2\x80\xAE.exe", "gnp" FFFD ".exe");
  assert_escape("\xE2\x81\xA6x", FFFD "x");
  assert_escape("\xE5ngstr\xF6m", FFFD "ngstr" FFFD "m");
  assert_escape("x\xF0\x9F", "x" FFFD FFFD);
  assert_escape("\xF0\x9F\x99\x82", "\xF0\x9F\x99\x82");
  assert_escape("\xED\xA0\x80", FFFD FFFD FFFD);
}

static void test_element_and_svg(void **state) {
  (void)state;
  leda_text html = {0};
  leda_html_element(&html, "p", "class=\"a\"", "<x>");
  leda_html_element(&html, "h2", NULL, "T");
  assert_string_equal(leda_text_str(&html), "<p class=\"a\">&lt;x&gt;</p>\n<h2>T</h2>\n");
  leda_text_clear(&html);
  assert_string_equal(leda_html_svg("<?xml version=\"1.0\"?><!DOCTYPE svg><svg/>"), "<svg/>");
  assert_null(leda_html_svg("text"));
}

static leda_grid make_grid(leda_keeper *keeper) {
  const leda_grid_column columns[] = {{"Kommun", "unit", false, true},
                                      {"Värde", "value", true, false}};
  leda_grid grid = leda_grid_make(keeper, columns, 2, 2);
  leda_grid_pen pen = {keeper, &grid, 0};
  leda_grid_write(&pen, "=cmd|' /C calc'!A0");
  leda_grid_mark(leda_grid_write_number(&pen, -1234.5, 1, LEDA_SV), LEDA_CELL_STRONG);
  leda_grid_write(&pen, "<b>, \"x\"");
  leda_grid_mark(leda_grid_write(&pen, "nej"), LEDA_CELL_FLAG | LEDA_CELL_EMPHASIS);
  return grid;
}

static void test_a_table_for_people(void **state) {
  (void)state;
  leda_keeper keeper = {0};
  leda_grid grid = make_grid(&keeper);
  leda_text html = {0};
  leda_html_table(&html, &grid, "A & B");
  const char *text = leda_text_str(&html);
  assert_non_null(strstr(text, "<caption>A &amp; B</caption>"));
  assert_non_null(strstr(text, "<th scope=\"row\">=cmd|&#39; /C calc&#39;!A0</th>"));
  assert_non_null(strstr(text, "<td class=\"number\"><strong>\xE2\x88\x92"
                               "1234,5</strong></td>"));
  assert_non_null(strstr(text, "<th scope=\"row\">&lt;b&gt;, &quot;x&quot;</th>"));
  assert_non_null(strstr(text, "<td class=\"flag\"><em>nej</em></td>"));
  leda_text_clear(&html);
  leda_keeper_clear(&keeper);
}

/* A formula in a cell gets an apostrophe: OWASP, CSV Injection. */
static void test_a_table_for_programs(void **state) {
  (void)state;
  leda_keeper keeper = {0};
  leda_grid grid = make_grid(&keeper);
  leda_text csv = {0};
  leda_grid_csv(&grid, &csv);
  assert_string_equal(leda_text_str(&csv), "unit,value\n"
                                           "'=cmd|' /C calc'!A0,-1234.5\n"
                                           "\"<b>, \"\"x\"\"\",nej\n");
  leda_text_clear(&csv);
  leda_keeper_clear(&keeper);
}

static void test_a_pen_never_writes_past_the_grid(void **state) {
  (void)state;
  leda_keeper keeper = {0};
  leda_grid grid = make_grid(&keeper);
  leda_grid_pen pen = {&keeper, &grid, 4};
  leda_grid_write(&pen, "x");
  assert_true(keeper.failed);
  leda_grid none = {0};
  leda_grid_pen nothing = {&keeper, &none, 0};
  assert_null(leda_grid_write(&nothing, "x"));
  leda_grid_mark(NULL, LEDA_CELL_FLAG);
  leda_keeper_clear(&keeper);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_escape),
      cmocka_unit_test(test_element_and_svg),
      cmocka_unit_test(test_a_table_for_people),
      cmocka_unit_test(test_a_table_for_programs),
      cmocka_unit_test(test_a_pen_never_writes_past_the_grid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
