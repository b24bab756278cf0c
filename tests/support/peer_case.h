/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_TESTS_SUPPORT_PEER_CASE_H
#define LEDA_TESTS_SUPPORT_PEER_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/analysis/chart.h"

/* Control charts against what other programs made of the same data (the folder reference/spc). */

/* How one of a peer's results comes out. A check that does not hold fails the test on the spot. */
typedef enum {
  PEER_UNKNOWN,   /* no check of that name */
  PEER_EXACT,     /* to 1e-9 of the chart's size */
  PEER_CONSTANTS, /* to 1e-9 with the peer's rounded d2, to its rounding with the exact one */
  PEER_ROUNDED,   /* to the peer's rounding of its constants */
  PEER_EXPLAINED  /* differs for the reason, which was checked */
} peer_agreement;

typedef struct {
  peer_agreement agreement;
  const char *reason; /* NULL: none is needed */
} peer_outcome;

/* One for each peer: checks the result of this name in its index. */
peer_outcome peer_check_qcc(const char *name);
peer_outcome peer_check_qicharts2(const char *name);
peer_outcome peer_check_nhsr(const char *name);

/* Parts of the first. */
bool peer_check_qcc_subgroups(const char *name, peer_outcome *out);
bool peer_check_qcc_memory(const char *name, peer_outcome *out);
bool peer_check_qcc_others(const char *name, peer_outcome *out);

/* ---- for the checks ---- */

/* The chart of the first series in `csv`; fails the test where there is none. */
void peer_chart_run(leda_chart *chart, leda_panel *panel, const char *csv,
                    const leda_chart_options *options);

/* `scale`: the size of the chart, so that a limit near zero is not asked for more digits than the others. */
bool peer_said(double expected, double actual, double tolerance, double scale);

#endif
