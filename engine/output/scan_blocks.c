/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/scan_blocks.h"

#include "engine/core/memory.h"

/* Large enough for every thread to have work, small enough to stay in the caches. */
#define BLOCK 256

static bool is_wanted(const leda_scan *scan, const leda_scan_look *look, size_t series) {
  return look->all || leda_scan_rows(scan)[series].state == LEDA_SCAN_CHANGED;
}

static size_t next_block(const leda_scan *scan, const leda_scan_look *look, size_t *at,
                         size_t *which) {
  size_t n = 0, n_series = leda_scan_panel(scan)->n_series;
  for (; *at < n_series && n < BLOCK; (*at)++)
    if (is_wanted(scan, look, *at)) which[n++] = *at;
  return n;
}

leda_status leda_scan_visit_checks(leda_scan *scan, const leda_scan_look *look,
                                   leda_scan_visit visit, void *data, leda_error *err) {
  size_t which[BLOCK], at = 0, n, n_series = leda_scan_panel(scan)->n_series;
  leda_check *checks = leda_calloc(BLOCK, sizeof *checks);
  leda_status status = checks ? LEDA_OK : leda_fail_memory(err);
  while (!status && (n = next_block(scan, look, &at, which)) > 0) {
    status = leda_scan_checks(scan, which, n, checks, err);
    for (size_t k = 0; k < n; k++) {
      if (!status) status = visit(&checks[k], which[k], data, err);
      leda_check_clear(&checks[k]);
    }
    if (!status && leda_progress_report(&look->progress, at, n_series))
      status = leda_fail(err, LEDA_ERR_CANCELLED, _("stopped"));
  }
  leda_free(checks);
  return status;
}

leda_status leda_scan_send(const leda_scan_sink *sink, leda_text *piece, leda_error *err) {
  leda_status status = leda_text_status(piece, err);
  if (!status) status = sink->write(piece, sink->data, err);
  piece->length = 0;
  if (piece->data) piece->data[0] = '\0';
  return status;
}
