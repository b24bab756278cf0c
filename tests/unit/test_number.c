/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Machine forms as Python's repr() has their digits; labels as Svenska skrivregler (space between
   thousands from five figures up, decimal comma) and header number.h lay down. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/number.h"

#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"

static void assert_format(double value, const char *expected) {
  char out[LEDA_NUMBER_SIZE];
  leda_number_format(value, out);
  assert_string_equal(out, expected);
}

static void machine_form_is_the_shortest(void **state) {
  (void)state;
  assert_format(0.1, "0.1");
  assert_format(0.1 + 0.2, "0.30000000000000004");
  assert_format(1.0 / 3, "0.3333333333333333");
  assert_format(100, "100");
  assert_format(-2.5, "-2.5");
  assert_format(1097.75, "1097.75");
  assert_format(0.0, "0");
  assert_format(-0.0, "0");
  assert_format(NAN, "");
  assert_format(INFINITY, "inf");
  assert_format(-INFINITY, "-inf");
  assert_format(5e-324, "5e-324");
  assert_format(2.2250738585072014e-308, "2.2250738585072014e-308");
  assert_format(1.7976931348623157e308, "1.7976931348623157e+308");
}

static void machine_form_reads_back(void **state) {
  (void)state;
  char out[LEDA_NUMBER_SIZE];
  uint64_t bits = 1;
  for (int i = 0; i < 20000; i++) {
    bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    double value;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value)) continue;
    leda_number_format(value, out);
    assert_true(strtod(out, NULL) == value);
  }
}

static void assert_label(double value, int decimals, leda_language language, const char *expected) {
  leda_text text = {0};
  leda_number_label(value, decimals, language, &text);
  assert_string_equal(leda_text_str(&text), expected);
  leda_text_clear(&text);
}

static void labels_in_both_languages(void **state) {
  (void)state;
  assert_label(1234.5, 1, LEDA_SV, "1234,5");
  assert_label(1234.5, 1, LEDA_EN, "1234.5");
  assert_label(12345.678, 2, LEDA_SV, "12" NBSP "345,68");
  assert_label(12345.678, 2, LEDA_EN, "12,345.68");
  assert_label(1234567, 0, LEDA_SV, "1" NBSP "234" NBSP "567");
  assert_label(9999.6, 0, LEDA_SV, "10" NBSP "000");
  assert_label(-3.25, 2, LEDA_SV, MINUS "3,25");
  assert_label(-0.004, 2, LEDA_SV, "0,00");
  assert_label(-0.006, 2, LEDA_EN, MINUS "0.01");
  assert_label(NAN, 2, LEDA_SV, "\xE2\x80\x93");
  assert_label(4.6, 2, LEDA_SV, "4,60");
  assert_label(4.6, -3, LEDA_SV, "5");
  assert_label(INFINITY, 1, LEDA_SV, "\xE2\x88\x9E");
}

static int decimals_of(double value, int digits) { return leda_number_decimals(&value, 1, digits); }

static void decimals_show_the_digits_asked_for(void **state) {
  (void)state;
  assert_int_equal(decimals_of(4.567, 3), 2);
  assert_int_equal(decimals_of(45.67, 3), 1);
  assert_int_equal(decimals_of(9.996, 3), 1); /* prints as 10.0 */
  assert_int_equal(decimals_of(-1234.5, 3), 0);
  assert_int_equal(decimals_of(0.0456, 3), 4);
  assert_int_equal(decimals_of(1e-12, 3), 6);
  assert_int_equal(decimals_of(0, 3), 0);
  assert_int_equal(decimals_of(NAN, 3), 0);
  const double many[] = {0.001, NAN, 12.5, -3};
  assert_int_equal(leda_number_decimals(many, 4, 3), 1);
  assert_int_equal(leda_number_decimals(many, 0, 3), 0);
}

static void assert_p(double p, leda_language language, const char *expected) {
  leda_text text = {0};
  leda_number_label_p(p, language, &text);
  assert_string_equal(leda_text_str(&text), expected);
  leda_text_clear(&text);
}

static void p_values_for_people(void **state) {
  (void)state;
  assert_p(0.03, LEDA_EN, "0.03");
  assert_p(0.03, LEDA_SV, "0,03");
  assert_p(0.004, LEDA_EN, "0.004");
  assert_p(0.0009, LEDA_SV, "< 0,001");
  assert_p(0, LEDA_EN, "< 0.001");
  assert_p(0.0496, LEDA_EN, "0.050"); /* three decimals near 0.05... */
  assert_p(0.0484, LEDA_EN, "0.048"); /* ...where two would hide the side */
  assert_p(0.05, LEDA_EN, "0.05");
  assert_p(0.42, LEDA_SV, "0,42");
  assert_p(0.999, LEDA_EN, "> 0.99");
  assert_p(1, LEDA_EN, "1.00");
  assert_p(NAN, LEDA_EN, "\xE2\x80\x93");
}

static void shares_as_per_cent(void **state) {
  (void)state;
  leda_text text = {0};
  leda_number_label_percent(0.4512, 0, LEDA_SV, &text);
  leda_text_add(&text, "|");
  leda_number_label_percent(0.4512, 1, LEDA_EN, &text);
  leda_text_add(&text, "|");
  leda_number_label_percent(NAN, 1, LEDA_EN, &text);
  assert_string_equal(leda_text_str(&text), "45" NBSP "%|45.1%|\xE2\x80\x93");
  leda_text_clear(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(machine_form_is_the_shortest),
      cmocka_unit_test(machine_form_reads_back),
      cmocka_unit_test(labels_in_both_languages),
      cmocka_unit_test(decimals_show_the_digits_asked_for),
      cmocka_unit_test(p_values_for_people),
      cmocka_unit_test(shares_as_per_cent),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
