/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_output.h"
#include "engine/output/scan_blocks.h"

typedef struct {
  const leda_scan_sink *sink;
  leda_text piece;
} writer;

static leda_status write_row(const leda_check *check, size_t series, void *data, leda_error *err) {
  writer *w = data;
  leda_csv csv = {.text = &w->piece};
  (void)series;
  leda_check_csv_row(check, &csv);
  return leda_scan_send(w->sink, &w->piece, err);
}

leda_status leda_scan_write_csv(leda_scan *scan, const leda_scan_look *look,
                                const leda_scan_sink *sink, leda_error *err) {
  writer w = {.sink = sink};
  leda_csv csv = {.text = &w.piece};
  leda_check_csv_header(&csv);
  leda_status status = leda_scan_send(sink, &w.piece, err);
  if (!status) status = leda_scan_visit_checks(scan, look, write_row, &w, err);
  leda_text_clear(&w.piece);
  return status;
}
