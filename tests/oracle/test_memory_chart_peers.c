/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EWMA and CUSUM charts against qcc 3.0 (R), read from the reference folder. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "tests/support/assert_near.h"
#include "tests/support/peer_sheet.h"

/* The chart of rows from..to-1 whose inputs `csv` holds. */
static void run_chart(leda_chart *chart, leda_panel *panel, const char *csv,
                      const leda_chart_options *options) {
  leda_error err = leda_error_none();
  leda_bytes source = {"peer.csv", csv, strlen(csv)};
  leda_read_options reading = {0};
  if (leda_panel_read_memory(panel, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  if (leda_chart_run(chart, panel, panel->series, options, &err)) fail_msg("%s", err.message);
}

/* `scale`: the size of the chart, so that a limit near zero is not asked for more digits than the
   others. */
static bool said(double expected, double actual, double tolerance, double scale, const char *what) {
  return leda_test_check_within(actual, expected, tolerance * scale, what);
}

/* Centre and sigma of the pistonrings' means stand in index.json ("center", "std_dev"; 5 a sample); those
   of viscosity come from the baseline with their d2. */
typedef struct {
  const char *name;
  leda_chart_type type;
  leda_chart_memory memory;
  bool known;
} memory_case;

static const memory_case memory_cases[] = {
    {"viscosity_ewma_0.1", LEDA_CHART_EWMA, {.lambda = 0.1, .width = 2.7}, false},
    {"viscosity_ewma_0.2", LEDA_CHART_EWMA, {.lambda = 0.2, .width = 2.7}, false},
    {"viscosity_ewma_0.4", LEDA_CHART_EWMA, {.lambda = 0.4, .width = 2.7}, false},
    {"pistonrings_ewma_0.1", LEDA_CHART_EWMA, {.lambda = 0.1, .width = 3.0}, true},
    {"pistonrings_ewma_0.2", LEDA_CHART_EWMA, {.lambda = 0.2, .width = 3.0}, true},
    {"pistonrings_ewma_0.4", LEDA_CHART_EWMA, {.lambda = 0.4, .width = 3.0}, true},
    {"viscosity_cusum", LEDA_CHART_CUSUM, {.k = 0.5, .h = 5.0}, false},
    {"pistonrings_cusum", LEDA_CHART_CUSUM, {.k = 0.5, .h = 4.0}, true},
    {"pistonrings_cusum_fir", LEDA_CHART_CUSUM, {.k = 0.5, .h = 5.0, .head_start = 2.5}, true},
};

static bool same_memory(const peer_sheet *s, size_t row, const leda_chart_point *p, double scale,
                        bool ewma) {
  bool beyond = (p->signals & LEDA_SIGNAL_BEYOND_LIMITS) != 0;
  if (ewma) {
    bool good = said(peer_sheet_number(s, row, "ewma"), p->value, 1e-9, scale, "ewma");
    good &= said(peer_sheet_number(s, row, "sigma"), p->sigma, 1e-9, scale, "sigma");
    good &= said(peer_sheet_number(s, row, "lcl"), p->lower, 1e-9, scale, "lower");
    good &= said(peer_sheet_number(s, row, "ucl"), p->upper, 1e-9, scale, "upper");
    return good && beyond == (peer_sheet_number(s, row, "signal") != 0.0);
  }
  /* The index gives sigma to 14 digits and the values lie at 74: sums of sigmas to 1e-9. */
  bool good = said(peer_sheet_number(s, row, "pos"), p->cusum_upper, 1e-9, 5.0, "upper sum");
  good &= said(peer_sheet_number(s, row, "neg"), p->cusum_lower, 1e-9, 5.0, "lower sum");
  bool theirs = peer_sheet_number(s, row, "signal_hi") == 1.0 ||
                peer_sheet_number(s, row, "signal_lo") == 1.0;
  return good && beyond == theirs;
}

static void check_memory(const memory_case *c) {
  static peer_sheet s;
  if (!peer_sheet_load("qcc", c->name, &s)) skip();
  leda_chart_options options = leda_chart_options_default();
  options.type = c->type;
  options.memory = c->memory;
  options.d2 = 1.128;
  if (c->known) {
    options.known_centre = 74.001176;
    options.known_sigma = 0.0097850386930353 / sqrt(5.0);
  }
  leda_text csv = {0};
  leda_text_add(&csv, "period,value\n");
  for (size_t row = 1; row < s.rows; row++) {
    leda_text_addf(&csv, "%zu,%s\n", row, peer_sheet_text(&s, row, "stat"));
    options.baseline_points += peer_sheet_number(&s, row, "phase") == 1.0;
  }
  leda_panel panel;
  leda_chart chart;
  run_chart(&chart, &panel, leda_text_str(&csv), &options);
  size_t wrong = 0;
  for (size_t row = 1; row < s.rows; row++)
    wrong += !same_memory(&s, row, &chart.points[row - 1], fabs(chart.phases[0].centre),
                          c->type == LEDA_CHART_EWMA);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  if (wrong) fail_msg("%s: %zu of %zu points differ", c->name, wrong, s.rows - 1);
}

static void test_qcc_memory(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof memory_cases / sizeof *memory_cases; i++)
    check_memory(&memory_cases[i]);
  print_message("qcc 3.0: %zu charts with a memory agree to 1e-9\n",
                sizeof memory_cases / sizeof *memory_cases);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_qcc_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
