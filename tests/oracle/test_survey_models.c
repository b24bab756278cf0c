/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordinal and mixed models against ordinal, lme4, lmerTest, pbkrtest and geepack of R, read from
   ../shared/reference/stats/survey/models_R.csv and clmm_refined.csv: items q1, q2, q6, q10 and q17 of
   likert_panel.csv (first two waves), and wine. Every row of these models is looked at but two kinds: clmm with nAGQ
   = -7 (quadrature that is not adaptive) and sleepstudy (a random slope), which leda does not have.
   Differences allowed are those that the peer's own stopping rule leaves, which is said beside each. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/cumulative_mixed.h"
#include "stats/gee_exchangeable.h"
#include "stats/linear_mixed.h"
#include "tests/support/assert_near.h"
#include "tests/support/made_answers.h"

enum { ROWS_MOST = 4000, PEOPLE = 600, GROUPS = 31 };

/* One number of the reference. */
typedef struct {
  char dataset[16];
  char method[64];
  char quantity[40];
  double value;
} entry;

static entry entries[ROWS_MOST];
static size_t entry_count;
static size_t compared;

/* The next cell of a line, with or without quotes, into text. */
static char *take_cell(char *at, char *text, size_t size) {
  size_t length = 0;
  bool quoted = *at == '"';

  if (quoted) at++;
  for (; *at && *at != '\n' && (quoted ? *at != '"' : *at != ','); at++)
    if (length + 1 < size) text[length++] = *at;
  text[length] = '\0';
  if (quoted && *at == '"') at++;
  return *at == ',' ? at + 1 : at;
}

static FILE *open_reference(const char *name) {
  const char *shared = getenv("LEDA_SHARED");
  char path[512];

  snprintf(path, sizeof path, "%s/reference/stats/%s", shared ? shared : "../shared", name);
  return fopen(path, "r");
}

static bool load_entries(const char *name) {
  char line[512], number[64];
  FILE *file = open_reference(name);

  if (file == NULL) return false;
  while (entry_count < ROWS_MOST && fgets(line, sizeof line, file)) {
    entry *e = &entries[entry_count++];
    char *at = take_cell(line, e->dataset, sizeof e->dataset);

    at = take_cell(at, e->method, sizeof e->method);
    at = take_cell(at, e->quantity, sizeof e->quantity);
    take_cell(at, number, sizeof number);
    e->value = strtod(number, NULL);
  }
  fclose(file);
  return true;
}

/* Where a quantity is absent the test fails: a renamed row would pass unseen. */
static double reference(const char *dataset, const char *method, const char *quantity) {
  for (size_t i = 0; i < entry_count; i++)
    if (strcmp(entries[i].dataset, dataset) == 0 && strcmp(entries[i].method, method) == 0 &&
        strcmp(entries[i].quantity, quantity) == 0) {
      compared++;
      return entries[i].value;
    }
  fail_msg("no row %s, %s, %s", dataset, method, quantity);
  return NAN;
}

/* ---- people ---- */

static int answers[PEOPLE][20]; /* 1..7 or 0, by item */
static double columns[PEOPLE * 3];
static size_t groups[PEOPLE], waves[PEOPLE], people;
static int y[PEOPLE];
static double value[PEOPLE];

static bool load_people(void) {
  char line[512], cell[16];
  FILE *file = open_reference("data/likert_panel.csv");

  if (file == NULL) return false;
  if (!fgets(line, sizeof line, file)) fail_msg("empty panel");
  while (people < PEOPLE && fgets(line, sizeof line, file)) {
    char *at = take_cell(line, cell, sizeof cell);
    double *x = columns + 2 * people;

    waves[people] = strtoul(cell, NULL, 10);
    if (waves[people] > 2) continue;
    at = take_cell(at, cell, sizeof cell);
    groups[people] = strtoul(cell, NULL, 10);
    at = take_cell(at, cell, sizeof cell);
    x[0] = waves[people] == 2 ? 1.0 : 0.0;
    x[1] = strtod(cell, NULL);
    for (int item = 1; item < 20; item++) {
      at = take_cell(at, cell, sizeof cell);
      answers[people][item] = atoi(cell);
    }
    people++;
  }
  fclose(file);
  return true;
}

static const char *const items[] = {"q1", "q2", "q6", "q10", "q17"};
#define ITEMS (sizeof items / sizeof *items)

static void choose(const char *item) {
  int number = atoi(item + 1);

  for (size_t i = 0; i < people; i++) {
    y[i] = answers[i][number] - 1;
    value[i] = y[i] < 0 ? (double)NAN : answers[i][number];
  }
}

static leda_ordinal_data ordinal(void) {
  return (leda_ordinal_data){.y = y,
                             .x = columns,
                             .n = people,
                             .p = 2,
                             .categories = 7,
                             .cluster = groups,
                             .clusters = GROUPS};
}

static leda_linear_data linear(void) {
  return (leda_linear_data){
      .y = value, .x = columns, .n = people, .p = 2, .cluster = groups, .clusters = GROUPS};
}

static int setup(void **state) {
  (void)state;
  if (!load_entries("survey/models_R.csv") || !load_entries("survey/clmm_refined.csv") ||
      !load_people()) {
    entry_count = 0;
    return 0;
  }
  return people == 493 ? 0 : -1;
}

static void need_reference(void) {
  if (entry_count == 0) skip();
}

/* ---- comparing ---- */

/* Of one parameter: estimate, error, statistic, p. */
typedef struct {
  double estimate;
  double se;
  double df; /* INFINITY: normal */
} parameter;

typedef struct {
  const char *dataset;
  const char *method;
  const char *statistic;
  const char *p;
  double tolerance; /* of estimates, in errors */
  double of_errors; /* of errors, relative, and so of statistics and p */
} comparison;

static void compare_parameter(const comparison *c, const char *name, parameter a) {
  char quantity[80];

  snprintf(quantity, sizeof quantity, "%s:Estimate", name);
  assert_within(a.estimate, reference(c->dataset, c->method, quantity), c->tolerance * a.se);
  snprintf(quantity, sizeof quantity, "%s:Std. Error", name);
  assert_near(a.se, reference(c->dataset, c->method, quantity), c->of_errors);
  snprintf(quantity, sizeof quantity, "%s:%s", name, c->statistic);
  assert_within(a.estimate / a.se, reference(c->dataset, c->method, quantity),
                c->tolerance + c->of_errors * fabs(a.estimate / a.se));
  snprintf(quantity, sizeof quantity, "%s:%s", name, c->p);
  assert_near(leda_wald_p(a.estimate, a.se, a.df), reference(c->dataset, c->method, quantity),
              (c->tolerance + c->of_errors) * (2.0 + pow(a.estimate / a.se, 2)));
}

/* Thresholds j|j+1, then the named columns. */
static void compare_ordinal(const comparison *c, const double *estimate, const double *se,
                            size_t thresholds, const char *const *names) {
  for (size_t j = 0; j < thresholds; j++) {
    char name[48];

    snprintf(name, sizeof name, "%zu|%zu", j + 1, j + 2);
    compare_parameter(c, name, (parameter){estimate[j], se[j], INFINITY});
  }
  for (size_t k = 0; names[k]; k++)
    compare_parameter(c, names[k],
                      (parameter){estimate[thresholds + k], se[thresholds + k], INFINITY});
}

static const char *const wave_role[] = {"w2", "role", NULL};

/* ---- ordinal ---- */

static void clm_case(const char *item, const char *method, leda_cumulative_link link,
                     const leda_ordinal_data *data) {
  static const char *const three[] = {"w2", "role", "w2:role", NULL};
  comparison c = {item, method, "z value", "Pr(>|z|)", 1e-8, 1e-8};
  leda_cumulative_fit fit;

  assert_int_equal(leda_cumulative_logit(data, link, &fit), GSL_SUCCESS);
  assert_int_equal(fit.state, LEDA_FIT_OK);
  compare_ordinal(&c, fit.estimate, fit.se, 6, data->p == 3 ? three : wave_role);
  assert_near(fit.log_likelihood, reference(item, method, "logLik"), 1e-12);
  leda_cumulative_fit_clear(&fit);
}

static void cumulative_logit_agrees_with_clm(void **state) {
  static double three[PEOPLE * 3];

  (void)state;
  need_reference();
  for (size_t i = 0; i < people; i++) {
    three[3 * i] = columns[2 * i];
    three[3 * i + 1] = columns[2 * i + 1];
    three[3 * i + 2] = columns[2 * i] * columns[2 * i + 1];
  }
  for (size_t k = 0; k < ITEMS; k++) {
    leda_ordinal_data data = ordinal();

    choose(items[k]);
    clm_case(items[k], "clm(y~w2+role,logit)", LEDA_LINK_LOGIT, &data);
    clm_case(items[k], "clm(y~w2+role,probit)", LEDA_LINK_PROBIT, &data);
    data.x = three;
    data.p = 3;
    clm_case(items[k], "clm(y~w2*role,logit)", LEDA_LINK_LOGIT, &data);
  }
}

static void nominal_test_agrees_with_ordinal(void **state) {
  const char *method = "nominal_test(w2) proportional odds LR";

  (void)state;
  need_reference();
  for (size_t k = 0; k < ITEMS; k++) {
    leda_ordinal_data data = ordinal();
    leda_likelihood_ratio test;

    choose(items[k]);
    assert_int_equal(leda_cumulative_nominal_test(&data, 0, LEDA_LINK_LOGIT, &test), GSL_SUCCESS);
    assert_near(test.statistic, reference(items[k], method, "LR"), 1e-7);
    assert_near(test.df, reference(items[k], method, "df"), 0.0);
    assert_near(test.p, reference(items[k], method, "p"), 1e-7);
  }
}

/* The reference is the maximum that optim found with 80 points. */
static void quadrature_agrees_with_80_points(void **state) {
  const char *method = "clmm marginal ML (GH80)";

  (void)state;
  need_reference();
  for (size_t k = 0; k < ITEMS; k++) {
    leda_ordinal_data data = ordinal();
    leda_cumulative_mixed_fit fit;

    choose(items[k]);
    assert_int_equal(leda_cumulative_mixed(&data, 0, &fit), GSL_SUCCESS);
    assert_int_equal(fit.state, LEDA_FIT_OK);
    assert_within(fit.log_likelihood, reference(items[k], method, "logLik"), 1e-8);
    assert_within(fit.estimate[0], reference(items[k], method, "theta1"), 1e-6);
    assert_within(fit.estimate[6], reference(items[k], method, "w2"), 1e-6);
    assert_within(fit.estimate[7], reference(items[k], method, "role"), 1e-6);
    assert_within(fit.sd[0], reference(items[k], method, "sd_muni"), 1e-6);
    leda_cumulative_mixed_clear(&fit);
  }
}

/* clmm stops at a gradient of 1e-4, its modes too: estimates within 1e-3 of an error, log-likelihoods within
 * 1e-5, and errors, which it takes from differences of those values, within 0.5 %. What they should be is the
 * next test. */
static void mixed_logit_agrees_with_clmm(void **state) {
  static const int nodes[] = {1, 5, 11};

  (void)state;
  need_reference();
  for (size_t k = 0; k < ITEMS; k++)
    for (size_t n = 0; n < 3; n++) {
      leda_ordinal_data data = ordinal();
      leda_cumulative_mixed_fit fit;
      char method[64];
      comparison c = {items[k], method, "z value", "Pr(>|z|)", 1e-3, 5e-3};

      snprintf(method, sizeof method, "clmm(y~w2+role+(1|muni),nAGQ=%d)", nodes[n]);
      choose(items[k]);
      assert_int_equal(leda_cumulative_mixed(&data, nodes[n], &fit), GSL_SUCCESS);
      compare_ordinal(&c, fit.estimate, fit.se, 6, wave_role);
      assert_within(fit.log_likelihood, reference(items[k], method, "logLik"), 1e-5);
      assert_within(fit.estimate[6], reference(items[k], method, "w2:Estimate"), 1e-4);
      assert_within(fit.sd[0], reference(items[k], method, "sd_muni"), 1e-4);
      leda_cumulative_mixed_clear(&fit);
    }
}

/* q17, errors of Laplace's approximation: the log-likelihood written out in R 4.2.2 with modes exact to 1e-15,
 * numDeriv::hessian at leda's estimates. (clmm prints 0.1734771 and 0.1761295.) */
static void errors_agree_with_exact_modes(void **state) {
  static const double se[] = {0.2721767558, 0.2192960887, 0.1902869095, 0.1729044769,
                              0.1583150423, 0.1538987639, 0.1735806039, 0.176355313};
  leda_ordinal_data data = ordinal();
  leda_cumulative_mixed_fit fit;

  (void)state;
  need_reference();
  choose("q17");
  assert_int_equal(leda_cumulative_mixed(&data, 1, &fit), GSL_SUCCESS);
  for (size_t k = 0; k < 8; k++) assert_near(fit.se[k], se[k], 1e-6);
  assert_near(fit.sd_se[0], 0.1916435798, 1e-5);
  leda_cumulative_mixed_clear(&fit);
}

/* clmm with two effects is not in the reference: R 4.2.2 with ordinal 2022.11-16, clmm(y ~ w2 + role + (1 | muni) +
 * (1 | muni:wave), control = clmm.control(gradTol = 1e-8)) on the same people. */
typedef struct {
  const char *item;
  double wave, role, wave_se, role_se;
  double log_likelihood;
  double sd[2];
} two_effects;

static void two_effects_agree_with_clmm(void **state) {
  static const two_effects cases[] = {
      {"q1",
       0.384655031108,
       0.0838312329756,
       0.175571315246,
       0.175970082706,
       -733.469897903,
       {0.424183038799, 0}},
      {"q2",
       0.305812039658,
       -0.200550061536,
       0.177149048807,
       0.166925914655,
       -870.481026105,
       {0.346590270893, 0.224961570934}},
      {"q6",
       0.450847317621,
       0.0250089973921,
       0.186251058895,
       0.164952629105,
       -896.363094412,
       {0.156392417642, 0.310553602287}},
      {"q10",
       0.116996627475,
       0.16887652699,
       0.206549342057,
       0.168436338573,
       -843.27019221,
       {0.142552207241, 0.43318206132}},
      {"q17",
       -0.0463277167268,
       -0.0547245244081,
       0.173546948554,
       0.176186920778,
       -700.540867282,
       {0.206900181278, 0}},
  };

  (void)state;
  need_reference();
  for (size_t k = 0; k < ITEMS; k++) {
    leda_ordinal_data data = ordinal();
    leda_cumulative_mixed_fit fit;

    data.occasion = waves;
    choose(cases[k].item);
    assert_int_equal(leda_cumulative_mixed(&data, 0, &fit), GSL_SUCCESS);
    assert_int_equal(fit.state, cases[k].sd[1] > 0.0 ? LEDA_FIT_OK : LEDA_FIT_BOUNDARY);
    assert_within(fit.log_likelihood, cases[k].log_likelihood, 1e-7);
    assert_true(fit.log_likelihood > cases[k].log_likelihood - 1e-9);
    assert_within(fit.estimate[6], cases[k].wave, 1e-4);
    assert_within(fit.estimate[7], cases[k].role, 1e-4);
    assert_near(fit.se[6], cases[k].wave_se, 5e-3);
    assert_near(fit.se[7], cases[k].role_se, 5e-3);
    for (int e = 0; e < 2; e++) assert_within(fit.sd[e], cases[k].sd[e], 1e-4);
    leda_cumulative_mixed_clear(&fit);
  }
}

static void wine(void **state) {
  static const char *const names[] = {"tempwarm", "contactyes", NULL};
  static leda_test_answers a;
  comparison c = {"wine", "clm(rating~temp+contact)", "z value", "Pr(>|z|)", 1e-8, 1e-8};
  leda_ordinal_data data;
  leda_cumulative_fit fit;
  leda_cumulative_mixed_fit mixed;

  (void)state;
  need_reference();
  leda_test_wine(&a);
  data = (leda_ordinal_data){
      .y = a.y, .x = a.x, .n = a.n, .p = 2, .categories = 5, .cluster = a.group, .clusters = 9};
  assert_int_equal(leda_cumulative_logit(&data, LEDA_LINK_LOGIT, &fit), GSL_SUCCESS);
  compare_ordinal(&c, fit.estimate, fit.se, 4, names);
  assert_near(fit.log_likelihood, reference("wine", c.method, "logLik"), 1e-11);
  leda_cumulative_fit_clear(&fit);
  for (int nodes = 1; nodes <= 10; nodes += 9) {
    c.method = nodes == 1 ? "clmm(+(1|judge),nAGQ=1)" : "clmm(+(1|judge),nAGQ=10)";
    c.tolerance = 1e-3;
    c.of_errors = 5e-3;
    assert_int_equal(leda_cumulative_mixed(&data, nodes, &mixed), GSL_SUCCESS);
    compare_ordinal(&c, mixed.estimate, mixed.se, 4, names);
    assert_within(mixed.sd[0], reference("wine", c.method, "sd"), 1e-4);
    assert_within(mixed.log_likelihood, reference("wine", c.method, "logLik"), 1e-5);
    leda_cumulative_mixed_clear(&mixed);
  }
}

/* ---- linear ---- */

static const char *const linear_names[] = {"(Intercept)", "w2", "role"};

typedef struct {
  const char *method;
  const char *sd[3]; /* groups, cells, residual; NULL: not there */
  bool restricted;
} lmer_case;

/* lme4's optimiser leaves variances exact to about 1e-6. */
static void compare_lmer(const char *item, const lmer_case *l) {
  leda_linear_data data = linear();
  leda_linear_mixed_fit fit;
  comparison c = {item, l->method, "t value", "Pr(>|t|)", 1e-6, 1e-6};

  data.occasion = l->sd[1] ? waves : NULL;
  choose(item);
  assert_int_equal(leda_linear_mixed(&data, l->restricted, &fit), GSL_SUCCESS);
  assert_true(leda_fit_usable(fit.state));
  assert_within(fit.log_likelihood, reference(item, l->method, "logLik"), 1e-9);
  assert_within(fit.sd[0], reference(item, l->method, l->sd[0]), 1e-6);
  if (l->sd[1]) assert_within(fit.sd[1], reference(item, l->method, l->sd[1]), 1e-6);
  assert_within(fit.sd_residual, reference(item, l->method, l->sd[2]), 1e-6);
  for (size_t k = 0; k < 3; k++) {
    char quantity[64];

    compare_parameter(&c, linear_names[k], (parameter){fit.estimate[k], fit.se[k], fit.df[k]});
    snprintf(quantity, sizeof quantity, "%s:df", linear_names[k]);
    assert_near(fit.df[k], reference(item, l->method, quantity), 1e-5);
  }
  leda_linear_mixed_clear(&fit);
}

static void linear_mixed_agrees_with_lmer(void **state) {
  static const lmer_case cases[] = {
      {"lmer(yn~w2+role+(1|muni),REML)", {"sd_muni", NULL, "sd_resid"}, true},
      {"lmer(yn~w2+role+(1|muni),ML)", {"sd_muni", NULL, "sd_resid"}, false},
      {"lmer(yn~w2+role+(1|muni)+(1|muni:wave),REML)", {"sd_mf", "sd_mw", "sd_Residual"}, true},
  };

  (void)state;
  need_reference();
  for (size_t k = 0; k < ITEMS; k++)
    for (size_t c = 0; c < 3; c++) compare_lmer(items[k], &cases[c]);
}

static void kenward_roger_agrees_with_pbkrtest(void **state) {
  const char *method = "lmer(yn~w2+role+(1|muni),REML)/KenwardRoger";

  (void)state;
  need_reference();
  for (size_t k = 0; k < ITEMS; k++) {
    leda_linear_data data = linear();
    leda_linear_mixed_fit fit;
    comparison c = {items[k], method, "t value", "Pr(>|t|)", 1e-6, 1e-6};

    choose(items[k]);
    assert_int_equal(leda_linear_mixed(&data, true, &fit), GSL_SUCCESS);
    for (size_t i = 0; i < 3; i++) {
      char quantity[64];

      compare_parameter(&c, linear_names[i],
                        (parameter){fit.estimate[i], fit.se_kr[i], fit.df_kr[i]});
      snprintf(quantity, sizeof quantity, "%s:df", linear_names[i]);
      assert_near(fit.df_kr[i], reference(items[k], method, quantity), 1e-6);
    }
    leda_linear_mixed_clear(&fit);
  }
}

static void gee_agrees_with_geeglm(void **state) {
  const char *method = "geeglm(exchangeable)";

  (void)state;
  need_reference();
  for (size_t k = 0; k < ITEMS; k++) {
    leda_linear_data data = linear();
    leda_gee_fit fit;

    choose(items[k]);
    assert_int_equal(leda_gee_exchangeable(&data, &fit), GSL_SUCCESS);
    assert_int_equal(fit.state, LEDA_FIT_OK);
    for (size_t i = 0; i < 3; i++) {
      char quantity[64];
      double wald = pow(fit.estimate[i] / fit.se[i], 2);

      snprintf(quantity, sizeof quantity, "%s:Estimate", linear_names[i]);
      assert_within(fit.estimate[i], reference(items[k], method, quantity), 1e-7 * fit.se[i]);
      snprintf(quantity, sizeof quantity, "%s:Std.err", linear_names[i]);
      assert_near(fit.se[i], reference(items[k], method, quantity), 1e-8);
      snprintf(quantity, sizeof quantity, "%s:Wald", linear_names[i]);
      assert_within(wald, reference(items[k], method, quantity), 1e-7 * (1.0 + wald));
      snprintf(quantity, sizeof quantity, "%s:Pr(>|W|)", linear_names[i]);
      assert_within(leda_wald_p(fit.estimate[i], fit.se[i], INFINITY),
                    reference(items[k], method, quantity), 1e-7);
    }
    assert_near(fit.alpha, reference(items[k], method, "alpha"), 1e-7);
    leda_gee_clear(&fit);
  }
}

/* Rows of the models above, counted in the file: none is passed over. */
static void every_row_was_compared(void **state) {
  static const char *const ours[] = {"clm(",    "clmm(y", "clmm marginal",         "nominal_test",
                                     "lmer(yn", "geeglm", "clmm(+(1|judge),nAGQ=1"};
  size_t expected = 0;

  (void)state;
  need_reference();
  for (size_t i = 0; i < entry_count; i++)
    for (size_t k = 0; k < sizeof ours / sizeof *ours; k++)
      if (strncmp(entries[i].method, ours[k], strlen(ours[k])) == 0 &&
          strcmp(entries[i].quantity, "max_abs_grad") != 0) {
        expected++;
        break;
      }
  /* mixed_logit_agrees_with_clmm reads the wave's estimate twice. */
  assert_int_equal(compared - 3 * ITEMS, expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cumulative_logit_agrees_with_clm),
      cmocka_unit_test(nominal_test_agrees_with_ordinal),
      cmocka_unit_test(quadrature_agrees_with_80_points),
      cmocka_unit_test(mixed_logit_agrees_with_clmm),
      cmocka_unit_test(errors_agree_with_exact_modes),
      cmocka_unit_test(two_effects_agree_with_clmm),
      cmocka_unit_test(wine),
      cmocka_unit_test(linear_mixed_agrees_with_lmer),
      cmocka_unit_test(kenward_roger_agrees_with_pbkrtest),
      cmocka_unit_test(gee_agrees_with_geeglm),
      cmocka_unit_test(every_row_was_compared),
  };

  return cmocka_run_group_tests(tests, setup, NULL);
}
