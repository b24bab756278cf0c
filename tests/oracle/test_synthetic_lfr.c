/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundled synthetic answers against the report's numbers as they stand in the shared folder
   (../shared/sources): table 2, table 1 and the role means of diagrams 3, 5 and 10, digit by digit, and the
   numbers of questionnaires. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/describe.h"
#include "engine/data/sheet.h"
#include "tests/support/assert_near.h"

static leda_sheet read_sheet(const char *path) {
  leda_sheet sheet;
  leda_error err = leda_error_none();
  leda_status status = leda_sheet_read(&sheet, path, &err);
  if (status == LEDA_ERR_IO) skip();
  if (status) fail_msg("%s:%zu: %s", path, err.line, err.message);
  return sheet;
}

static leda_sheet source(const char *name) {
  char path[512];
  const char *shared = getenv("LEDA_SHARED");
  snprintf(path, sizeof path, "%s/sources/%s", shared ? shared : "../shared", name);
  return read_sheet(path);
}

static leda_sheet synthetic(void) { return read_sheet("datasets/lfr/answers_synthetic.csv"); }

static const char *cell(const leda_sheet *sheet, size_t row, const char *column) {
  size_t at = leda_sheet_column(sheet, column);
  if (at == LEDA_SHEET_NO_COLUMN) fail_msg("no column %s", column);
  return leda_sheet_cell(sheet, row, at);
}

/* The report's words for waves, in the order of time. */
static const char *wave_of(const char *word) {
  if (strncmp(word, "okt", 3) == 0 || strcmp(word, "2012-10") == 0) return "2012-10";
  if (strncmp(word, "maj", 3) == 0 || strcmp(word, "2013-05") == 0) return "2013-05";
  return "2014-Q1";
}

typedef struct {
  const char *statement, *wave;
  bool chosen;
  const char *role; /* "": all */
} group;

/* The mean with two decimals or one, printed by the C library from the quotient. */
static long print_mean(const leda_sheet *answers, group g, int decimals, char out[32]) {
  char column[8];
  double sum = 0;
  long n = 0;
  snprintf(column, sizeof column, "q%s", g.statement);
  for (size_t i = 0; i < answers->n_rows; i++) {
    const char *answer = cell(answers, i, column);
    if (strcmp(cell(answers, i, "wave"), g.wave) != 0 || answer[0] == '\0' ||
        (g.chosen && strcmp(cell(answers, i, "chosen"), "yes") != 0) ||
        (g.role[0] && strcmp(cell(answers, i, "role"), g.role) != 0))
      continue;
    sum += strtod(answer, NULL);
    n++;
  }
  snprintf(out, 32, "%.*f", decimals, sum / (double)n);
  return n;
}

static void test_table_2(void **state) {
  (void)state;
  leda_sheet table = source("lfr_tabell2.csv"), answers = synthetic();
  char text[32];
  assert_int_equal(table.n_rows, 19);
  for (size_t i = 0; i < 19; i++) {
    const char *nr = cell(&table, i, "nr");
    print_mean(&answers, (group){nr, "2012-10", false, ""}, 2, text);
    assert_string_equal(text, cell(&table, i, "snitt_oktober_2012"));
    print_mean(&answers, (group){nr, "2013-05", false, ""}, 2, text);
    assert_string_equal(text, cell(&table, i, "snitt_maj_2013"));
  }
  leda_sheet_clear(&answers);
  leda_sheet_clear(&table);
}

static void test_table_1(void **state) {
  (void)state;
  static const char *const COLUMNS[] = {"okt", "maj", "ar_2014"};
  leda_sheet table = source("lfr_tabell1.csv"), answers = synthetic();
  char text[32];
  for (size_t row = 0; row < 2; row++)
    for (size_t w = 0; w < 2 + row; w++) {
      print_mean(&answers, (group){"8", wave_of(COLUMNS[w]), row == 1, ""}, 2, text);
      assert_string_equal(text, cell(&table, row, COLUMNS[w]));
    }
  leda_sheet_clear(&answers);
  leda_sheet_clear(&table);
}

static void test_role_means(void **state) {
  (void)state;
  leda_sheet table = source("lfr_rollmedel_diagram.csv"), answers = synthetic();
  char text[32];
  assert_int_equal(table.n_rows, 8);
  for (size_t i = 0; i < table.n_rows; i++) {
    bool chosen = strcmp(cell(&table, i, "population"), "utvalda") == 0;
    bool support = strcmp(cell(&table, i, "roll"), "ledning") != 0;
    group g = {cell(&table, i, "pastaende_nr"), wave_of(cell(&table, i, "tidpunkt")), chosen,
               support ? "support" : "leadership"};
    print_mean(&answers, g, 1, text);
    assert_string_equal(text, cell(&table, i, "medel"));
  }
  leda_sheet_clear(&answers);
  leda_sheet_clear(&table);
}

static void test_numbers_of_questionnaires(void **state) {
  (void)state;
  leda_sheet table = source("lfr_antal_svar.csv"), answers = synthetic();
  char text[32];
  assert_int_equal(table.n_rows, 5);
  for (size_t i = 0; i < table.n_rows; i++) {
    bool chosen = strcmp(cell(&table, i, "population"), "samtliga kommuner") != 0;
    const char *wave = wave_of(cell(&table, i, "tidpunkt"));
    assert_int_equal(print_mean(&answers, (group){"1", wave, chosen, ""}, 1, text),
                     atol(cell(&table, i, "totalt")));
    assert_int_equal(print_mean(&answers, (group){"1", wave, chosen, "leadership"}, 1, text),
                     atol(cell(&table, i, "ledning")));
    assert_int_equal(print_mean(&answers, (group){"1", wave, chosen, "support"}, 1, text),
                     atol(cell(&table, i, "stod")));
  }
  leda_sheet_clear(&answers);
  leda_sheet_clear(&table);
}

static double control(const leda_sheet *sheet, const char *name) {
  for (size_t i = 0; i < sheet->n_rows; i++)
    if (strcmp(cell(sheet, i, "storhet"), name) == 0) return strtod(cell(sheet, i, "varde"), NULL);
  fail_msg("no control value %s", name);
  return 0;
}

/* The control values were computed from printed means; those before rounding lie within half a hundredth,
   so the mean of 19 does too. Their order stays but where two are printed alike (two pairs, each worth 0.01
   of the rank correlation at most). */
static void test_control_values(void **state) {
  (void)state;
  leda_sheet values = source("lfr_kontrollvarden.csv");
  leda_instrument instrument;
  leda_survey survey;
  leda_error err = leda_error_none();
  assert_int_equal(leda_instrument_open(&instrument, "lfr", NULL, &err), LEDA_OK);
  leda_survey_options options = {.instrument = &instrument};
  assert_int_equal(
      leda_survey_read(&survey, "datasets/lfr/answers_synthetic.csv", &options, NULL, &err),
      LEDA_OK);
  leda_people october = leda_people_all(), may = leda_people_all();
  october.wave = 0;
  may.wave = 1;
  leda_description d;
  leda_item overall = {LEDA_ITEM_OVERALL, 0};
  assert_int_equal(leda_describe(&survey, overall, &october, &d, &err), LEDA_OK);
  assert_within(d.mean_of_statements, control(&values, "medel_okt_19"), 0.005);
  assert_int_equal(leda_describe(&survey, overall, &may, &d, &err), LEDA_OK);
  assert_within(d.mean_of_statements, control(&values, "medel_maj_19"), 0.005);
  leda_order_stability order;
  assert_int_equal(leda_describe_order(&survey, &october, &may, &order, &err), LEDA_OK);
  assert_int_equal(order.n, 19);
  assert_within(order.spearman, control(&values, "spearman_okt_maj"), 0.02);
  leda_survey_clear(&survey);
  leda_instrument_clear(&instrument);
  leda_sheet_clear(&values);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table_2),
      cmocka_unit_test(test_table_1),
      cmocka_unit_test(test_role_means),
      cmocka_unit_test(test_control_values),
      cmocka_unit_test(test_numbers_of_questionnaires),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
