/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scan of the 290 Swedish municipalities 2011-2024. Their unemployment is so persistent that its pooled
 * autocorrelation is about 0.84 (profiled restricted likelihood in R, methods.md section 2), and their
 * population runs in curves, beyond 1: nobody can tell change from noise there. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/analysis/scan.h"
#include "engine/core/file.h"

enum { UNITS = 290 };

static void read_column(leda_panel *panel, const char *column) {
  const char *shared = getenv("LEDA_SHARED");
  char path[512];
  snprintf(path, sizeof path, "%s/data/panel/se_kommun_panel_2011_2024.csv",
           shared ? shared : "../shared");
  if (!leda_file_exists(path)) skip();
  const char *const items[] = {path};
  leda_column_choice choice = {LEDA_ROLE_VALUE, column};
  leda_read_options options = {.columns = &choice, .n_columns = 1};
  leda_error err = leda_error_none();
  assert_int_equal(leda_panel_read(panel, (leda_paths){items, 1}, &options, NULL, &err), LEDA_OK);
  assert_int_equal(panel->n_series, UNITS);
}

static leda_scan *scan_panel(const leda_panel *panel, const leda_scan_options *options) {
  leda_scan *scan;
  leda_error err = leda_error_none();
  assert_int_equal(leda_scan_run(&scan, panel, options, &err), LEDA_OK);
  return scan;
}

static void assert_nobody_can_tell(const leda_scan *scan, double phi) {
  leda_scan_indicators all = leda_scan_indicators_of(scan);
  assert_int_equal(all.n, 1);
  assert_int_equal(all.items[0].model, LEDA_NOISE_AR1_PANEL);
  assert_true(all.items[0].phi > phi);
  assert_int_equal(leda_scan_summary_of(scan)->cannot_tell, UNITS);
  assert_int_equal(leda_scan_summary_of(scan)->changed, 0);
  /* The less alike neighbours are taken to be, the more is found. */
  assert_true(all.items[0].at_phi[0].phi < all.items[0].at_phi[1].phi);
  assert_true(all.items[0].at_phi[0].changed >= all.items[0].at_phi[1].changed);
  assert_true(all.items[0].at_phi[1].changed >= all.items[0].at_phi[2].changed);
  assert_int_equal(all.items[0].at_phi_series, UNITS);
}

static void test_unemployment(void **state) {
  (void)state;
  leda_panel panel;
  leda_scan_options options = leda_scan_options_default();
  read_column(&panel, "arbetsloshet_pct_N03937");
  leda_scan *scan = scan_panel(&panel, &options);
  assert_nobody_can_tell(scan, 0.75);
  leda_scan_free(scan);
  /* Taken for independent, most of them would be called changed. */
  options.check.noise = LEDA_NOISE_CHOICE_INDEPENDENT;
  scan = scan_panel(&panel, &options);
  size_t with = leda_scan_summary_of(scan)->changed;
  assert_true(with > UNITS / 2);
  leda_scan_free(scan);
  /* A part of that is the country's, not the municipality's. */
  options.remove_common = true;
  scan = scan_panel(&panel, &options);
  assert_true(leda_scan_summary_of(scan)->changed != with);
  leda_scan_free(scan);
  leda_panel_clear(&panel);
}

static void test_population(void **state) {
  (void)state;
  leda_panel panel;
  leda_scan_options options = leda_scan_options_default();
  read_column(&panel, "folkmangd");
  leda_scan *scan = scan_panel(&panel, &options);
  assert_nobody_can_tell(scan, 1.0);
  leda_scan_free(scan);
  leda_panel_clear(&panel);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_unemployment),
      cmocka_unit_test(test_population),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
