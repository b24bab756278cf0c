/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/scan.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/scan_internal.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"
#include "stats/verdict_naming.h"

leda_scan_options leda_scan_options_default(void) {
  return (leda_scan_options){.check = leda_check_options_default(), .fdr = 0.05};
}

/* ---- the scan ---- */

static leda_status remove_common(leda_scan *scan, leda_error *err) {
  const leda_place nowhere = {0};
  leda_check_reading reading = {.per = scan->options.check.per, .from = scan->place.from};
  if (!scan->options.remove_common) return LEDA_OK;
  leda_status status = leda_scan_common_make(&scan->common, scan->panel, &reading, err);
  if (status) return status;
  size_t fewest = leda_scan_common_fewest(scan->common);
  if (fewest < LEDA_SCAN_COMMON_LEAST)
    leda_messages_note(&scan->warnings, LEDA_WARNING, nowhere,
                       P_("the mean that was removed rests on %zu unit somewhere: each weighs in "
                          "what it is compared with",
                          "the mean that was removed rests on %zu units somewhere: each weighs in "
                          "what it is compared with",
                          fewest),
                       fewest);
  if (leda_scan_common_uneven(scan->common))
    leda_messages_note(
        &scan->warnings, LEDA_WARNING, nowhere, "%s",
        _("the units differ much in size, so the mean that was removed is that of the "
          "largest and may look like a change in the small: scan rates instead"));
  return LEDA_OK;
}

static leda_status start(leda_scan *scan, leda_error *err) {
  const leda_panel *panel = scan->panel;
  for (size_t i = 0; i < panel->n_series; i++)
    if (panel->series[i].n > scan->longest) scan->longest = panel->series[i].n;
  scan->threads = leda_threads(scan->options.check.threads);
  scan->rows = leda_calloc(panel->n_series, sizeof *scan->rows);
  scan->store = leda_null_store_alloc(scan->options.check.seed, scan->threads);
  if (!scan->rows || !scan->store) return leda_fail_memory(err);
  if (leda_check_known_place(panel, &scan->options.check.known, &scan->place, err))
    return LEDA_ERR_DATA;
  return leda_scan_find_indicators(scan, err);
}

leda_status leda_scan_run(leda_scan **out, const leda_panel *panel,
                          const leda_scan_options *options, leda_error *err) {
  leda_scan *scan = leda_calloc(1, sizeof *scan);
  *out = NULL;
  if (!scan) return leda_fail_memory(err);
  scan->panel = panel;
  scan->options = *options;
  leda_status status = start(scan, err);
  if (!status) status = remove_common(scan, err);
  if (!status) status = leda_scan_choose_noise(scan, err);
  if (!status) status = leda_scan_screen(scan, err);
  if (!status) status = leda_scan_vary_phi(scan, err);
  if (!status) status = leda_scan_permute_jointly(scan, err);
  if (status)
    leda_scan_free(scan);
  else
    *out = scan;
  return status;
}

void leda_scan_free(leda_scan *scan) {
  if (!scan) return;
  leda_scan_common_free(scan->common);
  leda_null_store_free(scan->store);
  leda_free(scan->rows);
  leda_free(scan->phi);
  leda_free(scan->indicator_of);
  leda_free(scan->indicators);
  leda_messages_clear(&scan->warnings);
  leda_free(scan);
}

const leda_panel *leda_scan_panel(const leda_scan *scan) { return scan->panel; }
const leda_scan_options *leda_scan_options_of(const leda_scan *scan) { return &scan->options; }
const leda_scan_summary *leda_scan_summary_of(const leda_scan *scan) { return &scan->summary; }
const leda_scan_row *leda_scan_rows(const leda_scan *scan) { return scan->rows; }
const leda_messages *leda_scan_warnings(const leda_scan *scan) { return &scan->warnings; }

leda_scan_indicators leda_scan_indicators_of(const leda_scan *scan) {
  return (leda_scan_indicators){scan->indicators, scan->n_indicators};
}

static int sign_of(double x) { return (x > 0.0) - (x < 0.0); }

leda_direction leda_scan_direction(const leda_scan *scan, size_t series) {
  const leda_scan_row *row = &scan->rows[series];
  if (row->state != LEDA_SCAN_CHANGED) return LEDA_DIRECTION_NONE;
  return leda_check_direction(sign_of(row->evidence), scan->options.check.better);
}

/* ---- full results ---- */

static void name_changed(const leda_scan_row *row, leda_verdict_result *v) {
  v->verdict = isnan(v->log_ratio) ? LEDA_VERDICT_SHIFT
                                   : leda_verdict_name_change(v->log_ratio, v->n, &v->noise);
  v->direction = sign_of(row->evidence);
  v->change = v->shift;
  if (v->verdict == LEDA_VERDICT_DRIFT) v->change = v->total;
  if (v->verdict == LEDA_VERDICT_CHANGE) {
    v->change.estimate = v->total.estimate;
    v->change.lower = fmin(v->shift.lower, v->total.lower);
    v->change.upper = fmax(v->shift.upper, v->total.upper);
  }
}

/* q decides: in a scan p alone names nothing. */
static void rename_verdict(const leda_scan *scan, size_t series, leda_check *check) {
  const leda_scan_row *row = &scan->rows[series];
  leda_verdict_result *v = &check->verdict;
  bool named = v->verdict == LEDA_VERDICT_SHIFT || v->verdict == LEDA_VERDICT_DRIFT ||
               v->verdict == LEDA_VERDICT_CHANGE;
  if (row->state == LEDA_SCAN_CHANGED && !named) name_changed(row, v);
  if (row->state == LEDA_SCAN_NOISE && named) {
    v->verdict = LEDA_VERDICT_NOISE;
    v->direction = 0;
    v->change = v->shift;
  }
  check->q = row->q;
  check->fdr = scan->options.fdr;
  check->direction = leda_check_direction(v->direction, check->better);
}

static leda_status full(const leda_scan *scan, size_t series, leda_check *check, leda_error *err) {
  leda_common_effect effect;
  leda_noise noise = leda_scan_noise(scan, series);
  leda_check_shared shared = {.panel = scan->panel,
                              .options = &scan->options.check,
                              .place = &scan->place,
                              .store = scan->store,
                              .noise = &noise};
  if (scan->common) {
    effect = leda_scan_common_of(scan->common, series);
    shared.common = &effect;
  }
  leda_status status = leda_check_run_shared(check, &scan->panel->series[series], &shared, err);
  if (!status) rename_verdict(scan, series, check);
  return status;
}

/* The limits behind the intervals, made once for all series alike. */
static leda_status prepare_limits(leda_scan *scan, const size_t *which, size_t n, leda_error *err) {
  const leda_check_options *options = &scan->options.check;
  const leda_null_draws_plan plan = {.seed = options->seed, .threads = scan->threads};
  if (options->known.kind) return LEDA_OK;
  for (size_t k = 0; k < n; k++) {
    size_t length = scan->rows[which[k]].n;
    leda_noise noise = leda_scan_noise(scan, which[k]);
    leda_null_ground ground = {.n = length, .season_length = leda_scan_season(scan, length)};
    if (length < LEDA_VERDICT_MIN_N || scan->rows[which[k]].constant) continue;
    if (leda_verdict_prepare(scan->store, &ground, &noise, options->alpha, &plan) != GSL_SUCCESS)
      return leda_fail_memory(err);
  }
  return LEDA_OK;
}

leda_status leda_scan_checks(leda_scan *scan, const size_t *which, size_t n, leda_check *checks,
                             leda_error *err) {
  leda_error first = leda_error_none();
  size_t failed = SIZE_MAX;
  for (size_t k = 0; k < n; k++) checks[k] = (leda_check){0};
  if (prepare_limits(scan, which, n, err)) return LEDA_ERR_MEMORY;
#pragma omp parallel for num_threads(scan->threads) schedule(dynamic)
  for (size_t k = 0; k < n; k++) {
    leda_error mine = leda_error_none();
    full(scan, which[k], &checks[k], &mine);
    if (!mine.status) continue;
#pragma omp critical(leda_scan_full)
    if (k < failed) {
      first = mine;
      failed = k;
    }
  }
  if (failed == SIZE_MAX) return LEDA_OK;
  for (size_t k = 0; k < n; k++) leda_check_clear(&checks[k]);
  if (err) *err = first;
  return first.status;
}

/* ---- order ---- */

/* A bounded list, best first. */
typedef struct {
  const leda_scan *scan;
  leda_scan_order order;
} ranking;

static double size_of(const ranking *r, const leda_scan_row *row) {
  double size = fabs(row->size);
  if (r->scan->n_indicators == 1) return size;
  return row->spread > 0.0F ? size / row->spread : INFINITY;
}

static bool is_before(const ranking *r, size_t left, size_t right) {
  const leda_scan_row *a = &r->scan->rows[left], *b = &r->scan->rows[right];
  if (r->order == LEDA_SCAN_BY_SIZE) {
    double x = size_of(r, a), y = size_of(r, b);
    if (x > y || x < y) return x > y;
  }
  if (a->p < b->p || a->p > b->p) return a->p < b->p;
  float x = fabsf(a->evidence), y = fabsf(b->evidence);
  if (x > y || x < y) return x > y;
  return left < right;
}

static void sift_down(const ranking *r, size_t *heap, size_t n, size_t root) {
  for (size_t child; (child = 2 * root + 1) < n; root = child) {
    if (child + 1 < n && is_before(r, heap[child], heap[child + 1])) child++;
    if (!is_before(r, heap[root], heap[child])) return;
    size_t moved = heap[root];
    heap[root] = heap[child];
    heap[child] = moved;
  }
}

/* A heap with the last of the best on top: n log room, whatever the number of changed. */
size_t leda_scan_rank(const leda_scan *scan, leda_scan_order order, size_t *which, size_t room) {
  ranking r = {scan, order};
  size_t n = 0;
  if (room == 0) return 0;
  for (size_t i = 0; i < scan->panel->n_series; i++) {
    if (scan->rows[i].state != LEDA_SCAN_CHANGED) continue;
    if (n < room) {
      which[n++] = i;
      for (size_t k = n == room ? n / 2 : 0; k-- > 0;) sift_down(&r, which, n, k);
    } else if (is_before(&r, i, which[0])) {
      which[0] = i;
      sift_down(&r, which, n, 0);
    }
  }
  for (size_t k = n < room ? n / 2 : 0; k-- > 0;) sift_down(&r, which, n, k);
  for (size_t end = n; end-- > 1;) {
    size_t moved = which[0];
    which[0] = which[end];
    which[end] = moved;
    sift_down(&r, which, end, 0);
  }
  return n;
}
