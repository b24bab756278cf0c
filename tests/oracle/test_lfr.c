/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundled tables of "Leda för resultat" and what is computed from them, against the figures of the
   report as they stand in the shared folder: tables 1 and 2, what the text says (a comparison made by
   hand) and control values from a spreadsheet (lfr_kontrollvarden.csv, four decimals). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/published_summary.h"
#include "engine/analysis/verify.h"
#include "engine/data/sheet.h"
#include "tests/support/assert_near.h"

static leda_sheet source(const char *name) {
  char path[512];
  const char *shared = getenv("LEDA_SHARED");
  snprintf(path, sizeof path, "%s/sources/%s", shared ? shared : "../shared", name);
  leda_sheet sheet;
  leda_error err = leda_error_none();
  leda_status status = leda_sheet_read(&sheet, path, &err);
  if (status == LEDA_ERR_IO) skip();
  if (status) fail_msg("%s:%zu: %s", path, err.line, err.message);
  return sheet;
}

static const char *cell(const leda_sheet *sheet, size_t row, const char *column) {
  size_t at = leda_sheet_column(sheet, column);
  if (at == LEDA_SHEET_NO_COLUMN) fail_msg("no column %s", column);
  return leda_sheet_cell(sheet, row, at);
}

static void add(leda_published *published, leda_published_part part, const char *path) {
  leda_error err = leda_error_none();
  if (leda_published_read(published, part, path, NULL, &err))
    fail_msg("%s:%zu: %s", err.file, err.line, err.message);
}

static leda_published bundled(void) {
  leda_published published = {0};
  add(&published, LEDA_PUBLISHED_MEANS, "datasets/lfr/table2.csv");
  add(&published, LEDA_PUBLISHED_DIFFERENCES, "datasets/lfr/table2_differences.csv");
  add(&published, LEDA_PUBLISHED_CLAIMS, "datasets/lfr/claims.csv");
  return published;
}

static leda_published_change change_of(const leda_published *published) {
  leda_published_options options = {
      .from = "2012-10", .to = "2013-05", .scale_low = 1, .scale_high = 7, .alpha = 0.05};
  leda_published_change change;
  leda_error err = leda_error_none();
  if (leda_published_change_run(&change, published, &options, &err)) fail_msg("%s", err.message);
  return change;
}

static void assert_decimal(leda_decimal value, const char *expected) {
  leda_text text = {0};
  leda_decimal_format(value, &text);
  assert_string_equal(leda_text_str(&text), expected);
  leda_text_clear(&text);
}

static void test_table_2_digit_by_digit(void **state) {
  (void)state;
  leda_sheet table = source("lfr_tabell2.csv");
  leda_published published = bundled();
  leda_published_change change = change_of(&published);
  assert_int_equal(change.n, 19);
  assert_int_equal(table.n_rows, 19);
  for (size_t i = 0; i < 19; i++) {
    assert_string_equal(change.items[i].statement.label, cell(&table, i, "nr"));
    assert_decimal(change.items[i].from->mean, cell(&table, i, "snitt_oktober_2012"));
    assert_decimal(change.items[i].to->mean, cell(&table, i, "snitt_maj_2013"));
    assert_decimal(change.items[i].difference, cell(&table, i, "diff_maj_okt_tryckt"));
  }
  leda_published_change_clear(&change);
  leda_published_clear(&published);
  leda_sheet_clear(&table);
}

/* All 19 differences of the table agree; of those in the text all but that of statement 14. */
static void test_printed_differences(void **state) {
  (void)state;
  leda_sheet table = source("lfr_tabell2.csv");
  leda_published published = bundled();
  size_t in_table = 0, in_text = 0;
  for (size_t i = 0; i < published.n_differences; i++) {
    const leda_published_difference *printed = &published.differences[i];
    leda_difference_check check = leda_published_check_difference(&published, printed);
    size_t row = (size_t)printed->statement.number - 1;
    if (strcmp(printed->source, "table") == 0) {
      in_table++;
      assert_int_equal(check.consistent, LEDA_CONSISTENT_YES);
      continue;
    }
    in_text++;
    assert_decimal(printed->difference, cell(&table, row, "diff_i_lopande_text"));
    bool agrees = strcmp(cell(&table, row, "text_stammer_med_tabell"), "ja") == 0;
    assert_int_equal(check.consistent, agrees ? LEDA_CONSISTENT_YES : LEDA_CONSISTENT_ROUNDING);
    if (!agrees) assert_int_equal(printed->statement.number, 14);
  }
  assert_int_equal(in_table, 19);
  assert_int_equal(in_text, 7);
  leda_published_clear(&published);
  leda_sheet_clear(&table);
}

static double control(const leda_sheet *sheet, const char *name) {
  for (size_t i = 0; i < sheet->n_rows; i++)
    if (strcmp(cell(sheet, i, "storhet"), name) == 0) return strtod(cell(sheet, i, "varde"), NULL);
  fail_msg("no control value %s", name);
  return 0;
}

static void test_control_values(void **state) {
  (void)state;
  leda_sheet values = source("lfr_kontrollvarden.csv");
  leda_published published = bundled();
  leda_published_change change = change_of(&published);
  assert_within(change.mean[LEDA_COLUMN_FROM], control(&values, "medel_okt_19"), 5e-5);
  assert_within(change.mean[LEDA_COLUMN_TO], control(&values, "medel_maj_19"), 5e-5);
  assert_within(change.mean[LEDA_COLUMN_DIFFERENCE], control(&values, "medel_diff_19"), 5e-5);
  assert_within(change.sd_difference, control(&values, "sd_diff_19"), 5e-5);
  assert_within(change.median_difference, control(&values, "median_diff_19"), 1e-12);
  assert_within(change.spearman, control(&values, "spearman_okt_maj"), 5e-5);
  assert_near((double)change.rises, control(&values, "antal_positiva_diff"), 0);
  leda_published_change_clear(&change);
  leda_published_clear(&published);
  leda_sheet_clear(&values);
}

/* lfr_pastaenden_i_text.csv finds one claim about order that does not hold: statement 3 in May. */
static void test_claims(void **state) {
  (void)state;
  leda_sheet said = source("lfr_pastaenden_i_text.csv");
  leda_published published = bundled();
  leda_published_change change = change_of(&published);
  size_t fails = 0, wrong = 0;
  for (size_t i = 0; i < said.n_rows; i++)
    fails += strcmp(cell(&said, i, "verdikt"), "stämmer INTE") == 0;
  assert_int_equal(fails, 1);
  for (size_t i = 0; i < published.n_claims; i++) {
    leda_claim_check check = leda_published_check_claim(&change, &published.claims[i]);
    if (check.outcome == LEDA_CLAIM_HOLDS) continue;
    wrong++;
    assert_int_equal(check.outcome, LEDA_CLAIM_FAILS);
    assert_int_equal(check.claim->statement.number, 3);
    assert_string_equal(check.claim->wave, "2013-05");
    assert_int_equal(check.found.best, 4);
    assert_int_equal(check.found.worst, 4);
  }
  assert_int_equal(wrong, 1);
  leda_published_change_clear(&change);
  leda_published_clear(&published);
  leda_sheet_clear(&said);
}

/* Table 1: every difference of its own agrees with its means. */
static void test_table_1(void **state) {
  (void)state;
  leda_sheet table = source("lfr_tabell1.csv");
  leda_published published = {0};
  add(&published, LEDA_PUBLISHED_MEANS, "datasets/lfr/table1.csv");
  add(&published, LEDA_PUBLISHED_DIFFERENCES, "datasets/lfr/table1_differences.csv");
  leda_published_key key = {"8", "2014-Q1", NULL, "chosen"};
  assert_decimal(leda_published_find(&published, key)->mean, cell(&table, 1, "ar_2014"));
  key.wave = "2012-10";
  assert_decimal(leda_published_find(&published, key)->mean, cell(&table, 1, "okt"));
  assert_int_equal(published.n_differences, 3);
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(
        leda_published_check_difference(&published, &published.differences[i]).consistent,
        LEDA_CONSISTENT_YES);
  leda_published_clear(&published);
  leda_sheet_clear(&table);
}

/* Of all means of both tables one is impossible, as lfr_tabell1.csv says: 3.17 of 68; and 66 is the largest
   number that can have it. */
static void test_one_mean_is_impossible(void **state) {
  (void)state;
  leda_sheet table = source("lfr_tabell1.csv");
  assert_non_null(strstr(cell(&table, 1, "kontroll"), "3.17 cannot be a mean of 68"));
  static const char *const TABLES[] = {"datasets/lfr/table1.csv", "datasets/lfr/table2.csv"};
  size_t impossible = 0;
  for (size_t i = 0; i < 2; i++) {
    leda_published published = {0};
    add(&published, LEDA_PUBLISHED_MEANS, TABLES[i]);
    leda_verify_options options = {.scale = {1, 7}};
    leda_verify verify;
    assert_int_equal(leda_verify_run(&verify, &published, &options, NULL), LEDA_OK);
    for (size_t k = 0; k < verify.n_means; k++) {
      const leda_verified_mean *found = &verify.means[k];
      if (found->grim != LEDA_GRIM_IMPOSSIBLE) continue;
      impossible++;
      assert_decimal(found->mean->mean, "3.17");
      assert_int_equal(found->mean->n, 68);
      assert_int_equal(found->other_n[0], 66);
    }
    leda_verify_clear(&verify);
    leda_published_clear(&published);
  }
  assert_int_equal(impossible, 1);
  leda_sheet_clear(&table);
}

/* The bundled vote is that of the source, and 289 each time make it more than noise:
   z^2 2 m (1 - m) / d^2 = 3.8415 * 2 * 0.895 * 0.105 / 0.05^2 = 288.8. */
static void test_the_vote_of_2012(void **state) {
  (void)state;
  leda_sheet said = source("skl_omrostning_2012.csv");
  leda_published published = {0};
  leda_published_waves waves;
  leda_summary summary;
  bool in_time = false;
  add(&published, LEDA_PUBLISHED_MEANS, "datasets/vote2012/vote.csv");
  assert_int_equal(leda_published_waves_find(&waves, &published, NULL, &in_time, NULL), LEDA_OK);
  leda_summary_options options = {.scale = {0, 1}, .alpha = 0.05, .sd = NAN, .waves = waves};
  assert_int_equal(leda_summary_run(&summary, &published, &options, NULL), LEDA_OK);
  for (size_t i = 0; i < 2; i++) {
    assert_string_equal(summary.rows[0].means[i]->wave, cell(&said, i, "matning"));
    assert_near(100 * leda_decimal_value(summary.rows[0].means[i]->mean),
                strtod(cell(&said, i, "ja_procent"), NULL), 1e-12);
  }
  assert_near(summary.rows[0].deltas[0].vote.n_pooled, 289, 0);
  leda_summary_clear(&summary);
  leda_published_waves_clear(&waves);
  leda_published_clear(&published);
  leda_sheet_clear(&said);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table_2_digit_by_digit),
      cmocka_unit_test(test_printed_differences),
      cmocka_unit_test(test_control_values),
      cmocka_unit_test(test_claims),
      cmocka_unit_test(test_table_1),
      cmocka_unit_test(test_one_mean_is_impossible),
      cmocka_unit_test(test_the_vote_of_2012),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
