/* SPDX-License-Identifier: GPL-3.0-or-later */
/* qcc 3.0 (R): what is not a chart of its own, and its defects. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/text.h"
#include "stats/capability.h"
#include "stats/count_quantiles.h"
#include "stats/operating_characteristic.h"
#include "stats/overdispersion.h"
#include "stats/run_length.h"
#include "tests/support/peer_case.h"
#include "tests/support/peer_sheet.h"

/* ---- T2 ---- */

static void boiler_csv(leda_text *csv) {
  static peer_sheet s;
  assert_true(peer_sheet_load("data", "qcc_boiler", &s));
  leda_text_add(csv, "period,indicator,value\n");
  for (size_t row = 1; row < s.rows; row++)
    for (size_t j = 0; j < s.columns; j++)
      leda_text_addf(csv, "%zu,%s,%s\n", row, s.cell[0][j], s.cell[row][j]);
}

/* Their long list as a wide table: sample, X1, X2. */
static void ryan_csv(leda_text *csv) {
  static peer_sheet s;
  assert_true(peer_sheet_load("data", "qcc_RyanMultivar", &s));
  size_t half = (s.rows - 1) / 2;
  leda_text_add(csv, "period,X1,X2\n");
  for (size_t row = 1; row <= half; row++)
    leda_text_addf(csv, "%s,%s,%s\n", peer_sheet_text(&s, row, "sample"),
                   peer_sheet_text(&s, row, "value"), peer_sheet_text(&s, row + half, "value"));
}

static void compare_t2(const char *name, const char *csv, double rate) {
  static peer_sheet s;
  leda_error err = leda_error_none();
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_T2;
  options.limit_rate = rate;
  leda_column_choice wide[] = {{LEDA_ROLE_VALUE, "X1"}, {LEDA_ROLE_VALUE, "X2"}};
  leda_read_options reading = leda_chart_reading(LEDA_CHART_T2);
  if (strstr(name, "Ryan")) {
    reading.columns = wide;
    reading.n_columns = 2;
  }
  leda_panel panel;
  leda_chart chart;
  const leda_series *variables[8];
  assert_true(peer_sheet_load("qcc", name, &s));
  assert_int_equal(leda_panel_read_memory(&panel, (leda_bytes){"peer.csv", csv, strlen(csv)},
                                          &reading, NULL, &err),
                   LEDA_OK);
  for (size_t j = 0; j < panel.n_series && j < 8; j++) variables[j] = &panel.series[j];
  if (leda_chart_run_variables(&chart, &panel, (leda_chart_variables){variables, panel.n_series},
                               &options, &err))
    fail_msg("%s", err.message);
  assert_int_equal(chart.n, s.rows - 1);
  for (size_t row = 1; row < s.rows; row++) {
    const leda_chart_point *p = &chart.points[row - 1];
    bool good = peer_said(peer_sheet_number(&s, row, "T2"), p->value, 1e-9, p->upper);
    good &= peer_said(peer_sheet_number(&s, row, "ucl"), p->upper, 1e-9, p->upper);
    if (!good) fail_msg("%s, row %zu", name, row);
  }
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
}

static peer_outcome check_t2(const char *name) {
  leda_text csv = {0};
  bool boiler = strstr(name, "boiler") != NULL;
  if (boiler)
    boiler_csv(&csv);
  else
    ryan_csv(&csv);
  /* Theirs by default: 1 - 0.9973^2 for two variables. */
  double rate = strstr(name, "_999") ? 0.001 : boiler ? 0.01 : 1.0 - 0.9973 * 0.9973;
  compare_t2(name, leda_text_str(&csv), rate);
  leda_text_clear(&csv);
  return (peer_outcome){PEER_EXACT, "its lower limit 0 is none for leda"};
}

/* ---- ranges of two, g charts ---- */

/* The moving ranges themselves stand in their table: leda's MR chart of values that have them. */
static peer_outcome check_moving_ranges(const char *name) {
  static peer_sheet s;
  leda_text csv = {0};
  leda_chart_options options = leda_chart_options_default();
  leda_panel panel;
  leda_chart chart;
  assert_true(peer_sheet_load("qcc", name, &s));
  leda_text_add(&csv, "period,value\n");
  for (size_t row = 1; row < s.rows; row++)
    for (int end = 0; end < 2; end++)
      leda_text_addf(&csv, "%zu,%.15g\n", row, end ? peer_sheet_number(&s, row, "stat") : 0.0);
  options.type = LEDA_CHART_R;
  options.d2_decimals = 3;
  peer_chart_run(&chart, &panel, leda_text_str(&csv), &options);
  for (size_t row = 1; row < s.rows; row++) {
    const leda_chart_point *p = &chart.points[row - 1];
    bool good = peer_said(peer_sheet_number(&s, row, "stat"), p->value, 1e-9, p->upper);
    good &= peer_said(peer_sheet_number(&s, row, "center"), p->centre, 1e-9, p->upper);
    good &= peer_said(peer_sheet_number(&s, row, "ucl"), p->upper, 5e-6, p->upper);
    if (!good) fail_msg("%s, row %zu", name, row);
  }
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  return (peer_outcome){PEER_ROUNDED,
                        "d3 is off in the sixth digit of its table: 5e-6 with its d2"};
}

/* Limits by the geometric distribution. qcc takes the share of events as 1 / mean, as if the events were among the
   cases counted; between events it is 1 / (mean + 1), which moves its limit from 108 to 101. Without a confidence level
   qcc 3.0 gives a g chart no limits. */
static peer_outcome check_g(const char *name) {
  static peer_sheet s;
  leda_text csv = {0};
  leda_chart_options options = leda_chart_options_default();
  leda_panel panel;
  leda_chart chart;
  assert_true(peer_sheet_load("qcc", name, &s));
  leda_text_add(&csv, "period,value\n");
  for (size_t row = 1; row < s.rows; row++)
    leda_text_addf(&csv, "%zu,%s\n", row, peer_sheet_text(&s, row, "stat"));
  options.type = LEDA_CHART_G;
  options.centre = LEDA_CENTRE_MEAN;
  options.limits = LEDA_LIMITS_EXACT;
  options.limit_rate = 0.0027;
  peer_chart_run(&chart, &panel, leda_text_str(&csv), &options);
  bool defect = strstr(name, "default") != NULL;
  for (size_t row = 1; row < s.rows; row++) {
    const leda_chart_point *p = &chart.points[row - 1];
    double upper = peer_sheet_number(&s, row, "ucl");
    bool good = peer_said(peer_sheet_number(&s, row, "center"), p->centre, 1e-9, p->upper);
    double theirs = leda_geometric_quantile(1.0 - 0.00135, p->centre - 1.0);
    good &= defect ? isnan(upper) && p->upper > p->centre : peer_said(upper, theirs, 1e-9, 1.0);
    good &= peer_said(leda_geometric_quantile(1.0 - 0.00135, p->centre), p->upper, 1e-9, 1.0);
    if (!good) fail_msg("%s, row %zu", name, row);
  }
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  if (defect)
    return (peer_outcome){PEER_EXPLAINED,
                          "qcc 3.0 gives a g chart no limits by sigmas; the centre agrees"};
  return (peer_outcome){
      PEER_EXPLAINED,
      "the share of events is taken as 1 / mean, between events it is 1 / (mean + 1); "
      "agrees when that is done"};
}

/* It stops with an R error on p charts of one sample size with a confidence level; leda draws them. */
static peer_outcome check_p_error(const char *name) {
  static peer_sheet s;
  leda_text csv = {0};
  leda_chart_options options = leda_chart_options_default();
  leda_panel panel;
  leda_chart chart;
  (void)name;
  assert_true(peer_sheet_load("qcc", "orangejuice_np_conf99", &s));
  leda_text_add(&csv, "period,numerator,denominator\n");
  for (size_t row = 1; row < s.rows; row++)
    leda_text_addf(&csv, "%zu,%s,50\n", row, peer_sheet_text(&s, row, "stat"));
  options.type = LEDA_CHART_P;
  options.limits = LEDA_LIMITS_EXACT;
  options.limit_rate = 0.01;
  peer_chart_run(&chart, &panel, leda_text_str(&csv), &options);
  /* As shares, the limits of the np chart that qcc does draw. */
  for (size_t row = 1; row < s.rows; row++) {
    const leda_chart_point *p = &chart.points[row - 1];
    bool good = peer_said(peer_sheet_number(&s, row, "lcl") / 50.0, p->lower, 1e-9, p->upper);
    good &= peer_said(peer_sheet_number(&s, row, "ucl") / 50.0, p->upper, 1e-9, p->upper);
    if (!good) fail_msg("%s, row %zu", "orangejuice_p_conf9973", row);
  }
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  return (peer_outcome){
      PEER_EXPLAINED, "qcc stops with an error; leda's limits are those of its np chart as shares"};
}

/* ---- capability and operating characteristic ---- */

/* index.json, "pistonrings_capability": the first 25 samples, sigma by ranges (their d2), all 125 values. */
static peer_outcome check_capability(const char *name) {
  static peer_sheet rings;
  double y[200];
  size_t n = 0;
  (void)name;
  assert_true(peer_sheet_load("data", "qcc_pistonrings", &rings));
  for (size_t row = 1; row < rings.rows; row++)
    if (peer_sheet_number(&rings, row, "sample") <= 25)
      y[n++] = peer_sheet_number(&rings, row, "diameter");
  leda_capability_plan plan = {.y = y,
                               .n = n,
                               .lower = 73.95,
                               .upper = 74.05,
                               .target = 74.0,
                               .within_sigma = 0.0097850386930353,
                               .within_df = NAN,
                               .level = 0.95};
  leda_capability c;
  assert_int_equal(leda_capability_assess(&plan, &c), 0);
  const double pairs[][2] = {
      {1.7032806092559, c.within.two_sided.value},
      {1.74334176918515, c.within.low.value},
      {1.66321944932665, c.within.high.value},
      {1.66321944932665, c.within.worst.value},
      {1.6550863376768, c.overall.two_sided.value},
      {1.69401396833852, c.overall.low.value},
      {1.61615870701507, c.overall.high.value},
      {1.61615870701507, c.overall.worst.value},
      {1.64391424889008, c.cpm}, /* their Ppm: Cpm of all values */
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (!peer_said(pairs[i][0], pairs[i][1], 1e-9, 1.0)) fail_msg("index %zu", i);
  return (peer_outcome){PEER_EXACT,
                        "indices; its Cpm is of the chart's sigma, leda's of all values "
                        "(its Ppm); intervals of Pk by the noncentral t instead of normal"};
}

static peer_outcome check_oc_xbar(const char *name) {
  static peer_sheet s;
  static const unsigned sizes[] = {1, 5, 10, 15, 20};
  static const char *const columns[] = {"X1", "X5", "X10", "X15", "X20"};
  assert_true(peer_sheet_load("qcc", name, &s));
  for (size_t row = 1; row < s.rows; row++)
    for (size_t k = 0; k < 5; k++) {
      double inside = leda_shewhart_inside(3.0, peer_sheet_number(&s, row, "shift"), sizes[k]);
      if (!peer_said(peer_sheet_number(&s, row, columns[k]), inside, 1e-9, 1.0))
        fail_msg("%s, row %zu", name, row);
    }
  return (peer_outcome){PEER_EXACT, NULL};
}

/* index.json, "overdispersion": qcc.overdispersion.test of whole columns; p as it prints it, in five digits, which is
   1 less the lower tail: nothing below 2.2e-16. */
static void check_dispersion(const char *data, const char *column, leda_counts_kind model,
                             const double theirs[3]) {
  static peer_sheet s;
  double count[PEER_ROWS], size[PEER_ROWS];
  assert_true(peer_sheet_load("data", data, &s));
  for (size_t row = 1; row < s.rows; row++) {
    count[row - 1] = peer_sheet_number(&s, row, column);
    size[row - 1] = model == LEDA_COUNTS_BINOMIAL ? peer_sheet_number(&s, row, "size") : 1.0;
  }
  leda_dispersion d = leda_overdispersion(model, count, size, s.rows - 1);
  bool good = peer_said(theirs[0], d.ratio, 1e-9, 1.0);
  good &= peer_said(theirs[1], d.statistic, 1e-9, 100.0);
  double cut = 2.2204460492503131e-16;
  good &= theirs[2] > 1e-15 ? peer_said(theirs[2], d.p_over, 5e-5, theirs[2]) : d.p_over <= cut;
  if (!good) fail_msg("%s: %.15g %.15g %.15g", data, d.ratio, d.statistic, d.p_over);
}

static peer_outcome check_overdispersion(const char *name) {
  (void)name;
  check_dispersion("qcc_orangejuice", "D", LEDA_COUNTS_BINOMIAL,
                   (const double[]){3.48342682304947, 184.621621621622, 2.2204e-16});
  check_dispersion("qcc_circuit", "x", LEDA_COUNTS_POISSON,
                   (const double[]){2.00806248425296, 90.3628117913832, 7.0589e-05});
  check_dispersion("qcc_pcmanufact", "x", LEDA_COUNTS_POISSON,
                   (const double[]){1.01745295882193, 19.3316062176166, 0.43576});
  return (peer_outcome){PEER_EXACT,
                        "ratios and statistics; p to the five digits it prints, and where it "
                        "prints 2.2204e-16 (1 less a lower tail) leda has the tail itself"};
}

/* ocCurves.p takes the limits as whole counts, floor(size * limit) both: the lower limit 2.62 becomes 2, so that a
   sample of 2, which its chart marks as beyond the limits, counts as within. */
static peer_outcome check_oc_p(const char *name) {
  static peer_sheet s, chart;
  assert_true(peer_sheet_load("qcc", "orangejuice_p", &chart));
  assert_true(peer_sheet_load("qcc", name, &s));
  double size = peer_sheet_number(&chart, 1, "size");
  leda_count_limits limits = {size * peer_sheet_number(&chart, 1, "lcl"),
                              size * peer_sheet_number(&chart, 1, "ucl")};
  leda_count_limits theirs = {floor(limits.lower), floor(limits.upper)};
  assert_int_equal(s.rows - 1, 101);
  for (size_t row = 1; row < s.rows; row++) {
    double p = peer_sheet_number(&s, row, "p"), beta = peer_sheet_number(&s, row, "beta");
    double inside = leda_binomial_inside(size, p, limits);
    double two = leda_binomial_inside(size, p, (leda_count_limits){2.0, 2.0});
    if (!peer_said(beta, leda_binomial_inside(size, p, theirs), 1e-9, 1.0) ||
        !peer_said(beta - two, inside, 1e-9, 1.0))
      fail_msg("%s, row %zu", name, row);
  }
  return (peer_outcome){
      PEER_EXPLAINED, "the lower limit of 2.6 cans is cut to 2, so that a sample of 2, beyond the "
                      "limits of its own chart, counts as within; agrees when that is done"};
}

bool peer_check_qcc_others(const char *name, peer_outcome *out) {
  static const struct {
    const char *name;
    peer_outcome (*check)(const char *name);
  } checks[] = {
      {"boiler_T2single_99", check_t2},
      {"boiler_T2single_999", check_t2},
      {"RyanMultivar_T2", check_t2},
      {"viscosity_MR_as_R", check_moving_ranges},
      {"made_g_conf9973", check_g},
      {"made_g_default_nsigmas", check_g},
      {"orangejuice_p_conf9973", check_p_error},
      {"pistonrings_capability", check_capability},
      {"pistonrings_oc_xbar", check_oc_xbar},
      {"orangejuice_oc_p", check_oc_p},
      {"overdispersion", check_overdispersion},
  };
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
    if (strcmp(checks[i].name, name) != 0) continue;
    *out = checks[i].check(name);
    return true;
  }
  return false;
}
