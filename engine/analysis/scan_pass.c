/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>

#include "engine/analysis/scan_internal.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"

#define CHUNK 64

/* ---- a thread's own ---- */

static void worker_clear(leda_scan_worker *w) {
  leda_check_values_clear(&w->values);
  leda_free(w->unseasoned);
  leda_screen_work_free(w->plain);
  leda_screen_work_free(w->seasonal);
}

static leda_status worker_init(leda_scan_worker *w, const leda_scan *scan, leda_error *err) {
  const leda_check_options *check = &scan->options.check;
  leda_screen_options options = {.alpha = check->alpha, .seed = check->seed};
  *w = (leda_scan_worker){0};
  if (leda_check_values_init(&w->values, scan->longest, err)) return LEDA_ERR_MEMORY;
  w->unseasoned = leda_calloc(scan->longest, sizeof *w->unseasoned);
  w->plain = leda_screen_work_alloc(scan->longest, &options);
  if (!w->unseasoned || !w->plain) return leda_fail_memory(err);
  options.season_length = leda_scan_season(scan, scan->longest);
  if (options.season_length < 2) return LEDA_OK;
  w->seasonal = leda_screen_work_alloc(scan->longest, &options);
  return w->seasonal ? LEDA_OK : leda_fail_memory(err);
}

/* ---- all threads ---- */

/* What the threads of a pass share. */
typedef struct {
  leda_scan *scan;
  const leda_scan_pass *pass;
  size_t count;
  size_t done;
  int stopped;
  leda_error first; /* the failure that stands first, and where */
  size_t first_at;
} crew;

static void tell(crew *c, bool head) {
  size_t done;
#pragma omp atomic capture
  done = c->done++;
  if (!head || done % CHUNK) return;
  if (leda_progress_report(&c->scan->options.progress, done, c->count)) {
#pragma omp atomic write
    c->stopped = 1;
  }
}

static bool is_stopped(crew *c) {
  int stopped;
#pragma omp atomic read
  stopped = c->stopped;
  return stopped != 0;
}

static void note_failure(crew *c, const leda_error *what, size_t at) {
  if (!what->status) return;
#pragma omp critical(leda_scan_failure)
  if (at < c->first_at) {
    c->first = *what;
    c->first_at = at;
  }
}

leda_status leda_scan_each(leda_scan *scan, const leda_scan_pass *pass, leda_error *err) {
  size_t stride = pass->stride ? pass->stride : 1;
  crew c = {.scan = scan, .pass = pass, .first = leda_error_none(), .first_at = SIZE_MAX};
  c.count = (scan->panel->n_series + stride - 1) / stride;
#pragma omp parallel num_threads(scan->threads)
  {
    leda_scan_worker worker;
    leda_error mine = leda_error_none();
    size_t at = 0;
    bool head = false;
    worker_init(&worker, scan, &mine);
#pragma omp master
    head = true;
#pragma omp for schedule(dynamic, CHUNK)
    for (size_t k = 0; k < c.count; k++) {
      if (mine.status || is_stopped(&c)) continue;
      at = k * stride;
      pass->task(scan, &worker, at, pass->data, &mine);
      tell(&c, head);
    }
    note_failure(&c, &mine, at);
    worker_clear(&worker);
  }
  if (c.stopped) return leda_fail(err, LEDA_ERR_CANCELLED, _("stopped"));
  if (c.first.status && err) *err = c.first;
  return c.first.status;
}

/* ---- what every task needs ---- */

int leda_scan_season(const leda_scan *scan, size_t n) {
  return leda_check_season(scan->panel->calendar, n, &scan->options.check);
}

leda_status leda_scan_take(const leda_scan *scan, leda_scan_worker *worker, size_t series,
                           leda_error *err) {
  leda_common_effect effect;
  leda_check_reading reading = {.per = scan->options.check.per, .from = scan->place.from};
  if (scan->common) {
    effect = leda_scan_common_of(scan->common, series);
    reading.common = &effect;
  }
  const leda_panel *panel = scan->panel;
  return leda_check_values_take(&worker->values, panel, &panel->series[series], &reading, err);
}

leda_status leda_scan_judge(const leda_scan *scan, const leda_scan_worker *worker,
                            const leda_noise *noise, leda_screen_result *out, leda_error *err) {
  const leda_check_values *v = &worker->values;
  leda_screen_work *work = leda_scan_season(scan, v->n) ? worker->seasonal : worker->plain;
  int code = leda_verdict_screen(scan->store, noise, v->judged, v->positions, v->n, work, out);
  if (code == GSL_SUCCESS) return LEDA_OK;
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  return leda_fail(err, LEDA_ERR_INTERNAL, _("the verdict failed: %s"), gsl_strerror(code));
}
