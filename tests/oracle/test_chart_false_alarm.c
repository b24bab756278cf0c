/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often whole charts signal when nothing changes, against base R: what
 *   Rscript tests/oracle/false_alarm_of_charts.R 40000
 * printed (R 4.2.2), each rate within 4 standard errors of the difference between the two simulations. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart_replay.h"

enum { ROOM = 8000, DRAWS = 20000, R_DRAWS = 40000 };

typedef struct {
  const char *name;
  leda_chart_type type;
  double phi;
  double beyond; /* R's; negative: not a signal of the type */
  double anhoej;
  double western;
} expected;

static const expected charts[] = {
    {"i", LEDA_CHART_I, 0.0, 0.13580, 0.04503, 0.23112},
    {"i_ar1", LEDA_CHART_I, 0.5, 0.40430, 0.27700, 0.64492},
    {"run", LEDA_CHART_RUN, 0.0, -1, 0.02260, -1},
    {"mr", LEDA_CHART_MR, 0.0, 0.14397, -1, -1},
    {"p", LEDA_CHART_P, 0.0, 0.04540, 0.03877, 0.10400},
    {"p_ar1", LEDA_CHART_P, 0.5, 0.02823, 0.31048, 0.29113},
    {"np", LEDA_CHART_NP, 0.0, 0.04482, 0.03805, 0.10475},
    {"c", LEDA_CHART_C, 0.0, 0.08718, 0.04927, 0.18268},
    {"u_exact", LEDA_CHART_U, 0.0, 0.07717, 0.04090, -1},
    {"ip", LEDA_CHART_IP, 0.0, 0.04945, 0.03520, 0.11855},
    {"xbar_s", LEDA_CHART_XBAR_S, 0.0, 0.05025, 0.01858, 0.08993},
    {"s", LEDA_CHART_S, 0.0, 0.06265, -1, -1},
    {"g", LEDA_CHART_G, 0.0, 0.27737, 0.01870, -1},
    {"t", LEDA_CHART_T, 0.0, 0.02977, 0.03483, 0.10393},
    {"ewma", LEDA_CHART_EWMA, 0.0, 0.02917, -1, -1},
    {"ma", LEDA_CHART_MA, 0.0, 0.06105, -1, -1},
    {"cusum", LEDA_CHART_CUSUM, 0.0, 0.02545, -1, -1},
};

/* The months of a chart: the same n and gaps as in R; values hardly matter, levels do. */
static size_t rows_of(const expected *e, char *csv) {
  bool shares = e->type == LEDA_CHART_P || e->type == LEDA_CHART_NP || e->type == LEDA_CHART_IP;
  bool groups = e->type == LEDA_CHART_XBAR_S || e->type == LEDA_CHART_S;
  bool rates = e->type == LEDA_CHART_U;
  bool long_one = e->type == LEDA_CHART_MR || e->type == LEDA_CHART_C ||
                  e->type == LEDA_CHART_EWMA || e->type == LEDA_CHART_MA ||
                  e->type == LEDA_CHART_CUSUM;
  size_t n = groups ? 16 : long_one ? 24 : 20;
  size_t used = (size_t)snprintf(csv, ROOM, "period,%s\n",
                                 shares || rates ? "numerator,denominator" : "value");
  for (size_t i = 0; i < n; i++) {
    char period[24];
    snprintf(period, sizeof period, "%zu-%02zu", 2000 + i / 12, i % 12 + 1);
    size_t size = shares ? 30 + 5 * (i % 7) : rates ? 1 + i % 3 : 0;
    if (e->type == LEDA_CHART_I && i == 6) continue; /* the gap */
    for (size_t k = 0; groups && k < 3 + 2 * (i % 2); k++)
      used += (size_t)snprintf(csv + used, ROOM - used, "%s,%zu\n", period, 3 * i + k);
    if (size)
      used += (size_t)snprintf(csv + used, ROOM - used, "%s,%zu,%zu\n", period,
                               shares ? size / 5 : 4 * size, size);
    else if (!groups) /* a mean of 5 for c, of 10 for g */
      used += (size_t)snprintf(csv + used, ROOM - used, "%s,%zu\n", period,
                               (e->type == LEDA_CHART_C ? 4 : 9) + 2 * (i % 2));
  }
  return used;
}

static leda_chart_options options_of(const expected *e, const leda_period *excluded) {
  leda_chart_options o = leda_chart_options_default();
  o.type = e->type;
  o.rules = LEDA_RULES_ANHOEJ | LEDA_RULES_WESTERN_ELECTRIC;
  if (e->type == LEDA_CHART_U) {
    o.limits = LEDA_LIMITS_EXACT;
    o.limit_rate = 0.01;
  }
  if (e->type != LEDA_CHART_I) return o;
  o.baseline_points = 11; /* months 1 to 12 without 7 */
  o.excluded = excluded;
  o.n_excluded = 1;
  return o;
}

static bool is_near(const expected *e, const char *what, double r, size_t found, double *worst) {
  if (r < 0.0) return true;
  double rate = (double)found / DRAWS, pooled = (rate * DRAWS + r * R_DRAWS) / (DRAWS + R_DRAWS);
  double se = sqrt(pooled * (1.0 - pooled) * (1.0 / DRAWS + 1.0 / R_DRAWS));
  double off = fabs(rate - r) / se;
  if (off > *worst) *worst = off;
  if (off > 4.0) print_error("%s %s: %.5f, R %.5f, %.1f se\n", e->name, what, rate, r, off);
  return off <= 4.0;
}

static bool check_chart(const expected *e, double *worst) {
  char csv[ROOM];
  leda_panel panel;
  leda_chart chart;
  leda_chart_replay replay;
  leda_error err = leda_error_none();
  const leda_period excluded = {LEDA_PERIOD_MONTH, 12 * 2001 + 2}; /* 2001-03, the 15th */
  leda_chart_options o = options_of(e, &excluded);
  leda_bytes source = {"made.csv", csv, rows_of(e, csv)};
  leda_read_options reading = leda_chart_reading(e->type);
  if (leda_panel_read_memory(&panel, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  if (leda_chart_run(&chart, &panel, panel.series, &o, &err)) fail_msg("%s", err.message);
  assert_int_equal(leda_chart_replay_init(&replay, &chart, &panel, &o, &err), LEDA_OK);
  leda_stream stream = leda_stream_start(20260501, 0);
  size_t found[LEDA_REPLAY_BITS] = {0};
  for (size_t i = 0; i < DRAWS; i++) {
    unsigned signals;
    leda_chart_replay_draw(&replay, &stream, e->phi);
    assert_int_equal(leda_chart_replay_judge(&replay, &signals, &err), LEDA_OK);
    for (size_t k = 0; k < LEDA_REPLAY_BITS; k++) found[k] += signals >> k & 1U;
  }
  bool near = is_near(e, "beyond limits", e->beyond, found[0], worst);
  near = is_near(e, "Anhoej", e->anhoej, found[1], worst) && near;
  near = is_near(e, "Western Electric", e->western, found[2], worst) && near;
  leda_chart_replay_clear(&replay);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  return near;
}

static void test_against_r(void **state) {
  (void)state;
  bool near = true;
  double worst = 0.0;
  for (size_t k = 0; k < sizeof charts / sizeof *charts; k++)
    near = check_chart(&charts[k], &worst) && near;
  print_message("%zu charts, the largest difference %.2f standard errors\n",
                sizeof charts / sizeof *charts, worst);
  assert_true(near);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_r)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
