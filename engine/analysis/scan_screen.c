/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/check_known.h"
#include "engine/analysis/scan_internal.h"
#include "engine/core/memory.h"
#include "stats/fdr.h"

/* ---- one series ---- */

/* How large the change at row->index is, and the scatter about the two levels. */
static void measure(leda_scan_row *row, const leda_check_values *v) {
  double before = leda_check_values_level(v, 0, row->index);
  double after = leda_check_values_level(v, row->index, v->n), sum = 0.0;
  for (size_t i = 0; i < v->n; i++) {
    double away = v->values[i] - (i < row->index ? before : after);
    sum += away * away;
  }
  row->size = after - before;
  row->spread = (float)sqrt(sum / (double)(v->n - 2));
}

static void set_state(leda_scan_row *row, bool persistent) {
  row->state = LEDA_SCAN_NOISE;
  if (isnan(row->p))
    row->state = LEDA_SCAN_TOO_SHORT;
  else if (persistent && !row->constant)
    row->state = LEDA_SCAN_CANNOT_TELL;
}

static leda_status screen(leda_scan *scan, leda_scan_worker *worker, size_t series, void *data,
                          leda_error *err) {
  leda_scan_row *row = &scan->rows[series];
  leda_noise noise = leda_scan_noise(scan, series);
  leda_screen_result found = {.p = NAN};
  (void)data;
  if (leda_scan_take(scan, worker, series, err)) return err->status;
  const leda_check_values *v = &worker->values;
  if (v->n >= LEDA_VERDICT_MIN_N && leda_scan_judge(scan, worker, &noise, &found, err))
    return err->status;
  row->p = found.p;
  row->phi = (float)found.phi;
  row->index = (uint32_t)found.index;
  row->constant = found.constant;
  row->evidence = (float)(found.p_step <= found.p_drift ? found.z : found.d);
  set_state(row, found.persistent);
  if (row->state != LEDA_SCAN_TOO_SHORT && !row->constant) measure(row, v);
  return LEDA_OK;
}

static leda_status screen_known(leda_scan *scan, leda_scan_worker *worker, size_t series,
                                void *data, leda_error *err) {
  leda_scan_row *row = &scan->rows[series];
  leda_noise noise = leda_scan_noise(scan, series);
  leda_check check = {0};
  (void)data;
  if (leda_scan_take(scan, worker, series, err)) return err->status;
  const leda_check_values *v = &worker->values;
  leda_known_options options =
      leda_check_known_options(&scan->options.check, &noise, leda_scan_season(scan, v->n));
  size_t index = leda_check_known_index(v, scan->place.change);
  leda_status status = leda_check_known(&check, v, index, &options, err);
  if (!status) {
    row->p = check.verdict.p;
    row->phi = (float)check.verdict.noise.phi;
    row->index = (uint32_t)index;
    row->constant = check.verdict.reason == LEDA_VERDICT_REASON_CONSTANT;
    row->evidence = (float)copysign(check.verdict.s, check.verdict.shift.estimate);
    set_state(row, check.verdict.verdict == LEDA_VERDICT_CANNOT_TELL);
    if (row->state != LEDA_SCAN_TOO_SHORT && !row->constant) measure(row, v);
  }
  leda_check_clear(&check);
  return status;
}

/* ---- all of them ---- */

static void count_row(leda_scan *scan, size_t series) {
  leda_scan_row *row = &scan->rows[series];
  leda_scan_summary *sum = &scan->summary;
  leda_scan_indicator *it = &scan->indicators[scan->indicator_of[series]];
  switch ((leda_scan_state)row->state) {
  case LEDA_SCAN_TOO_SHORT:
    it->too_short++;
    sum->too_short++;
    return;
  case LEDA_SCAN_CANNOT_TELL:
    it->cannot_tell++;
    sum->cannot_tell++;
    return;
  case LEDA_SCAN_CHANGED:
    it->changed++;
    sum->changed++;
    if (!(row->p <= sum->p_limit)) sum->p_limit = row->p;
    break;
  default:
    sum->noise++;
    break;
  }
  it->tested++;
  sum->tested++;
}

/* What cannot be judged takes no part: its small p would let false findings among the others pass. */
static leda_status find_changed(leda_scan *scan, leda_error *err) {
  size_t n = scan->panel->n_series;
  double *q = leda_calloc(n, sizeof *q);
  if (!q) return leda_fail_memory(err);
  for (size_t i = 0; i < n; i++)
    q[i] = scan->rows[i].state == LEDA_SCAN_NOISE ? scan->rows[i].p : NAN;
  leda_status status = leda_fdr_q_values(q, n, q) == GSL_SUCCESS ? LEDA_OK : leda_fail_memory(err);
  for (size_t i = 0; i < n && !status; i++) {
    scan->rows[i].q = q[i];
    if (q[i] <= scan->options.fdr) scan->rows[i].state = LEDA_SCAN_CHANGED;
    count_row(scan, i);
  }
  leda_free(q);
  return status;
}

leda_status leda_scan_screen(leda_scan *scan, leda_error *err) {
  leda_scan_pass pass = {.task = scan->options.check.known.kind ? screen_known : screen};
  scan->summary = (leda_scan_summary){.series = scan->panel->n_series,
                                      .fdr = scan->options.fdr,
                                      .p_limit = NAN,
                                      .joint = {NAN, NAN, NAN, NAN}};
  leda_status status = leda_scan_each(scan, &pass, err);
  if (!status) status = find_changed(scan, err);
  scan->summary.expected_false = scan->options.fdr * (double)scan->summary.changed;
  return status;
}
