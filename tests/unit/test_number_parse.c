/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which texts are numbers: interface.md, "Data files". Their values: the C compiler's own reading of
   the same decimal, which is correctly rounded. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/data/number_parse.h"

static leda_cell parse(const char *text) { return leda_cell_parse(text, strlen(text)); }

static void assert_number(const char *text, double value, char mark) {
  leda_cell cell = parse(text);
  if (cell.kind != LEDA_CELL_NUMBER) fail_msg("'%s' is no number", text);
  if (cell.value != value) fail_msg("'%s' gave %.17g", text, cell.value);
  if (cell.mark != mark) fail_msg("'%s' has mark '%c'", text, cell.mark);
}

static void assert_kind(const char *text, leda_cell_kind kind) {
  leda_cell cell = parse(text);
  if (cell.kind != kind) fail_msg("'%s' is of kind %d", text, (int)cell.kind);
  if (!isnan(cell.value)) fail_msg("'%s' has a value", text);
}

static void reads_plain_decimals(void **state) {
  (void)state;
  assert_number("0", 0, 0);
  assert_number("42", 42, 0);
  assert_number("1.5", 1.5, '.');
  assert_number("1,5", 1.5, ',');
  assert_number("0.1", 0.1, '.');
  assert_number("31.32959689", 31.32959689, '.');
  assert_number(".5", .5, '.');
  assert_number("5,", 5, ',');
  assert_number("+7", 7, 0);
  assert_number("007", 7, 0);
  assert_number("1.234", 1.234, '.');
  assert_number("1e3", 1000, 0);
  assert_number("2.5E-3", 2.5e-3, '.');
  assert_number("0.000000000000000000000001", 1e-24, '.');
  assert_number("1e0000000001", 10, 0);
}

static void reads_every_minus(void **state) {
  (void)state;
  assert_number("-3", -3, 0);
  assert_number("\xE2\x88\x92"
                "3,5",
                -3.5, ',');
  assert_number("\xE2\x80\x93"
                "3",
                -3, 0);
  leda_cell zero = parse("-0");
  assert_int_equal(zero.kind, LEDA_CELL_NUMBER);
  assert_false(signbit(zero.value));
}

static void reads_thousands(void **state) {
  (void)state;
  assert_number("1 234", 1234, 0);
  assert_number("12 345 678,9", 12345678.9, ',');
  assert_number("1\xC2\xA0"
                "234",
                1234, 0);
  assert_number("-1\xE2\x80\xAF"
                "234\xE2\x80\xAF"
                "567.25",
                -1234567.25, '.');
  assert_number("1\xE2\x80\x89"
                "234",
                1234, 0);
  assert_kind("12 34", LEDA_CELL_INVALID);
  assert_kind("1234 567", LEDA_CELL_INVALID);
  assert_kind("1 2345", LEDA_CELL_INVALID);
  assert_kind("1  234", LEDA_CELL_INVALID);
  assert_kind("1 ", LEDA_CELL_INVALID);
  assert_kind("1,234 567", LEDA_CELL_INVALID);
}

static void is_exact_beyond_the_quick_way(void **state) {
  (void)state;
  assert_number("9007199254740991", 9007199254740991.0, 0);
  assert_number("9007199254740993", 9007199254740993.0, 0);
  assert_number("0.30000000000000004441", 0.30000000000000004441, '.');
  assert_number("123456789012345678901234567890", 123456789012345678901234567890.0, 0);
  assert_number("1.7976931348623157e308", 1.7976931348623157e308, '.');
  assert_number("4.9e-324", 4.9e-324, '.');
  assert_number("1e23", 1e23, 0);
  assert_number("8.41e21", 8.41e21, '.');
  assert_number("1e-400", 0, 0);
}

/* strtod is the reference: it rounds correctly in glibc. */
static void agrees_with_strtod(void **state) {
  (void)state;
  uint64_t bits = 42;
  char text[64];
  for (int i = 0; i < 100000; i++) {
    bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    unsigned long whole = (unsigned long)(bits >> (20 + bits % 40));
    snprintf(text, sizeof text, "%lu.%0*lu", whole, (int)(bits % 9) + 1,
             (unsigned long)(bits >> 50));
    assert_number(text, strtod(text, NULL), '.');
  }
}

static void knows_what_is_missing(void **state) {
  (void)state;
  const char *const marks[] = {"",   ".",  "..",  "...",  "-", "\xE2\x80\x93",
                               "--", "NA", "NaN", "null", "x", "X"};
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    assert_kind(marks[i], LEDA_CELL_MISSING);
  const char *const others[] = {"na",           "nan",          "NULL", "Null", "xx",
                                "---",          "....",         "N/A",  "n.a.", "none",
                                "\xE2\x88\x92", "\xE2\x80\xA6", "?"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    assert_kind(others[i], LEDA_CELL_INVALID);
}

static void knows_what_is_censored(void **state) {
  (void)state;
  assert_kind("~100", LEDA_CELL_CENSORED);
  assert_kind("<5", LEDA_CELL_CENSORED);
  assert_kind(">95", LEDA_CELL_CENSORED);
  assert_kind("< 0,5", LEDA_CELL_CENSORED);
  assert_int_equal(parse("<0,5").mark, ',');
  assert_kind("~", LEDA_CELL_INVALID);
  assert_kind("<x", LEDA_CELL_INVALID);
  assert_kind("<<5", LEDA_CELL_INVALID);
  assert_kind("<..", LEDA_CELL_INVALID);
}

static void refuses_the_rest(void **state) {
  (void)state;
  const char *const bad[] = {"x1",  "1x",  "1.2.3", "1,2,3",  "1.234,5", "0x10",
                             "inf", "Inf", "-inf",  "nan(1)", "1e",      "1e+",
                             "e5",  "--5", "- 5",   "+-5",    "5%",      "5 kr",
                             ",",   "+",   "5-",    "(5)",    "1e5.5",   "\xC3\xA5"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) assert_kind(bad[i], LEDA_CELL_INVALID);
  assert_kind("1e400", LEDA_CELL_TOO_LARGE);
  assert_kind("-1e99999999999999999999", LEDA_CELL_TOO_LARGE);
  char many[600];
  memset(many, '1', sizeof many);
  many[sizeof many - 1] = '\0';
  assert_kind(many, LEDA_CELL_INVALID);
  many[400] = '\0';
  assert_kind(many, LEDA_CELL_TOO_LARGE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_plain_decimals),   cmocka_unit_test(reads_every_minus),
      cmocka_unit_test(reads_thousands),        cmocka_unit_test(is_exact_beyond_the_quick_way),
      cmocka_unit_test(agrees_with_strtod),     cmocka_unit_test(knows_what_is_missing),
      cmocka_unit_test(knows_what_is_censored), cmocka_unit_test(refuses_the_rest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
