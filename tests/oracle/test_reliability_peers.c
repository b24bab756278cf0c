/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reliability and bootstrap intervals against psych::alpha, factanal and BCa on saved index
 * files in the reference folder. Skipped where the folder is not there. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/bootstrap.h"
#include "stats/correlation.h"
#include "stats/describe.h"
#include "stats/reliability.h"
#include "tests/support/assert_near.h"
#include "tests/support/reference_rows.h"

enum { MOST = 600 };

static leda_test_rows *rows;

static int open_all(void **state) {
  (void)state;
  gsl_set_error_handler_off();
  rows = leda_test_rows_open("stats/survey/reliability_boot_R.csv");
  return 0;
}

static int close_all(void **state) {
  (void)state;
  leda_test_rows_close(rows);
  return 0;
}

static leda_test_table open_table(const char *path) {
  leda_test_table t;

  if (!leda_test_table_open(path, &t) || rows == NULL) {
    print_message("no ../shared/reference: skipped\n");
    skip();
  }
  return t;
}

static void agree(const char *dataset, const char *method, const char *quantity, double actual,
                  double tolerance) {
  double expected = leda_test_rows_value(rows, dataset, method, quantity);

  if (leda_test_check_near(actual, expected, tolerance, quantity)) return;
  fail_msg("%s / %s / %s: %.17g, not %.17g", dataset, method, quantity, actual, expected);
}

static void agree_coefficients(const char *d, const leda_reliability *r) {
  agree(d, "reliability_def(complete cases)", "n", (double)r->n, 0.0);
  agree(d, "reliability_def(complete cases)", "alpha_raw", r->alpha, 1e-12);
  agree(d, "reliability_def(complete cases)", "alpha_std", r->alpha_standardised, 1e-12);
  agree(d, "reliability_def(complete cases)", "guttman_lambda2", r->lambda2, 1e-12);
  agree(d, "reliability_def(complete cases)", "mean_interitem_r", r->mean_correlation, 1e-12);
  agree(d, "Feldt CI alpha 95% (F=(1-rho)/(1-a))", "lo", r->alpha_lower, 1e-11);
  agree(d, "Feldt CI alpha 95% (F=(1-rho)/(1-a))", "hi", r->alpha_upper, 1e-11);
  agree(d, "SEM/SDC of the mean score", "sd_mean_score", r->sd, 1e-12);
  agree(d, "SEM/SDC of the mean score", "SEM", r->sem, 1e-12);
  agree(d, "SEM/SDC of the mean score", "SDC_ind", r->sdc, 1e-12);
  agree(d, "factanal ML 1-factor (R)", "omega_std", r->omega_standardised, 1e-5);
  agree(d, "factanal ML 1-factor (R)", "omega_raw(cov metric, model-implied)", r->omega, 1e-5);
  agree(d, "factanal ML 1-factor (R)", "omega_raw(observed var denominator)", r->omega_observed,
        1e-5);
  agree(d, "factanal ML 1-factor (R)", "chisq", r->chi_square, 1e-6);
  agree(d, "factanal ML 1-factor (R)", "dof", r->chi_square_df, 0.0);
  agree(d, "factanal ML 1-factor (R)", "p", r->chi_square_p, 1e-5);
  assert_true(r->omega_converged);
  assert_false(r->omega_at_bound);
}

static void agree_items(const char *d, const char *const *name, const leda_reliability *r) {
  for (size_t j = 0; j < r->k; j++) {
    char q[32];

    if (name == NULL) snprintf(q, sizeof q, "q%zu", j + 1);
    agree(d, "item-rest correlation def", name ? name[j] : q, r->items[j].item_rest, 1e-12);
    agree(d, "psych::alpha alpha.drop raw", name ? name[j] : q, r->items[j].alpha_dropped, 1e-12);
    agree(d, "factanal ML 1-factor loadings", name ? name[j] : q, r->items[j].loading, 1e-4);
  }
}

static void attitude(void **state) {
  static const char *const names[] = {"rating", "complaints", "privileges", "learning",
                                      "raises", "critical",   "advance"};
  leda_test_table t = open_table("stats/data/attitude.csv");
  leda_reliability_plan plan = {t.cell, t.rows, t.columns, 0.95};
  leda_reliability r;

  (void)state;
  assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
  agree_coefficients("attitude", &r);
  agree_items("attitude", names, &r);
  leda_reliability_clear(&r);
  leda_test_table_clear(&t);
}

static void waves(void **state) {
  static double answers[MOST * 19];
  leda_test_table t = open_table("stats/data/likert_panel.csv");

  (void)state;
  for (int wave = 1; wave <= 2; wave++) {
    leda_reliability_plan plan = {answers, 0, 19, 0.95};
    leda_reliability r;

    for (size_t i = 0; i < t.rows; i++) {
      if (t.cell[i * t.columns] != wave) continue;
      memcpy(answers + 19 * plan.n++, t.cell + i * t.columns + 3, 19 * sizeof(double));
    }
    assert_int_equal(leda_reliability_run(&plan, &r), GSL_SUCCESS);
    agree_coefficients(wave == 1 ? "likert_panel_w1" : "likert_panel_w2", &r);
    agree_items(wave == 1 ? "likert_panel_w1" : "likert_panel_w2", NULL, &r);
    leda_reliability_clear(&r);
  }
  leda_test_table_clear(&t);
}

static void floors_and_ceilings(void **state) {
  leda_test_table t = open_table("stats/data/likert_panel.csv");

  (void)state;
  for (int wave = 1; wave <= 3; wave++)
    for (size_t q = 1; q <= 19; q++) {
      double x[MOST];
      size_t n = 0, count[7];
      char method[32], name[16];
      leda_scale_shares s;
      leda_moments m;

      for (size_t i = 0; i < t.rows; i++)
        if (t.cell[i * t.columns] == wave) x[n++] = t.cell[i * t.columns + 2 + q];
      s = leda_describe_scale(x, n, 1, 7, count);
      m = leda_describe_moments(x, n);
      snprintf(method, sizeof method, "floor/ceiling wave %d", wave);
      snprintf(name, sizeof name, "q%zu:n", q);
      agree("likert_panel", method, name, (double)s.n, 0.0);
      snprintf(name, sizeof name, "q%zu:pct1", q);
      agree("likert_panel", method, name, s.share_lowest, 1e-14);
      snprintf(name, sizeof name, "q%zu:pct7", q);
      agree("likert_panel", method, name, s.share_highest, 1e-14);
      snprintf(name, sizeof name, "q%zu:mean", q);
      agree("likert_panel", method, name, m.mean, 1e-14);
      snprintf(name, sizeof name, "q%zu:sd", q);
      agree("likert_panel", method, name, sqrt(m.variance), 1e-13);
    }
  leda_test_table_clear(&t);
}

/* Rows of n indexes, no header. */
static uint32_t *read_indexes(const char *name, size_t n, size_t replicates) {
  const char *folder = getenv("LEDA_SHARED");
  uint32_t *index;
  char path[512];
  FILE *file;
  unsigned value;
  size_t count = 0;

  snprintf(path, sizeof path, "%s/reference/stats/data/%s", folder ? folder : "../shared", name);
  file = fopen(path, "r");
  if (file == NULL || rows == NULL) {
    if (file) fclose(file);
    print_message("no %s: skipped\n", path);
    skip();
    return NULL;
  }
  index = calloc(n * replicates, sizeof *index);
  assert_non_null(index);
  while (count < n * replicates && fscanf(file, "%u,", &value) == 1) index[count++] = value;
  fclose(file);
  assert_int_equal(count, n * replicates);
  return index;
}

static void agree_interval(const char *d, const char *method, const leda_bootstrap *b,
                           leda_bootstrap_method which) {
  leda_bootstrap_interval six, seven;

  assert_int_equal(leda_bootstrap_interval_get(b, which, 6, 0.95, &six), GSL_SUCCESS);
  assert_int_equal(leda_bootstrap_interval_get(b, which, 7, 0.95, &seven), GSL_SUCCESS);
  agree(d, method, "theta", b->estimate, 1e-12);
  agree(d, method, "z0", six.z0, 1e-9);
  agree(d, method, "a_jack", b->acceleration, 1e-9);
  agree(d, method, "alpha_adj[1]", six.level[0], 1e-9);
  agree(d, method, "alpha_adj[2]", six.level[1], 1e-9);
  agree(d, method, "ci_type6[1]", six.lower, 1e-9);
  agree(d, method, "ci_type6[2]", six.upper, 1e-9);
  agree(d, method, "ci_type7[1]", seven.lower, 1e-9);
  agree(d, method, "ci_type7[2]", seven.upper, 1e-9);
}

static void agree_bootstrap(const char *d, const leda_bootstrap *b) {
  leda_bootstrap_interval i;

  agree_interval(d, "BCa(z0 strict)", b, LEDA_BOOTSTRAP_BCA_STRICT);
  agree_interval(d, "BCa(z0 mid)", b, LEDA_BOOTSTRAP_BCA);
  assert_int_equal(leda_bootstrap_interval_get(b, LEDA_BOOTSTRAP_PERCENTILE, 6, 0.95, &i),
                   GSL_SUCCESS);
  agree(d, "percentile type6", "lo", i.lower, 1e-9);
  agree(d, "percentile type6", "hi", i.upper, 1e-9);
  assert_int_equal(leda_bootstrap_interval_get(b, LEDA_BOOTSTRAP_PERCENTILE, 7, 0.95, &i),
                   GSL_SUCCESS);
  agree(d, "percentile type7", "lo", i.lower, 1e-9);
  agree(d, "percentile type7", "hi", i.upper, 1e-9);
  assert_int_equal(leda_bootstrap_interval_get(b, LEDA_BOOTSTRAP_BASIC, 6, 0.95, &i), GSL_SUCCESS);
  agree(d, "basic type6", "lo", i.lower, 1e-9);
  agree(d, "basic type6", "hi", i.upper, 1e-9);
  agree(d, "boot se", "se", b->se, 1e-9);
}

typedef struct {
  const double *x; /* 40 */
  const double *y; /* 45 */
} two;

/* Units 0..39 are x, the rest y; the jackknife leaves one out of either. */
static double mean_difference(const size_t *index, size_t n, const void *data) {
  const two *t = data;
  double x = 0.0, y = 0.0, nx = 0.0, ny = 0.0;

  for (size_t i = 0; i < n; i++) {
    if (index[i] < 40)
      x += t->x[index[i]], nx++;
    else
      y += t->y[index[i] - 40], ny++;
  }
  return x / nx - y / ny;
}

static double superiority(const size_t *index, size_t n, const void *data) {
  const two *t = data;
  double won = 0.0, pairs = 0.0;

  for (size_t i = 0; i < n; i++) {
    if (index[i] >= 40) continue;
    for (size_t j = 0; j < n; j++) {
      double x = t->x[index[i]];

      if (index[j] < 40) continue;
      won += x > t->y[index[j] - 40] ? 1.0 : x == t->y[index[j] - 40] ? 0.5 : 0.0;
      pairs += 1.0;
    }
  }
  return won / pairs;
}

static void two_samples(void **state) {
  static const size_t strata[] = {40, 45};
  double x[40], y[45];
  two t = {x, y};
  uint32_t *index = read_indexes("boot_idx_x40_y45_B1999.csv", 85, 1999);
  leda_bootstrap_plan plan = {.n = 85,
                              .strata = strata,
                              .strata_count = 2,
                              .replicates = 1999,
                              .drawn = index,
                              .threads = 2,
                              .statistic = mean_difference,
                              .data = &t};
  leda_bootstrap b;
  const char *folder = getenv("LEDA_SHARED");
  char path[512], line[64];
  size_t nx = 0, ny = 0;
  FILE *file;

  (void)state;
  snprintf(path, sizeof path, "%s/reference/stats/data/two_boot_x40_y45.csv",
           folder ? folder : "../shared");
  file = fopen(path, "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    if (line[0] == 'x' && nx < 40) x[nx++] = strtod(line + 2, NULL);
    if (line[0] == 'y' && ny < 45) y[ny++] = strtod(line + 2, NULL);
  }
  fclose(file);
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_SUCCESS);
  agree_bootstrap("boot two-sample mean diff (pooled jackknife)", &b);
  leda_bootstrap_clear(&b);
  plan.statistic = superiority;
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_SUCCESS);
  agree_bootstrap("boot two-sample prob. superiority (pooled jackknife)", &b);
  leda_bootstrap_clear(&b);
  free(index);
}

static double pearson(const size_t *index, size_t n, const void *data) {
  const leda_test_table *t = data;
  double x[15], y[15];
  leda_correlation r;

  for (size_t i = 0; i < n; i++) x[i] = t->cell[2 * index[i]], y[i] = t->cell[2 * index[i] + 1];
  return leda_correlation_pearson(x, y, n, 0.95, &r) == GSL_SUCCESS ? r.r : (double)NAN;
}

static void law_school(void **state) {
  leda_test_table t = open_table("stats/data/lawschool15.csv");
  uint32_t *index = read_indexes("boot_idx_law15_B1999.csv", 15, 1999);
  leda_bootstrap_plan plan = {
      .n = 15, .replicates = 1999, .drawn = index, .threads = 1, .statistic = pearson, .data = &t};
  leda_bootstrap b;

  (void)state;
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_SUCCESS);
  agree_bootstrap("boot correlation lawschool15 (Efron)", &b);
  leda_bootstrap_clear(&b);
  leda_test_table_clear(&t);
  free(index);
}

typedef struct {
  leda_test_table panel;
  leda_bootstrap_clusters clusters;
} answers;

/* Mean of q6 in the second wave less the first, over all rows of the drawn municipalities. */
static double wave_difference(const size_t *index, size_t n, const void *data) {
  const answers *a = data;
  double sum[2] = {0.0, 0.0}, count[2] = {0.0, 0.0};

  for (size_t i = 0; i < n; i++)
    for (size_t j = a->clusters.start[index[i]]; j < a->clusters.start[index[i] + 1]; j++) {
      const double *row = a->panel.cell + a->clusters.row[j] * a->panel.columns;
      size_t wave = (size_t)row[0] - 1;

      if (wave > 1 || isnan(row[8])) continue;
      sum[wave] += row[8];
      count[wave] += 1.0;
    }
  return sum[1] / count[1] - sum[0] / count[0];
}

static void municipalities(void **state) {
  answers a = {.panel = open_table("stats/data/likert_panel.csv")};
  uint32_t *index = read_indexes("boot_clusteridx_B999.csv", 30, 999);
  leda_bootstrap_plan plan = {.n = 30,
                              .replicates = 999,
                              .drawn = index,
                              .threads = 2,
                              .statistic = wave_difference,
                              .data = &a};
  leda_bootstrap b;
  int cluster[MOST];

  (void)state;
  for (size_t i = 0; i < a.panel.rows; i++) cluster[i] = (int)a.panel.cell[i * a.panel.columns + 1];
  assert_int_equal(leda_bootstrap_clusters_make(&a.clusters, cluster, a.panel.rows), GSL_SUCCESS);
  assert_int_equal(a.clusters.count, 30);
  assert_int_equal(leda_bootstrap_run(&plan, &b), GSL_SUCCESS);
  agree_bootstrap("cluster boot q6 May-Oct (jackknife over municipalities)", &b);
  agree("cluster boot q6 May-Oct (jackknife over municipalities)", "cluster jackknife", "se",
        b.jackknife_se, 1e-9);
  leda_bootstrap_clear(&b);
  leda_bootstrap_clusters_clear(&a.clusters);
  leda_test_table_clear(&a.panel);
  free(index);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(attitude),       cmocka_unit_test(waves),
      cmocka_unit_test(two_samples),    cmocka_unit_test(law_school),
      cmocka_unit_test(municipalities), cmocka_unit_test(floors_and_ceilings),
  };

  return cmocka_run_group_tests(tests, open_all, close_all);
}
