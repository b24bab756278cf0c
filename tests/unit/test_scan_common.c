/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/scan_common.h"
#include "tests/support/assert_near.h"
#include "tests/support/panel_text.h"

static const leda_check_reading plain = {.per = 1.0, .from = INT32_MIN};

/* Worked by hand: a = 1, 2, 6 (mean 3), b = 10, 20 (mean 15; its third is missing), so the deviations are
   -2, -1, 3 and -5, 5, and their means -3.5, 2, 3. Group K has a row of its own: 1, 3, 5. */
static const char csv[] = "year,unit,group,value\n2001,a,T,1\n2002,a,T,2\n2003,a,T,6\n"
                          "2001,b,T,10\n2002,b,T,20\n2003,b,T,\n"
                          "2001,a,K,1\n2002,a,K,3\n2003,a,K,5\n";

static void test_means_of_deviations(void **state) {
  (void)state;
  const double all[] = {-3.5, 2.0, 3.0}, women[] = {-2.0, 0.0, 2.0};
  leda_test_panel read = leda_test_read(csv, NULL);
  leda_scan_common *common;
  leda_error err = leda_error_none();
  assert_int_equal(leda_scan_common_make(&common, &read.panel, &plain, &err), LEDA_OK);
  /* Series: a K, a T, b T. */
  leda_common_effect k = leda_scan_common_of(common, 0), t = leda_scan_common_of(common, 2);
  assert_int_equal(t.n, 3);
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(t.ordinals[i], 2001 + (int)i);
    assert_near(t.values[i], all[i], 1e-15);
    assert_near(t.judged[i], all[i], 1e-15);
    assert_near(k.values[i], women[i], 1e-15);
  }
  assert_ptr_equal(leda_scan_common_of(common, 1).values, t.values);
  assert_int_equal(leda_scan_common_fewest(common), 1);
  leda_scan_common_free(common);
  leda_test_panel_clear(&read);
}

static void test_it_is_subtracted(void **state) {
  (void)state;
  leda_test_panel read = leda_test_read(csv, NULL);
  leda_scan_common *common;
  leda_check_values values;
  leda_error err = leda_error_none();
  assert_int_equal(leda_scan_common_make(&common, &read.panel, &plain, &err), LEDA_OK);
  leda_common_effect effect = leda_scan_common_of(common, 2);
  leda_check_reading reading = plain;
  reading.common = &effect;
  assert_int_equal(leda_check_values_init(&values, 3, &err), LEDA_OK);
  assert_int_equal(
      leda_check_values_take(&values, &read.panel, &read.panel.series[2], &reading, &err), LEDA_OK);
  assert_int_equal(values.n, 2);
  assert_int_equal(values.n_missing, 1);
  assert_near(values.values[0], 13.5, 1e-15);
  assert_near(values.judged[1], 18.0, 1e-15);
  leda_check_values_clear(&values);
  leda_scan_common_free(common);
  leda_test_panel_clear(&read);
}

/* Three units that vary alike, and then one of them a thousand times as much. */
static void test_units_of_very_different_size(void **state) {
  (void)state;
  const char *size[] = {"", "000"};
  for (int k = 0; k < 2; k++) {
    leda_text text = {0};
    leda_scan_common *common;
    leda_error err = leda_error_none();
    leda_text_add(&text, "year,unit,value\n");
    for (int t = 0; t < 4; t++)
      leda_text_addf(&text, "%d,a,%d\n%d,b,%d\n%d,c,%d%s\n", 2001 + t, t * 3 % 5, 2001 + t,
                     t * 2 % 5, 2001 + t, t * 3 % 4, size[k]);
    leda_test_panel read = leda_test_read(leda_text_str(&text), NULL);
    assert_int_equal(leda_scan_common_make(&common, &read.panel, &plain, &err), LEDA_OK);
    assert_int_equal(leda_scan_common_uneven(common), k == 1);
    leda_scan_common_free(common);
    leda_test_panel_clear(&read);
    leda_text_clear(&text);
  }
}

/* 2 of 10 and 8 of 90 together are 10 of 100, not the mean of the two rates. */
static void test_levels_are_rates_taken_together(void **state) {
  (void)state;
  const char *counts = "year,numerator,denominator\n2001,2,10\n2002,8,90\n2003,5,50\n";
  leda_test_panel read = leda_test_read(counts, NULL);
  leda_check_values values;
  leda_error err = leda_error_none();
  leda_check_reading reading = plain;
  reading.per = 100.0;
  assert_int_equal(leda_check_values_init(&values, 3, &err), LEDA_OK);
  assert_int_equal(leda_check_values_take(&values, &read.panel, read.panel.series, &reading, &err),
                   LEDA_OK);
  assert_true(values.rates);
  assert_near(values.values[0], 20.0, 1e-13);
  assert_near(leda_check_values_level(&values, 0, 2), 10.0, 1e-13);
  reading.from = 2002;
  assert_int_equal(leda_check_values_take(&values, &read.panel, read.panel.series, &reading, &err),
                   LEDA_OK);
  assert_int_equal(values.n, 2);
  leda_check_values_clear(&values);
  leda_test_panel_clear(&read);
}

/* Beside a value a denominator is the size behind it, and nothing is divided. */
static void test_a_value_with_a_size_stays_as_it_is(void **state) {
  (void)state;
  leda_test_panel read = leda_test_read("year,value,denominator\n2001,12.5,10\n2002,13,0\n", NULL);
  leda_check_values values;
  leda_error err = leda_error_none();
  assert_int_equal(leda_check_values_init(&values, 2, &err), LEDA_OK);
  assert_int_equal(leda_check_values_take(&values, &read.panel, read.panel.series, &plain, &err),
                   LEDA_OK);
  assert_false(values.rates);
  assert_near(values.judged[0], 12.5, 0.0);
  leda_check_values_clear(&values);
  leda_test_panel_clear(&read);
}

static void assert_refused(const char *text, size_t line) {
  leda_test_panel read = leda_test_read(text, NULL);
  leda_check_values values;
  leda_error err = leda_error_none();
  assert_int_equal(leda_check_values_init(&values, 9, &err), LEDA_OK);
  assert_int_equal(leda_check_values_take(&values, &read.panel, read.panel.series, &plain, &err),
                   LEDA_ERR_DATA);
  assert_int_equal(err.line, line);
  assert_true(err.hint[0]);
  leda_check_values_clear(&values);
  leda_test_panel_clear(&read);
}

static void test_what_no_rate_can_be_made_of(void **state) {
  (void)state;
  assert_refused("year,numerator,denominator\n2001,2,10\n2002,8,0\n", 3);
  assert_refused("year,numerator,denominator\n2001,2,10\n2002,-1,10\n", 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_means_of_deviations),
      cmocka_unit_test(test_it_is_subtracted),
      cmocka_unit_test(test_units_of_very_different_size),
      cmocka_unit_test(test_levels_are_rates_taken_together),
      cmocka_unit_test(test_a_value_with_a_size_stays_as_it_is),
      cmocka_unit_test(test_what_no_rate_can_be_made_of),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
