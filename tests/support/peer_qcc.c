/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/text.h"
#include "tests/support/peer_case.h"
#include "tests/support/peer_sheet.h"

/* qcc 3.0 (R): charts of single values and counts. */
typedef struct {
  const char *name;
  leda_chart_type type;
  double d2; /* the peer's divisor; 0: exact */
} qcc_case;

static const qcc_case qcc_cases[] = {
    {"orangejuice_p", LEDA_CHART_P, 0},
    {"orangejuice_p_excl15_23", LEDA_CHART_P, 0},
    {"orangejuice2_p", LEDA_CHART_P, 0},
    {"orangejuice_np", LEDA_CHART_NP, 0},
    {"orangejuice_np_conf99", LEDA_CHART_NP, 0},
    {"circuit_c_conf99", LEDA_CHART_C, 0},
    {"dyedcloth_u_conf99", LEDA_CHART_U, 0},
    {"pcmanufact_u_conf99", LEDA_CHART_U, 0},
    {"circuit_c", LEDA_CHART_C, 0},
    {"circuit_c_excl6_20", LEDA_CHART_C, 0},
    {"circuit_u", LEDA_CHART_U, 0},
    {"pcmanufact_u", LEDA_CHART_U, 0},
    {"dyedcloth_u", LEDA_CHART_U, 0},
    {"viscosity_I_MR", LEDA_CHART_I, 1.128},
    {"viscosity_I_MR_all", LEDA_CHART_I, 1.128},
    {"antifreeze_I_MR", LEDA_CHART_I, 1.128},
    {"made_rules_I_MR", LEDA_CHART_I, 1.128},
    {"made_rules_I_known", LEDA_CHART_I, 0},
    {"viscosity_I_SD", LEDA_CHART_I, 0},
};

static void qcc_csv(const peer_sheet *s, const qcc_case *c, leda_text *csv, size_t *baseline) {
  bool sized = c->type == LEDA_CHART_P || c->type == LEDA_CHART_U || c->type == LEDA_CHART_NP;
  leda_text_addf(csv, "period,%s\n", sized ? "numerator,denominator" : "value");
  *baseline = 0;
  for (size_t row = 1; row < s->rows; row++) {
    double stat = peer_sheet_number(s, row, "stat"), size = peer_sheet_number(s, row, "size");
    *baseline += peer_sheet_number(s, row, "phase") == 1.0;
    if (sized)
      leda_text_addf(csv, "%zu,%.0f,%.15g\n", row,
                     round(c->type == LEDA_CHART_NP ? stat : stat * size), size);
    else
      leda_text_addf(csv, "%zu,%.15g\n", row, stat);
  }
}

/* Signals that ask for a distance in sigmas; with exact limits qcc takes exact quantiles there too. */
static const unsigned ZONES = LEDA_SIGNAL_TWO_OF_THREE | LEDA_SIGNAL_FOUR_OF_FIVE |
                              LEDA_SIGNAL_FIFTEEN_INSIDE | LEDA_SIGNAL_EIGHT_OUTSIDE;

/* Their rules by name, ours by set (1: Western Electric, 2: Nelson) and signal. */
static bool same_signals(const peer_sheet *s, size_t row, const leda_chart_point *point,
                         bool zones) {
  static const struct {
    const char *column;
    size_t set;
    unsigned bit;
  } rules[] = {
      {"we1", 0, LEDA_SIGNAL_BEYOND_LIMITS},      {"we2", 1, LEDA_SIGNAL_TWO_OF_THREE},
      {"we3", 1, LEDA_SIGNAL_FOUR_OF_FIVE},       {"we4", 1, LEDA_SIGNAL_RUN},
      {"nelson1", 0, LEDA_SIGNAL_BEYOND_LIMITS},  {"nelson2", 2, LEDA_SIGNAL_RUN},
      {"nelson3", 2, LEDA_SIGNAL_TREND},          {"nelson4", 2, LEDA_SIGNAL_ALTERNATING},
      {"nelson5", 2, LEDA_SIGNAL_TWO_OF_THREE},   {"nelson6", 2, LEDA_SIGNAL_FOUR_OF_FIVE},
      {"nelson7", 2, LEDA_SIGNAL_FIFTEEN_INSIDE}, {"nelson8", 2, LEDA_SIGNAL_EIGHT_OUTSIDE}};
  bool same = true;
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    unsigned signals = rules[i].set ? point->broken[rules[i].set] : point->signals;
    bool theirs = peer_sheet_number(s, row, rules[i].column) == 1.0,
         ours = (signals & rules[i].bit) != 0;
    if (theirs == ours || (!zones && rules[i].bit & ZONES)) continue;
    print_error("row %zu: %s is %d, peer %d\n", row, rules[i].column, ours, theirs);
    same = false;
  }
  return same;
}

static size_t compare_qcc(const peer_sheet *s, const leda_chart *chart, const qcc_case *c,
                          double tolerance) {
  size_t wrong = 0;
  assert_int_equal(chart->n, s->rows - 1);
  for (size_t row = 1; row < s->rows; row++) {
    const leda_chart_point *p = &chart->points[row - 1];
    double scale = fmax(fabs(p->upper), fabs(p->lower));
    bool good = peer_said(peer_sheet_number(s, row, "stat"), p->value, 1e-9, scale);
    good &= peer_said(peer_sheet_number(s, row, "center"), p->centre, tolerance, scale);
    good &= peer_said(peer_sheet_number(s, row, "lcl"), p->lower, tolerance, scale);
    good &= peer_said(peer_sheet_number(s, row, "ucl"), p->upper, tolerance, scale);
    good &= same_signals(s, row, p, !strstr(c->name, "_conf99"));
    if (!good) print_error("%s, row %zu\n", c->name, row);
    wrong += !good;
  }
  return wrong;
}

static void check(const qcc_case *c, const peer_sheet *s, double d2, double tolerance) {
  leda_chart_options options = leda_chart_options_default();
  options.type = c->type;
  options.d2 = d2;
  options.rules = LEDA_RULES_WESTERN_ELECTRIC | LEDA_RULES_NELSON;
  if (strstr(c->name, "_conf99")) {
    options.limits = LEDA_LIMITS_EXACT;
    options.limit_rate = 0.01;
  }
  if (strstr(c->name, "_SD")) options.sigma = LEDA_SIGMA_SD;
  if (strstr(c->name, "known")) {
    options.known_centre = 0.0;
    options.known_sigma = 1.0;
  }
  leda_text csv = {0};
  qcc_csv(s, c, &csv, &options.baseline_points);
  leda_panel panel;
  leda_chart chart;
  peer_chart_run(&chart, &panel, leda_text_str(&csv), &options);
  size_t wrong = compare_qcc(s, &chart, c, tolerance);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  if (wrong) fail_msg("%s: %zu of %zu points differ", c->name, wrong, s->rows - 1);
}

static peer_outcome check_one(const qcc_case *c) {
  static peer_sheet s;
  assert_true(peer_sheet_load("qcc", c->name, &s));
  check(c, &s, c->d2, 1e-9);
  bool zones = strstr(c->name, "_conf99") != NULL;
  if (c->d2 == 0.0)
    return (peer_outcome){PEER_EXACT, zones
                                          ? "limits and counts; with exact limits qcc takes exact "
                                            "quantiles for its zones too, leda sigmas"
                                          : NULL};
  check(c, &s, 0.0, 5e-4);
  return (peer_outcome){PEER_CONSTANTS, NULL};
}

peer_outcome peer_check_qcc(const char *name) {
  peer_outcome out = {PEER_UNKNOWN, NULL};
  for (size_t i = 0; i < sizeof qcc_cases / sizeof *qcc_cases; i++)
    if (strcmp(qcc_cases[i].name, name) == 0) return check_one(&qcc_cases[i]);
  if (peer_check_qcc_subgroups(name, &out)) return out;
  if (peer_check_qcc_memory(name, &out)) return out;
  peer_check_qcc_others(name, &out);
  return out;
}
