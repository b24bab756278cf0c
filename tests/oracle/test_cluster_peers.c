/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cluster-robust inference, step-down maxT and adjusted p-values against results of R packages
   (clubSandwich, sandwich, p.adjust, full enumerations) in the reference folder. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/adjust.h"
#include "stats/cluster_ols.h"
#include "stats/fdr.h"
#include "stats/label_swap.h"
#include "stats/person_permutation.h"
#include "stats/wild_cluster.h"
#include "tests/support/assert_near.h"
#include "tests/support/reference_rows.h"

enum { MOST = 600, COLUMNS = 4, STATEMENTS = 19, MUNICIPALITIES = 64 };

typedef struct {
  leda_test_rows *models;
  leda_test_rows *tests;
  leda_test_rows *exact;
  leda_test_table panel;  /* wave, muni, role, q1..q19 */
  leda_test_table ten;    /* muni, w2, role, q6 of ten municipalities */
  leda_test_table twelve; /* g, four statements */
} fixture;

static fixture shared;

static int open_all(void **state) {
  shared.models = leda_test_rows_open("stats/survey/models_R.csv");
  shared.tests = leda_test_rows_open("stats/tests/tests_R.csv");
  shared.exact = leda_test_rows_open("stats/survey/exact_strat_perm.csv");
  leda_test_table_open("stats/data/likert_panel.csv", &shared.panel);
  leda_test_table_open("stats/data/wcb_10clusters_q6.csv", &shared.ten);
  leda_test_table_open("stats/data/wy_12x4.csv", &shared.twelve);
  *state = &shared;
  return 0;
}

static int close_all(void **state) {
  fixture *f = *state;

  leda_test_rows_close(f->models);
  leda_test_rows_close(f->tests);
  leda_test_rows_close(f->exact);
  leda_test_table_clear(&f->panel);
  leda_test_table_clear(&f->ten);
  leda_test_table_clear(&f->twelve);
  return 0;
}

static void need(const fixture *f) {
  if (f->models && f->tests && f->exact && f->panel.cell && f->ten.cell && f->twelve.cell) return;
  print_message("no ../shared/reference: skipped\n");
  skip();
}

/* The rows of the panel up to wave `last`, with the columns that `fill` makes. */
typedef struct {
  leda_cluster_design design;
  double x[MOST * COLUMNS];
  size_t cluster[MOST];
  double y[MOST];
} sample;

static double cell(const leda_test_table *t, size_t row, size_t column) {
  return t->cell[row * t->columns + column];
}

static double mean_answer(const leda_test_table *t, size_t row) {
  double sum = 0.0, count = 0.0;

  for (size_t q = 3; q < 3 + STATEMENTS; q++)
    if (!isnan(cell(t, row, q))) {
      sum += cell(t, row, q);
      count += 1.0;
    }
  return sum / count;
}

typedef enum { MAIN, ROLE_TOO, THREE_WAVES } layout;

/* item 0: the mean of a person's answers. */
static void take(const leda_test_table *panel, layout kind, size_t item, sample *s) {
  size_t n = 0, columns = kind == MAIN ? 3 : 4;

  for (size_t row = 0; row < panel->rows; row++) {
    double wave = cell(panel, row, 0), role = cell(panel, row, 2);
    double *x = s->x + n * columns;

    if (wave > 2.0 && kind != THREE_WAVES) continue;
    x[0] = 1.0;
    x[1] = wave == 2.0;
    if (kind == THREE_WAVES) x[2] = wave == 3.0;
    x[kind == THREE_WAVES ? 3 : 2] = role;
    if (kind == ROLE_TOO) x[3] = x[1] * role;
    s->cluster[n] = (size_t)cell(panel, row, 1);
    s->y[n++] = item ? cell(panel, row, 2 + item) : mean_answer(panel, row);
  }
  s->design = (leda_cluster_design){n, columns, s->x, s->cluster, MUNICIPALITIES, false};
}

static void compare_value(const fixture *f, const char *const where[3], const char *what,
                          double got) {
  char quantity[64];

  snprintf(quantity, sizeof quantity, "%s:%s", where[2], what);
  double expected = leda_test_rows_value(f->models, where[0], where[1], quantity);
  if (!leda_test_check_near(got, expected, 1e-9, quantity))
    fail_msg("%s / %s / %s", where[0], where[1], quantity);
}

static void compare_fit(const fixture *f, const sample *s, leda_cluster_kind kind,
                        const char *dataset, const char *method) {
  static const char *const three[] = {"(Intercept)", "w2", "role", "w2:role"};
  static const char *const waves[] = {"(Intercept)", "w2", "w3", "role"};
  bool has_w3 = strstr(method, "w3") != NULL;
  leda_cluster_ols *fit = leda_cluster_ols_alloc(&s->design, s->y, NULL);

  assert_non_null(fit);
  for (size_t j = 0; j < s->design.columns; j++) {
    double contrast[COLUMNS] = {0.0};
    const char *where[3] = {dataset, method, has_w3 ? waves[j] : three[j]};
    leda_cluster_estimate e;

    contrast[j] = 1.0;
    assert_int_equal(leda_cluster_ols_contrast(fit, kind, contrast, &e), GSL_SUCCESS);
    assert_int_equal(e.state, LEDA_CLUSTER_OK);
    compare_value(f, where, "beta", e.estimate);
    compare_value(f, where, "SE", e.se);
    compare_value(f, where, "tstat", e.t);
    compare_value(f, where, "df_Satt", e.df);
    compare_value(f, where, "p_Satt", e.p);
  }
  leda_cluster_ols_free(fit);
}

static void errors_are_those_of_clubsandwich(void **state) {
  static const size_t items[] = {1, 2, 6, 10, 17};
  static const struct {
    leda_cluster_kind kind;
    const char *method;
  } kinds[] = {{LEDA_CR0, "clubSandwich::CR0(OLS,cluster=muni)"},
               {LEDA_CR1, "clubSandwich::CR1(OLS,cluster=muni)"},
               {LEDA_CR1S, "clubSandwich::CR1S(OLS,cluster=muni)"},
               {LEDA_CR1P, "clubSandwich::CR1p(OLS,cluster=muni)"},
               {LEDA_CR2, "clubSandwich::CR2(OLS,cluster=muni)"},
               {LEDA_CR3, "clubSandwich::CR3(OLS,cluster=muni)"}};
  static sample s;

  need(*state);
  for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
    char dataset[8];

    snprintf(dataset, sizeof dataset, "q%zu", items[i]);
    take(&((fixture *)*state)->panel, MAIN, items[i], &s);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
      compare_fit(*state, &s, kinds[k].kind, dataset, kinds[k].method);
    take(&((fixture *)*state)->panel, ROLE_TOO, items[i], &s);
    compare_fit(*state, &s, LEDA_CR2, dataset,
                "DiD OLS yn~w2*role, CR2 Satterthwaite(cluster=muni)");
  }
}

/* HC1 with cadjust is CR1S, HC0 without is CR0. */
static void errors_are_those_of_sandwich(void **state) {
  static const size_t items[] = {1, 2, 6, 10, 17};
  static const double wave[] = {0.0, 1.0, 0.0};
  const fixture *f = *state;
  static sample s;

  need(f);
  for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
    leda_cluster_estimate e;
    char dataset[8];

    snprintf(dataset, sizeof dataset, "q%zu", items[i]);
    take(&f->panel, MAIN, items[i], &s);
    leda_cluster_ols *fit = leda_cluster_ols_alloc(&s.design, s.y, NULL);
    assert_non_null(fit);
    assert_int_equal(leda_cluster_ols_contrast(fit, LEDA_CR1S, wave, &e), GSL_SUCCESS);
    assert_near(e.se,
                leda_test_rows_value(f->models, dataset, "sandwich::vcovCL(HC1,cadjust)", "w2:se"),
                1e-12);
    assert_int_equal(leda_cluster_ols_contrast(fit, LEDA_CR0, wave, &e), GSL_SUCCESS);
    assert_near(
        e.se, leda_test_rows_value(f->models, dataset, "sandwich::vcovCL(HC0,no cadjust)", "w2:se"),
        1e-12);
    leda_cluster_ols_free(fit);
  }
}

static void three_waves(void **state) {
  static const double fade_out[] = {0.0, -1.0, 1.0, 0.0};
  const fixture *f = *state;
  const char *method = "3-wave fade-out contrast w3-w2 (HTZ)";
  static sample s;
  leda_cluster_wald wald;
  leda_cluster_estimate e;

  need(f);
  take(&f->panel, THREE_WAVES, 0, &s);
  compare_fit(f, &s, LEDA_CR2, "meanscore", "3-wave OLS ms~w2+w3+role CR2");
  leda_cluster_ols *fit = leda_cluster_ols_alloc(&s.design, s.y, NULL);
  assert_non_null(fit);
  assert_int_equal(leda_cluster_ols_wald(fit, LEDA_CR2, fade_out, 1, &wald), GSL_SUCCESS);
  assert_int_equal(leda_cluster_ols_contrast(fit, LEDA_CR2, fade_out, &e), GSL_SUCCESS);
  assert_near(wald.f, leda_test_rows_value(f->models, "meanscore", method, "F"), 1e-9);
  assert_near(wald.df2, leda_test_rows_value(f->models, "meanscore", method, "df"), 1e-9);
  assert_near(wald.p, leda_test_rows_value(f->models, "meanscore", method, "p"), 1e-9);
  assert_near(e.estimate, leda_test_rows_value(f->models, "meanscore", method, "est"), 1e-9);
  assert_near(e.df, wald.df2, 1e-9);
  leda_cluster_ols_free(fit);
}

static void wild_bootstrap_over_all_signs(void **state) {
  static const double wave[] = {0.0, 1.0, 0.0};
  const char *method = "WCR Rademacher full enumeration (2^10), CR1 t";
  const fixture *f = *state;
  static sample s;
  leda_wild_options opt = leda_wild_options_default();
  leda_wild_result result;

  opt.kind = LEDA_CR1S; /* the peer's t0 carries this factor; p is the same without */
  need(f);
  for (size_t i = 0; i < f->ten.rows; i++) {
    s.cluster[i] = (size_t)cell(&f->ten, i, 0);
    s.x[3 * i] = 1.0;
    s.x[3 * i + 1] = cell(&f->ten, i, 1);
    s.x[3 * i + 2] = cell(&f->ten, i, 2);
    s.y[i] = cell(&f->ten, i, 3);
  }
  s.design = (leda_cluster_design){f->ten.rows, 3, s.x, s.cluster, MUNICIPALITIES, false};
  leda_cluster_ols *fit = leda_cluster_ols_alloc(&s.design, s.y, NULL);
  assert_non_null(fit);
  assert_int_equal(leda_wild_cluster_run(fit, wave, &opt, &result), GSL_SUCCESS);
  assert_true(result.enumerated);
  assert_int_equal(result.patterns, 512);
  const char *data = "wcb_10clusters_q6";
  assert_near(result.p, leda_test_rows_value(f->models, data, method, "p_two_ge"), 1e-12);
  assert_near(result.t, leda_test_rows_value(f->models, data, method, "t0"), 1e-9);
  leda_cluster_ols_free(fit);
}

static void max_t_over_all_choices(void **state) {
  static const char *const methods[] = {"WestfallYoung maxT full enum (t)",
                                        "WestfallYoung maxT full enum (absdiff)"};
  const fixture *f = *state;
  double answers[4 * 12];
  unsigned char second[12];

  need(f);
  assert_int_equal(f->twelve.rows, 12);
  for (size_t i = 0; i < 12; i++) {
    second[i] = cell(&f->twelve, i, 0) == 1.0;
    for (size_t s = 0; s < 4; s++) answers[s * 12 + i] = cell(&f->twelve, i, 1 + s);
  }
  for (size_t m = 0; m < 2; m++) {
    leda_person_plan plan = {
        .rows = 12, .statements = 4, .answers = answers, .second = second, .unscaled = m == 1};
    leda_max_t out[4];
    leda_person_summary summary;

    assert_int_equal(leda_person_permutation_run(&plan, out, &summary), GSL_SUCCESS);
    assert_true(summary.enumerated);
    assert_int_equal(summary.rearranged, 924);
    for (size_t s = 0; s < 4; s++) {
      char quantity[32];
      double z = fabs(out[s].statistic), t = m == 1 ? z : z * sqrt(10.0 / (11.0 - z * z));

      snprintf(quantity, sizeof quantity, "T[%zu]", s + 1);
      assert_within(t, leda_test_rows_value(f->tests, "wy_12x4", methods[m], quantity), 1e-12);
      snprintf(quantity, sizeof quantity, "raw_p[%zu]", s + 1);
      assert_near(out[s].raw, leda_test_rows_value(f->tests, "wy_12x4", methods[m], quantity),
                  1e-12);
      snprintf(quantity, sizeof quantity, "single_step[%zu]", s + 1);
      assert_near(out[s].single, leda_test_rows_value(f->tests, "wy_12x4", methods[m], quantity),
                  1e-12);
      snprintf(quantity, sizeof quantity, "step_down[%zu]", s + 1);
      assert_near(out[s].adjusted, leda_test_rows_value(f->tests, "wy_12x4", methods[m], quantity),
                  1e-12);
    }
  }
}

/* The exact p of the R package coin against drawn orders: at most five standard errors apart. */
static void drawn_persons_come_close_to_coin(void **state) {
  static const size_t items[] = {1, 6, 17};
  static const char *const names[] = {"no strata", "role", "muni", "muni x role"};
  const fixture *f = *state;
  enum { DRAWS = 20000 };

  need(f);
  for (size_t c = 0; c < 12; c++) {
    static double y[MOST];
    static unsigned char second[MOST];
    static size_t stratum[MOST];
    size_t n = 0, item = items[c / 4];
    char dataset[8];
    leda_max_t out;

    for (size_t row = 0; row < f->panel.rows; row++) {
      double answer = cell(&f->panel, row, 2 + item);

      if (cell(&f->panel, row, 0) > 2.0 || isnan(answer)) continue;
      second[n] = cell(&f->panel, row, 0) == 2.0;
      stratum[n] = c % 4 >= 2 ? 2 * (size_t)cell(&f->panel, row, 1) : 0;
      stratum[n] += c % 2 == 1 ? (size_t)cell(&f->panel, row, 2) : 0;
      y[n++] = answer;
    }
    leda_person_plan plan = {.rows = n,
                             .statements = 1,
                             .answers = y,
                             .second = second,
                             .stratum = stratum,
                             .strata = 2 * MUNICIPALITIES,
                             .replicates = DRAWS,
                             .seed = 1,
                             .threads = 1};
    snprintf(dataset, sizeof dataset, "q%zu", item);
    double p = fmin(leda_test_rows_value(f->exact, dataset, names[c % 4], NULL), 1.0);
    assert_int_equal(leda_person_permutation_run(&plan, &out, NULL), GSL_SUCCESS);
    assert_within(out.raw, p, 5.0 * sqrt(p * (1.0 - p) / DRAWS) + 1e-4);
  }
}

static void compare_adjusted(const fixture *f, const char *dataset, const char *letter,
                             const double *p, size_t count) {
  static const struct {
    leda_adjust_method method;
    const char *name;
  } methods[] = {{LEDA_ADJUST_BONFERRONI, "p.adjust(bonferroni)"},
                 {LEDA_ADJUST_HOLM, "p.adjust(holm)"},
                 {LEDA_ADJUST_HOCHBERG, "p.adjust(hochberg)"},
                 {LEDA_ADJUST_HOMMEL, "p.adjust(hommel)"},
                 {LEDA_ADJUST_BY, "p.adjust(BY)"}};
  double adjusted[STATEMENTS];

  for (size_t m = 0; m <= sizeof methods / sizeof *methods; m++) {
    bool bh = m == sizeof methods / sizeof *methods;
    int status = bh ? leda_fdr_q_values(p, count, adjusted)
                    : leda_adjust_p(methods[m].method, p, count, adjusted);

    assert_int_equal(status, GSL_SUCCESS);
    for (size_t i = 0; i < count; i++) {
      char quantity[32];

      snprintf(quantity, sizeof quantity, "%s%zu", letter, i + 1);
      assert_near(
          adjusted[i],
          leda_test_rows_value(f->tests, dataset, bh ? "p.adjust(BH)" : methods[m].name, quantity),
          1e-12);
    }
  }
}

static void adjusted_p_are_those_of_r(void **state) {
  const fixture *f = *state;
  double p[STATEMENTS];
  char quantity[32];

  need(f);
  for (size_t i = 0; i < STATEMENTS; i++) {
    snprintf(quantity, sizeof quantity, "q%zu", i + 1);
    p[i] = leda_test_rows_value(f->tests, "likert_panel", "19 raw MWU p (asym,nocc) May vs Oct",
                                quantity);
  }
  compare_adjusted(f, "likert_panel", "q", p, STATEMENTS);
  for (size_t i = 0; i < 10; i++) {
    snprintf(quantity, sizeof quantity, "p%zu", i + 1);
    p[i] = leda_test_rows_value(f->tests, "p_toy_with_NA", "input", quantity);
  }
  compare_adjusted(f, "p_toy_with_NA", "p", p, 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(errors_are_those_of_clubsandwich),
      cmocka_unit_test(errors_are_those_of_sandwich),
      cmocka_unit_test(three_waves),
      cmocka_unit_test(wild_bootstrap_over_all_signs),
      cmocka_unit_test(max_t_over_all_choices),
      cmocka_unit_test(drawn_persons_come_close_to_coin),
      cmocka_unit_test(adjusted_p_are_those_of_r),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, open_all, close_all);
}
