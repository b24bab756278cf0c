/* SPDX-License-Identifier: GPL-3.0-or-later */
/* False alarm rates, calibrated limits and T2 against the reference folder (its README says how it was made). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/calibrated_limits.h"
#include "stats/false_alarm.h"
#include "stats/gauss.h"
#include "stats/hotelling.h"
#include "tests/support/assert_near.h"
#include "tests/support/reference_rows.h"

enum { N_CHARTS = 4, MOST_SETS = 10 };

static const double PEERS_D2 = 1.128;

typedef struct {
  leda_alarm_chart chart;
  const char *names[MOST_SETS];
  leda_alarm_rules sets[MOST_SETS];
  size_t n_sets;
} chart_case;

static void fill_cases(chart_case *cases) {
  leda_alarm_chart mean = {
      .centre = LEDA_ALARM_MEAN, .sigma = LEDA_ALARM_MOVING_RANGE, .d2 = PEERS_D2};
  leda_alarm_chart screened = mean,
                   run = {.centre = LEDA_ALARM_MEDIAN, .sigma = LEDA_ALARM_NO_SIGMA};
  screened.screen = true;
  cases[0] = (chart_case){mean,
                          {"sigma3", "we4", "nelson8", "wheeler", "anhoej_mean"},
                          {leda_alarm_rules_sigma3(), leda_alarm_rules_western_electric(),
                           leda_alarm_rules_nelson(), leda_alarm_rules_wheeler(),
                           leda_alarm_rules_anhoej()},
                          5};
  cases[1] = (chart_case){screened, {"nhs_exact"}, {leda_alarm_rules_nhs()}, 1};
  cases[1].sets[0].beyond = 2.66 * PEERS_D2; /* 2.66 mean ranges, as printed */
  cases[2] = (chart_case){run, {"anhoej_run_median"}, {leda_alarm_rules_anhoej()}, 1};
  cases[3] = (chart_case){mean, /* single rules that the reference has too */
                          {"side6", "side7", "side8", "side9", "trend6", "trend7", "alt14", "in15",
                           "two_of_three", "four_of_five"},
                          {{.run = 6},
                           {.run = 7},
                           {.run = 8},
                           {.run = 9},
                           {.trend = 6},
                           {.trend = 7},
                           {.alternating = 14},
                           {.inside = 15},
                           {.zone = {{2.0, 2, 3}}},
                           {.zone = {{1.0, 4, 5}}}},
                          10};
}

static void lognormal(leda_stream *stream, double *y, size_t n, const void *data) {
  leda_gauss_fill(stream, y, n);
  for (size_t i = 0; i < n; i++) y[i] = exp(*(const double *)data * y[i]);
}

typedef struct {
  const char *name;
  leda_false_alarm_draw draw;
  double parameter;
} noise;

static const noise noises[] = {{"iid", leda_false_alarm_normal, 0.0},
                               {"ar3", leda_false_alarm_ar1, 0.3},
                               {"lognormal", lognormal, 0.5}};

/* "data,n,effect,reps,rule,p,se": the row of an unchanged series. */
static bool find_cell(FILE *file, const char *data, size_t n, const char *rule, double *p_se) {
  char line[200], key[60];
  int length = snprintf(key, sizeof key, "%s,%zu,none,20000,%s,", data, n, rule);
  rewind(file);
  while (fgets(line, sizeof line, file) != NULL) {
    if (strncmp(line, key, (size_t)length) != 0) continue;
    char *end;
    p_se[0] = strtod(line + length, &end);
    p_se[1] = strtod(end + 1, NULL);
    return true;
  }
  return false;
}

static FILE *open_reference(const char *name) {
  char path[500];
  const char *shared = getenv("LEDA_SHARED");
  snprintf(path, sizeof path, "%s/reference/spc/%s", shared ? shared : "../shared", name);
  return fopen(path, "r");
}

typedef struct {
  size_t cells;
  size_t beyond3;
  double worst;
} tally;

static void judge_cells(FILE *file, const noise *kind, size_t n, const chart_case *c, tally *seen) {
  enum { DRAWS = 40000 };
  double rate[MOST_SETS], cell[2] = {0.0, 0.0};
  int status;
  leda_alarm_judge *judge = leda_alarm_judge_alloc(&c->chart, n, c->sets, c->n_sets, &status);
  assert_non_null(judge);
  leda_false_alarm_plan plan = {.draw = kind->draw,
                                .draw_data = &kind->parameter,
                                .draws = DRAWS,
                                .seed = 20240501,
                                .threads = 2};
  assert_int_equal(leda_false_alarm_chart(&plan, judge, rate), GSL_SUCCESS);
  leda_alarm_judge_free(judge);
  for (size_t k = 0; k < c->n_sets; k++) {
    assert_true(find_cell(file, kind->name, n, c->names[k], cell));
    /* both simulations err; where one saw nothing, the pooled rate says how much */
    double pooled = (20000.0 * cell[0] + DRAWS * rate[k]) / (20000.0 + DRAWS);
    double se = sqrt(pooled * (1.0 - pooled) * (1.0 / 20000.0 + 1.0 / DRAWS));
    double off = se > 0.0 ? fabs(rate[k] - cell[0]) / se : fabs(rate[k] - cell[0]);
    seen->cells++;
    seen->beyond3 += off > 3.0;
    if (off > seen->worst) seen->worst = off;
    if (off > 4.0)
      print_error("%s %zu %s: %.5f against %.5f, %.1f se\n", kind->name, n, c->names[k], rate[k],
                  cell[0], off);
  }
}

static void test_false_alarms(void **state) {
  (void)state;
  static const size_t lengths[] = {8, 12, 16, 24, 36};
  chart_case cases[N_CHARTS];
  tally seen = {0, 0, 0.0};
  FILE *file = open_reference("false_alarm.csv");
  if (file == NULL) skip();
  fill_cases(cases);
  for (size_t d = 0; d < sizeof noises / sizeof *noises; d++)
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
      for (size_t c = 0; c < N_CHARTS; c++)
        judge_cells(file, &noises[d], lengths[i], &cases[c], &seen);
  fclose(file);
  print_message("%zu cells, %zu within 3 standard errors, the largest difference %.2f\n",
                seen.cells, seen.cells - seen.beyond3, seen.worst);
  assert_int_equal(seen.cells, 255); /* 105 of rule sets, 150 of single rules */
  assert_true(seen.worst <= 4.0);
  assert_true((double)seen.beyond3 <= 0.02 * (double)seen.cells);
}

/* The reference's limits are simulated: with 20,000 series, as the rest of it. So the rate at which a chart with its
 * limit alarms lies within 4 standard errors of the stated one. */
static double off_rate(size_t n, double limit, double stated) {
  enum { DRAWS = 40000 };
  int status;
  double rate, se = sqrt(stated * (1.0 - stated) * (1.0 / 20000.0 + 1.0 / DRAWS));
  leda_alarm_chart chart = {.sigma = LEDA_ALARM_MOVING_RANGE, .d2 = PEERS_D2};
  leda_alarm_rules set = {.beyond = limit};
  leda_false_alarm_plan plan = {
      .draw = leda_false_alarm_normal, .draws = DRAWS, .seed = 5, .threads = 2};
  leda_alarm_judge *judge = leda_alarm_judge_alloc(&chart, n, &set, 1, &status);
  assert_non_null(judge);
  assert_int_equal(leda_false_alarm_chart(&plan, judge, &rate), GSL_SUCCESS);
  leda_alarm_judge_free(judge);
  return fabs(rate - stated) / se;
}

/* And leda's own limit, in the reference's sigmas, is the same but for that: 1 % of the charts of 20,000 leave the
 * limit uncertain by about 0.6 %, 5 and 10 % by 0.25 %. */
static void test_calibrated_limits(void **state) {
  (void)state;
  static const double rates[] = {0.10, 0.05, 0.01}, tolerance[] = {0.01, 0.01, 0.024};
  leda_test_table table;
  double worst = 0.0;
  if (!leda_test_table_open("spc/calibrated_limits.csv", &table)) skip();
  assert_int_equal(table.columns, 4);
  assert_true(table.rows >= 5);
  for (size_t i = 0; i < table.rows; i++)
    for (size_t k = 0; k < 3; k++) {
      const double *cell = table.cell + i * table.columns;
      size_t n = (size_t)cell[0];
      double off = off_rate(n, cell[1 + k], rates[k]);
      worst = fmax(worst, off);
      assert_true(off <= 4.0);
      assert_near(leda_calibrated_limit(n, rates[k]) * PEERS_D2 / 1.1283791670955126, cell[1 + k],
                  tolerance[k]);
    }
  print_message("calibrated limits: the largest difference %.2f standard errors\n", worst);
  leda_test_table_clear(&table);
}

static void check_boiler(const char *result, double alpha) {
  leda_test_table data, expected;
  double centre[8], covariance[64], t2[25];
  if (!leda_test_table_open("spc/data/qcc_boiler.csv", &data)) skip();
  assert_true(leda_test_table_open(result, &expected));
  assert_int_equal(data.rows, 25);
  assert_int_equal(leda_hotelling_single(data.cell, 25, 8, centre, covariance, t2), GSL_SUCCESS);
  leda_hotelling_limits limits = leda_hotelling_limits_at(25, 1, 8, alpha);
  for (size_t i = 0; i < 25; i++) {
    assert_near(t2[i], expected.cell[4 * i + 1], 1e-9);
    assert_near(limits.own, expected.cell[4 * i + 3], 1e-9);
  }
  leda_test_table_clear(&data);
  leda_test_table_clear(&expected);
}

static void test_t2_single(void **state) {
  (void)state;
  check_boiler("spc/qcc/boiler_T2single_99.csv", 0.01);
  check_boiler("spc/qcc/boiler_T2single_999.csv", 0.001);
}

/* Fills x[20 x 4 x 2] from rows "X1,sample,obs,value". */
static bool read_ryan(double *x) {
  char name[8];
  unsigned sample, obs;
  double value;
  size_t count = 0;
  FILE *file = open_reference("data/qcc_RyanMultivar.csv");
  if (file == NULL) return false;
  if (fscanf(file, "%*[^\n]\n") == EOF) count = 1000;
  while (fscanf(file, " %7[^,],%u,%u,%lf", name, &sample, &obs, &value) == 4) {
    assert_true(sample >= 1 && sample <= 20 && obs >= 1 && obs <= 4);
    x[((sample - 1) * 4 + obs - 1) * 2 + (strcmp(name, "X2") == 0)] = value;
    count++;
  }
  fclose(file);
  assert_int_equal(count, 160);
  return true;
}

static void test_t2_grouped(void **state) {
  (void)state;
  double x[160] = {0}, centre[2], covariance[4], t2[20];
  leda_hotelling_subgroups data = {x, 20, 4, 2};
  leda_test_table expected;
  leda_hotelling_limits limits = leda_hotelling_limits_at(20, 4, 2, 1.0 - 0.99460729);
  if (!read_ryan(x)) skip();
  assert_true(leda_test_table_open("spc/qcc/RyanMultivar_T2.csv", &expected));
  assert_int_equal(leda_hotelling_grouped(&data, centre, covariance, t2), GSL_SUCCESS);
  for (size_t i = 0; i < 20; i++) {
    assert_near(t2[i], expected.cell[4 * i + 1], 1e-9);
    assert_near(limits.own, expected.cell[4 * i + 3], 1e-9);
  }
  leda_test_table_clear(&expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_false_alarms), cmocka_unit_test(test_calibrated_limits),
      cmocka_unit_test(test_t2_single), cmocka_unit_test(test_t2_grouped)};
  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
