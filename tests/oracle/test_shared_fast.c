/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real files, read by several threads in small chunks, give the panel that the serial reader gives
   (which test_shared_data.c holds to counts by Python). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "tests/support/panel_text.h"

typedef struct {
  const char *file;
  leda_column_choice columns[4];
  size_t n_columns;
} table;

static const table tables[] = {
    {"panel/se_kommun_panel_2011_2024.csv",
     {{LEDA_ROLE_VALUE, "arbetsloshet_pct_N03937"},
      {LEDA_ROLE_VALUE, "folkmangd"},
      {LEDA_ROLE_VALUE, "medianinkomst_kr"}},
     3},
    {"kolada/kolada_values_N00945_3cities_2000_2020.csv", {{LEDA_ROLE_UNIT, "municipality_id"}}, 1},
    {"oj2015/oj2015_raw.csv", {{LEDA_ROLE_INDICATOR, "indikator"}}, 1},
    {"skolverket/slutbetyg_ak9_2025_skolenhet.csv",
     {{LEDA_ROLE_UNIT, "Skol-enhetskod"},
      {LEDA_ROLE_UNIT_NAME, "Skola"},
      {LEDA_ROLE_VALUE, "Andel (%) elever behöriga till yrkesprog."}},
     3},
};

static char *read_text(const char *path, const table *t, size_t chunk, int threads) {
  leda_read_options options = {.columns = t->columns,
                               .n_columns = t->n_columns,
                               .period_optional = true,
                               .threads = threads,
                               .chunk = chunk};
  leda_panel panel;
  leda_error err = leda_error_none();
  leda_status status = leda_panel_read(&panel, (leda_paths){&path, 1}, &options, NULL, &err);
  if (status) fail_msg("%s", err.message);
  assert_true(panel.n > 0);
  char *text = leda_test_panel_text(&panel);
  leda_panel_clear(&panel);
  return text;
}

static void real_files_are_read_alike(void **state) {
  (void)state;
  const char *shared = getenv("LEDA_SHARED");
  size_t n = 0;
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/data/%s", shared ? shared : "../shared", tables[i].file);
    FILE *file = fopen(path, "rb");
    if (!file) continue;
    fclose(file);
    n++;
    char *serial = read_text(path, &tables[i], 0, 0);
    static const size_t chunks[] = {999, 65536};
    for (int k = 0; k < 4; k++) {
      char *fast = read_text(path, &tables[i], chunks[k % 2], k < 2 ? 2 : 3);
      assert_string_equal(serial, fast);
      leda_free(fast);
    }
    leda_free(serial);
  }
  if (n == 0) skip();
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(real_files_are_read_alike)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
