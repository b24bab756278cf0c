/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control charts against results of qcc 3.0, qicharts2 0.8.1 and NHSRplotthedots 0.2.2 (R), read from
   the reference folder: inputs are rebuilt from the peers' own rows, every point is compared. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "stats/runs.h"
#include "tests/support/assert_near.h"
#include "tests/support/peer_sheet.h"

enum { ROWS = PEER_ROWS };

typedef peer_sheet sheet;

typedef struct {
  const char *name;
  leda_chart_type type;
  double d2;        /* the peer's divisor; 0: exact */
  double tolerance; /* of centre and limits */
  double per;
} peer_case;

/* ---- what is printed of each peer ---- */

/* A row with the peer's own constants (or none in play) is asked to 1e-9; rows with the exact constants
   only to the peer's rounding of them. */
static void tell(const char *peer, const peer_case *cases, size_t n) {
  size_t charts = 0, exact = 0, rounded = 0;
  for (size_t i = 0; i < n; i++) {
    bool seen = false;
    for (size_t k = 0; k < i; k++) seen = seen || strcmp(cases[k].name, cases[i].name) == 0;
    charts += !seen;
    exact += cases[i].tolerance <= 1e-9;
    rounded += cases[i].tolerance > 1e-9;
  }
  print_message(
      "%s: %zu charts; %zu comparisons agree to 1e-9, %zu with exact d2, d3 to the peer's "
      "rounding of them\n",
      peer, charts, exact, rounded);
}

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

/* ---- qcc ---- */

static const peer_case qcc_cases[] = {
    {"orangejuice_p", LEDA_CHART_P, 0, 1e-9, 1},
    {"orangejuice_p_excl15_23", LEDA_CHART_P, 0, 1e-9, 1},
    {"orangejuice2_p", LEDA_CHART_P, 0, 1e-9, 1},
    {"orangejuice_np", LEDA_CHART_NP, 0, 1e-9, 1},
    {"orangejuice_np_conf99", LEDA_CHART_NP, 0, 1e-9, 1},
    {"circuit_c_conf99", LEDA_CHART_C, 0, 1e-9, 1},
    {"dyedcloth_u_conf99", LEDA_CHART_U, 0, 1e-9, 1},
    {"pcmanufact_u_conf99", LEDA_CHART_U, 0, 1e-9, 1},
    {"circuit_c", LEDA_CHART_C, 0, 1e-9, 1},
    {"circuit_c_excl6_20", LEDA_CHART_C, 0, 1e-9, 1},
    {"circuit_u", LEDA_CHART_U, 0, 1e-9, 1},
    {"pcmanufact_u", LEDA_CHART_U, 0, 1e-9, 1},
    {"dyedcloth_u", LEDA_CHART_U, 0, 1e-9, 1},
    {"viscosity_I_MR", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"viscosity_I_MR_all", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"antifreeze_I_MR", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"made_rules_I_MR", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"viscosity_I_MR", LEDA_CHART_I, 0, 5e-4, 1},
    {"viscosity_I_MR_all", LEDA_CHART_I, 0, 5e-4, 1},
    {"antifreeze_I_MR", LEDA_CHART_I, 0, 5e-4, 1},
    {"made_rules_I_MR", LEDA_CHART_I, 0, 5e-4, 1},
    {"made_rules_I_known", LEDA_CHART_I, 0, 1e-9, 1},
    {"viscosity_I_SD", LEDA_CHART_I, 0, 1e-9, 1},
};

static void qcc_csv(const sheet *s, const peer_case *c, leda_text *csv, size_t *baseline) {
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
static bool same_signals(const sheet *s, size_t row, const leda_chart_point *point, bool zones) {
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

static size_t compare_qcc(const sheet *s, const leda_chart *chart, const peer_case *c) {
  size_t wrong = 0;
  assert_int_equal(chart->n, s->rows - 1);
  for (size_t row = 1; row < s->rows; row++) {
    const leda_chart_point *p = &chart->points[row - 1];
    double scale = fmax(fabs(p->upper), fabs(p->lower));
    bool good = said(peer_sheet_number(s, row, "stat"), p->value, 1e-9, scale, "value");
    good &= said(peer_sheet_number(s, row, "center"), p->centre, c->tolerance, scale, "centre");
    good &= said(peer_sheet_number(s, row, "lcl"), p->lower, c->tolerance, scale, "lower");
    good &= said(peer_sheet_number(s, row, "ucl"), p->upper, c->tolerance, scale, "upper");
    good &= same_signals(s, row, p, !strstr(c->name, "_conf99"));
    if (!good) print_error("%s, row %zu\n", c->name, row);
    wrong += !good;
  }
  return wrong;
}

static void check_qcc(const peer_case *c) {
  static sheet s;
  if (!peer_sheet_load("qcc", c->name, &s)) skip();
  leda_chart_options options = leda_chart_options_default();
  options.type = c->type;
  options.d2 = c->d2;
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
  qcc_csv(&s, c, &csv, &options.baseline_points);
  leda_panel panel;
  leda_chart chart;
  run_chart(&chart, &panel, leda_text_str(&csv), &options);
  size_t wrong = compare_qcc(&s, &chart, c);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  if (wrong) fail_msg("%s: %zu of %zu points differ", c->name, wrong, s.rows - 1);
}

static void test_qcc(void **state) {
  (void)state;
  size_t n = sizeof qcc_cases / sizeof *qcc_cases;
  for (size_t i = 0; i < n; i++) check_qcc(&qcc_cases[i]);
  tell("qcc 3.0", qcc_cases, n);
  print_message(
      "  difference: with exact limits (conf99) its rules use exact zones, leda's sigmas\n");
}

/* ---- qicharts2 ---- */

static const peer_case qic_cases[] = {
    {"gtt_p", LEDA_CHART_P, 0, 1e-9, 1},
    {"gtt_u", LEDA_CHART_U, 0, 1e-9, 1000},
    {"gtt_c", LEDA_CHART_C, 0, 1e-9, 1},
    {"gtt_u_run", LEDA_CHART_RUN, 0, 1e-9, 1000},
    {"gtt_i_rate_unscreened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"cdi_run", LEDA_CHART_RUN, 0, 1e-9, 1},
    {"cdi_run_freeze24", LEDA_CHART_RUN, 0, 1e-9, 1},
    {"cdi_run_part24", LEDA_CHART_RUN, 0, 1e-9, 1},
    {"cdi_run_cl19", LEDA_CHART_RUN, 0, 1e-9, 1},
    {"cdi_c_freeze24", LEDA_CHART_C, 0, 1e-9, 1},
    {"cdi_c_part24", LEDA_CHART_C, 0, 1e-9, 1},
    {"cdi_i_unscreened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"cdi_i_freeze24_unscreened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"cdi_i_excl3_15_unscreened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"cdi_i_screened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"cdi_i_excl3_15_screened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"cdi_i_freeze24_screened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"cdi_i_unscreened", LEDA_CHART_I, 0, 5e-4, 1},
    {"cdi_i_freeze24_unscreened", LEDA_CHART_I, 0, 5e-4, 1},
    /* Their upper limit is 3.267 times the mean range; exact: 3.26653. */
    {"cdi_mr", LEDA_CHART_MR, 0, 5e-4, 1},
    {"m0607_mr_freeze20", LEDA_CHART_MR, 0, 5e-4, 1},
    {"cdi_u_freeze24", LEDA_CHART_U, 0, 1e-9, 10000},
    {"cdi_u_part24", LEDA_CHART_U, 0, 1e-9, 10000},
    {"m0607_i_freeze20_unscreened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"m0703_p", LEDA_CHART_P, 0, 1e-9, 1},
    {"m0704_p", LEDA_CHART_P, 0, 1e-9, 1},
    {"m0708_c_freeze26", LEDA_CHART_C, 0, 1e-9, 1},
    {"m0710_u", LEDA_CHART_U, 0, 1e-9, 1},
    {"m0711_u", LEDA_CHART_U, 0, 1e-9, 50},
    {"m0901_i_unscreened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"gtt_pp_unscreened", LEDA_CHART_PP, 1.128, 1e-9, 1},
    {"gtt_pp_screened", LEDA_CHART_PP, 1.128, 1e-9, 1},
    {"gtt_pp_unscreened", LEDA_CHART_PP, 0, 5e-4, 1},
    {"m0704_pp_unscreened", LEDA_CHART_PP, 1.128, 1e-9, 1},
    {"m0704_pp_screened", LEDA_CHART_PP, 1.128, 1e-9, 1},
    {"gtt_up_unscreened", LEDA_CHART_UP, 1.128, 1e-9, 1000},
    {"gtt_up_screened", LEDA_CHART_UP, 1.128, 1e-9, 1000},
    {"gtt_up_unscreened", LEDA_CHART_UP, 0, 5e-4, 1000},
    {"cdi_up_freeze24_unscreened", LEDA_CHART_UP, 1.128, 1e-9, 10000},
    {"cdi_up_freeze24_screened", LEDA_CHART_UP, 1.128, 1e-9, 10000},
    {"hai_up_facets_unscreened", LEDA_CHART_UP, 1.128, 1e-9, 10000},
    {"hai_up_facets_screened", LEDA_CHART_UP, 1.128, 1e-9, 10000},
    {"gtt_ip_unscreened", LEDA_CHART_IP, 0, 1e-9, 1},
    {"gtt_ip_screened", LEDA_CHART_IP, 0, 1e-9, 1},
    {"cdi_ip_freeze24_unscreened", LEDA_CHART_IP, 0, 1e-9, 10000},
    {"cdi_ip_freeze24_screened", LEDA_CHART_IP, 0, 1e-9, 10000},
    {"m0714_t_unscreened", LEDA_CHART_T, 1.128, 1e-9, 1},
    {"m0714_t_screened", LEDA_CHART_T, 1.128, 1e-9, 1},
    {"m0714_t_unscreened", LEDA_CHART_T, 0, 2e-3, 1}, /* the power 3.6 stretches 5e-4 */
    {"gtt_i_rate_screened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"hai_i_facets_screened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"m0607_i_freeze20_screened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"m0901_i_screened", LEDA_CHART_I, 1.128, 1e-9, 1},
    {"hai_u_facets", LEDA_CHART_U, 0, 1e-9, 10000},
    {"hai_c_facets", LEDA_CHART_C, 0, 1e-9, 1},
    {"hai_run_facets", LEDA_CHART_RUN, 0, 1e-9, 1},
    {"hai_i_facets_unscreened", LEDA_CHART_I, 1.128, 1e-9, 1},
};

enum { PHASES = 8, EXCLUDED = 8 };

/* Options that rebuild one facet of a qicharts2 result. */
typedef struct {
  leda_phase_choice phases[PHASES];
  leda_period excluded[EXCLUDED];
  leda_chart_options options;
  leda_text csv;
} qic_input;

static bool same_facet(const sheet *s, size_t a, size_t b) {
  return strcmp(peer_sheet_text(s, a, "facet1"), peer_sheet_text(s, b, "facet1")) == 0 &&
         strcmp(peer_sheet_text(s, a, "facet2"), peer_sheet_text(s, b, "facet2")) == 0;
}

static leda_period number_period(size_t k) { return (leda_period){LEDA_PERIOD_NUMBER, (int32_t)k}; }

static void start_phase(qic_input *in, const sheet *s, size_t row, size_t k, size_t to) {
  size_t baseline = 0;
  double part = peer_sheet_number(s, row, "part");
  for (size_t i = row; i < to && peer_sheet_number(s, i, "part") == part; i++)
    baseline += peer_sheet_number(s, i, "baseline") == 1.0;
  in->phases[in->options.n_phases++] =
      (leda_phase_choice){.period = number_period(k), .label = "", .baseline_points = baseline};
}

/* A frozen I' chart of theirs freezes the centre but takes sigma from all points (methods.md names it
   a defect): the same is had here by a known centre and no baseline. */
static void unfreeze_sigma(qic_input *in, double centre) {
  in->options.known_centre = centre;
  in->phases[0].baseline_points = 0;
}

static void build(qic_input *in, const sheet *s, size_t from, size_t to, const peer_case *c) {
  memset(in, 0, sizeof *in);
  in->options = leda_chart_options_default();
  bool sized = !isnan(peer_sheet_number(s, from, "n")) && c->type != LEDA_CHART_C;
  leda_text_addf(&in->csv, "period,%s\n", sized ? "numerator,denominator" : "value");
  for (size_t row = from; row < to; row++) {
    size_t k = row - from + 1;
    if (row == from || peer_sheet_number(s, row, "part") != peer_sheet_number(s, row - 1, "part"))
      start_phase(in, s, row, k, to);
    if (peer_sheet_number(s, row, "include") == 0.0)
      in->excluded[in->options.n_excluded++] = number_period(k);
    leda_text_addf(&in->csv, "%zu,%s", k, peer_sheet_text(s, row, "y.sum"));
    if (sized) leda_text_addf(&in->csv, ",%s", peer_sheet_text(s, row, "n"));
    leda_text_add(&in->csv, "\n");
  }
  in->options.type = c->type;
  in->options.d2 = c->d2;
  in->options.per = c->per;
  in->options.phases = in->phases;
  in->options.excluded = in->excluded;
  in->options.screen_moving_ranges = strstr(c->name, "_screened") != NULL;
  if (strstr(c->name, "cl19")) in->options.known_centre = 19.0;
  if (strstr(c->name, "ip_freeze")) unfreeze_sigma(in, peer_sheet_number(s, from, "cl"));
}

static size_t compare_runs(const sheet *s, size_t row, const leda_chart *chart, size_t phase) {
  const leda_chart_runs *r = &chart->runs[phase];
  const struct {
    const char *column;
    size_t ours;
  } pairs[] = {{"n.useful", r->useful},
               {"longest.run", r->longest_run},
               {"longest.run.max", r->longest_run_max},
               {"n.crossings", r->crossings},
               {"n.crossings.min", r->crossings_min},
               {"runs.signal", r->signal}};
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    double theirs = peer_sheet_number(s, row, pairs[i].column);
    if (theirs == (double)pairs[i].ours) continue;
    print_error("row %zu: %s is %zu, peer %g\n", row, pairs[i].column, pairs[i].ours, theirs);
    wrong++;
  }
  return wrong;
}

static size_t compare_qic(const sheet *s, size_t from, size_t to, const leda_chart *chart,
                          const peer_case *c) {
  size_t wrong = 0;
  for (size_t row = from; row < to; row++) {
    const leda_chart_point *p = &chart->points[row - from];
    double scale = c->type == LEDA_CHART_RUN ? fabs(p->centre) : fabs(p->upper);
    bool good = said(peer_sheet_number(s, row, "y"), p->value, 1e-9, scale, "value");
    good &= said(peer_sheet_number(s, row, "cl"), p->centre, c->tolerance, scale, "centre");
    if (c->type != LEDA_CHART_RUN) {
      good &= said(peer_sheet_number(s, row, "lcl"), p->lower, c->tolerance, scale, "lower");
      good &= said(peer_sheet_number(s, row, "ucl"), p->upper, c->tolerance, scale, "upper");
      /* They signal on excluded points too; leda leaves what was explained alone. */
      bool beyond = (p->signals & LEDA_SIGNAL_BEYOND_LIMITS) != 0;
      good &= p->excluded || beyond == (peer_sheet_number(s, row, "sigma.signal") == 1.0);
    }
    bool starts = row == from || p->phase != chart->points[row - from - 1].phase;
    if (starts && c->type != LEDA_CHART_MR) good &= compare_runs(s, row, chart, p->phase) == 0;
    if (!good) print_error("%s, row %zu\n", c->name, row);
    wrong += !good;
  }
  return wrong;
}

static void check_qic_facet(const sheet *s, size_t from, size_t to, const peer_case *c) {
  static qic_input in;
  leda_panel panel;
  leda_chart chart;
  build(&in, s, from, to, c);
  run_chart(&chart, &panel, leda_text_str(&in.csv), &in.options);
  size_t wrong = compare_qic(s, from, to, &chart, c);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&in.csv);
  if (wrong) fail_msg("%s: %zu of %zu points differ", c->name, wrong, to - from);
}

static void test_qicharts2(void **state) {
  (void)state;
  static sheet s;
  size_t n = sizeof qic_cases / sizeof *qic_cases;
  for (size_t i = 0; i < n; i++) {
    if (!peer_sheet_load("qicharts2", qic_cases[i].name, &s)) skip();
    for (size_t from = 1, to; from < s.rows; from = to) {
      for (to = from + 1; to < s.rows && same_facet(&s, from, to);) to++;
      check_qic_facet(&s, from, to, &qic_cases[i]);
    }
  }
  tell("qicharts2 0.8.1", qic_cases, n);
  print_message(
      "  differences: it signals on excluded points too; freeze does not freeze the sigma of "
      "its I' charts\n");
}

/* ---- NHSRplotthedots ---- */

/* They multiply the mean moving range by 2.66; 3 / d2 is 2.65868. One word for each point: of several
   rules the first of limits, run, trend, near the limits. */
static bool same_nhs(const sheet *s, size_t row, const leda_chart_point *p, double d2) {
  double tolerance = d2 > 0.0 ? 1e-9 : 5e-4, scale = fabs(p->upper);
  const char *type = peer_sheet_text(s, row, "special_cause_type");
  bool good = said(peer_sheet_number(s, row, "y"), p->value, 1e-9, scale, "value");
  good &= said(peer_sheet_number(s, row, "mean_col"), p->centre, 1e-9, scale, "centre");
  good &= said(peer_sheet_number(s, row, "lpl"), p->lower, tolerance, scale, "lower");
  good &= said(peer_sheet_number(s, row, "upl"), p->upper, tolerance, scale, "upper");
  good &= (p->signals != 0) == (strcmp(type, "Common Cause") != 0);
  if (strstr(type, "CL") && !strstr(type, "Points"))
    good &= (p->signals & LEDA_SIGNAL_BEYOND_LIMITS) != 0;
  if (strstr(type, "Points")) good &= (p->signals & LEDA_SIGNAL_RUN) != 0;
  if (strstr(type, "Trend")) good &= (p->signals & LEDA_SIGNAL_TREND) != 0;
  if (!good) print_error("row %zu: %s, signals %u\n", row, type, p->signals);
  return good;
}

static void check_nhs(const char *name, double d2) {
  static sheet s;
  if (!peer_sheet_load("nhsr", name, &s)) skip();
  leda_text csv = {0};
  leda_text_add(&csv, "period,value\n");
  for (size_t row = 1; row < s.rows; row++)
    leda_text_addf(&csv, "%zu,%s\n", row, peer_sheet_text(&s, row, "y"));
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_I;
  options.rules = LEDA_RULES_NHS;
  options.d2 = d2;
  leda_panel panel;
  leda_chart chart;
  run_chart(&chart, &panel, leda_text_str(&csv), &options);
  assert_int_equal(chart.n, s.rows - 1);
  size_t wrong = 0;
  for (size_t row = 1; row < s.rows; row++) wrong += !same_nhs(&s, row, &chart.points[row - 1], d2);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  if (wrong) fail_msg("%s: %zu of %zu points differ", name, wrong, s.rows - 1);
}

static void test_nhs(void **state) {
  (void)state;
  static const char *const names[] = {"made_nhs_rules", "made_nhs_na", "made_short9"};
  for (size_t i = 0; i < 3; i++) {
    check_nhs(names[i], 3.0 / 2.66);
    check_nhs(names[i], 0.0);
  }
  print_message(
      "NHSRplotthedots 0.2.2: 3 charts; 3 comparisons agree to 1e-9, 3 with exact d2 to its "
      "2.66\n");
}

/* Anhoej's limits by the number of useful points, against qicharts2's own table. */
static void test_runs_limits(void **state) {
  (void)state;
  static sheet s;
  if (!peer_sheet_load("qicharts2", "anhoej_limits_by_n", &s)) skip();
  for (size_t row = 1; row < s.rows; row++) {
    size_t n = (size_t)peer_sheet_number(&s, row, "n");
    double y[ROWS], centre[ROWS];
    for (size_t i = 0; i < n && i < ROWS; i++) {
      y[i] = i % 2 ? 1.0 : -1.0;
      centre[i] = 0.0;
    }
    leda_runs runs = leda_runs_analyse(y, centre, n);
    assert_int_equal(runs.longest_run_max, peer_sheet_number(&s, row, "longest_max"));
    assert_int_equal(runs.crossings_min, fabs(peer_sheet_number(&s, row, "crossings_min")));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_qcc),
      cmocka_unit_test(test_qicharts2),
      cmocka_unit_test(test_nhs),
      cmocka_unit_test(test_runs_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
