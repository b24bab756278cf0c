/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two-sample tests, effect sizes, exact permutation and the noncentral t distribution against
 * results of R and its packages (t.test, wilcox.test, coin, exactRankTests, effectsize, pt) in
 * the reference folder, whose README says how exact each is. Skipped where the folder is not
 * there. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/correlation.h"
#include "stats/describe.h"
#include "stats/effect_size.h"
#include "stats/noncentral_t.h"
#include "stats/stratified_permutation.h"
#include "stats/stream.h"
#include "stats/two_sample.h"
#include "tests/support/assert_near.h"
#include "tests/support/reference_rows.h"

enum { MOST = 600 };

typedef struct {
  leda_test_rows *rows;
  leda_test_table panel;
} fixture;

static fixture shared;

static int open_all(void **state) {
  gsl_set_error_handler_off();
  shared.rows = leda_test_rows_open("stats/tests/tests_R.csv");
  leda_test_table_open("stats/data/likert_panel.csv", &shared.panel);
  *state = &shared;
  return 0;
}

static int close_all(void **state) {
  (void)state;
  leda_test_rows_close(shared.rows);
  leda_test_table_clear(&shared.panel);
  return 0;
}

static FILE *open_reference(const char *path) {
  const char *folder = getenv("LEDA_SHARED");
  char full[512];
  FILE *file;

  snprintf(full, sizeof full, "%s/reference/stats/%s", folder ? folder : "../shared", path);
  file = fopen(full, "r");
  if (file == NULL) {
    print_message("no %s: skipped\n", full);
    skip();
  }
  return file;
}

typedef struct {
  double x[MOST];
  double y[MOST];
  leda_two_samples samples;
} pair;

/* Files with a header g,v and rows of x or y. */
static pair *read_pair(const char *dataset) {
  static pair p;
  char path[128], line[128];
  FILE *file;

  snprintf(path, sizeof path, "data/two_%s.csv", dataset);
  file = open_reference(path);
  p.samples = (leda_two_samples){p.x, 0, p.y, 0};
  while (fgets(line, sizeof line, file)) {
    if (line[0] == 'x') p.x[p.samples.nx++] = strtod(line + 2, NULL);
    if (line[0] == 'y') p.y[p.samples.ny++] = strtod(line + 2, NULL);
  }
  fclose(file);
  return &p;
}

static const char *const datasets[] = {
    "likert_small",  "plantgrowth_ctrl_trt2", "insect_A_C",           "may_vs_oct_q1",
    "may_vs_oct_q6", "may_vs_oct_q17",        "followup35_vs_may_q2", "notie_5_6"};
enum { DATASETS = sizeof datasets / sizeof *datasets };

static void agree(const char *dataset, const char *method, const char *quantity, double actual,
                  double tolerance) {
  double expected = leda_test_rows_value(shared.rows, dataset, method, quantity);

  if (leda_test_check_near(actual, expected, tolerance, quantity)) return;
  fail_msg("%s / %s / %s: %.17g, not %.17g", dataset, method, quantity, actual, expected);
}

static void agree_where_there(const char *dataset, const char *method, const char *quantity,
                              double actual, double tolerance) {
  if (leda_test_rows_has(shared.rows, dataset, method, quantity))
    agree(dataset, method, quantity, actual, tolerance);
}

static void description(void **state) {
  (void)state;
  for (int i = 0; i < DATASETS; i++) {
    pair *p = read_pair(datasets[i]);
    leda_sample_description x, y;

    assert_int_equal(leda_describe_sample(p->x, p->samples.nx, &x), GSL_SUCCESS);
    assert_int_equal(leda_describe_sample(p->y, p->samples.ny, &y), GSL_SUCCESS);
    agree(datasets[i], "desc", "nx", (double)x.n, 0.0);
    agree(datasets[i], "desc", "mean_x", x.mean, 1e-14);
    agree(datasets[i], "desc", "sd_x", x.sd, 1e-14);
    agree(datasets[i], "desc", "median_x", x.median, 1e-14);
    agree(datasets[i], "desc", "mean_y", y.mean, 1e-14);
    agree(datasets[i], "desc", "sd_y", y.sd, 1e-14);
    agree(datasets[i], "desc", "median_y", y.median, 1e-14);
  }
}

static void t_tests(void **state) {
  static const char *const names[] = {"t.test(Student)", "t.test(Welch)"};

  (void)state;
  for (int i = 0; i < DATASETS; i++)
    for (int welch = 0; welch < 2; welch++) {
      pair *p = read_pair(datasets[i]);
      leda_t_test t =
          welch ? leda_t_test_welch(&p->samples, 0.95) : leda_t_test_student(&p->samples, 0.95);

      agree(datasets[i], names[welch], "t", t.t, 1e-12);
      agree(datasets[i], names[welch], "df", t.df, 1e-12);
      agree(datasets[i], names[welch], "p", t.p, 1e-12);
      agree(datasets[i], names[welch], "ci95[1]", t.lower, 1e-12);
      agree(datasets[i], names[welch], "ci95[2]", t.upper, 1e-12);
      if (!welch) continue;
      leda_equivalence e = leda_equivalence_test(&t, 0.5, 0.05);
      agree(datasets[i], "TOST(Welch,+-0.5)", "p_lower", e.p_lower, 1e-12);
      agree(datasets[i], "TOST(Welch,+-0.5)", "p_upper", e.p_upper, 1e-12);
      agree(datasets[i], "TOST(Welch,+-0.5)", "p_tost", e.p, 1e-12);
    }
}

static void mann_whitney(void **state) {
  (void)state;
  for (int i = 0; i < DATASETS; i++) {
    const char *d = datasets[i];
    pair *p = read_pair(d);
    leda_mann_whitney_test m;

    assert_int_equal(leda_mann_whitney(&p->samples, 0.0, &m), GSL_SUCCESS);
    agree(d, "MWU_def", "U_x", m.u, 1e-14);
    agree(d, "MWU_def", "PS(A=P(x>y)+.5P(=))", m.superiority, 1e-14);
    agree(d, "MWU_def", "varU_ties", m.variance, 1e-12);
    agree(d, "MWU_def", "z", m.z, 1e-12);
    agree(d, "MWU_def", "p_asym", m.p_asymptotic, 1e-12);
    agree(d, "MWU_def", "p_asym_cc", m.p_corrected, 1e-12);
    agree_where_there(d, "coin::wilcox_test(exact)", "p", m.p, 1e-12);
    agree_where_there(d, "coin::wilcox_test(exact)", "midp", m.mid_p, 1e-12);
    agree_where_there(d, "exactRankTests::wilcox.exact", "p", m.p, 1e-12);
    if (leda_test_rows_has(shared.rows, d, "coin::wilcox_test(exact)", "p")) assert_true(m.exact);
  }
}

/* exactRankTests rounds scores to integers, so its rows hold where the scores are whole numbers. */
static void permutation_of_means(void **state) {
  (void)state;
  for (int i = 0; i < DATASETS; i++) {
    const char *d = datasets[i];
    pair *p = read_pair(d);
    double score[2 * MOST];
    int group[2 * MOST];
    leda_permutation_plan plan = {score, group, NULL, 0, 0.0};
    leda_permutation_result r;

    for (size_t j = 0; j < p->samples.nx; j++) score[plan.n] = p->x[j], group[plan.n++] = 1;
    for (size_t j = 0; j < p->samples.ny; j++) score[plan.n] = p->y[j], group[plan.n++] = 0;
    assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
    assert_true(r.exact);
    agree_where_there(d, "coin::oneway_test(exact permutation of mean)", "p", r.p, 1e-10);
    agree_where_there(d, "exactRankTests::perm.test(exact shift algorithm)", "p", r.p, 1e-12);
    agree(d, "coin::oneway_test(asymptotic)", "Z", r.z, 1e-10);
    agree(d, "coin::oneway_test(asymptotic)", "p", r.p_asymptotic, 1e-10);
  }
}

/* The reference's statistic is turned round: positive where y is larger. */
static void brunner_munzel(void **state) {
  (void)state;
  for (int i = 0; i < DATASETS; i++) {
    const char *d = datasets[i];
    pair *p = read_pair(d);
    leda_brunner_munzel_test b;

    assert_int_equal(leda_brunner_munzel(&p->samples, 0.95, &b), GSL_SUCCESS);
    agree(d, "BrunnerMunzel_def", "stat", -b.statistic, 1e-12);
    agree(d, "BrunnerMunzel_def", "df", b.df, 1e-12);
    agree(d, "BrunnerMunzel_def", "p", b.p, 1e-12);
    agree(d, "BrunnerMunzel_def", "P_xlessy", 1.0 - b.superiority, 1e-12);
    agree(d, "BrunnerMunzel_def", "ci95[1]", 1.0 - b.upper, 1e-12);
    agree(d, "BrunnerMunzel_def", "ci95[2]", 1.0 - b.lower, 1e-12);
  }
}

static void cliff(void **state) {
  (void)state;
  for (int i = 0; i < DATASETS; i++) {
    const char *d = datasets[i];
    pair *p = read_pair(d);
    leda_cliff_delta c;

    assert_int_equal(leda_cliff_delta_run(&p->samples, 0.95, &c), GSL_SUCCESS);
    agree(d, "cliffs_delta_def", "delta", c.delta, 1e-12);
    agree(d, "cliffs_delta_def", "var_unbiased", c.variance_unbiased, 1e-12);
    agree(d, "cliffs_delta_def", "var_consistent", c.variance_consistent, 1e-12);
  }
}

/* effectsize finds its noncentrality by optim, to five digits or so. */
static void hedges(void **state) {
  (void)state;
  for (int i = 0; i < DATASETS; i++) {
    const char *d = datasets[i];
    pair *p = read_pair(d);
    leda_mean_effect e = leda_mean_effect_run(&p->samples, 0.95);

    agree(d, "cohen_hedges_def", "d", e.d, 1e-12);
    agree(d, "cohen_hedges_def", "J_exact", e.correction, 1e-12);
    agree(d, "cohen_hedges_def", "g_exact", e.g, 1e-12);
    agree(d, "cohen_hedges_def", "se_d_HedgesOlkin", e.se, 1e-12);
    agree(d, "effectsize::cohens_d(noncentral t CI)", "ci[1]", e.d_lower, 2e-3);
    agree(d, "effectsize::cohens_d(noncentral t CI)", "ci[2]", e.d_upper, 2e-4);
    agree(d, "effectsize::hedges_g", "ci[1]", e.g_lower, 2e-3);
    agree(d, "effectsize::hedges_g", "ci[2]", e.g_upper, 2e-4);
  }
}

/* wave 2 against wave 1 of one statement, inside strata of role, municipality or both. */
static double stratified_p(size_t column, const char *strata) {
  static double score[MOST];
  static int group[MOST], stratum[MOST];
  leda_permutation_plan plan = {score, group, stratum, 0, 0.0};
  leda_permutation_result r;

  for (size_t i = 0; i < shared.panel.rows; i++) {
    const double *row = shared.panel.cell + i * shared.panel.columns;
    int s = 0;

    if (row[0] > 2.0) continue;
    if (strstr(strata, "muni")) s += 10 * (int)row[1];
    if (strstr(strata, "role")) s += (int)row[2];
    score[plan.n] = row[column];
    group[plan.n] = row[0] == 2.0;
    stratum[plan.n++] = s;
  }
  assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
  assert_true(r.exact);
  return r.p;
}

static void stratified(void **state) {
  FILE *file = open_reference("survey/exact_strat_perm.csv");
  char line[256], item[16], strata[32];
  double own, peer;
  int rows = 0;

  (void)state;
  while (fgets(line, sizeof line, file)) {
    if (sscanf(line, "q%15[0-9],%31[^,],%lf,%lf", item, strata, &own, &peer) != 4) continue;
    double p = stratified_p((size_t)strtol(item, NULL, 10) + 2, strata);

    assert_near(p, own, 1e-12);
    assert_near(p, peer, 1e-12);
    rows++;
  }
  fclose(file);
  assert_int_equal(rows, 12);
}

/* pt's own error is about 1e-12 absolute (AS 243), so small tails are held to that. */
static void noncentral_t(void **state) {
  FILE *file = open_reference("dist/dist_R.csv");
  char line[256];
  double t, df, delta, n1, n2, value;
  int tails = 0, powers = 0;

  (void)state;
  while (fgets(line, sizeof line, file)) {
    if (sscanf(line, "\"pt_noncentral\",\"%lf;%lf;%lf\",\"%lf", &t, &df, &delta, &value) == 4) {
      assert_within(leda_noncentral_t_lower(t, df, delta), value, 1e-9 * value + 1e-11);
      assert_within(leda_noncentral_t_upper(t, df, delta), 1.0 - value, 1e-11);
      tails++;
    }
    if (sscanf(line, "\"power_two_sample_t(d;n1;n2)\",\"%lf;%lf;%lf\",\"%lf", &delta, &n1, &n2,
               &value) == 4) {
      assert_near(leda_noncentral_t_power(delta, n1, n2, 0.05), value, 1e-9);
      powers++;
    }
  }
  fclose(file);
  assert_int_equal(tails, 168);
  assert_int_equal(powers, 15);
}

/* pwilcox(q, m, n): ranks 1..m + n, group 1 the m ranks whose U is q. */
static void rank_sums(void **state) {
  FILE *file = open_reference("dist/dist_R.csv");
  char line[256];
  unsigned q, m, n;
  double value;
  int rows = 0;

  (void)state;
  while (fgets(line, sizeof line, file)) {
    double score[64];
    int group[64] = {0};
    leda_permutation_plan plan = {score, group, NULL, 0, 0.0};
    leda_permutation_result r;

    if (sscanf(line, "\"pwilcox\",\"%u;%u;%u\",\"%lf", &q, &m, &n, &value) != 4) continue;
    plan.n = m + n;
    for (unsigned i = 0; i < m + n; i++) score[i] = i + 1;
    /* Members stand first; the last ones move up as far as q asks. */
    for (unsigned i = m; i > 0; i--) {
      unsigned up = q < n ? q : n;

      group[i - 1 + up] = 1;
      q -= up;
    }
    assert_int_equal(leda_stratified_permutation(&plan, &r), GSL_SUCCESS);
    assert_near(r.p_lower, value, 1e-12);
    rows++;
  }
  fclose(file);
  assert_int_equal(rows, 179);
}

/* pKendall(q, n): an order with q concordant pairs; two-sided is twice the smaller tail. */
static void kendall(void **state) {
  FILE *file = open_reference("dist/dist_R.csv");
  char line[256];
  unsigned q, n;
  double value;
  int rows = 0;

  (void)state;
  while (fgets(line, sizeof line, file)) {
    double x[64], y[64];
    leda_correlation r;
    unsigned left;

    if (sscanf(line, "\"pKendall(T=concordant)\",\"%u;%u\",\"%lf", &q, &n, &value) != 3) continue;
    if (q * 4 >= n * (n - 1)) continue; /* the upper half mirrors the lower */
    left = q;
    /* Value i is put in behind k of the values before it, which it then exceeds: k concordant pairs. */
    for (unsigned i = 0; i < n; i++) {
      unsigned k = left < i ? left : i;

      x[i] = i;
      for (unsigned j = 0; j < i; j++) y[j] += y[j] >= k ? 1.0 : 0.0;
      y[i] = k;
      left -= k;
    }
    assert_int_equal(leda_correlation_kendall(x, y, n, 0.95, &r), GSL_SUCCESS);
    assert_true(r.exact);
    assert_near(r.r, 4.0 * q / (n * (n - 1.0)) - 1.0, 1e-13);
    assert_near(r.p, 2.0 * value, 1e-12);
    rows++;
  }
  fclose(file);
  assert_true(rows > 30);
}

static double rho_sum(const double *x, unsigned n) {
  double sum = 0.0;

  for (unsigned i = 0; i < n; i++) sum += (x[i] - i) * (x[i] - i);
  return sum;
}

/* pRho(q, n, upper): orders are drawn until one has this sum of squared differences. */
static void spearman(void **state) {
  FILE *file = open_reference("dist/dist_R.csv");
  leda_stream stream = leda_stream_start(1, 1);
  char line[256];
  unsigned q, n;
  double value;
  int rows = 0;

  (void)state;
  while (fgets(line, sizeof line, file)) {
    double x[16], y[16];
    leda_correlation r;

    if (sscanf(line, "\"pRho(S=sum d^2, upper P(S>=q))\",\"%u;%u\",\"%lf", &q, &n, &value) != 3)
      continue;
    if (q * 6 <= n * (n * n - 1) || n > 9) continue;
    for (unsigned i = 0; i < n; i++) x[i] = i, y[i] = n - 1 - i;
    for (int tries = 0; tries < 1000000 && rho_sum(y, n) != q; tries++)
      leda_stream_shuffle(&stream, y, n);
    assert_near(rho_sum(y, n), q, 0.0);
    assert_int_equal(leda_correlation_spearman(x, y, n, 0.95, &r), GSL_SUCCESS);
    assert_true(r.exact);
    assert_near(r.p, 2.0 * value, 1e-12);
    rows++;
  }
  fclose(file);
  assert_true(rows > 15);
}

static void nothing_varies(void **state) {
  pair *p = read_pair("all_equal");
  leda_mann_whitney_test m;
  leda_brunner_munzel_test b;
  leda_cliff_delta c;

  (void)state;
  assert_true(isnan(leda_t_test_welch(&p->samples, 0.95).p));
  assert_true(isnan(leda_t_test_student(&p->samples, 0.95).t));
  assert_true(isnan(leda_mean_effect_run(&p->samples, 0.95).g));
  assert_int_equal(leda_mann_whitney(&p->samples, 0.0, &m), GSL_SUCCESS);
  assert_near(m.p, 1.0, 0.0);
  assert_true(isnan(m.z));
  assert_int_equal(leda_brunner_munzel(&p->samples, 0.95, &b), GSL_SUCCESS);
  assert_true(isnan(b.p));
  assert_near(b.superiority, 0.5, 0.0);
  assert_int_equal(leda_cliff_delta_run(&p->samples, 0.95, &c), GSL_SUCCESS);
  assert_near(c.delta, 0.0, 0.0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(description),    cmocka_unit_test(t_tests),
      cmocka_unit_test(mann_whitney),   cmocka_unit_test(permutation_of_means),
      cmocka_unit_test(brunner_munzel), cmocka_unit_test(cliff),
      cmocka_unit_test(hedges),         cmocka_unit_test(stratified),
      cmocka_unit_test(noncentral_t),   cmocka_unit_test(rank_sums),
      cmocka_unit_test(kendall),        cmocka_unit_test(spearman),
      cmocka_unit_test(nothing_varies),
  };

  return cmocka_run_group_tests(tests, open_all, close_all);
}
