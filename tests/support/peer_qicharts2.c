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
#include "stats/control_constants.h"
#include "tests/support/peer_case.h"
#include "tests/support/peer_sheet.h"

/* qicharts2 0.8.1 (R). */
typedef struct {
  const char *name;
  leda_chart_type type;
  double d2; /* the peer's divisor; 0: exact, or none in play */
  double per;
} qic_case;

static const qic_case qic_cases[] = {
    {"gtt_p", LEDA_CHART_P, 0, 1},
    {"gtt_u", LEDA_CHART_U, 0, 1000},
    {"gtt_c", LEDA_CHART_C, 0, 1},
    {"gtt_u_run", LEDA_CHART_RUN, 0, 1000},
    {"gtt_i_rate_unscreened", LEDA_CHART_I, 1.128, 1},
    {"cdi_run", LEDA_CHART_RUN, 0, 1},
    {"cdi_run_freeze24", LEDA_CHART_RUN, 0, 1},
    {"cdi_run_part24", LEDA_CHART_RUN, 0, 1},
    {"cdi_run_cl19", LEDA_CHART_RUN, 0, 1},
    {"cdi_c_freeze24", LEDA_CHART_C, 0, 1},
    {"cdi_c_part24", LEDA_CHART_C, 0, 1},
    {"cdi_i_unscreened", LEDA_CHART_I, 1.128, 1},
    {"cdi_i_freeze24_unscreened", LEDA_CHART_I, 1.128, 1},
    {"cdi_i_excl3_15_unscreened", LEDA_CHART_I, 1.128, 1},
    {"cdi_i_screened", LEDA_CHART_I, 1.128, 1},
    {"cdi_i_excl3_15_screened", LEDA_CHART_I, 1.128, 1},
    {"cdi_i_freeze24_screened", LEDA_CHART_I, 1.128, 1},
    {"cdi_mr", LEDA_CHART_MR, 0, 1},
    {"m0607_mr_freeze20", LEDA_CHART_MR, 0, 1},
    {"cdi_u_freeze24", LEDA_CHART_U, 0, 10000},
    {"cdi_u_part24", LEDA_CHART_U, 0, 10000},
    {"m0607_i_freeze20_unscreened", LEDA_CHART_I, 1.128, 1},
    {"m0703_p", LEDA_CHART_P, 0, 1},
    {"m0704_p", LEDA_CHART_P, 0, 1},
    {"m0708_c_freeze26", LEDA_CHART_C, 0, 1},
    {"m0710_u", LEDA_CHART_U, 0, 1},
    {"m0711_u", LEDA_CHART_U, 0, 50},
    {"m0901_i_unscreened", LEDA_CHART_I, 1.128, 1},
    {"gtt_pp_unscreened", LEDA_CHART_PP, 1.128, 1},
    {"gtt_pp_screened", LEDA_CHART_PP, 1.128, 1},
    {"m0704_pp_unscreened", LEDA_CHART_PP, 1.128, 1},
    {"m0704_pp_screened", LEDA_CHART_PP, 1.128, 1},
    {"gtt_up_unscreened", LEDA_CHART_UP, 1.128, 1000},
    {"gtt_up_screened", LEDA_CHART_UP, 1.128, 1000},
    {"cdi_up_freeze24_unscreened", LEDA_CHART_UP, 1.128, 10000},
    {"cdi_up_freeze24_screened", LEDA_CHART_UP, 1.128, 10000},
    {"hai_up_facets_unscreened", LEDA_CHART_UP, 1.128, 10000},
    {"hai_up_facets_screened", LEDA_CHART_UP, 1.128, 10000},
    {"gtt_ip_unscreened", LEDA_CHART_IP, 0, 1},
    {"gtt_ip_screened", LEDA_CHART_IP, 0, 1},
    {"cdi_ip_freeze24_unscreened", LEDA_CHART_IP, 0, 10000},
    {"cdi_ip_freeze24_screened", LEDA_CHART_IP, 0, 10000},
    {"m0714_t_unscreened", LEDA_CHART_T, 1.128, 1},
    {"m0714_t_screened", LEDA_CHART_T, 1.128, 1},
    {"gtt_i_rate_screened", LEDA_CHART_I, 1.128, 1},
    {"hai_i_facets_screened", LEDA_CHART_I, 1.128, 1},
    {"m0607_i_freeze20_screened", LEDA_CHART_I, 1.128, 1},
    {"m0901_i_screened", LEDA_CHART_I, 1.128, 1},
    {"hai_u_facets", LEDA_CHART_U, 0, 10000},
    {"hai_c_facets", LEDA_CHART_C, 0, 1},
    {"hai_run_facets", LEDA_CHART_RUN, 0, 1},
    {"hai_i_facets_unscreened", LEDA_CHART_I, 1.128, 1},
};

enum { PHASES = 8, EXCLUDED = 8 };

/* Rows of one facet: from..to-1. */
typedef struct {
  size_t from;
  size_t to;
} stretch;

typedef struct {
  double d2;
  double tolerance;
} strictness;

/* Options that rebuild one facet of a qicharts2 result. */
typedef struct {
  leda_phase_choice phases[PHASES];
  leda_period excluded[EXCLUDED];
  leda_chart_options options;
  leda_text csv;
} qic_input;

static bool same_facet(const peer_sheet *s, size_t a, size_t b) {
  return strcmp(peer_sheet_text(s, a, "facet1"), peer_sheet_text(s, b, "facet1")) == 0 &&
         strcmp(peer_sheet_text(s, a, "facet2"), peer_sheet_text(s, b, "facet2")) == 0;
}

static leda_period number_period(size_t k) { return (leda_period){LEDA_PERIOD_NUMBER, (int32_t)k}; }

static void start_phase(qic_input *in, const peer_sheet *s, size_t row, size_t k, size_t to) {
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

static void build(qic_input *in, const peer_sheet *s, stretch rows, const qic_case *c,
                  strictness how) {
  size_t from = rows.from, to = rows.to;
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
  in->options.d2 = how.d2;
  in->options.per = c->per;
  in->options.phases = in->phases;
  in->options.excluded = in->excluded;
  in->options.screen_moving_ranges = strstr(c->name, "_screened") != NULL;
  if (strstr(c->name, "cl19")) in->options.known_centre = 19.0;
  if (strstr(c->name, "ip_freeze")) unfreeze_sigma(in, peer_sheet_number(s, from, "cl"));
}

static size_t compare_runs(const peer_sheet *s, size_t row, const leda_chart *chart, size_t phase) {
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

static size_t compare_qic(const peer_sheet *s, stretch rows, const leda_chart *chart,
                          const qic_case *c, strictness how) {
  size_t from = rows.from, to = rows.to;
  size_t wrong = 0;
  for (size_t row = from; row < to; row++) {
    const leda_chart_point *p = &chart->points[row - from];
    double scale = c->type == LEDA_CHART_RUN ? fabs(p->centre) : fabs(p->upper);
    bool good = peer_said(peer_sheet_number(s, row, "y"), p->value, 1e-9, scale);
    good &= peer_said(peer_sheet_number(s, row, "cl"), p->centre, how.tolerance, scale);
    if (c->type != LEDA_CHART_RUN) {
      good &= peer_said(peer_sheet_number(s, row, "lcl"), p->lower, how.tolerance, scale);
      good &= peer_said(peer_sheet_number(s, row, "ucl"), p->upper, how.tolerance, scale);
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

static void check_facet(const peer_sheet *s, stretch rows, const qic_case *c, strictness how) {
  static qic_input in;
  leda_panel panel;
  leda_chart chart;
  build(&in, s, rows, c, how);
  peer_chart_run(&chart, &panel, leda_text_str(&in.csv), &in.options);
  size_t wrong = compare_qic(s, rows, &chart, c, how);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&in.csv);
  if (wrong) fail_msg("%s: %zu of %zu points differ", c->name, wrong, rows.to - rows.from);
}

static void check(const qic_case *c, const peer_sheet *s, strictness how) {
  for (size_t from = 1, to; from < s->rows; from = to) {
    for (to = from + 1; to < s->rows && same_facet(s, from, to);) to++;
    check_facet(s, (stretch){from, to}, c, how);
  }
}

static peer_outcome check_one(const qic_case *c) {
  static peer_sheet s;
  assert_true(peer_sheet_load("qicharts2", c->name, &s));
  /* Their upper limit of moving ranges is 3.267 times the mean; exact: 3.26653. */
  if (c->type == LEDA_CHART_MR) {
    check(c, &s, (strictness){0.0, 5e-4});
    return (peer_outcome){PEER_ROUNDED, "D4 = 3.267 is 3.26653 to more digits"};
  }
  check(c, &s, (strictness){c->d2, 1e-9});
  if (strstr(c->name, "ip_freeze"))
    return (peer_outcome){PEER_EXPLAINED,
                          "freeze does not freeze its sigma: agrees to 1e-9 when leda is told so"};
  if (c->d2 == 0.0)
    return (peer_outcome){PEER_EXACT,
                          strstr(c->name, "excl") ? "but it signals on excluded points too" : NULL};
  /* Screening is a threshold: with another d2 another range may fall out. The power 3.6 of t charts stretches 5e-4. */
  if (!strstr(c->name, "_screened"))
    check(c, &s, (strictness){0.0, c->type == LEDA_CHART_T ? 2e-3 : 5e-4});
  return (peer_outcome){PEER_CONSTANTS, NULL};
}

/* ---- subgroups: raw values in data/ ---- */

static void subgroup_csv(const char *name, leda_text *csv) {
  static peer_sheet raw;
  assert_true(peer_sheet_load("data",
                              strstr(name, "m0603") ? "qicharts2_montgomery_tbl_06.03"
                                                    : "qicharts2_montgomery_tbl_06.04",
                              &raw));
  leda_text_add(csv, "period,value\n");
  for (size_t row = 1; row < raw.rows; row++)
    leda_text_addf(csv, "%s,%s\n", peer_sheet_text(&raw, row, "sample"),
                   peer_sheet_text(&raw, row, "obs"));
}

/* For samples of unequal size they take sigma = pooled s / c4(n) of each sample (Montgomery's formula 6.31) instead of
   one sigma, pooled s / c4(df + 1): `ratio` is theirs over leda's, and an S chart's centre is pooled s. */
static bool same_subgroup(const peer_sheet *s, size_t row, const leda_chart_point *p, double ratio,
                          bool spread) {
  double scale = fabs(p->upper), width = p->upper - p->centre;
  double centre = spread ? ratio * p->centre : p->centre;
  bool good = peer_said(peer_sheet_number(s, row, "y"), p->value, 1e-9, scale);
  good &= peer_said(peer_sheet_number(s, row, "cl"), centre, 1e-9, scale);
  good &= peer_said(peer_sheet_number(s, row, "ucl"), centre + ratio * width, 1e-9, scale);
  return good;
}

static peer_outcome check_subgroups(const char *name) {
  static peer_sheet s;
  leda_text csv = {0};
  leda_chart_options options = leda_chart_options_default();
  leda_panel panel;
  leda_chart chart;
  bool equal = strstr(name, "m0603") != NULL, spread = strstr(name, "_s") != NULL;
  assert_true(peer_sheet_load("qicharts2", name, &s));
  subgroup_csv(name, &csv);
  options.type = spread ? LEDA_CHART_S : LEDA_CHART_XBAR_S;
  if (!equal) options.sigma = LEDA_SIGMA_POOLED_SD;
  peer_chart_run(&chart, &panel, leda_text_str(&csv), &options);
  assert_int_equal(chart.n, s.rows - 1);
  unsigned df = 0;
  for (size_t i = 0; i < chart.n; i++) df += (unsigned)chart.points[i].size - 1;
  for (size_t row = 1; row < s.rows; row++) {
    const leda_chart_point *p = &chart.points[row - 1];
    double ratio = leda_control_c4(df + 1) / leda_control_c4((unsigned)p->size);
    if (!same_subgroup(&s, row, p, equal ? 1.0 : ratio, spread)) fail_msg("%s, row %zu", name, row);
  }
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  if (equal) return (peer_outcome){PEER_EXACT, NULL};
  return (peer_outcome){PEER_EXPLAINED,
                        "a sigma of its own, pooled s / c4(n), for each size of sample; "
                        "agrees to 1e-9 when leda's is taken times c4(df + 1) / c4(n)"};
}

peer_outcome peer_check_qicharts2(const char *name) {
  if (strncmp(name, "m0603", 5) == 0 || strncmp(name, "m0604", 5) == 0)
    return check_subgroups(name);
  for (size_t i = 0; i < sizeof qic_cases / sizeof *qic_cases; i++)
    if (strcmp(qic_cases[i].name, name) == 0) return check_one(&qic_cases[i]);
  return (peer_outcome){PEER_UNKNOWN, NULL};
}
