/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_SCAN_OVERVIEW_H
#define LEDA_OUTPUT_SCAN_OVERVIEW_H

#include "engine/output/scan_output.h"
#include "plots/figure.h"

/* As many units and indicators as can be read; the strongest are kept. */
enum { LEDA_OVERVIEW_ROWS = 40, LEDA_OVERVIEW_GRID = 150, LEDA_OVERVIEW_COLUMNS = 12 };

/* A scan as an overview figure. Owns everything that its figure points to. */
typedef struct leda_scan_overview leda_scan_overview;

leda_status leda_scan_overview_make(const leda_scan *scan, const leda_scan_files *files,
                                    leda_scan_overview **out, leda_error *err);
const leda_figure *leda_scan_overview_get(const leda_scan_overview *overview);

/* NULL is accepted. */
void leda_scan_overview_free(leda_scan_overview *overview);

#endif
