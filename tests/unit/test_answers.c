/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures and tables of answers. Expected numbers are sums and shares that can be seen in the rows. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "engine/output/answers_output.h"
#include "tests/support/assert_near.h"

/* Two municipalities, two waves. Statement 1: leadership 2, 4 (mean 3) then 5, 5; support 1 then 3, 6.
   Lund (chosen) 2, 1 then 5, 3; Umeå 4 then 5, 6. */
static const char ROWS[] = "wave,municipality,role,chosen,q1,q4\n"
                           "2012-10,Lund,leadership,yes,2,7\n"
                           "2012-10,Lund,support,yes,1,7\n"
                           "2012-10,Umeå,leadership,no,4,\n"
                           "2013-05,Lund,leadership,yes,5,6\n"
                           "2013-05,Lund,support,yes,3,6\n"
                           "2013-05,Umeå,leadership,no,5,1\n"
                           "2013-05,Umeå,support,no,6,\n";

typedef struct {
  leda_instrument instrument;
  leda_survey survey;
  leda_keeper keeper;
  leda_answers_view view;
} answers;

static void read_rows(answers *a, const char *csv) {
  leda_error err = leda_error_none();
  *a = (answers){0};
  assert_int_equal(leda_instrument_open(&a->instrument, "lfr", NULL, &err), LEDA_OK);
  leda_survey_options options = {
      .instrument = &a->instrument, .cohort_column = "chosen", .cohort_value = "yes"};
  leda_bytes source = {"rows.csv", csv, strlen(csv)};
  if (leda_survey_parse(&a->survey, source, &options, NULL, &err)) fail_msg("%s", err.message);
  a->view = leda_answers_view_of(&a->survey, LEDA_EN);
}

static void clear(answers *a) {
  leda_keeper_clear(&a->keeper);
  leda_survey_clear(&a->survey);
  leda_instrument_clear(&a->instrument);
}

static void means_by_wave(void **state) {
  (void)state;
  answers a;
  read_rows(&a, ROWS);
  const leda_figure *figure = leda_answers_means_figure(&a.view, &a.keeper);
  assert_non_null(figure);
  const leda_figure_dot_plot *plot = &figure->as.dot_plot;
  assert_int_equal(plot->n_rows, 2); /* only what the file asks */
  assert_int_equal(plot->n_series, 2);
  assert_string_equal(plot->series[0].name, "October 2012");
  assert_near(plot->series[0].values[0], 7.0 / 3.0, 1e-15);
  assert_near(plot->series[1].values[0], 19.0 / 4.0, 1e-15);
  assert_near(plot->series[0].values[1], 7.0, 1e-15);
  assert_near(plot->series[1].values[1], 13.0 / 3.0, 1e-15);
  a.view.chosen = 1;
  figure = leda_answers_means_figure(&a.view, &a.keeper);
  assert_near(figure->as.dot_plot.series[0].values[0], 1.5, 1e-15);
  leda_grid grid = leda_answers_means_grid(&a.view, &a.keeper);
  assert_int_equal(grid.n_rows, 2);
  assert_string_equal(grid.columns[2].token, "wave_1");
  assert_string_equal(leda_grid_at(&grid, 0, 0)->text, "1");
  assert_string_equal(leda_grid_at(&grid, 0, 2)->token, "1.5");
  assert_string_equal(leda_grid_at(&grid, 0, 4)->token, "2.5"); /* 4 - 1.5 */
  clear(&a);
}

static void chosen_against_others(void **state) {
  (void)state;
  answers a;
  read_rows(&a, ROWS);
  a.view.wave = 1;
  const leda_figure *figure = leda_answers_cohorts_figure(&a.view, &a.keeper);
  assert_near(figure->as.dot_plot.series[0].values[0], 4.0, 1e-15);
  assert_near(figure->as.dot_plot.series[1].values[0], 5.5, 1e-15);
  figure = leda_answers_cohort_changes_figure(&a.view, &a.keeper);
  assert_near(figure->as.dot_plot.series[0].values[0], 2.5, 1e-15);
  assert_near(figure->as.dot_plot.series[1].values[0], 1.5, 1e-15);
  assert_true(isnan(figure->as.dot_plot.series[1].values[1])); /* nobody answered before */
  leda_grid grid = leda_answers_cohort_changes_grid(&a.view, &a.keeper);
  assert_string_equal(leda_grid_at(&grid, 0, 4)->token, "1"); /* 2.5 - 1.5 */
  assert_string_equal(leda_grid_at(&grid, 1, 4)->text, "");
  clear(&a);
}

static void bars_are_shares_of_a_role(void **state) {
  (void)state;
  answers a;
  read_rows(&a, ROWS);
  a.view.title = "";
  const leda_figure *figure = leda_answers_bars_figure(&a.view, 0, &a.keeper);
  assert_non_null(figure);
  const leda_figure_bars *bars = &figure->as.bars;
  assert_int_equal(bars->n_panels, 2);
  assert_int_equal(bars->n_groups, 2);
  assert_int_equal(bars->n_categories, 7);
  assert_string_equal(bars->categories[0], "Not at all");
  assert_string_equal(bars->categories[1], "2");
  assert_near(bars->panels[0].groups[0].shares[1], 0.5, 1e-15);
  assert_near(bars->panels[0].groups[0].shares[0], 0.0, 0);
  assert_near(bars->panels[1].groups[0].shares[4], 1.0, 1e-15);
  assert_near(bars->panels[1].groups[1].shares[5], 0.5, 1e-15);
  assert_string_equal(bars->panels[0].groups[0].note, "Leadership: n = 2, mean 3.00");
  leda_grid grid = leda_answers_bars_grid(&a.view, 0, &a.keeper);
  assert_int_equal(grid.n_rows, 4);
  assert_string_equal(leda_grid_at(&grid, 3, 0)->token, "2013-05");
  assert_string_equal(leda_grid_at(&grid, 3, 1)->token, "support");
  assert_string_equal(leda_grid_at(&grid, 3, 3)->token, "4.5");
  clear(&a);
}

static void without_roles_all_stand_together(void **state) {
  (void)state;
  answers a;
  read_rows(&a, "wave,municipality,chosen,q1\n2012,Lund,yes,3\n2012,Lund,yes,4\n2013,Ystad,no,4\n");
  const leda_figure *figure = leda_answers_bars_figure(&a.view, 0, &a.keeper);
  assert_int_equal(figure->as.bars.n_groups, 1);
  assert_near(figure->as.bars.panels[0].groups[0].shares[2], 0.5, 1e-15);
  assert_null(leda_answers_bars_figure(&a.view, 1, &a.keeper)); /* nobody was asked */
  assert_false(a.keeper.failed);
  clear(&a);
}

/* Made answers are told in the subtitle, the caption and the words that a reader hears. */
static void synthetic_answers_say_so(void **state) {
  (void)state;
  answers a;
  read_rows(&a, "source,wave,municipality,chosen,q1\nsynthetic,2012,Lund,yes,3\n"
                "synthetic,2013,Ystad,no,4\n");
  const leda_figure *figures[] = {leda_answers_means_figure(&a.view, &a.keeper),
                                  leda_answers_bars_figure(&a.view, 0, &a.keeper)};
  for (size_t i = 0; i < 2; i++) {
    assert_non_null(strstr(figures[i]->texts.subtitle, "SYNTHETIC"));
    assert_non_null(strstr(figures[i]->texts.caption, "SYNTHETIC"));
    assert_non_null(strstr(figures[i]->texts.alt, "SYNTHETIC"));
  }
  clear(&a);
  read_rows(&a, ROWS);
  assert_null(strstr(leda_answers_means_figure(&a.view, &a.keeper)->texts.caption, "SYNTHETIC"));
  clear(&a);
}

static leda_assess assess(answers *a) {
  leda_assess out;
  leda_assess_options options = leda_assess_options_default();
  options.replicates = 99;
  options.models = false;
  assert_int_equal(leda_assess_run(&out, &a->survey, &options, NULL), LEDA_OK);
  return out;
}

/* What the figure shows is what the assessment found. */
static void changes_with_their_intervals(void **state) {
  (void)state;
  answers a;
  read_rows(&a, ROWS);
  leda_assess found = assess(&a);
  a.view.assess = &found;
  const leda_figure *figure = leda_answers_changes_figure(&a.view, 0, &a.keeper);
  assert_non_null(figure);
  for (size_t i = 0; i < 2; i++) {
    const leda_assess_estimate *change = &found.subjects[i].deltas[0].change;
    assert_near(figure->as.dot_plot.series[0].values[i], change->estimate, 0);
    assert_near(figure->as.dot_plot.series[0].lower[i], change->lower, 0);
  }
  assert_null(leda_answers_fade_figure(&a.view, &a.keeper)); /* two waves */
  assert_int_equal(leda_answers_changes_grid(&a.view, 0, &a.keeper).n_rows, 2);
  leda_assess_clear(&found);
  clear(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(means_by_wave),
      cmocka_unit_test(chosen_against_others),
      cmocka_unit_test(bars_are_shares_of_a_role),
      cmocka_unit_test(without_roles_all_stand_together),
      cmocka_unit_test(synthetic_answers_say_so),
      cmocka_unit_test(changes_with_their_intervals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
