/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_SCAN_RANKINGS_H
#define LEDA_OUTPUT_SCAN_RANKINGS_H

#include "engine/output/scan_output.h"

/* The tables of changed series in the text of a scan: by evidence and by size. */
leda_status leda_scan_rankings(leda_scan *scan, const leda_scan_look *look, leda_text *text,
                               leda_error *err);

/* The table of every series (`--all`), sent in pieces. */
leda_status leda_scan_all_series(leda_scan *scan, const leda_scan_look *look,
                                 const leda_scan_sink *sink, leda_error *err);

#endif
