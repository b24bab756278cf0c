/* SPDX-License-Identifier: GPL-3.0-or-later */
/* qcc 3.0 (R): EWMA and CUSUM charts. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/text.h"
#include "tests/support/peer_case.h"
#include "tests/support/peer_sheet.h"

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
    bool good = peer_said(peer_sheet_number(s, row, "ewma"), p->value, 1e-9, scale);
    good &= peer_said(peer_sheet_number(s, row, "sigma"), p->sigma, 1e-9, scale);
    good &= peer_said(peer_sheet_number(s, row, "lcl"), p->lower, 1e-9, scale);
    good &= peer_said(peer_sheet_number(s, row, "ucl"), p->upper, 1e-9, scale);
    return good && beyond == (peer_sheet_number(s, row, "signal") != 0.0);
  }
  /* The index gives sigma to 14 digits and the values lie at 74: sums of sigmas to 1e-9. */
  bool good = peer_said(peer_sheet_number(s, row, "pos"), p->cusum_upper, 1e-9, 5.0);
  good &= peer_said(peer_sheet_number(s, row, "neg"), p->cusum_lower, 1e-9, 5.0);
  bool theirs = peer_sheet_number(s, row, "signal_hi") == 1.0 ||
                peer_sheet_number(s, row, "signal_lo") == 1.0;
  return good && beyond == theirs;
}

static void check_memory(const memory_case *c) {
  static peer_sheet s;
  assert_true(peer_sheet_load("qcc", c->name, &s));
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
  peer_chart_run(&chart, &panel, leda_text_str(&csv), &options);
  size_t wrong = 0;
  for (size_t row = 1; row < s.rows; row++)
    wrong += !same_memory(&s, row, &chart.points[row - 1], fabs(chart.phases[0].centre),
                          c->type == LEDA_CHART_EWMA);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  if (wrong) fail_msg("%s: %zu of %zu points differ", c->name, wrong, s.rows - 1);
}

bool peer_check_qcc_memory(const char *name, peer_outcome *out) {
  for (size_t i = 0; i < sizeof memory_cases / sizeof *memory_cases; i++) {
    if (strcmp(memory_cases[i].name, name) != 0) continue;
    check_memory(&memory_cases[i]);
    *out = (peer_outcome){PEER_CONSTANTS, NULL};
    return true;
  }
  return false;
}
