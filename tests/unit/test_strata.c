/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strata compared: Kruskal-Wallis, Dunn, chi-square. Expected values: `Rscript tests/oracle/strata.R` (R 4.2.2). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/chi_square.h"
#include "stats/kruskal_wallis.h"
#include "tests/support/assert_near.h"

/* A missing value and an empty group (3) that must not matter. */
static const double value[12] = {2.1, 3.4, 3.4, 5.0, NAN, 6.2, 7.7, 3.4, 8.1, 9.0, 4.4, 10.2};
static const size_t group[12] = {0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2};

static void kruskal(void **state) {
  leda_kruskal_plan plan = {value, group, 12, 4, 0.0, 0, 1};
  leda_kruskal_result k;

  (void)state;
  assert_int_equal(leda_kruskal_wallis(&plan, &k), GSL_SUCCESS);
  assert_int_equal(k.n, 11);
  assert_int_equal(k.groups, 3);
  assert_near(k.df, 2.0, 0.0);
  assert_near(k.h, 4.98456790123456450, 1e-13);
  assert_near(k.p_chi_square, 0.08272082038833188, 1e-12);
  assert_near(k.epsilon, 0.49845679012345645, 1e-13);
  assert_int_equal(k.method, LEDA_RANK_EXACT);
  assert_near(k.p, 8.502164502164503e-02, 1e-13);
  plan.most_arrangements = 11549.0;
  assert_int_equal(leda_kruskal_wallis(&plan, &k), GSL_SUCCESS);
  assert_int_equal(k.method, LEDA_RANK_CHI_SQUARE);
  assert_near(k.p, k.p_chi_square, 0.0);
  plan.draws = 40000;
  assert_int_equal(leda_kruskal_wallis(&plan, &k), GSL_SUCCESS);
  assert_int_equal(k.method, LEDA_RANK_DRAWN);
  assert_near(k.p_se, sqrt(k.p * (1.0 - k.p) / 40000.0), 1e-12);
  assert_true(fabs(k.p - 8.502164502164503e-02) < 4.0 * k.p_se);
}

static void kruskal_at_the_edges(void **state) {
  const double same[] = {2, 2, 2, 2};
  const size_t two[] = {0, 0, 1, 1}, one[] = {1, 1, 1, 1};
  leda_kruskal_plan plan = {same, two, 4, 2, 0.0, 100, 1};
  leda_kruskal_result k;
  leda_dunn_pair pair;

  (void)state;
  assert_int_equal(leda_kruskal_wallis(&plan, &k), GSL_SUCCESS);
  assert_true(isnan(k.h) && isnan(k.epsilon));
  assert_near(k.p, 1.0, 0.0);
  assert_int_equal(leda_dunn(&plan, &pair), GSL_SUCCESS);
  assert_true(isnan(pair.z) && isnan(pair.p_holm));
  plan.group = one;
  assert_int_equal(leda_kruskal_wallis(&plan, &k), GSL_SUCCESS);
  assert_true(isnan(k.p));
  plan.n = 0;
  assert_int_equal(leda_kruskal_wallis(&plan, &k), GSL_SUCCESS);
  assert_true(isnan(k.p));
  plan.n = 4;
  plan.groups = 1;
  assert_int_equal(leda_kruskal_wallis(&plan, &k), GSL_EINVAL);
  assert_int_equal(leda_dunn(&plan, &pair), GSL_EINVAL);
}

static void dunn(void **state) {
  static const double z[] = {-1.5061601901917732, -2.15805165574265478, -0.7636182781858624};
  static const double p[] = {0.1320260562495468, 0.03092381585483795, 0.4450947535906136};
  static const double holm[] = {0.2640521124990935, 0.09277144756451386, 0.4450947535906136};
  static const int at[] = {0, 1, 3}; /* (0,1), (0,2), (0,3), (1,2) ... of 4 groups */
  leda_kruskal_plan plan = {value, group, 12, 4, 0.0, 0, 1};
  leda_dunn_pair pair[6];

  (void)state;
  assert_int_equal(leda_dunn(&plan, pair), GSL_SUCCESS);
  for (int i = 0; i < 3; i++) {
    assert_near(pair[at[i]].z, z[i], 1e-13);
    assert_near(pair[at[i]].p, p[i], 1e-12);
    assert_near(pair[at[i]].p_holm, holm[i], 1e-12);
  }
  assert_int_equal(pair[3].a, 1);
  assert_int_equal(pair[3].b, 2);
  assert_true(isnan(pair[2].z) && isnan(pair[2].mean_rank_b));
}

/* Agresti, Categorical Data Analysis (2002), job satisfaction, as in R's ?fisher.test. */
static const double job[16] = {1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11};
static const double few[9] = {3, 0, 2, 1, 5, 0, 0, 2, 4};

static leda_table_result table(const double *count, size_t rows, size_t columns, size_t draws) {
  leda_table_plan plan = {count, rows, columns, 0.0, draws, 3};
  leda_table_result out;

  assert_int_equal(leda_chi_square(&plan, &out), GSL_SUCCESS);
  return out;
}

static void chi_square(void **state) {
  const double two[] = {3, 2, 1, 9}, big[] = {30, 14, 22, 45, 18, 19, 12, 30, 9};
  leda_table_result t = table(job, 4, 4, 0);

  (void)state;
  assert_near(t.statistic, 5.9655145887704029, 1e-12);
  assert_near(t.df, 9.0, 0.0);
  assert_near(t.p_chi_square, 0.7433647250525508, 1e-12);
  assert_near(t.least_expected, 0.8333333333333334, 1e-13);
  assert_near(t.share_below_5, 0.5, 1e-13);
  assert_near(t.cramer_v, 0.1439221745323474, 1e-12);
  t = table(few, 3, 3, 0);
  assert_int_equal(t.method, LEDA_TABLE_EXACT);
  assert_near(t.statistic, 12.918650793650792608, 1e-12);
  assert_near(t.p_chi_square, 0.011680197224344506, 1e-11);
  assert_near(t.p, 0.005293725881961159, 1e-10);
  t = table(big, 3, 3, 0);
  assert_near(t.p_chi_square, 1.968542544843990e-05, 1e-10);
  assert_int_equal(t.method, LEDA_TABLE_EXACT);
  assert_near(t.p, 4.178698467129552e-05, 1e-8);
  assert_near(table(two, 2, 2, 0).p, 0.07692307692307701, 1e-12);
}

/* The table of 104 is drawn within 4 standard errors of R's network algorithm; the same seed, the same p. */
static void chi_square_drawn(void **state) {
  leda_table_plan plan = {job, 4, 4, -1.0, 50000, 3};
  leda_table_result t, again;

  (void)state;
  assert_int_equal(leda_chi_square(&plan, &t), GSL_SUCCESS);
  assert_int_equal(t.method, LEDA_TABLE_DRAWN);
  assert_true(fabs(t.p - 0.7826849389665465) < 4.0 * t.p_se);
  assert_int_equal(leda_chi_square(&plan, &again), GSL_SUCCESS);
  assert_near(again.p, t.p, 0.0);
  plan.most_steps = 1000.0; /* a budget that is not enough */
  plan.draws = 0;
  assert_int_equal(leda_chi_square(&plan, &t), GSL_SUCCESS);
  assert_int_equal(t.method, LEDA_TABLE_CHI_SQUARE);
  assert_near(t.p, t.p_chi_square, 0.0);
}

static void rows_that_differ(void **state) {
  static const double want[] = {0.03072622087110461, 0.02398686433725948, 0.08602627956223913};
  static const double holm[] = {0.07196059301177844, 0.07196059301177844, 0.08602627956223913};
  static const double residual[] = {2.2882783809488627,  -2.2267315359812310, 0.2620817977022989,
                                    -0.4926617680677259, 2.6083864080461034,  -2.2489667048823603,
                                    -1.6891260619464887, -0.4852811921946240, 1.9990815154509869};
  leda_table_plan plan = {few, 3, 3, 0.0, 0, 1};
  double p[3], p_holm[3], r[9];

  (void)state;
  assert_int_equal(leda_chi_square_rows(&plan, p, p_holm, r), GSL_SUCCESS);
  for (int i = 0; i < 3; i++) assert_near(p[i], want[i], 1e-11);
  for (int i = 0; i < 3; i++) assert_near(p_holm[i], holm[i], 1e-11);
  for (int i = 0; i < 9; i++) assert_near(r[i], residual[i], 1e-12);
}

static void chi_square_at_the_edges(void **state) {
  /* An empty row and column take no part. */
  const double holes[] = {3, 0, 0, 2, 0, 0, 0, 0, 1, 5, 0, 0, 0, 2, 0, 4};
  const double one[] = {3, 0, 2, 0}, bad[] = {1, -1, 2, 3}, half[] = {1, 0.5, 2, 3};
  leda_table_plan plan = {bad, 2, 2, 0.0, 0, 1};
  leda_table_result t = table(holes, 4, 4, 0);
  double p[4], p_holm[4], r[16];

  (void)state;
  assert_near(t.df, 4.0, 0.0);
  assert_near(t.p, 0.005293725881961159, 1e-10);
  plan = (leda_table_plan){holes, 4, 4, 0.0, 0, 1};
  assert_int_equal(leda_chi_square_rows(&plan, p, p_holm, r), GSL_SUCCESS);
  assert_near(p_holm[0], 0.07196059301177844, 1e-11);
  assert_true(isnan(p[1]) && isnan(p_holm[1]) && isnan(r[2]));
  t = table(one, 2, 2, 0);
  assert_true(isnan(t.p) && isnan(t.statistic));
  assert_near(t.total, 5.0, 0.0);
  t = table(one, 0, 2, 0);
  assert_true(isnan(t.p));
  plan = (leda_table_plan){bad, 2, 2, 0.0, 0, 1};
  assert_int_equal(leda_chi_square(&plan, &t), GSL_EDOM);
  plan.count = half;
  assert_int_equal(leda_chi_square(&plan, &t), GSL_EDOM);
  assert_int_equal(leda_chi_square_rows(&plan, p, p_holm, NULL), GSL_EDOM);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(kruskal),
      cmocka_unit_test(kruskal_at_the_edges),
      cmocka_unit_test(dunn),
      cmocka_unit_test(chi_square),
      cmocka_unit_test(chi_square_drawn),
      cmocka_unit_test(rows_that_differ),
      cmocka_unit_test(chi_square_at_the_edges),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
