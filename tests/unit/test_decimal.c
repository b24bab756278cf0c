/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact decimals: expected values are the printed texts themselves and whole-number arithmetic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/data/decimal.h"

static leda_decimal read(const char *text) {
  leda_decimal value = {-1, -1};
  if (!leda_decimal_parse(text, &value)) fail_msg("'%s' was refused", text);
  return value;
}

static void assert_decimal(leda_decimal value, int64_t units, int decimals) {
  assert_int_equal(value.units, units);
  assert_int_equal(value.decimals, decimals);
}

static void test_printed_decimals_count(void **state) {
  (void)state;
  assert_decimal(read("4.60"), 460, 2);
  assert_decimal(read("4,60"), 460, 2);
  assert_decimal(read("4,6"), 46, 1);
  assert_decimal(read("4"), 4, 0);
  assert_decimal(read("-0,29"), -29, 2);
  assert_decimal(read("\xE2\x88\x92"
                      "0.29"),
                 -29, 2);
  assert_decimal(read("+1.000001"), 1000001, 6);
  assert_decimal(read("999999999.999999"), 999999999999999, 6);
}

static void test_everything_else_is_refused(void **state) {
  (void)state;
  static const char *const WRONG[] = {"",     "-",     ".5",  "4.",         "4.60 ",     " 4.60",
                                      "4..6", "4,6,0", "4e1", "1234567890", "0.1234567", "x",
                                      "4.6x", "1 000", "--1", "+-1"};
  for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
    leda_decimal value = {7, 7};
    if (leda_decimal_parse(WRONG[i], &value)) fail_msg("'%s' was accepted", WRONG[i]);
    assert_decimal(value, 7, 7);
  }
}

static void test_subtraction_is_exact(void **state) {
  (void)state;
  /* 4.29 - 3.99 is 0.29999999999999982 in doubles. */
  assert_decimal(leda_decimal_subtract(read("4.29"), read("3.99")), 30, 2);
  assert_decimal(leda_decimal_subtract(read("4.6"), read("4.60")), 0, 2);
  assert_decimal(leda_decimal_subtract(read("3"), read("4.125")), -1125, 3);
}

static void test_order(void **state) {
  (void)state;
  assert_int_equal(leda_decimal_compare(read("4.6"), read("4.60")), 0);
  assert_int_equal(leda_decimal_compare(read("4.61"), read("4.6")), 1);
  assert_int_equal(leda_decimal_compare(read("-1"), read("0.000001")), -1);
}

static void assert_text(void (*write)(leda_decimal, leda_text *), const char *in, const char *out) {
  leda_text text = {0};
  write(read(in), &text);
  assert_string_equal(leda_text_str(&text), out);
  leda_text_clear(&text);
}

static void label_sv(leda_decimal value, leda_text *text) {
  leda_decimal_label(value, LEDA_SV, text);
}

static void test_texts(void **state) {
  (void)state;
  assert_text(leda_decimal_format, "4,60", "4.60");
  assert_text(leda_decimal_format, "-0,05", "-0.05");
  assert_text(leda_decimal_format, "12", "12");
  assert_text(label_sv, "4.60", "4,60");
  assert_text(label_sv, "-0.05",
              "\xE2\x88\x92"
              "0,05");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_printed_decimals_count),
      cmocka_unit_test(test_everything_else_is_refused),
      cmocka_unit_test(test_subtraction_is_exact),
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
