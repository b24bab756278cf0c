/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/output/csv_write.h"

static void assert_cell(const char *cell, const char *expected) {
  leda_text text = {0};
  leda_csv csv = {.text = &text};
  leda_csv_text(&csv, cell);
  assert_string_equal(leda_text_str(&text), expected);
  leda_text_clear(&text);
}

/* RFC 4180: quotes doubled, cells with a separator, quote or line break quoted. */
static void test_quoting(void **state) {
  (void)state;
  assert_cell("Huddinge", "Huddinge");
  assert_cell("a,b", "\"a,b\"");
  assert_cell("say \"hi\"", "\"say \"\"hi\"\"\"");
  assert_cell("two\nlines", "\"two\nlines\"");
  assert_cell("", "");
  assert_cell("Älvdalen åäö", "Älvdalen åäö");
}

/* OWASP's list of what spreadsheets run: = + - @ tab and carriage return at the start. */
static void test_formulas_are_defused(void **state) {
  (void)state;
  assert_cell("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
  assert_cell("@SUM(A1)", "'@SUM(A1)");
  assert_cell("+cmd", "'+cmd");
  assert_cell("-2+3", "'-2+3");
  assert_cell("  =1+1", "\"'  =1+1\"");
  assert_cell("\t=1", "'\t=1");
  assert_cell("\xEF\xBC\x9D"
              "1",
              "'\xEF\xBC\x9D"
              "1");
  assert_cell("=1,2", "\"'=1,2\"");
  assert_cell("-5.2", "-5.2"); /* a plain number stays one */
  assert_cell("1=2", "1=2");
}

static void test_rows(void **state) {
  (void)state;
  leda_text text = {0};
  leda_csv csv = {.text = &text};
  leda_csv_text(&csv, "a");
  leda_csv_number(&csv, 0.1);
  leda_csv_number(&csv, NAN);
  leda_csv_integer(&csv, -7);
  leda_csv_end_row(&csv);
  leda_csv_text(&csv, "b");
  leda_csv_end_row(&csv);
  assert_string_equal(leda_text_str(&text), "a,0.1,,-7\nb\n");
  leda_text_clear(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_quoting),
      cmocka_unit_test(test_formulas_are_defused),
      cmocka_unit_test(test_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
