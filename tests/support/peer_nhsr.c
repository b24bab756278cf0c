/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart_summary.h"
#include "engine/core/text.h"
#include "tests/support/peer_case.h"
#include "tests/support/peer_sheet.h"

/* They multiply the mean moving range by 2.66; 3 / d2 is 2.65868. One word for each point: of several
   rules the first of limits, run, trend, near the limits. */
static bool same_nhs(const peer_sheet *s, size_t row, const leda_chart_point *p, double d2) {
  double tolerance = d2 > 0.0 ? 1e-9 : 5e-4, scale = fabs(p->upper);
  const char *type = peer_sheet_text(s, row, "special_cause_type");
  bool good = peer_said(peer_sheet_number(s, row, "y"), p->value, 1e-9, scale);
  good &= peer_said(peer_sheet_number(s, row, "mean_col"), p->centre, 1e-9, scale);
  good &= peer_said(peer_sheet_number(s, row, "lpl"), p->lower, tolerance, scale);
  good &= peer_said(peer_sheet_number(s, row, "upl"), p->upper, tolerance, scale);
  good &= (p->signals != 0) == (strcmp(type, "Common Cause") != 0);
  if (strstr(type, "CL") && !strstr(type, "Points"))
    good &= (p->signals & LEDA_SIGNAL_BEYOND_LIMITS) != 0;
  if (strstr(type, "Points")) good &= (p->signals & LEDA_SIGNAL_RUN) != 0;
  if (strstr(type, "Trend")) good &= (p->signals & LEDA_SIGNAL_TREND) != 0;
  if (!good) print_error("row %zu: %s, signals %u\n", row, type, p->signals);
  return good;
}

/* Their icon is the point_type of the last row: each point in turn is the last here, as its signals stand. The
   first of a trend cannot be the last of one and is passed over. */
static bool same_icon(const peer_sheet *s, const leda_chart *chart, size_t row) {
  leda_chart until = *chart;
  const leda_chart_point *p = &chart->points[row - 1];
  const char *cause = peer_sheet_text(s, row, "special_cause_type");
  bool down = strstr(cause, "Decreasing") != NULL;
  if (strstr(cause, "Trend") && (row == 1 || down != (p->value < p[-1].value))) return true;
  until.n = row;
  leda_variation expected = LEDA_VARIATION_COMMON;
  const char *type = peer_sheet_text(s, row, "point_type");
  if (strcmp(type, "special_cause_improvement") == 0) expected = LEDA_VARIATION_IMPROVEMENT;
  if (strcmp(type, "special_cause_concern") == 0) expected = LEDA_VARIATION_CONCERN;
  bool good = leda_chart_summarise(&until).variation == expected;
  if (!good) print_error("row %zu: their icon says %s\n", row, type);
  return good;
}

static void check_nhs(const char *name, double d2) {
  static peer_sheet s;
  assert_true(peer_sheet_load("nhsr", name, &s));
  leda_text csv = {0};
  leda_text_add(&csv, "period,value\n");
  for (size_t row = 1; row < s.rows; row++)
    leda_text_addf(&csv, "%zu,%s\n", row, peer_sheet_text(&s, row, "y"));
  leda_chart_options options = leda_chart_options_default();
  options.type = LEDA_CHART_I;
  options.rules = LEDA_RULES_NHS;
  options.d2 = d2;
  options.better = LEDA_BETTER_HIGHER; /* improvement_direction = "increase" */
  leda_panel panel;
  leda_chart chart;
  peer_chart_run(&chart, &panel, leda_text_str(&csv), &options);
  assert_int_equal(chart.n, s.rows - 1);
  size_t wrong = 0;
  for (size_t row = 1; row < s.rows; row++) wrong += !same_nhs(&s, row, &chart.points[row - 1], d2);
  for (size_t row = 1; row < s.rows; row++) wrong += !same_icon(&s, &chart, row);
  leda_chart_clear(&chart);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  if (wrong) fail_msg("%s: %zu of %zu points differ", name, wrong, s.rows - 1);
}

peer_outcome peer_check_nhsr(const char *name) {
  static const char *const names[] = {"made_nhs_rules", "made_nhs_na", "made_short9"};
  for (size_t i = 0; i < 3; i++) {
    if (strcmp(names[i], name) != 0) continue;
    check_nhs(name, 3.0 / 2.66);
    check_nhs(name, 0.0);
    return (peer_outcome){PEER_CONSTANTS, NULL};
  }
  return (peer_outcome){PEER_UNKNOWN, NULL};
}
