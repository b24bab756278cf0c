/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GRIM and GRIMMER on the scale 1-7 against the exact lists of reference/stats/grim in the shared folder:
   how many two-decimal means are possible for each n, which, and which (mean, sd) pairs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine/data/decimal.h"
#include "engine/data/sheet.h"
#include "stats/grimmer.h"

static const leda_answer_scale SEVEN = {1, 7};

static leda_sheet reference(const char *name) {
  char path[512];
  const char *shared = getenv("LEDA_SHARED");
  snprintf(path, sizeof path, "%s/reference/stats/grim/%s", shared ? shared : "../shared", name);
  leda_sheet sheet;
  leda_error err = leda_error_none();
  leda_status status = leda_sheet_read(&sheet, path, &err);
  if (status == LEDA_ERR_IO) skip();
  if (status) fail_msg("%s: %s", path, err.message);
  return sheet;
}

static long long whole(const leda_sheet *sheet, size_t row, size_t column) {
  return strtoll(leda_sheet_cell(sheet, row, column), NULL, 10);
}

static leda_printed printed(const leda_sheet *sheet, size_t row, size_t column) {
  leda_decimal value = {0};
  assert_true(leda_decimal_parse(leda_sheet_cell(sheet, row, column), &value));
  return (leda_printed){value.units, value.decimals};
}

static void test_counts_by_n(void **state) {
  (void)state;
  leda_sheet sheet = reference("grim_counts_by_n.csv");
  assert_true(sheet.n_rows > 60);
  for (size_t i = 0; i < sheet.n_rows; i++) {
    long long n = whole(&sheet, i, 0);
    assert_int_equal(leda_grim_count(SEVEN, 2, n), whole(&sheet, i, 1));
    assert_int_equal(leda_grim_all_possible(2, n), whole(&sheet, i, 1) == whole(&sheet, i, 2));
  }
  leda_sheet_clear(&sheet);
}

static void test_which_means(void **state) {
  (void)state;
  leda_sheet sheet = reference("grim_grid.csv");
  assert_true(sheet.n_rows > 4000);
  for (size_t i = 0; i < sheet.n_rows; i++) {
    leda_grim_verdict verdict = leda_grim(SEVEN, printed(&sheet, i, 1), whole(&sheet, i, 0));
    assert_int_equal(verdict > LEDA_GRIM_IMPOSSIBLE, whole(&sheet, i, 2) == 1);
  }
  leda_sheet_clear(&sheet);
}

/* One for each n, mean 1.00-7.00 and sd 0.00-3.99 (none is larger than 3.33). */
static size_t place(long long n, long long mean, long long sd) {
  return ((size_t)n * 601 + (size_t)(mean - 100)) * 400 + (size_t)sd;
}

/* Every pair of the list is let through, and no other; of n 17 and 28 the list of pairs has none, and their
   number has to do. */
static void test_which_pairs(void **state) {
  (void)state;
  leda_sheet counts = reference("grimmer_exact_counts.csv");
  leda_sheet sheet = reference("grimmer_exact_pairs.csv");
  char *listed = calloc(place(36, 100, 0), 1);
  size_t n_lists = 0;
  for (size_t i = 0; i < sheet.n_rows; i++)
    listed[place(whole(&sheet, i, 0), printed(&sheet, i, 1).units, printed(&sheet, i, 2).units)] =
        1;
  for (size_t i = 0; i < counts.n_rows; i++) {
    long long n = whole(&counts, i, 0), reachable = 0, consistent = 0;
    bool has_list = listed[place(n, 100, 0)];
    n_lists += has_list;
    for (long long sum = n; sum <= 7 * n; sum++)
      for (long long squares = n; squares <= 49 * n; squares++)
        reachable += leda_grimmer_reachable(SEVEN, (leda_answer_sums){n, sum, squares}, NULL);
    for (long long mean = 100; mean <= 700; mean++)
      for (long long sd = 0; sd < 400; sd++) {
        leda_printed_answers pair = {.scale = SEVEN, .n = n, .mean = {mean, 2}, .sd = {sd, 2}};
        bool possible = leda_grimmer(&pair) > LEDA_GRIM_IMPOSSIBLE;
        if (has_list && possible != listed[place(n, mean, sd)])
          fail_msg("n %lld, mean %lld, sd %lld: %d", n, mean, sd, possible);
        consistent += possible;
      }
    assert_int_equal(reachable, whole(&counts, i, 1));
    assert_int_equal(consistent, whole(&counts, i, 2));
  }
  assert_int_equal(n_lists, 6);
  free(listed);
  leda_sheet_clear(&counts);
  leda_sheet_clear(&sheet);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_counts_by_n),
      cmocka_unit_test(test_which_means),
      cmocka_unit_test(test_which_pairs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
