/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundled series. Seat belts: sums by R 4.2.2, aggregate(Seatbelts[, "drivers"], FUN = sum);
   Nile: means by R, mean(window(Nile, end = 1898)). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/data/panel.h"
#include "tests/support/assert_near.h"

static leda_panel read(const char *path) {
  leda_panel panel;
  leda_paths paths = {&path, 1};
  leda_read_options options = {0};
  leda_error err = leda_error_none();
  if (leda_panel_read(&panel, paths, &options, NULL, &err)) fail_msg("%s: %s", path, err.message);
  assert_int_equal(panel.n_series, 1);
  return panel;
}

static const int32_t YEARS[16] = {19951, 21939, 22309, 23540, 23850, 21460, 19213, 19229,
                                  19363, 20441, 19970, 18932, 19149, 19460, 15472, 16421};

static void test_seat_belts_by_month_and_by_year_agree(void **state) {
  (void)state;
  leda_panel months = read("datasets/seatbelts/drivers_by_month.csv");
  leda_panel years = read("datasets/seatbelts/drivers_by_year.csv");
  assert_int_equal(months.n, 192);
  assert_int_equal(months.calendar.kind, LEDA_PERIOD_MONTH);
  assert_int_equal(years.n, 16);
  for (size_t i = 0; i < 16; i++) {
    double sum = 0;
    for (size_t k = 0; k < 12; k++) sum += months.observations[12 * i + k].value;
    assert_near(sum, YEARS[i], 0);
    assert_near(years.observations[i].value, YEARS[i], 0);
    assert_int_equal(years.observations[i].period, 1969 + (int)i);
  }
  leda_panel_clear(&months);
  leda_panel_clear(&years);
}

static void test_12_month_differences(void **state) {
  (void)state;
  leda_panel months = read("datasets/seatbelts/drivers_by_month.csv");
  leda_panel differences = read("datasets/seatbelts/drivers_12_month_difference.csv");
  assert_int_equal(differences.n, 180);
  for (size_t i = 0; i < 180; i++) {
    assert_int_equal(differences.observations[i].period, months.observations[i + 12].period);
    assert_near(differences.observations[i].value,
                months.observations[i + 12].value - months.observations[i].value, 0);
  }
  leda_panel_clear(&months);
  leda_panel_clear(&differences);
}

static void test_nile(void **state) {
  (void)state;
  leda_panel nile = read("datasets/nile/nile.csv");
  assert_int_equal(nile.n, 100);
  assert_int_equal(nile.observations[0].period, 1871);
  double before = 0, after = 0;
  for (size_t i = 0; i < 28; i++) before += nile.observations[i].value / 28;
  for (size_t i = 28; i < 100; i++) after += nile.observations[i].value / 72;
  assert_near(before, 1097.75, 1e-12);
  assert_near(after, 849.972222222222, 1e-12);
  leda_panel_clear(&nile);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_seat_belts_by_month_and_by_year_agree),
      cmocka_unit_test(test_12_month_differences),
      cmocka_unit_test(test_nile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
