/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_SCAN_BLOCKS_H
#define LEDA_OUTPUT_SCAN_BLOCKS_H

#include "engine/output/scan_output.h"

/* Full results block by block, so that a document of all series needs little memory. */

typedef leda_status (*leda_scan_visit)(const leda_check *check, size_t series, void *data,
                                       leda_error *err);

/* Visits the changed series, or all, in the order of the panel. */
leda_status leda_scan_visit_checks(leda_scan *scan, const leda_scan_look *look,
                                   leda_scan_visit visit, void *data, leda_error *err);

/* Sends *piece to the sink and empties it. */
leda_status leda_scan_send(const leda_scan_sink *sink, leda_text *piece, leda_error *err);

#endif
