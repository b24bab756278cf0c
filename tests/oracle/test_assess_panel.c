/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leda assess from the CSV file to its JSON, held against R (clubSandwich, ordinal, lme4, psych) in the
   reference folder: a made panel of 528 respondents in 30 municipalities, three waves. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/output/assess_output.h"
#include "tests/support/assert_near.h"
#include "tests/support/reference_rows.h"

enum { STATEMENTS = 19 };

typedef struct {
  leda_test_rows *models;
  leda_instrument instrument;
  leda_survey survey;
  leda_assess assess;
  json_t *json;
} fixture;

/* The panel in the form that leda reads; role 1 of the file is leadership. */
static char *panel_csv(const leda_test_table *panel, double waves) {
  leda_text csv = {0};
  leda_text_add(&csv, "wave,municipality,role");
  for (int q = 1; q <= STATEMENTS; q++) leda_text_addf(&csv, ",q%d", q);
  leda_text_add(&csv, "\n");
  for (size_t row = 0; row < panel->rows; row++) {
    const double *cells = panel->cell + row * panel->columns;
    if (cells[0] > waves) continue;
    leda_text_addf(&csv, "%.0f,%.0f,%s", cells[0], cells[1],
                   cells[2] == 1.0 ? "leadership" : "support");
    for (size_t q = 3; q < panel->columns; q++) {
      if (isnan(cells[q]))
        leda_text_add(&csv, ",");
      else
        leda_text_addf(&csv, ",%.0f", cells[q]);
    }
    leda_text_add(&csv, "\n");
  }
  return leda_text_take(&csv);
}

static void assess_csv(fixture *f, const char *csv) {
  leda_bytes source = {"panel.csv", csv, strlen(csv)};
  leda_survey_options reading = {.instrument = &f->instrument};
  leda_assess_options options = leda_assess_options_default();
  leda_assess_view view = {.instrument = "lfr"};
  leda_error err = leda_error_none();
  if (leda_survey_parse(&f->survey, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  if (leda_assess_run(&f->assess, &f->survey, &options, &err)) fail_msg("%s", err.message);
  f->json = leda_assess_json(&f->assess, &view);
  assert_non_null(f->json);
}

static int open_all(void **state) {
  static fixture f;
  leda_test_table panel;
  leda_error err = leda_error_none();
  *state = &f;
  f.models = leda_test_rows_open("stats/survey/models_R.csv");
  if (!f.models || !leda_test_table_open("stats/data/likert_panel.csv", &panel)) return 0;
  if (leda_instrument_open(&f.instrument, "lfr", NULL, &err)) return 1;
  char *csv = panel_csv(&panel, 3.0);
  leda_test_table_clear(&panel);
  if (!csv) return 1;
  assess_csv(&f, csv);
  free(csv);
  return 0;
}

static int close_all(void **state) {
  fixture *f = *state;
  json_decref(f->json);
  if (f->assess.survey) leda_assess_clear(&f->assess);
  leda_survey_clear(&f->survey);
  leda_instrument_clear(&f->instrument);
  leda_test_rows_close(f->models);
  return 0;
}

static const fixture *need(void **state) {
  const fixture *f = *state;
  if (!f->json) skip();
  return f;
}

static double number(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_number(value)) fail_msg("%s is no number", key);
  return json_number_value(value);
}

static const json_t *find(const json_t *array, const char *from, const char *to) {
  for (size_t i = 0; i < json_array_size(array); i++) {
    const json_t *item = json_array_get(array, i);
    if (strcmp(json_string_value(json_object_get(item, "from")), from) == 0 &&
        strcmp(json_string_value(json_object_get(item, "to")), to) == 0)
      return item;
  }
  fail_msg("no %s to %s", from, to);
  return NULL;
}

typedef struct {
  const char *quantity; /* in the reference, behind "w2:" */
  const char *key;      /* in the JSON */
} pairing;

/* NOLINTNEXTLINE(readability-function-size): where a row of the reference stands takes three words */
static void compare(const fixture *f, const char *dataset, const char *method, const char *term,
                    const json_t *object, const pairing *pairs, size_t n, double tolerance) {
  for (size_t i = 0; i < n; i++) {
    char quantity[64];
    snprintf(quantity, sizeof quantity, "%s:%s", term, pairs[i].quantity);
    double expected = leda_test_rows_value(f->models, dataset, method, quantity);
    if (!leda_test_check_near(number(object, pairs[i].key), expected, tolerance, quantity))
      fail_msg("%s / %s / %s", dataset, method, quantity);
  }
}

static const char *const items[] = {"q1", "q2", "q6", "q10", "q17"};
static const size_t item_number[] = {1, 2, 6, 10, 17};
enum { ITEMS = sizeof items / sizeof *items };

static const pairing satterthwaite[] = {
    {"beta", "estimate"}, {"SE", "se"}, {"df_Satt", "df"}, {"p_Satt", "p"}};

static const json_t *statement(const fixture *f, size_t number) {
  return json_array_get(json_object_get(f->json, "statements"), number - 1);
}

static void test_changes_are_those_of_clubsandwich(void **state) {
  const fixture *f = need(state);
  for (size_t i = 0; i < ITEMS; i++) {
    const json_t *deltas = json_object_get(statement(f, item_number[i]), "deltas");
    compare(f, items[i], "clubSandwich::CR2(OLS,cluster=muni)", "w2", find(deltas, "1", "2"),
            satterthwaite, 4, 1e-9);
  }
}

static void test_change_of_the_gap_between_roles(void **state) {
  const fixture *f = need(state);
  const json_t *changes = json_object_get(f->json, "role_changes");
  for (size_t i = 0; i < ITEMS; i++) {
    for (size_t k = 0; k < json_array_size(changes); k++) {
      const json_t *row = json_array_get(changes, k);
      if (number(row, "statement") != (double)item_number[i]) continue;
      if (strcmp(json_string_value(json_object_get(row, "from")), "1") != 0) continue;
      if (strcmp(json_string_value(json_object_get(row, "to")), "2") != 0) continue;
      compare(f, items[i], "DiD OLS yn~w2*role, CR2 Satterthwaite(cluster=muni)", "w2:role", row,
              satterthwaite, 4, 1e-9);
    }
  }
}

static const json_t *model(const fixture *f, size_t number, const char *name) {
  const json_t *deltas = json_object_get(statement(f, number), "deltas");
  return json_object_get(json_object_get(find(deltas, "1", "2"), "models"), name);
}

static void test_linear_mixed_model_is_lmertest(void **state) {
  static const pairing lmer[] = {
      {"Estimate", "estimate"}, {"Std. Error", "se"}, {"df", "df"}, {"Pr(>|t|)", "p"}};
  const fixture *f = need(state);
  for (size_t i = 0; i < ITEMS; i++)
    compare(f, items[i], "lmer(yn~w2+role+(1|muni)+(1|muni:wave),REML)", "w2",
            model(f, item_number[i], "linear_mixed"), lmer, 4, 1e-4);
}

/* The published sd of clm is not cluster-robust, so the estimate alone. */
static void test_cumulative_logit_is_clm(void **state) {
  static const pairing clm[] = {{"Estimate", "estimate"}};
  const fixture *f = need(state);
  for (size_t i = 0; i < ITEMS; i++)
    compare(f, items[i], "clm(y~w2+role,logit)", "w2", model(f, item_number[i], "cumulative_logit"),
            clm, 1, 1e-7);
}

/* R 4.2.2, ordinal 2022.11-16: clmm(y ~ w2 + role + (1 | muni) + (1 | muni:wave)), item q6. */
static void test_cumulative_mixed_model_is_clmm(void **state) {
  const fixture *f = need(state);
  assert_near(number(model(f, 6, "cumulative_mixed"), "estimate"), 0.450847317621, 1e-4);
  assert_near(number(model(f, 6, "cumulative_mixed"), "se"), 0.186251058895, 1e-3);
}

static void test_reliability_is_psych(void **state) {
  const fixture *f = need(state);
  leda_test_rows *rows = leda_test_rows_open("stats/survey/reliability_boot_R.csv");
  const json_t *waves = json_object_get(json_object_get(f->json, "reliability"), "waves");
  static const char *const datasets[] = {"likert_panel_w1", "likert_panel_w2"};
  const char *definition = "reliability_def(complete cases)";
  assert_non_null(rows);
  for (size_t k = 0; k < 2; k++) {
    const json_t *wave = json_array_get(waves, k);
    const json_t *item = json_array_get(json_object_get(wave, "items"), 7);
    const char *name = datasets[k];
    assert_near(number(wave, "n"), leda_test_rows_value(rows, name, definition, "n"), 0.0);
    assert_near(number(wave, "alpha"), leda_test_rows_value(rows, name, definition, "alpha_raw"),
                1e-12);
    assert_near(number(item, "item_rest"),
                leda_test_rows_value(rows, name, "psych::alpha item r.drop", "q8"), 1e-12);
    assert_near(number(wave, "alpha_feldt_lower"),
                leda_test_rows_value(rows, name, "Feldt CI alpha 95% (F=(1-rho)/(1-a))", "lo"),
                1e-9);
  }
  leda_test_rows_close(rows);
}

/* A later wave adds to what an earlier one says and takes nothing back. */
static void test_a_further_wave_leaves_the_earlier_change_as_it_was(void **state) {
  static const char *const keys[] = {"estimate",   "se",     "df",           "p",
                                     "p_adjusted", "p_wild", "cliffs_delta", "hedges_g"};
  const fixture *f = need(state);
  fixture two = {.models = NULL};
  leda_test_table panel;
  leda_error err = leda_error_none();
  assert_true(leda_test_table_open("stats/data/likert_panel.csv", &panel));
  char *csv = panel_csv(&panel, 2.0);
  assert_int_equal(leda_instrument_open(&two.instrument, "lfr", NULL, &err), LEDA_OK);
  assess_csv(&two, csv);
  for (size_t s = 1; s <= STATEMENTS; s++) {
    const json_t *without = find(json_object_get(statement(&two, s), "deltas"), "1", "2");
    const json_t *with = find(json_object_get(statement(f, s), "deltas"), "1", "2");
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
      assert_near(number(with, keys[k]), number(without, keys[k]), 0.0);
  }
  assert_int_equal(json_array_size(json_object_get(two.json, "fade_out")), 0);
  json_decref(two.json);
  leda_assess_clear(&two.assess);
  leda_survey_clear(&two.survey);
  leda_instrument_clear(&two.instrument);
  leda_test_table_clear(&panel);
  free(csv);
}

/* Eight of thirty municipalities answered in the third wave; its warning says so. */
static void test_the_third_wave_is_that_of_eight_municipalities(void **state) {
  const fixture *f = need(state);
  assert_int_equal(f->assess.fade_municipalities, 8);
  assert_int_equal(f->assess.pairs[1].municipalities_both, 8);
  assert_int_equal(f->assess.pairs[1].municipalities_from, 22);
  assert_true(f->assess.pairs[1].enumerated);
  assert_near(f->assess.pairs[1].smallest_p, 1.0 / 128.0, 1e-15);
  assert_int_equal(json_array_size(json_object_get(f->json, "fade_out")), STATEMENTS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_changes_are_those_of_clubsandwich),
      cmocka_unit_test(test_change_of_the_gap_between_roles),
      cmocka_unit_test(test_linear_mixed_model_is_lmertest),
      cmocka_unit_test(test_cumulative_logit_is_clm),
      cmocka_unit_test(test_cumulative_mixed_model_is_clmm),
      cmocka_unit_test(test_reliability_is_psych),
      cmocka_unit_test(test_a_further_wave_leaves_the_earlier_change_as_it_was),
      cmocka_unit_test(test_the_third_wave_is_that_of_eight_municipalities),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
