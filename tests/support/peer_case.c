/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/peer_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/assert_near.h"

void peer_chart_run(leda_chart *chart, leda_panel *panel, const char *csv,
                    const leda_chart_options *options) {
  leda_error err = leda_error_none();
  leda_bytes source = {"peer.csv", csv, strlen(csv)};
  leda_read_options reading = leda_chart_reading(options->type);
  if (leda_panel_read_memory(panel, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  const leda_series *variables[16];
  size_t n = 0;
  for (; n < panel->n_series && n < 16; n++) variables[n] = &panel->series[n];
  leda_status status = options->type == LEDA_CHART_T2
                           ? leda_chart_run_variables(
                                 chart, panel, (leda_chart_variables){variables, n}, options, &err)
                           : leda_chart_run(chart, panel, panel->series, options, &err);
  if (status) fail_msg("%s", err.message);
}

bool peer_said(double expected, double actual, double tolerance, double scale) {
  return leda_test_check_within(actual, expected, tolerance * scale, "a peer's number");
}
