/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The synthetic answers against the tables of datasets/lfr, which carry the report's numbers as printed.
   Means are added up here from the bundled file itself, not by the code that made it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/simulate_published.h"
#include "engine/data/sheet.h"
#include "engine/data/survey.h"
#include "stats/simulate_published.h"
#include "tests/support/assert_near.h"

/* ---- the bundled file, counted here ---- */

static leda_sheet read_sheet(const char *path) {
  leda_sheet sheet;
  leda_error err = leda_error_none();
  if (leda_sheet_read(&sheet, path, &err)) fail_msg("%s:%zu: %s", path, err.line, err.message);
  return sheet;
}

static const char *cell(const leda_sheet *sheet, size_t row, const char *column) {
  size_t at = leda_sheet_column(sheet, column);
  if (at == LEDA_SHEET_NO_COLUMN) fail_msg("no column %s", column);
  return leda_sheet_cell(sheet, row, at);
}

/* Sum and number of answers to a statement; "" or "all" stands for anybody. */
typedef struct {
  long sum, n;
} tally;

static bool is(const char *wanted, const char *text) {
  return wanted[0] == '\0' || strcmp(wanted, "all") == 0 || strcmp(wanted, text) == 0;
}

static tally count(const leda_sheet *answers, const char *statement, const char *wave,
                   const char *cohort, const char *role) {
  char column[8];
  tally t = {0};
  snprintf(column, sizeof column, "q%s", statement);
  const char *chosen = strcmp(cohort, "chosen") == 0 ? "yes" : "";
  for (size_t i = 0; i < answers->n_rows; i++) {
    const char *answer = cell(answers, i, column);
    if (!is(wave, cell(answers, i, "wave")) || !is(chosen, cell(answers, i, "chosen")) ||
        !is(role, cell(answers, i, "role")) || answer[0] == '\0')
      continue;
    t.sum += atol(answer);
    t.n++;
  }
  return t;
}

/* The text of a mean with so many decimals, in whole numbers; halves fail, so that no way of rounding
   matters. */
static void print_ratio(long sum, long n, const char *like, char *out, size_t size) {
  const char *point = strchr(like, '.');
  long scale = 1;
  size_t decimals = point ? strlen(point + 1) : 0;
  for (size_t i = 0; i < decimals; i++) scale *= 10;
  long twice = 2 * sum * scale / n;
  if (2 * sum * scale % n == 0 && twice % 2 != 0) fail_msg("%ld / %ld is on the border", sum, n);
  long rounded = (twice + 1) / 2;
  snprintf(out, size, "%ld.%0*ld", rounded / scale, (int)decimals, rounded % scale);
}

static void assert_printed(tally t, const char *expected) {
  char found[32];
  print_ratio(t.sum, t.n, expected, found, sizeof found);
  assert_string_equal(found, expected);
}

static void check_means(const char *path) {
  leda_sheet answers = read_sheet("datasets/lfr/answers_synthetic.csv");
  leda_sheet table = read_sheet(path);
  bool cohort = leda_sheet_column(&table, "cohort") != LEDA_SHEET_NO_COLUMN;
  bool role = leda_sheet_column(&table, "role") != LEDA_SHEET_NO_COLUMN;
  for (size_t i = 0; i < table.n_rows; i++)
    assert_printed(count(&answers, cell(&table, i, "statement"), cell(&table, i, "wave"),
                         cohort ? cell(&table, i, "cohort") : "",
                         role ? cell(&table, i, "role") : ""),
                   cell(&table, i, "mean"));
  assert_true(table.n_rows > 4);
  leda_sheet_clear(&answers);
  leda_sheet_clear(&table);
}

static void test_table_2(void **state) {
  (void)state;
  check_means("datasets/lfr/table2.csv");
}

static void test_table_1(void **state) {
  (void)state;
  check_means("datasets/lfr/table1.csv");
}

static void test_role_means(void **state) {
  (void)state;
  check_means("datasets/lfr/role_means.csv");
}

/* Differences before rounding print as published too; for statement 14 as the text has it (0.29), since
   the table's 0.30 is the difference of the rounded means. */
static void check_differences(const char *path) {
  leda_sheet answers = read_sheet("datasets/lfr/answers_synthetic.csv");
  leda_sheet table = read_sheet(path);
  bool cohort = leda_sheet_column(&table, "cohort") != LEDA_SHEET_NO_COLUMN;
  size_t checked = 0;
  for (size_t i = 0; i < table.n_rows; i++) {
    const char *statement = cell(&table, i, "statement");
    const char *who = cohort ? cell(&table, i, "cohort") : "";
    if (strcmp(statement, "14") == 0 && strcmp(cell(&table, i, "source"), "text") != 0) continue;
    tally a = count(&answers, statement, cell(&table, i, "from"), who, "");
    tally b = count(&answers, statement, cell(&table, i, "to"), who, "");
    assert_printed((tally){b.sum * a.n - a.sum * b.n, a.n * b.n}, cell(&table, i, "difference"));
    checked++;
  }
  assert_true(checked > 2);
  leda_sheet_clear(&answers);
  leda_sheet_clear(&table);
}

static void test_differences(void **state) {
  (void)state;
  check_differences("datasets/lfr/table2_differences.csv");
  check_differences("datasets/lfr/table1_differences.csv");
}

static void test_numbers_of_people(void **state) {
  (void)state;
  static const char *const ROLES[] = {"leadership", "support"};
  leda_sheet answers = read_sheet("datasets/lfr/answers_synthetic.csv");
  leda_sheet table = read_sheet("datasets/lfr/answers.csv");
  assert_int_equal(table.n_rows, 5);
  for (size_t i = 0; i < table.n_rows; i++) {
    const char *wave = cell(&table, i, "wave"), *cohort = cell(&table, i, "cohort");
    /* everybody answered statement 1 */
    assert_int_equal(count(&answers, "1", wave, cohort, "").n, atol(cell(&table, i, "answers")));
    for (size_t k = 0; k < 2; k++)
      assert_int_equal(count(&answers, "1", wave, cohort, ROLES[k]).n,
                       atol(cell(&table, i, ROLES[k])));
  }
  leda_sheet_clear(&answers);
  leda_sheet_clear(&table);
}

/* Fewer than three skipped answers and table 1 could not be: no whole sum of 68 or 67 answers has the mean
   3.17; of 66 only 209 does, from which 285 / 63 = 4.52 is 1.36 away, where 1.35 is printed. */
static void test_skipped_answers_are_needed(void **state) {
  (void)state;
  leda_sheet answers = read_sheet("datasets/lfr/answers_synthetic.csv");
  assert_int_equal(count(&answers, "8", "2012-10", "chosen", "").n, 65);
  long skipped = 0;
  for (int q = 1; q <= 19; q++) {
    char statement[16];
    snprintf(statement, sizeof statement, "%d", q);
    skipped += (long)answers.n_rows - count(&answers, statement, "", "", "").n;
  }
  assert_int_equal(skipped, 3);
  for (long n = 66; n <= 68; n++)
    for (long sum = n; sum <= 7 * n; sum++)
      if (labs(200 * sum - 634 * n) <= n) {
        assert_int_equal(n, 66);
        assert_int_equal(sum, 209);
        assert_true((284.0 / 63 < 4.515) && 286.0 / 63 > 4.525);
        assert_true(285.0 / 63 - 209.0 / 66 > 1.355);
      }
  leda_sheet_clear(&answers);
}

/* In words the report says: the chosen rise more than the others in all statements but 19, most in 8, 12, 4;
   support answers lower than leadership. */
static double mean(const leda_sheet *answers, const char *statement, const char *wave,
                   const char *cohort, const char *role) {
  tally t = count(answers, statement, wave, cohort, role);
  return (double)t.sum / (double)t.n;
}

static double more(const leda_sheet *answers, const char *q) {
  double rise[2];
  for (size_t i = 0; i < 2; i++) {
    const char *cohort = i == 0 ? "chosen" : "all";
    rise[i] = mean(answers, q, "2013-05", cohort, "") - mean(answers, q, "2012-10", cohort, "");
  }
  return rise[0] - rise[1];
}

static void test_what_the_text_says(void **state) {
  (void)state;
  leda_sheet answers = read_sheet("datasets/lfr/answers_synthetic.csv");
  const char *const most[] = {"8", "12", "4"};
  for (int q = 1; q <= 19; q++) {
    char statement[16];
    snprintf(statement, sizeof statement, "%d", q);
    assert_true(q == 19 ? more(&answers, statement) < 0 : more(&answers, statement) > 0);
    if (q != 8 && q != 12 && q != 4)
      for (size_t i = 0; i < 3; i++)
        assert_true(more(&answers, most[i]) > more(&answers, statement));
    assert_true(mean(&answers, statement, "2012-10", "all", "support") <=
                mean(&answers, statement, "2012-10", "all", "leadership"));
    assert_true(mean(&answers, statement, "2013-05", "all", "support") <=
                mean(&answers, statement, "2013-05", "all", "leadership"));
  }
  leda_sheet_clear(&answers);
}

/* Nobody can take them for real. */
static void test_every_row_says_synthetic(void **state) {
  (void)state;
  leda_sheet answers = read_sheet("datasets/lfr/answers_synthetic.csv");
  for (size_t i = 0; i < answers.n_rows; i++) {
    assert_string_equal(leda_sheet_cell(&answers, i, 0), "synthetic");
    assert_int_equal(strncmp(cell(&answers, i, "municipality"), "Syntetisk ", 10), 0);
  }
  leda_sheet_clear(&answers);
}

static void test_leda_reads_it(void **state) {
  (void)state;
  leda_instrument instrument;
  leda_survey survey;
  leda_error err = leda_error_none();
  assert_int_equal(leda_instrument_open(&instrument, "lfr", NULL, &err), LEDA_OK);
  leda_survey_options options = {
      .instrument = &instrument, .cohort_column = "chosen", .cohort_value = "yes"};
  assert_int_equal(
      leda_survey_read(&survey, "datasets/lfr/answers_synthetic.csv", &options, NULL, &err),
      LEDA_OK);
  assert_int_equal(survey.n, 528);
  assert_int_equal(survey.n_synthetic, 528);
  assert_int_equal(survey.n_municipalities, 40);
  assert_string_equal(survey.waves[2], "2014-Q1");
  size_t chosen = 0;
  for (size_t i = 0; i < survey.n; i++) chosen += survey.respondents[i].chosen == 1;
  assert_int_equal(chosen, 68 + 63 + 35);
  leda_survey_clear(&survey);
  leda_instrument_clear(&instrument);
}

/* ---- the maker ---- */

static void make(leda_synthetic *synthetic, uint64_t seed, double municipality_sd) {
  leda_synthetic_options options = leda_synthetic_options_default();
  leda_error err = leda_error_none();
  options.seed = seed;
  options.municipality_sd = municipality_sd;
  options.wave_municipality_sd = municipality_sd / 2;
  if (leda_synthetic_run(synthetic, &options, &err)) fail_msg("%s", err.message);
}

static long sum_of(const leda_synthetic *synthetic, size_t q, size_t wave) {
  long sum = 0;
  for (size_t i = 0; i < synthetic->n; i++)
    if (synthetic->respondents[i].wave == wave)
      sum += synthetic->answers[i * LEDA_SYNTHETIC_STATEMENTS + q];
  return sum;
}

/* Whatever the seed and the spread, the means stay. */
static void test_any_seed(void **state) {
  (void)state;
  leda_synthetic a, b;
  make(&a, 1, 0.4);
  for (uint64_t seed = 2; seed < 30; seed++) {
    make(&b, seed, seed % 3 == 0 ? 2.0 : 0.1);
    for (size_t q = 0; q < LEDA_SYNTHETIC_STATEMENTS; q++)
      for (size_t w = 0; w < 2; w++) assert_int_equal(sum_of(&a, q, w), sum_of(&b, q, w));
    assert_true(memcmp(a.answers, b.answers, a.n * sizeof *a.answers) != 0);
    leda_synthetic_clear(&b);
  }
  leda_synthetic_clear(&a);
}

/* Variance between the municipalities' means over all statements. */
static double between(const leda_synthetic *s) {
  double sum[LEDA_SYNTHETIC_MUNICIPALITIES] = {0}, n[LEDA_SYNTHETIC_MUNICIPALITIES] = {0};
  double total = 0, squares = 0;
  for (size_t i = 0; i < s->n; i++)
    for (size_t q = 0; q < LEDA_SYNTHETIC_STATEMENTS; q++) {
      sum[s->respondents[i].municipality] += s->answers[i * LEDA_SYNTHETIC_STATEMENTS + q];
      n[s->respondents[i].municipality]++;
    }
  for (size_t m = 0; m < LEDA_SYNTHETIC_MUNICIPALITIES; m++) {
    total += sum[m] / n[m];
    squares += sum[m] / n[m] * (sum[m] / n[m]);
  }
  double mean_of = total / LEDA_SYNTHETIC_MUNICIPALITIES;
  return squares / LEDA_SYNTHETIC_MUNICIPALITIES - mean_of * mean_of;
}

/* Statement 14: 0.29 before rounding (the text), 4.29 - 3.99 = 0.30 of the printed means (the table). */
static void test_statement_14_both_ways(void **state) {
  (void)state;
  leda_synthetic s;
  make(&s, 12, 0.4);
  double october = (double)sum_of(&s, 13, 0) / 259, may = (double)sum_of(&s, 13, 1) / 234;
  assert_near(round(100 * october), 399, 0);
  assert_near(round(100 * may), 429, 0);
  assert_near(round(100 * (may - october)), 29, 0);
  leda_synthetic_clear(&s);
}

/* Variance, over municipalities, of how far their mean over all statements moves from October to May. */
static double moves(double wave_municipality_sd) {
  leda_synthetic s;
  leda_synthetic_options options = leda_synthetic_options_default();
  double sum[2][LEDA_SYNTHETIC_MUNICIPALITIES] = {{0}}, n[2][LEDA_SYNTHETIC_MUNICIPALITIES] = {{0}};
  double total = 0, squares = 0;
  options.wave_municipality_sd = wave_municipality_sd;
  assert_int_equal(leda_synthetic_run(&s, &options, NULL), LEDA_OK);
  for (size_t i = 0; i < s.n; i++)
    for (size_t q = 0; q < LEDA_SYNTHETIC_STATEMENTS && s.respondents[i].wave < 2; q++) {
      sum[s.respondents[i].wave][s.respondents[i].municipality] +=
          s.answers[i * LEDA_SYNTHETIC_STATEMENTS + q];
      n[s.respondents[i].wave][s.respondents[i].municipality]++;
    }
  for (size_t m = 0; m < LEDA_SYNTHETIC_MUNICIPALITIES; m++) {
    double move = sum[1][m] / n[1][m] - sum[0][m] / n[0][m];
    total += move / LEDA_SYNTHETIC_MUNICIPALITIES;
    squares += move * move / LEDA_SYNTHETIC_MUNICIPALITIES;
  }
  leda_synthetic_clear(&s);
  return squares - total * total;
}

enum { CELLS = LEDA_SYNTHETIC_WAVES * 2 * LEDA_SURVEY_ROLES };

static size_t cell_number(const leda_respondent *r) {
  return (r->wave * 2 + (size_t)r->chosen) * LEDA_SURVEY_ROLES + (size_t)r->role;
}

/* Adds the covariance of answers from one municipality in October and in May, those of the chosen left out;
   answers less the mean of their cell. */
static void add_covariance(const leda_synthetic *s, double *sum, double *pairs) {
  double mean_of[CELLS][LEDA_SYNTHETIC_STATEMENTS] = {{0}}, n[CELLS] = {0};
  double rest[2][LEDA_SYNTHETIC_MUNICIPALITIES] = {{0}},
         people[2][LEDA_SYNTHETIC_MUNICIPALITIES] = {{0}};
  for (size_t i = 0; i < s->n; i++) {
    n[cell_number(&s->respondents[i])]++;
    for (size_t q = 0; q < LEDA_SYNTHETIC_STATEMENTS; q++)
      mean_of[cell_number(&s->respondents[i])][q] += s->answers[i * LEDA_SYNTHETIC_STATEMENTS + q];
  }
  for (size_t i = 0; i < s->n; i++) {
    const leda_respondent *r = &s->respondents[i];
    if (r->wave > 1 || r->chosen == 1 || r->role == LEDA_SURVEY_NOT_STATED) continue;
    people[r->wave][r->municipality]++;
    for (size_t q = 0; q < LEDA_SYNTHETIC_STATEMENTS; q++)
      rest[r->wave][r->municipality] += s->answers[i * LEDA_SYNTHETIC_STATEMENTS + q] -
                                        mean_of[cell_number(r)][q] / n[cell_number(r)];
  }
  double squared = LEDA_SYNTHETIC_STATEMENTS * LEDA_SYNTHETIC_STATEMENTS;
  for (size_t m = 0; m < LEDA_SYNTHETIC_MUNICIPALITIES; m++) {
    *sum += rest[0][m] * rest[1][m];
    *pairs += people[0][m] * people[1][m] * squared;
  }
}

/* The variance between municipalities that was asked for comes out, less what the ends of the scale and
   fixed means take: 0.4 squared, over 40 seeds. */
static void test_municipality_sd_comes_out(void **state) {
  (void)state;
  double sum = 0, pairs = 0;
  for (uint64_t seed = 1; seed <= 40; seed++) {
    leda_synthetic s;
    make(&s, seed, 0.4);
    add_covariance(&s, &sum, &pairs);
    leda_synthetic_clear(&s);
  }
  assert_in_range((uintmax_t)(1000 * sqrt(sum / pairs)), 340, 400);
}

static void test_wave_municipality_sd_moves_municipalities(void **state) {
  (void)state;
  assert_true(moves(1.0) > 2.0 * moves(0.0));
}

static void test_municipality_sd_spreads_municipalities(void **state) {
  (void)state;
  leda_synthetic near, far;
  make(&near, 5, 0.0);
  make(&far, 5, 1.0);
  assert_true(between(&far) > 3.0 * between(&near));
  leda_synthetic_clear(&near);
  leda_synthetic_clear(&far);
}

static void test_options_out_of_range(void **state) {
  (void)state;
  leda_synthetic synthetic;
  leda_error err = leda_error_none();
  leda_synthetic_options options = leda_synthetic_options_default();
  options.person = 1.5;
  assert_int_equal(leda_synthetic_run(&synthetic, &options, &err), LEDA_ERR_USAGE);
  assert_non_null(strstr(err.message, "--person"));
  assert_null(synthetic.answers);
}

/* stats/simulate_published.h: every sum from n to 7 n, none outside. */
static void test_every_sum(void **state) {
  (void)state;
  leda_simulate_published_model model = {.people = 9,
                                         .waves = 1,
                                         .municipalities = 2,
                                         .cells = 2,
                                         .statements = 1,
                                         .sd = 1.0,
                                         .person = 0.3,
                                         .seed = 3};
  leda_simulate_person people[9];
  for (size_t i = 0; i < 9; i++) people[i] = (leda_simulate_person){0, i % 2, i == 4};
  for (int wanted = 6; wanted <= 50; wanted++) {
    int answers[9] = {1, 1, 0, 1, 1, 1, 1, 1, 1}, sums[2] = {wanted, 4}, sum = 0;
    int code = leda_simulate_published(&model, people, sums, answers);
    if (wanted < 7 || wanted > 49) {
      assert_int_equal(code, GSL_EDOM);
      continue;
    }
    assert_int_equal(code, GSL_SUCCESS);
    assert_int_equal(answers[2], 0);
    assert_int_equal(answers[4], 4);
    for (size_t i = 0; i < 9; i++) sum += answers[i];
    assert_int_equal(sum, wanted + 4);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table_2),
      cmocka_unit_test(test_table_1),
      cmocka_unit_test(test_role_means),
      cmocka_unit_test(test_differences),
      cmocka_unit_test(test_numbers_of_people),
      cmocka_unit_test(test_skipped_answers_are_needed),
      cmocka_unit_test(test_what_the_text_says),
      cmocka_unit_test(test_every_row_says_synthetic),
      cmocka_unit_test(test_leda_reads_it),
      cmocka_unit_test(test_any_seed),
      cmocka_unit_test(test_statement_14_both_ways),
      cmocka_unit_test(test_municipality_sd_comes_out),
      cmocka_unit_test(test_wave_municipality_sd_moves_municipalities),
      cmocka_unit_test(test_municipality_sd_spreads_municipalities),
      cmocka_unit_test(test_options_out_of_range),
      cmocka_unit_test(test_every_sum),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
